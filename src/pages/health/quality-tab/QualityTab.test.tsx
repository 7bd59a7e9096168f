import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { MemoryRouter } from 'react-router-dom';
import { FakeTempo, wireTrace } from '../testdata/fakeTempo';
import { QualityTab } from './QualityTab';

let mockTempo: FakeTempo;
jest.mock('../../../grafana', () => ({
  ...jest.requireActual<object>('../../../grafana'),
  proxyTransport: () => mockTempo.transport,
}));
jest.mock('../../../data/SurroundingsContext', () => ({
  useSurroundings: () => ({ tempo: { uid: 'tempo', name: 'Tempo', isDefault: true, sendsTenant: false } }),
}));

const idOf = (number: number) => number.toString(16).padStart(32, '0');
const tracePath = (number: number) => `/api/v2/traces/${idOf(number)}`;
const SEARCH = '/api/search';
const found = (...numbers: number[]) => ({
  traces: numbers.map((number) => ({ traceID: idOf(number), rootServiceName: 'shop' })),
});

// jsdom lays nothing out.
beforeEach(() => {
  mockTempo = new FakeTempo();
  jest.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(400);
  jest.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(1000);
  jest.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(400);
  jest
    .spyOn(HTMLCanvasElement.prototype, 'getContext')
    .mockReturnValue({ measureText: () => ({ width: 0 }) } as unknown as null);
});
afterEach(() => jest.restoreAllMocks());

const show = () =>
  render(
    <MemoryRouter>
      <QualityTab />
    </MemoryRouter>
  );
const takeSample = () => userEvent.click(screen.getByRole('button', { name: 'Take a sample' }));
const services = () => screen.findByRole('grid', { name: 'Services of the sample' });

it('asks for nothing before somebody wants it', () => {
  show();
  expect(screen.getByRole('status')).toHaveTextContent(/^$/);
  expect(mockTempo.asked).toEqual([]);
});

it('judges by service, the worst first, with examples to open', async () => {
  mockTempo
    .json(SEARCH, found(1, 2))
    .json(tracePath(1), wireTrace([{ id: '00000000000000aa' }, { id: '00000000000000ab', parent: '00000000000000aa' }]))
    .json(tracePath(2), wireTrace([{ id: '00000000000000aa', parent: '00000000000000bb', service: 'cart' }]));
  show();
  await takeSample();
  const rows = within(await services())
    .getAllByRole('row')
    .slice(1);
  expect(rows.map((row) => within(row).getByRole('button').textContent)).toEqual(['cart', 'shop']);
  expect(
    screen.getByText(/^Judged traces: 2, with spans: 3, of services: 2\. Traces with a defect: 1\./)
  ).toBeInTheDocument();
  const defect = screen.getByRole('region', { name: 'Trace without a root' });
  expect(defect).toHaveTextContent('Affected traces: 100 %. Occurrences: 1.');
  expect(within(defect).getByRole('link', { name: `Open trace ${idOf(2)}` })).toHaveAttribute(
    'href',
    `/a/tempo-companion-app/query?tempo=tempo&trace=${idOf(2)}`
  );
  await userEvent.click(screen.getByRole('button', { name: 'shop' }));
  expect(screen.getByRole('heading', { name: 'Nothing is wrong with the spans of shop' })).toBeInTheDocument();
});

it('says that there are no traces', async () => {
  mockTempo.json(SEARCH, { traces: [] });
  show();
  await takeSample();
  expect(await screen.findByText('There are no traces to judge')).toBeInTheDocument();
  expect(screen.queryByRole('grid')).not.toBeInTheDocument();
});

it('can be given up while it searches', async () => {
  mockTempo.hang(SEARCH);
  show();
  await takeSample();
  expect(screen.getByText('Searching for traces…')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(screen.getByText('Cancelled. A part of a sample is not judged.')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Take a sample' })).toHaveFocus();
});

it('shows how far it is, and can be given up while it reads', async () => {
  mockTempo
    .json(SEARCH, found(1, 2))
    .json(tracePath(1), wireTrace([{ id: '00000000000000aa' }]))
    .hang(tracePath(2));
  show();
  await takeSample();
  expect(await screen.findByText('Read 1 of 2 traces')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(screen.queryByRole('grid')).not.toBeInTheDocument();
});

it.each([
  [
    'fails',
    { status: 500, contentType: 'text/plain', body: 'error querying live-stores' },
    'error querying live-stores',
  ],
  ['is refused', { status: 403, body: '{"message":"Access denied"}' }, 'You may not ask'],
  [
    'is answered by something else',
    { contentType: 'text/html', body: '<html><script>x</script></html>' },
    'Something else',
  ],
])('where the search %s, says so and tries again', async (_, answer, said) => {
  mockTempo.answer(SEARCH, ...Array.from({ length: 5 }, () => answer), { body: JSON.stringify(found(1)) });
  mockTempo.json(tracePath(1), wireTrace([{ id: '00000000000000aa' }]));
  show();
  await takeSample();
  expect(await screen.findByRole('alert', { name: 'No sample could be taken' })).toHaveTextContent(said);
  expect(document.querySelector('script')).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await services()).toBeInTheDocument();
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
});

it('lists what could not be read, and does not judge it', async () => {
  const tooLarge = { status: 500, contentType: 'text/plain', body: 'trace exceeds max size (max bytes: 5000000)' };
  mockTempo
    .json(SEARCH, found(1, 2, 3))
    .json(tracePath(1), wireTrace([{ id: '00000000000000aa' }]))
    .answer(tracePath(2), tooLarge)
    .json(tracePath(3), { trace: {} });
  show();
  await takeSample();
  const alert = await screen.findByRole('alert', { name: 'Traces that were not judged: 2' });
  expect(alert).toHaveTextContent('without spans when they are read by their ID: 1.');
  expect(within(alert).getByRole('listitem')).toHaveTextContent(`${idOf(2)}: `);
  expect(screen.getByText(/^Judged traces: 1,/)).toBeInTheDocument();
});

it('asks for the spans of one service, whatever its name, and shows it as text', async () => {
  const service = '<b>"shop"</b>';
  mockTempo.json(SEARCH, found(1)).json(tracePath(1), wireTrace([{ id: '00000000000000aa', service }]));
  show();
  await userEvent.click(screen.getByLabelText(/^With spans of/));
  await userEvent.paste(service);
  await takeSample();
  expect(
    await screen.findByRole('heading', { name: `Nothing is wrong with the spans of ${service}` })
  ).toBeInTheDocument();
  expect(document.querySelector('b')).toBeNull();
  const asked = new URL(mockTempo.asked[0] ?? '', 'http://tempo').searchParams.get('q');
  expect(asked).toBe('{ resource.service.name = "<b>\\"shop\\"</b>" }');
});
