import { LocationServiceProvider, locationService } from '@grafana/runtime';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { Router } from 'react-router-dom';
import { MISSING_TRACE_STEPS } from '../../../health';
import { FakeTempo, wireTrace } from '../testdata/fakeTempo';
import { MissingTraceTab } from './MissingTraceTab';

let mockTempo: FakeTempo;
jest.mock('../../../grafana', () => ({
  ...jest.requireActual<object>('../../../grafana'),
  proxyTransport: () => mockTempo.transport,
}));
const mockSurroundings = {
  tempo: { uid: 'tempo', name: 'Tempo', isDefault: true, sendsTenant: false },
  metrics: undefined,
  capabilities: {
    topology: { value: 'single-binary', source: 'api', certainty: 'certain' },
    generation: { value: '3.x', source: 'api', certainty: 'certain' },
    tenants: [],
    components: [],
    endpoints: { echo: 'answers', buildInfo: 'answers' },
  },
};
jest.mock('../../../data/SurroundingsContext', () => ({ useSurroundings: () => mockSurroundings }));
jest.mock('../../../data/PluginSettingsContext', () => ({ usePluginSettings: () => ({}) }));

const TRACE_ID = '0123456789abcdef'.repeat(2);
const TRACE_PATH = `/api/v2/traces/${TRACE_ID}`;
const NAMES_PATH = '/api/v2/search/tag/resource.service.name/values';
const NOBODY = { tagValues: [{ type: 'string', value: 'shop' }] };

beforeEach(() => {
  mockTempo = new FakeTempo();
  // jsdom lays nothing out.
  jest
    .spyOn(HTMLCanvasElement.prototype, 'getContext')
    .mockReturnValue({ measureText: () => ({ width: 0 }) } as unknown as null);
});
afterEach(() => jest.restoreAllMocks());

function show(search = '') {
  locationService.replace(`/health?tab=missing-trace${search}`);
  const history = locationService.getHistory();
  const Page = () => {
    const [location, setLocation] = React.useState(history.location);
    React.useEffect(() => history.listen((next: typeof location) => setLocation(next)), []);
    return (
      <Router location={location} navigator={history as unknown as React.ComponentProps<typeof Router>['navigator']}>
        <LocationServiceProvider service={locationService}>
          <MissingTraceTab />
        </LocationServiceProvider>
      </Router>
    );
  };
  render(<Page />);
}
const field = () => screen.getByRole('textbox', { name: /^Trace/ });
const findOut = () => screen.getByRole('button', { name: 'Find out' });
const verdict = async (title: string) => screen.findByRole('region', { name: title });
const steps = () => within(screen.getByRole('region', { name: 'What was looked at' })).getAllByRole('listitem');

