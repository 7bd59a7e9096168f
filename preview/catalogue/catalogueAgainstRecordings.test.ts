import { applicability, CHAPTERS, signalContext, type Inapplicability, type SignalQuery } from '../../src/signals';
import { generationOf, parseVersion, type MetricsInventory, type Topology } from '../../src/tempo';
import {
  startPrometheusWithRecording,
  type PrometheusWithHistory,
} from '../server/prometheus/startPrometheusWithRecording';
import { askForInventory, askForSeries, type Series } from './askPrometheus';
import { EXPECTED, type Expectation } from './expected';

const SIGNALS = CHAPTERS.flatMap((chapter) => chapter.sections.flatMap((section) => section.signals));

const SYSTEMS: Array<{ tempo: '2.6.1' | '3.0.3'; topology: Topology }> = [
  { tempo: '2.6.1', topology: 'microservices' },
  { tempo: '3.0.3', topology: 'single-binary' },
];

interface FaultCase {
  /** Part of the name of the fault. */
  fault: string;
  signal: string;
  refId?: string;
  labels?: Record<string, string>;
  /** Bounds of the value outside and inside of the window. */
  before: (value: number) => boolean;
  during: (value: number) => boolean;
}

const none = (value: number) => value === 0;
const some = (value: number) => value > 0;

const COMMON_FAULTS: FaultCase[] = [
  discards('rate limit', 'rate_limited'),
  discards('live traces', 'live_traces_exceeded'),
  discards('live traces', 'trace_too_large'),
  {
    fault: 'rate limit',
    signal: 'ingestion.discarded-share-now',
    before: none,
    during: (value) => value > 0.1 && value <= 1,
  },
  { fault: 'rate limit', signal: 'ingestion.refused-now', before: none, during: some },
  {
    fault: 'live traces',
    signal: 'ingestion.live-traces-limit-use',
    before: (value) => value < 0.1,
    during: (value) => value > 0.8,
  },
  { fault: 'active series', signal: 'ingestion.generator-series-changes', refId: 'C', before: none, during: some },
  {
    fault: 'active series',
    signal: 'ingestion.generator-active-series',
    refId: 'B',
    // There is no line where there is no limit.
    before: () => false,
    during: (value) => value === 50,
  },
];

const FAULTS: Record<'2.6.1' | '3.0.3', FaultCase[]> = {
  '2.6.1': [
    ...COMMON_FAULTS,
    { fault: 'querier stopped', signal: 'latency.queriers-now', before: some, during: none },
    {
      fault: 'querier stopped',
      signal: 'latency.queue-length',
      before: (value) => value < 10,
      during: (value) => value > 100,
    },
    {
      fault: 'querier stopped',
      signal: 'latency.search',
      refId: 'C',
      before: (value) => value < 3,
      during: (value) => value > 3,
    },
    { fault: 'querier stopped', signal: 'errors.down-now', before: none, during: (value) => value === 1 },
    {
      fault: 'ingester stopped',
      signal: 'errors.read-failure-share',
      refId: 'C',
      before: none,
      during: (value) => value > 0.5,
    },
    {
      fault: 'ingester stopped',
      signal: 'ingestion.ingester-append-failures',
      labels: { ingester: '127.0.0.1:9311' },
      before: none,
      during: some,
    },
    {
      fault: 'ingester stopped',
      signal: 'ingestion.push-p99-now',
      before: (value) => value < 1,
      during: (value) => value > 1,
    },
    {
      fault: 'ingester stopped',
      signal: 'ingestion.processes-up',
      labels: { pod: 'tempo-ingester-0' },
      before: (value) => value === 1,
      during: none,
    },
  ],
  '3.0.3': [
    ...COMMON_FAULTS,
    // The limits on traces are applied after the client was told that all is well.
    {
      fault: 'rate limit',
      signal: 'ingestion.bytes-offered',
      refId: 'B',
      before: some,
      during: (value) => value < 8_000,
    },
  ],
};

