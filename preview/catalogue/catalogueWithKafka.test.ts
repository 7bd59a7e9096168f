import { applicability, CHAPTERS, signalContext } from '../../src/signals';
import { parseVersion, type MetricsInventory } from '../../src/tempo';
import { askForInventory, askForSeries } from './askPrometheus';
import { startPrometheusWithKafkaSystem, type RunningKafkaSystem } from './kafkaSystem';

const SIGNALS = CHAPTERS.flatMap((chapter) => chapter.sections.flatMap((section) => section.signals));
const KAFKA = { generation: '3.x', topology: 'microservices' } as const;

let prometheus: RunningKafkaSystem;
let inventory: MetricsInventory;

beforeAll(async () => {
  prometheus = await startPrometheusWithKafkaSystem();
  inventory = await askForInventory(prometheus.url, prometheus);
});

afterAll(() => prometheus?.stop());

/** Signal, query, labels of the series, last value. */
it.each<[string, string, Record<string, string>, number]>([
  ['ingestion.freshness-now', 'A', {}, 250],
  ['ingestion.lag-seconds', 'A', { group: 'live-store-zone-a' }, 5],
  ['ingestion.lag-seconds', 'A', { group: 'live-store-zone-b' }, 250],
  ['ingestion.lag-seconds', 'A', { group: 'block-builder' }, 60],
  ['ingestion.lag-records', 'A', { group: 'block-builder' }, 200],
  ['ingestion.kafka-write-latency', 'B', {}, 0.099],
  ['ingestion.kafka-write-failures', 'A', { reason: 'timeout' }, 2],
  ['ingestion.live-store-records', 'A', {}, 9],
  ['ingestion.live-store-records', 'B', { reason: 'too_old' }, 1],
  ['ingestion.partitions-owned', 'A', {}, 3],
  ['ingestion.partitions-owned', 'B', {}, 2],
  ['ingestion.partitions-owned', 'C', {}, 1],
  ['ingestion.back-pressure', 'A', { reason: 'waiting_for_wal' }, 0.5],
  ['ingestion.live-store-ready', 'A', {}, 1],
  ['ingestion.live-store-ready', 'B', {}, 1],
  ['ingestion.live-store-catch-up', 'A', { pod: 'tempo-live-store-0' }, 42],
  ['ingestion.live-traces-now', 'A', {}, 500],
  ['ingestion.blocks-written', 'A', {}, 6],
  ['ingestion.block-failures', 'C', {}, 0],
  ['ingestion.blocks-waiting', 'A', { pod: 'tempo-live-store-0' }, 3],
  ['ingestion.block-builder-cycle', 'A', {}, 20],
  ['ingestion.block-builder-records', 'A', { pod: 'tempo-block-builder-0' }, 7],
  ['latency.storage-latency', 'A', { operation: 'GET' }, 0.3176],
  ['latency.storage-requests', 'A', { operation: 'GET', status_code: '404' }, 3],
  ['latency.cache-hits', 'A', { name: 'bloom' }, 0.75],
  ['latency.cache-requests', 'A', { method: 'Memcache.Get', status_code: '404' }, 2],
  ['latency.cache-writes-waiting', 'A', {}, 5],
  ['errors.object-storage', 'A', { operation: 'PUT', status_code: '503' }, 1],
  ['errors.cache', 'A', { name: 'bloom' }, 0.2],
  ['errors.cache-dropped', 'A', {}, 1],
  ['errors.canary', 'A', { error: 'notfound_byid' }, 0.25],
  ['errors.lagged-reads', 'A', { route: 'x' }, 1],
  ['errors.memberlist-members', 'A', {}, 4],
  ['errors.memberlist-members', 'B', {}, 7],
  ['storage.outstanding-per-worker', 'A', { tenant: 'a' }, 120],
])('%s %s %j is %d', async (id, refId, labels, expected) => {
  const signal = SIGNALS.find((one) => one.id === id);
  const query = signal?.queries(signalContext({ ...KAFKA, inventory })).find((one) => one.refId === refId);
  expect(signal && applicability(signal, { ...KAFKA, version: parseVersion('3.0.3'), inventory })).toEqual({
    applies: true,
  });
  const series = await askForSeries(prometheus.url, query?.expr ?? '', prometheus);
  const values = series.filter((one) => JSON.stringify(one.labels) === JSON.stringify(labels));
  expect(values.map((one) => one.values.at(-1)?.[1])).toEqual([expect.closeTo(expected, 5)]);
});

it('shows processes that are no live-store in no panel of live-stores', async () => {
  const signal = SIGNALS.find((one) => one.id === 'ingestion.blocks-waiting');
  const [query] = signal?.queries(signalContext({ ...KAFKA, inventory })) ?? [];
  expect(await askForSeries(prometheus.url, query?.expr ?? '', prometheus)).toHaveLength(1);
});

it.each([
  ['ingestion.cpu', 0.5],
  ['ingestion.remote-write-samples', 10],
])('counts nothing of other programs, even where the scrape gives no labels to select by: %s', async (id, expected) => {
  const unlabelled = signalContext({ ...KAFKA, inventory: { ...inventory, labels: {}, componentLabel: undefined } });
  const [query] = SIGNALS.find((one) => one.id === id)?.queries(unlabelled) ?? [];
  const series = await askForSeries(prometheus.url, query?.expr ?? '', prometheus);
  expect(series.map(({ values }) => values.at(-1)?.[1])).toEqual([expect.closeTo(expected, 5)]);
});

it('has no ingester', () => {
  const gone = SIGNALS.filter(({ requires }) => requires.generation === '2.x');
  const system = { ...KAFKA, version: undefined, inventory };
  expect(gone.map((signal) => applicability(signal, system)).filter(({ applies }) => applies)).toEqual([]);
});
