import { configure, render, screen, within } from '@testing-library/react';
import React from 'react';
import type { HealthEvidence, ProcessEvidence } from '../../../health';
import type { Partition, RingMember } from '../../../tempo';
import { gatheredOf, recordedEvidence, refusedProcess } from '../testdata/recordedEvidence';
import { RingsTab } from './RingsTab';

// Nothing here is hidden by styles, and looking that up for every cell takes its time.
beforeAll(() => configure({ defaultHidden: true }));
afterAll(() => configure({ defaultHidden: false }));
// jsdom lays nothing out.
beforeEach(() => {
  jest.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(400);
});
afterEach(() => jest.restoreAllMocks());

let evidence: Record<'2.6.1' | '3.0.3', HealthEvidence>;
beforeAll(async () => {
  evidence = { '2.6.1': await recordedEvidence('2.6.1'), '3.0.3': await recordedEvidence('3.0.3') };
});

const member = (change: Partial<RingMember>): RingMember => ({
  id: 'a',
  state: 'ACTIVE',
  address: '10.0.0.1:9095',
  zone: '',
  registeredAtMs: undefined,
  heartbeatAtMs: undefined,
  heartbeatAgeSeconds: 3,
  tokenCount: 0,
  ownedShare: 0,
  readOnly: false,
  ...change,
});
const distributor = (members: readonly RingMember[]): ProcessEvidence => ({
  name: 'distributor',
  via: 'route',
  rings: { ingester: { ok: true, value: { members } } },
});
const show = (change: Partial<HealthEvidence>, release: '2.6.1' | '3.0.3' = '2.6.1') =>
  render(<RingsTab gathered={gatheredOf(evidence[release], change)} />);
const section = (name: string) => screen.getByRole('region', { name });
const namesOf = (table: string) =>
  within(screen.getByRole('grid', { name: table }))
    .getAllByRole('row')
    .slice(1)
    .map((row) => within(row).getAllByRole('gridcell')[0]?.textContent);

it('shows each ring of 2.6.1 once, and who shows it', () => {
  show({});
  expect(screen.getAllByRole('region').map((region) => region.getAttribute('data-ring'))).toEqual([
    'ingester',
    'metrics-generator',
    'compactor',
    'memberlist',
  ]);
  expect(section('Ring: ingester')).toHaveTextContent('as distributor shows it, and also querier');
  expect(namesOf('Members of the ring ingester')).toEqual(['vm']);
  expect(screen.queryByText(/cannot be asked/)).not.toBeInTheDocument();
});

it('shows the partitions of 3.0.3, and says nothing of a ring that a single binary has no need of', () => {
  show({}, '3.0.3');
  expect(section('Partition ring')).toHaveTextContent('all well');
  expect(namesOf('Partition ring')).toEqual(['0']);
  expect(section('Ring: live-store')).toHaveTextContent('as Single binary shows it');
  expect(screen.queryByText(/cannot be asked/)).not.toBeInTheDocument();
});

it('puts those that are not well first, the one that is silent longest before the others', () => {
  show({
    processes: [
      distributor([
        member({ id: 'fine' }),
        member({ id: 'leaving', state: 'LEAVING' }),
        member({ id: 'lost', state: 'UNHEALTHY', heartbeatAgeSeconds: 600 }),
      ]),
    ],
  });
  expect(namesOf('Members of the ring ingester')).toEqual(['lost', 'leaving', 'fine']);
  expect(section('Ring: ingester')).toHaveTextContent('2 not well');
  expect(screen.getByText('10 mins ago')).toBeInTheDocument();
});

it('says that a ring is empty', () => {
  show({ processes: [distributor([])] });
  expect(screen.getByRole('alert', { name: 'The ring is empty' })).toBeInTheDocument();
});

it('says who sees a ring otherwise', () => {
  const querier = { ...distributor([member({ state: 'UNHEALTHY' })]), name: 'querier' as const };
  show({ processes: [distributor([member({})]), querier] });
  expect(screen.getByRole('alert', { name: 'Seen otherwise by querier' })).toBeInTheDocument();
});

it('marks an active partition that nobody reads', () => {
  const partition = { id: 0, state: 'active', stateSinceMs: undefined, tokenCount: 1, ownedShare: 0.5 } as const;
  const partitions: Partition[] = [
    { ...partition, owners: ['a'], stateLocked: false },
    { ...partition, id: 7, owners: [], stateLocked: true },
  ];
  show({ processes: [{ name: 'querier', via: 'route', partitions: { ok: true, value: partitions } }] }, '3.0.3');
  expect(section('Partition ring')).toHaveTextContent('1 not well');
  expect(namesOf('Partition ring')).toEqual(['7', '0']);
  expect(screen.getByText('active, locked')).toBeInTheDocument();
});

it('never renders markup of a name', () => {
  const id = '<img src=x onerror=alert(1)>';
  show({ processes: [distributor([member({ id })])] });
  expect(screen.getByText(id)).toBeInTheDocument();
  expect(document.querySelector('img')).toBeNull();
});

it('says which component has a ring that nobody leads to, and how to get there', () => {
  show({ processes: evidence['2.6.1'].processes.filter(({ name }) => name === 'query-frontend') });
  const alert = screen.getByRole('status', { name: 'Some rings cannot be asked for from here' });
  expect(alert).toHaveTextContent('/compactor/ring: a page of compactor');
  expect(alert).toHaveTextContent('distributorUrl: http://tempo-distributor:3200');
});

it('tells a visitor who may not ask', () => {
  show({ processes: [refusedProcess('distributor'), refusedProcess('ingester')] });
  expect(screen.getByRole('alert', { name: 'No answer: distributor, ingester' })).toHaveTextContent(
    'an administrator can give you the right'
  );
});

it('has no button that changes a ring, and says how to forget a member', () => {
  show({});
  expect(screen.queryByRole('button', { name: 'Forget' })).not.toBeInTheDocument();
  expect(screen.getByText(/how is it forgotten/)).toBeInTheDocument();
});