describe.each(SYSTEMS)('$tempo, $topology', ({ tempo, topology }) => {
  let prometheus: PrometheusWithHistory;
  let inventory: MetricsInventory;
  const version = parseVersion(tempo);
  const generation = version && generationOf(version);
  const contextOf = (known: MetricsInventory) => signalContext({ generation, topology, inventory: known });

  beforeAll(async () => {
    prometheus = await startPrometheusWithRecording({ tempo, log: () => undefined });
    inventory = await askForInventory(prometheus.url, prometheus);
  });

  afterAll(() => prometheus?.stop());

  it.each(SIGNALS.map((signal) => [signal.id, signal] as const))('%s', async (id, signal) => {
    const known = applicability(signal, { version, generation, topology, inventory });
    const found = known.applies ? await askAll(signal.queries(contextOf(inventory))) : known.reason.kind;
    expect({ [id]: found }).toEqual({ [id]: withoutReason(EXPECTED[id]?.[tempo]) });
  });

  it('has an entry in the table for each signal, and no others', () => {
    expect(Object.keys(EXPECTED).sort()).toEqual(SIGNALS.map(({ id }) => id).sort());
  });

  it.each(FAULTS[tempo])('$fault is seen in $signal $refId $labels', async ({ fault, ...faultCase }) => {
    const window = prometheus.faults.find(({ name }) => name.includes(fault));
    const query = findQuery(faultCase.signal, faultCase.refId);
    const series = await askForSeries(prometheus.url, query.expr, prometheus, query.instant);
    const values = series.filter((one) => hasLabels(one, faultCase.labels)).flatMap((one) => one.values);
    const before = values.filter(([time]) => time < (window?.from ?? 0));
    const during = values.filter(([time]) => window && time >= window.from && time <= window.to);
    expect(before.filter(([, value]) => !faultCase.before(value))).toEqual([]);
    expect(during.map(([, value]) => value).some(faultCase.during)).toBe(true);
  });

  it('draws no placeholder beside series that say the same', async () => {
    for (const signal of ['ingestion.discarded-by-reason', 'ingestion.refused-by-receiver']) {
      const series = await askForSeries(prometheus.url, findQuery(signal).expr, prometheus);
      const placeholder = new Set(
        series.filter(({ labels }) => Object.values(labels).includes('none')).flatMap(({ values }) => times(values))
      );
      const real = series.filter(({ labels }) => !Object.values(labels).includes('none'));
      expect(real.flatMap(({ values }) => times(values)).filter((time) => placeholder.has(time))).toEqual([]);
      expect(placeholder.size).toBeGreaterThan(0);
    }
  });

  it('shows the processes of the write path only', async () => {
    const series = await askForSeries(prometheus.url, findQuery('ingestion.cpu').expr, prometheus);
    expect(series).toHaveLength(topology === 'single-binary' ? 1 : 3);
  });

  it('understands every query in other surroundings too', async () => {
    const elsewhere = [
      signalContext({ generation: '3.x', topology: 'microservices', inventory }),
      signalContext({ generation: undefined, topology: undefined, inventory: { ...inventory, names: new Set() } }),
      contextOf({ ...inventory, names: withNativeHistograms(inventory) }),
    ];
    const moment = { start: prometheus.end - 60, end: prometheus.end };
    for (const { expr } of SIGNALS.flatMap((signal) => elsewhere.flatMap((context) => signal.queries(context)))) {
      await askForSeries(prometheus.url, expr, moment);
    }
  });

  /** `data`, or the queries that gave nothing. */
  async function askAll(queries: SignalQuery[]): Promise<'data' | { empty: string[] }> {
    const empty: string[] = [];
    for (const { refId, expr, instant } of queries) {
      const series = await askForSeries(prometheus.url, expr, prometheus, instant);
      if (series.length === 0) {
        empty.push(refId);
      }
    }
    return empty.length === 0 ? 'data' : { empty };
  }

  function findQuery(id: string, refId = 'A'): SignalQuery {
    const queries = SIGNALS.find((signal) => signal.id === id)?.queries(contextOf(inventory)) ?? [];
    const query = queries.find((one) => one.refId === refId);
    if (!query) {
      throw new Error(`${id} has no query ${refId}`);
    }
    return query;
  }
});

function discards(fault: string, reason: string): FaultCase {
  return { fault, signal: 'ingestion.discarded-by-reason', labels: { reason }, before: none, during: some };
}

function withoutReason(
  expected: Expectation | undefined
): 'data' | { empty: string[] } | Inapplicability['kind'] | undefined {
  return typeof expected === 'object' ? { empty: expected.empty } : expected;
}

function hasLabels({ labels }: Series, wanted: Record<string, string> = {}): boolean {
  return Object.entries(wanted).every(([name, value]) => labels[name] === value);
}

function times(values: Series['values']): number[] {
  return values.map(([time]) => time);
}

/** As if all histograms were stored as native ones only. */
function withNativeHistograms({ names }: MetricsInventory): Set<string> {
  return new Set([...names].map((name) => name.replace(/_bucket$/, '')));
}
