import type { DataSource } from '../grafana';
import { discover } from './discover';

const fetchLabelValues = jest.fn();
const fetchSeries = jest.fn();
const transport = jest.fn();
jest.mock('../grafana', () => ({
  fetchLabelValues: (...args: unknown[]) => fetchLabelValues(...args),
  fetchSeries: (...args: unknown[]) => fetchSeries(...args),
  proxyTransport: () => transport,
  fetchErrorMessage: (error: Error) => error.message,
  isForbidden: (error: { status?: number }) => error.status === 403,
}));

const source = (uid: string): DataSource => ({ uid, name: uid, isDefault: false, sendsTenant: false });
const both = { tempo: source('tempo'), metrics: source('prometheus') };
const { signal } = new AbortController();

beforeEach(() => {
  jest.clearAllMocks();
  transport.mockResolvedValue({ status: 404, contentType: 'text/plain', body: '404 page not found\n' });
  fetchLabelValues.mockImplementation(async (_uid: string, label: string) => ({
    values: label === 'tenant' ? ['b', 'a'] : ['tempo_build_info', 'tempo_distributor_spans_received_total'],
    truncated: false,
  }));
  fetchSeries.mockResolvedValue({
    values: [{ version: '2.6.1', job: 'x/distributor', instance: 'a' }],
    truncated: false,
  });
});

it('asks Prometheus three bounded questions and Tempo six, once each', async () => {
  await discover(both, signal);
  expect(fetchLabelValues.mock.calls.map(([uid, label]) => [uid, label])).toEqual([
    ['prometheus', '__name__'],
    ['prometheus', 'tenant'],
  ]);
  expect(fetchSeries).toHaveBeenCalledTimes(1);
  expect(fetchSeries.mock.calls[0][1].match).toEqual(['tempo_build_info']);
  const paths = transport.mock.calls.map(([{ path }]) => path);
  expect(new Set(paths).size).toBe(6);
  expect(paths).toHaveLength(6);
  for (const [, , question] of fetchLabelValues.mock.calls) {
    expect(question.window.to - question.window.from).toBe(6 * 3600);
  }
});

it('knows the metrics though Tempo does not answer', async () => {
  const { capabilities, metricsProblem } = await discover(both, signal);
  expect(metricsProblem).toBeUndefined();
  expect(capabilities).toMatchObject({ version: { value: { text: '2.6.1' }, source: 'metrics' }, tenants: ['a', 'b'] });
  expect(capabilities.endpoints.buildInfo).toMatchObject({ kind: 'not-found' });
});

it.each([
  ['failed', new Error('502: Bad Gateway'), '502: Bad Gateway'],
  ['forbidden', Object.assign(new Error('no'), { status: 403 }), 'no'],
])('says that Prometheus %s', async (kind, error, said) => {
  fetchSeries.mockRejectedValue(error);
  const { capabilities, metricsProblem } = await discover(both, signal);
  expect(metricsProblem).toEqual({ kind, said });
  expect(capabilities.inventory).toBeUndefined();
});

it('says that there are no metrics of Tempo', async () => {
  fetchLabelValues.mockResolvedValue({ values: [], truncated: false });
  fetchSeries.mockResolvedValue({ values: [], truncated: false });
  const { metricsProblem } = await discover(both, signal);
  expect(metricsProblem).toEqual({ kind: 'no-tempo-metrics', said: '' });
});

it('asks nothing of what is not there', async () => {
  const { capabilities, metricsProblem } = await discover({ tempo: undefined, metrics: undefined }, signal);
  expect(transport).not.toHaveBeenCalled();
  expect(fetchLabelValues).not.toHaveBeenCalled();
  expect(metricsProblem).toBeUndefined();
  expect(capabilities.version).toBeUndefined();
});

it('is cancelled, not failed, by its signal', async () => {
  const controller = new AbortController();
  fetchSeries.mockImplementation(async () => {
    controller.abort();
    throw new Error('cancelled');
  });
  await expect(discover(both, controller.signal)).rejects.toMatchObject({ name: 'AbortError' });
});
