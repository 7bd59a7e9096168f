import type { Capabilities } from '../../tempo';
import { RECORDED_COMPONENTS } from '../../tempo/testdata/recordedComponents';
import { gatherDeployment } from './useDeployment';

const mockAsk = jest.fn();
const mockPaths: string[] = [];
jest.mock('../../grafana', () => ({
  askPrometheus: (...asked: unknown[]) => mockAsk(...asked),
  fetchErrorMessage: String,
  proxyTransport:
    () =>
    async ({ path }: { path: string }) => {
      mockPaths.push(path);
      const page = RECORDED_COMPONENTS.find(
        (answer) => answer.system === '3.0.3 single binary' && answer.path === path
      );
      return page ?? { status: 404, contentType: 'text/plain', body: '404 page not found' };
    },
  componentTransport: () => async () => ({ status: 502, contentType: '', body: '' }),
}));

const CAPABILITIES = {
  version: { value: { text: '3.0.3' } },
  generation: { value: '3.x' },
  topology: { value: 'single-binary' },
  tenants: ['single-tenant'],
  inventory: { names: new Set(['tempo_build_info']), labels: {} },
} as unknown as Capabilities;
const tempo = { uid: 'tempo', name: 'Tempo', isDefault: true, sendsTenant: false };
const metrics = { ...tempo, uid: 'prometheus' };
const subject = { tempo, metrics, capabilities: CAPABILITIES, componentUrls: {}, nowMs: 1_795_000_000_000 };
const never = new AbortController().signal;

/** Answers by what stands in the expression. */
function prometheus(series: Record<string, Array<Record<string, string>>>): void {
  mockAsk.mockImplementation(async (_, { queries }: { queries: Record<string, { expr: string }> }) =>
    Object.fromEntries(
      Object.entries(queries).map(([name, { expr }]) => {
        const found = Object.entries(series).find(([part]) => expr.includes(part))?.[1] ?? [];
        return [name, { ok: true, series: found.map((labels) => ({ labels, timesMs: [0], values: [7] })) }];
      })
    )
  );
}

beforeEach(() => {
  mockAsk.mockReset();
  mockPaths.length = 0;
});

it('knows what Prometheus and one process say', async () => {
  prometheus({
    tempo_receiver_accepted_spans: [{ receiver: 'otlp', transport: 'grpc' }, { receiver: 'odd' }],
    active_processors: [{ processor: 'span-metrics' }],
    bytes_received: [{ tenant: 'single-tenant' }],
  });
  const situation = await gatherDeployment(subject, never);
  expect(situation).toMatchObject({
    version: { text: '3.0.3' },
    generation: '3.x',
    topology: 'single-binary',
    receivers: [{ receiver: 'otlp', transport: 'grpc' }],
    processors: ['span-metrics'],
  });
  expect(situation.limitUse?.get('single-tenant')).toEqual({ 'ingestion.rate_limit_bytes': 7 });
  expect(situation.runtimeConfig?.defaults.size).toBeGreaterThan(0);
  expect(mockPaths).toEqual(['/status/runtime_config']);
});

it('says of nothing that it is not there where nobody could be asked', async () => {
  mockAsk.mockRejectedValue(new Error('no'));
  const unknown = { receivers: undefined, processors: undefined, limitUse: undefined };
  expect(await gatherDeployment(subject, never)).toMatchObject(unknown);
  expect(await gatherDeployment({ ...subject, metrics: undefined }, never)).toMatchObject(unknown);
  expect(await gatherDeployment({ ...subject, tempo: undefined }, never)).toMatchObject({ runtimeConfig: undefined });
});

it('gives up when it is told to', async () => {
  const controller = new AbortController();
  mockAsk.mockImplementation(async () => {
    controller.abort();
    throw new DOMException('gone', 'AbortError');
  });
  await expect(gatherDeployment(subject, controller.signal)).rejects.toMatchObject({ name: 'AbortError' });
});
