import {
  callQuantilePromql,
  callRatePromql,
  detectTracedSources,
  durationHeatmapPromql,
  durationHeatmapTraceql,
  durationQuantilePromql,
  durationQuantileTraceql,
  errorSharePromql,
  failedCallSharePromql,
  meanDurationPromql,
  rateByStatusTraceql,
  spanRatePromql,
  spansOfDurationTraceql,
  TRACED_METRICS,
  type SpanMetricsSource,
  type TracedSources,
} from '../../src/signals/traced';
import { findPrometheus } from '../server/prometheus/findPrometheus';
import { writeSeries } from '../server/prometheus/remoteWrite';
import { startPrometheus, type PrometheusProcess } from '../server/prometheus/startPrometheus';
import type { WrittenSeries } from '../server/prometheus/writtenSeries';
import { createRunFolder, removeRunFolder } from '../server/run/runFolder';
import { startEmbeddedTempo } from '../server/tempo/command/startEmbeddedTempo';
import { askForSeries } from './askPrometheus';

const END_SECONDS = Math.floor(Date.now() / 1000 / 15) * 15;
const WINDOW = { start: END_SECONDS - 600, end: END_SECONDS };
const NASTY = 'pay"ment\\s (1|2) {x}';

/** A counter that grows by `perSecond` for a quarter of an hour, a sample each 15 seconds. */
function counter(name: string, perSecond: number, labels: Record<string, string>): WrittenSeries {
  const samples = Array.from({ length: 61 }, (_, index) => ({
    timeMs: (END_SECONDS - 900 + index * 15) * 1000,
    value: perSecond * index * 15,
  }));
  return { labels: { __name__: name, ...labels }, samples };
}

/** Buckets of a histogram: half of it up to the first bound, all of it up to the second. */
function histogram(name: string, perSecond: number, bounds: [string, string], labels: Record<string, string>) {
  return [
    counter(`${name}_bucket`, perSecond / 2, { ...labels, le: bounds[0] }),
    counter(`${name}_bucket`, perSecond, { ...labels, le: bounds[1] }),
    counter(`${name}_bucket`, perSecond, { ...labels, le: '+Inf' }),
    counter(`${name}_sum`, perSecond * Number(bounds[0]), labels),
    counter(`${name}_count`, perSecond, labels),
  ];
}

/** Two requests a second to a service, a quarter of which fail; spans within it, and what is counted above the limit. */
function spanMetrics(prefix: string, duration: string, service: string, bounds: [string, string]): WrittenSeries[] {
  const served = { [service]: NASTY, span_name: 'GET /', span_kind: 'SPAN_KIND_SERVER' };
  const ok = { ...served, status_code: 'STATUS_CODE_UNSET' };
  return [
    // Two generators, each with its own series.
    counter(`${prefix}calls_total`, 1, { ...ok, __metrics_gen_instance: 'a' }),
    counter(`${prefix}calls_total`, 0.5, { ...ok, __metrics_gen_instance: 'b' }),
    counter(`${prefix}calls_total`, 0.5, { ...served, status_code: 'STATUS_CODE_ERROR' }),
    counter(`${prefix}calls_total`, 9, { ...ok, span_kind: 'SPAN_KIND_INTERNAL' }),
    counter(`${prefix}calls_total`, 90, { ...ok, metric_overflow: 'true' }),
    ...histogram(`${prefix}${duration}`, 2, bounds, ok),
  ];
}

const edge = { client: 'shop', server: NASTY, connection_type: '' };

const SYSTEMS: Array<{ name: string; series: WrittenSeries[] }> = [
  {
    name: 'Tempo',
    series: spanMetrics('traces_spanmetrics_', 'latency', 'service', ['0.1', '0.2']),
  },
  {
    name: 'the connector, milliseconds',
    series: spanMetrics('traces_span_metrics_', 'duration_milliseconds', 'service_name', ['100', '200']),
  },
  {
    name: 'the connector before 0.109',
    series: spanMetrics('', 'duration_milliseconds', 'service_name', ['100', '200']),
  },
];
const GRAPH = [
  counter('traces_service_graph_request_total', 4, edge),
  counter('traces_service_graph_request_failed_total', 1, edge),
  ...histogram('traces_service_graph_request_server_seconds', 4, ['0.1', '0.2'], edge),
];