describe('input', () => {
  it.each([
    ['', 'Enter a trace ID, a header or a link to a trace.'],
    ['0123', 'Too short: a trace ID has 32 digits'],
    [`${TRACE_ID}00`, 'Too long: a trace ID has 32 digits at most'],
    ['0'.repeat(32), 'An ID of zeros means that there was no trace'],
    ['not a trace', 'Not recognised'],
    ['traceparent: 00-12', 'This header is incomplete'],
    ['{ status = error }', 'This is a query'],
  ])('%p: says what is wrong, keeps it, and asks nobody', async (text, problem) => {
    show();
    if (text !== '') {
      await userEvent.click(field());
      await userEvent.paste(text);
    }
    await userEvent.click(findOut());
    expect(screen.getByRole('alert')).toHaveTextContent(problem);
    expect(field()).toHaveValue(text);
    expect(field()).toBeInvalid();
    expect(mockTempo.asked).toEqual([]);
    // What is being mended is not yet wrong.
    await userEvent.type(field(), '1');
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('wants a service and a time', async () => {
    show();
    await userEvent.click(screen.getByRole('radio', { name: 'Service and time' }));
    await userEvent.click(findOut());
    expect(screen.getAllByRole('alert').map(({ textContent }) => textContent)).toEqual([
      'Enter the name of the service.',
      'Enter when it happened: date and time of day.',
    ]);
    expect(mockTempo.asked.filter((path) => path.startsWith('/api/search'))).toEqual([]);
  });

  it('knows that the future has no traces', async () => {
    show(`&service=shop&at=${Date.now() + 86_400_000}`);
    await userEvent.click(findOut());
    expect(screen.getByRole('alert')).toHaveTextContent('This is in the future');
  });

  it('keeps the answer beside the trace that it is about, whatever is typed next', async () => {
    mockTempo.json(TRACE_PATH, wireTrace([{ id: '00000000000000aa' }]));
    show(`&trace=${TRACE_ID}`);
    await verdict('The trace is there');
    await userEvent.clear(field());
    await userEvent.type(field(), '0123');
    await userEvent.click(findOut());
    expect(screen.getByRole('alert')).toHaveTextContent('Too short');
    expect(screen.getByText(`Asked for: trace ${TRACE_ID}`)).toBeInTheDocument();
  });

  it('says that a link was cut, and shows what it has', () => {
    show('&trace=0123');
    expect(screen.getByRole('alert')).toHaveTextContent('The link names no trace');
    expect(field()).toHaveValue('0123');
    expect(mockTempo.asked).toEqual([]);
  });
});

describe('the walk', () => {
  it('asks at once where a link is opened, and ends where the trace is there', async () => {
    mockTempo.json(TRACE_PATH, wireTrace([{ id: '00000000000000aa' }]));
    show(`&trace=${TRACE_ID}`);
    const found = await verdict('The trace is there');
    expect(within(found).getByRole('link', { name: 'Open the trace' })).toHaveAttribute(
      'href',
      `/a/tempo-companion-app/query?tempo=tempo&trace=${TRACE_ID}`
    );
    expect(steps()).toHaveLength(1);
    expect(screen.getByText(/The steps after that make no difference/)).toBeInTheDocument();
    expect(mockTempo.asked).toEqual([TRACE_PATH]);
  });

  it('puts the question into the URL, and asks again when the button is pressed again', async () => {
    mockTempo.json(TRACE_PATH, wireTrace([{ id: '00000000000000aa' }]));
    show();
    await userEvent.type(field(), `00-${TRACE_ID}-00f067aa0ba902b7-01`);
    await userEvent.click(findOut());
    await verdict('The trace is there');
    expect(locationService.getSearchObject()).toMatchObject({ trace: `00-${TRACE_ID}-00f067aa0ba902b7-01` });
    await userEvent.click(findOut());
    await verdict('The trace is there');
    expect(mockTempo.asked).toEqual([TRACE_PATH, TRACE_PATH]);
  });

  it('goes on where parts are missing, names them, and leads to the check', async () => {
    mockTempo.json(TRACE_PATH, wireTrace([{ id: '00000000000000aa', parent: '00000000000000bb', name: 'GET /cart' }]));
    show(`&trace=${TRACE_ID}`);
    const found = await verdict('The trace is there, but its root span is not');
    expect(within(found).getByRole('link', { name: 'See the check' })).toHaveAttribute(
      'href',
      '/a/tempo-companion-app/health?check=writes.torn-traces'
    );
    expect(steps()).toHaveLength(MISSING_TRACE_STEPS.length);
    expect(steps()[0]).toHaveTextContent('parts are missing');
    expect(steps()[0]).toHaveTextContent('It begins with "GET /cart" of shop: what called that is missing.');
  });

  it('can be given up, and says so', async () => {
    mockTempo.hang(TRACE_PATH);
    show(`&trace=${TRACE_ID}`);
    expect(await screen.findByText('Step 1 of 8: Ask Tempo for it')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(screen.getByText('Cancelled. What was found so far stands below.')).toBeInTheDocument();
    expect(findOut()).toHaveFocus();
    expect(screen.queryByRole('button', { name: 'Cancel' })).not.toBeInTheDocument();
  });

  it('keeps what was found when it is given up', async () => {
    mockTempo.json(TRACE_PATH, { trace: {} }).hang('/status/config');
    show(`&trace=${TRACE_ID}`);
    expect(await screen.findByText(/^Step 3 of 8/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(steps()).toHaveLength(2);
    expect(steps()[0]).toHaveTextContent('not found');
  });

  it.each([
    ['who may not ask', { status: 403, body: '{"message":"Access denied"}' }, 'Access denied'],
    ['whom Tempo fails', { status: 500, contentType: 'text/plain', body: 'too many unhealthy instances' }, 'too many'],
  ])('tells a visitor %s', async (_, answer, said) => {
    mockTempo.answer(TRACE_PATH, answer);
    show(`&trace=${TRACE_ID}`);
    await verdict('Tempo does not answer');
    expect(steps()[0]).toHaveTextContent(said);
    expect(steps()[0]).toHaveTextContent('possible reason');
  });

  it('says that Tempo wants a tenant', async () => {
    mockTempo.answer(TRACE_PATH, { status: 401, contentType: 'text/plain', body: 'no org id' });
    show(`&trace=${TRACE_ID}`);
    await verdict('The data source sends no tenant');
  });

  it('never takes a step that could not be asked for one that found nothing', async () => {
    mockTempo.json(TRACE_PATH, { trace: {} });
    show(`&trace=${TRACE_ID}`);
    await verdict('Too little is known to tell');
    expect(steps().filter(({ textContent }) => textContent?.includes('not known')).length).toBeGreaterThan(3);
  });

  it('shows the name of a service as text', async () => {
    const service = '<img src=x onerror=alert(1)>';
    mockTempo.json('/api/search', { traces: [] }).json(NAMES_PATH, NOBODY);
    show(`&service=${encodeURIComponent(service)}&at=${Date.now() - 900_000}&around=300`);
    await verdict('Tempo has never seen this service');
    expect(steps()[0]).toHaveTextContent(`A search finds no trace of ${service}.`);
    expect(document.querySelector('img')).toBeNull();
    const query = new URL(mockTempo.asked[0] ?? '', 'http://tempo').searchParams.get('q');
    expect(query).toBe(`{ resource.service.name = "${service}" }`);
  });
});
