import { createTempoClient, fetchRuntimeConfig, probe } from '../../tempo';
import { evaluateChecks } from '../evaluateChecks';
import type { ProcessEvidence } from '../evidence';
import { OVERRIDES_CHECKS } from '../checks/overrides';
import { emptyEvidence } from '../testdata/buildEvidence';
import { runtime } from '../testdata/caseParts';
import { healthyProcesses } from '../testdata/recordedEvidence';
import { groupByOverrides } from './differingOverrides';

const process = (name: ProcessEvidence['name'], text: string): ProcessEvidence => ({
  name,
  via: 'route',
  runtimeConfig: runtime(text),
});
const A = 'defaults:\n  a: 1\n  b:\n    - x\n    - y\noverrides:\n  t: {}\n';
const A_IN_ANOTHER_ORDER = 'defaults:\n  b:\n    - y\n    - x\n  a: 1\noverrides:\n  t: {}\n';

it.each<[string, string, string[][]]>([
  ['the same', A, [['distributor', 'ingester']]],
  ['the same in another order', A_IN_ANOTHER_ORDER, [['distributor', 'ingester']]],
  ['another value', A.replace('1', '2'), [['distributor'], ['ingester']]],
  ['another list', A.replace('- y', '- z'), [['distributor'], ['ingester']]],
  ['another tenant', A.replace('  t:', '  u:'), [['distributor'], ['ingester']]],
  ['no tenant', A.replace('overrides:\n  t: {}\n', ''), [['distributor'], ['ingester']]],
])('%s', (_, text, groups) => {
  const found = groupByOverrides([process('distributor', A), process('ingester', text)]);
  expect(found.map(({ processes }) => processes)).toEqual(groups);
});

it('puts the largest group first, and leaves out who did not answer', async () => {
  const silent = { name: 'querier', via: 'route', runtimeConfig: await probe(unreachable()) } as const;
  const others = [process('compactor', 'defaults: {}\n'), process('distributor', A), process('ingester', A)];
  expect(groupByOverrides([silent, ...others]).map(({ processes }) => processes)).toEqual([
    ['distributor', 'ingester'],
    ['compactor'],
  ]);
});

const unreachable = () => fetchRuntimeConfig(createTempoClient(() => Promise.reject(new Error('refused'))));

it('recorded processes agree', async () => {
  expect(groupByOverrides(await healthyProcesses('2.6.1'))).toMatchObject([{ processes: { length: 6 } }]);
});

describe('the check', () => {
  const judge = (processes: ProcessEvidence[]) => evaluateChecks({ ...emptyEvidence(), processes }, OVERRIDES_CHECKS);
  const ID = 'configuration.overrides-differ';

  it('finds the difference by what processes answer, where there is no Prometheus', () => {
    const { findings } = judge([process('distributor', A), process('ingester', 'defaults: {}\n')]);
    expect(findings).toMatchObject([
      {
        checkId: ID,
        confidence: 'possible',
        subjects: [
          { name: 'distributor', detail: '1 tenant with a block of overrides' },
          { name: 'ingester', detail: '0 tenants with a block of overrides' },
        ],
      },
    ]);
  });

  it('is not sure of one process alone', () => {
    const one = judge([process('distributor', A)]);
    expect(one.unknown.map(({ checkId }) => checkId)).toEqual([ID]);
    const two = judge([process('distributor', A), process('querier', A)]);
    expect(two.fine.map(({ checkId }) => checkId)).toContain(ID);
  });
});

it('names small limits, those of all tenants and of one, and leaves 0 to another check', () => {
  const limits = `defaults:
  ingestion:
    rate_limit_bytes: 6000
    burst_size_bytes: 12000
    max_traces_per_user: 6
  global:
    max_bytes_per_trace: 2500
overrides:
  team-a:
    ingestion:
      rate_limit_bytes: 30000000
      burst_size_bytes: 30000000
      max_traces_per_user: 0
    global:
      max_bytes_per_trace: 5000
`;
  const { findings } = evaluateChecks(
    { ...emptyEvidence(), processes: [process('distributor', limits), process('querier', limits)] },
    OVERRIDES_CHECKS
  );
  expect(findings[0]?.subjects).toEqual([
    { name: 'ingestion.rate_limit_bytes by default', detail: '6 kB/s: some ten spans a second' },
    { name: 'ingestion.burst_size_bytes by default', detail: '12 kB: larger requests are refused whole' },
    { name: 'ingestion.max_traces_per_user by default', detail: '6: no more traces at a time' },
    { name: 'global.max_bytes_per_trace by default', detail: '2.5 kB: about a hundred spans' },
    { name: 'global.max_bytes_per_trace of team-a', detail: '5 kB: about a hundred spans' },
  ]);
});