describe('PromQL, asked of a real Prometheus', () => {
  const runFolder = createRunFolder();
  let prometheus: PrometheusProcess;
  let found: TracedSources;

  beforeAll(async () => {
    const { prometheus: binary } = await findPrometheus(() => undefined);
    const config = 'storage: {tsdb: {out_of_order_time_window: 6h}}\n';
    prometheus = await startPrometheus({ binary, runFolder, config });
    await writeSeries(prometheus.url, [...SYSTEMS.flatMap(({ series }) => series), ...GRAPH]);
    found = detectTracedSources(await takeInventory(prometheus.url), { tempo: undefined });
  });
  afterAll(() => prometheus?.stop().finally(() => removeRunFolder(runFolder)));

  it('finds all makers by the selectors of the discovery', () => {
    expect([found.red, ...found.others].map((red) => (red.kind === 'span-metrics' ? red.calls : red.kind))).toEqual([
      'traces_spanmetrics_calls_total',
      'traces_span_metrics_calls_total',
      'calls_total',
    ]);
    expect(found.graph).not.toBeNull();
  });

  it.each(SYSTEMS.map(({ name }, index) => [name, index] as const))('has the right numbers: %s', async (_, index) => {
    const source = [found.red, ...found.others][index] as SpanMetricsSource;
    const where = [{ field: 'service', operator: '=', value: NASTY }] as const;
    for (const scope of [{ by: ['service'] as const }, { where }, { where: [{ ...where[0], value: [NASTY, 'b'] }] }]) {
      expect(await lastOf(spanRatePromql(source, scope))).toBeCloseTo(2);
      expect(await lastOf(errorSharePromql(source, scope))).toBeCloseTo(0.25);
      expect(await lastOf(durationQuantilePromql(source, 0.5, scope))).toBeCloseTo(0.1);
      expect(await lastOf(durationQuantilePromql(source, 0.75, scope))).toBeCloseTo(0.15);
      expect(await lastOf(meanDurationPromql(source, scope))).toBeCloseTo(0.1);
    }
    expect(await lastOf(spanRatePromql(source, { spans: 'all' }))).toBeCloseTo(11);
    expect(await series(durationHeatmapPromql(source, { where }))).toHaveLength(3);
    expect(await series(spanRatePromql(source, { where: [{ ...where[0], operator: '!=' }] }))).toEqual([]);
    expect(await series(spanRatePromql(source, { where: [{ ...where[0], value: [] }] }))).toEqual([]);
  });

  it('asks native histograms in a way that Prometheus understands', async () => {
    const source = found.red as SpanMetricsSource;
    const native: SpanMetricsSource = {
      ...source,
      duration: { name: 'traces_spanmetrics_latency', unit: 'ms', histogram: 'native' },
    };
    for (const expr of [
      durationQuantilePromql(native, 0.9, { by: ['service'] }),
      durationHeatmapPromql(native),
      meanDurationPromql(native),
    ]) {
      expect(await series(expr)).toEqual([]);
    }
  });

  it('has the right numbers of the service graph', async () => {
    const graph = found.graph;
    if (!graph) {
      throw new Error('no graph');
    }
    const scope = { by: ['client', 'server'], where: [{ field: 'server', operator: '=', value: NASTY }] } as const;
    expect(await lastOf(callRatePromql(graph, scope))).toBeCloseTo(4);
    expect(await lastOf(failedCallSharePromql(graph, scope))).toBeCloseTo(0.25);
    expect(await lastOf(callQuantilePromql(graph, 'server', 0.75, scope))).toBeCloseTo(0.15);
  });

  function series(expr: string | undefined) {
    return askForSeries(prometheus.url, expr ?? 'no expression', WINDOW);
  }

  async function lastOf(expr: string | undefined) {
    const answered = await series(expr);
    expect([expr, answered.length]).toEqual([expr, 1]);
    return answered[0]?.values.at(-1)?.[1];
  }
});

/** As src/data/traced/takeTracedInventory.ts asks. */
async function takeInventory(url: string) {
  const ask = async (path: string, match: readonly string[]) => {
    const parameters = new URLSearchParams(match.map((selector) => ['match[]', selector]));
    const answer = await fetch(`${url}/api/v1/${path}?${parameters}`);
    return ((await answer.json()) as { data: string[] }).data;
  };
  const names = new Set(await ask('label/__name__/values', TRACED_METRICS));
  const labelled = [...names].filter((name) => name.endsWith('_total'));
  const labels = await Promise.all(
    labelled.map(async (name): Promise<[string, Set<string>]> => [name, new Set(await ask('labels', [name]))])
  );
  return { names, labels: new Map(labels), truncated: false };
}

describe.each(['2.6.1', '3.0.3'])('TraceQL, asked of Tempo %s', (version) => {
  it('finds data for every question', async () => {
    const end = Math.floor(Date.now() / 1000) - 60;
    const tempo = await startEmbeddedTempo({ tempo: version, demo: { rate: 1, historyMs: 20 * 60_000 } });
    const where = [{ field: 'service', operator: '=', value: 'search' }] as const;
    const queries = [
      ['/api/metrics/query_range', rateByStatusTraceql({ by: ['service'] })],
      ['/api/metrics/query_range', rateByStatusTraceql({ by: ['operation'], where })],
      ['/api/metrics/query_range', rateByStatusTraceql({ by: ['version'], where })],
      ['/api/metrics/query_range', durationHeatmapTraceql({ where })],
      ['/api/metrics/query_range', durationQuantileTraceql([0.5, 0.9], { where })],
      ['/api/metrics/query', durationQuantileTraceql([0.9], { by: ['service'] })],
      ['/api/search', spansOfDurationTraceql({ where }, { fromSeconds: 0.001, toSeconds: 10 })],
    ] as const;
    try {
      for (const [path, q] of queries) {
        const parameters = new URLSearchParams({ q, start: String(end - 900), end: String(end) });
        const response = await fetch(`${tempo.url}${path}?${parameters}`);
        const answer = (await response.json()) as { series?: unknown[]; traces?: unknown[] };
        expect([q, response.status, (answer.series ?? answer.traces ?? []).length > 0]).toEqual([q, 200, true]);
      }
    } finally {
      await tempo.close();
    }
  });
});
