import { check, parse, render } from '../../traceql';
import { parseVersion, type TempoVersion } from '../../tempo';
import {
  callQuantilePromql,
  callRatePromql,
  countersToInspect,
  detectTracedSources,
  durationHeatmapPromql,
  durationHeatmapTraceql,
  durationQuantilePromql,
  durationQuantileTraceql,
  equalsMatcher,
  errorSharePromql,
  failedCallSharePromql,
  matcherForAny,
  meanDurationPromql,
  rateByStatusTraceql,
  spanRatePromql,
  spansOfDurationTraceql,
  type SpanMetricsSource,
  type TracedInventory,
} from '.';

const inventory = (names: string[], labels: Record<string, string[]> = {}): TracedInventory => ({
  names: new Set(names),
  labels: new Map(Object.entries(labels).map(([name, list]) => [name, new Set(list)])),
  truncated: false,
});
const TEMPO_NAMES = [
  'traces_spanmetrics_calls_total',
  'traces_spanmetrics_latency_bucket',
  'traces_spanmetrics_size_total',
];
const v = (text: string): TempoVersion | 'unknown' => parseVersion(text) ?? 'unknown';

describe('detectTracedSources', () => {
  it.each([
    ['Tempo, classic', TEMPO_NAMES, 'tempo', 'traces_spanmetrics_latency', 's', 'classic'],
    [
      'Tempo, native',
      ['traces_spanmetrics_calls_total', 'traces_spanmetrics_latency'],
      'tempo',
      'traces_spanmetrics_latency',
      's',
      'native',
    ],
    ['Tempo, both', [...TEMPO_NAMES, 'traces_spanmetrics_latency'], 'tempo', 'traces_spanmetrics_latency', 's', 'both'],
    [
      'connector, milliseconds',
      ['traces_span_metrics_calls_total', 'traces_span_metrics_duration_milliseconds_bucket'],
      'opentelemetry',
      'traces_span_metrics_duration_milliseconds',
      'ms',
      'classic',
    ],
    [
      'connector, seconds, exponential',
      ['traces_span_metrics_calls_total', 'traces_span_metrics_duration_seconds'],
      'opentelemetry',
      'traces_span_metrics_duration_seconds',
      's',
      'native',
    ],
    [
      'connector before 0.109',
      ['calls_total', 'duration_milliseconds_bucket'],
      'opentelemetry',
      'duration_milliseconds',
      'ms',
      'classic',
    ],
  ])('knows the names of %s', (_, names, maker, name, unit, histogram) => {
    const { red } = detectTracedSources(inventory(names), { tempo: v('2.6.1') });
    expect(red).toMatchObject({ kind: 'span-metrics', maker, duration: { name, unit, histogram } });
  });

  it('reads labels: a collector that writes under the names of Tempo keeps its own', () => {
    const labels = { traces_spanmetrics_calls_total: ['service_name', 'span_name', 'service_version'] };
    const { red } = detectTracedSources(inventory(TEMPO_NAMES, labels), { tempo: undefined });
    expect(red).toMatchObject({
      maker: 'opentelemetry',
      labels: { service: 'service_name', version: 'service_version' },
    });
  });

  it.each([
    ['a Tempo that can compute', undefined, v('2.6.1'), 'traceql', ['no-prometheus']],
    ['a Tempo of unknown release', undefined, v('main-1f2a3b4'), 'traceql', ['no-prometheus']],
    ['a Tempo that is too old', undefined, v('2.5.0'), 'none', ['no-prometheus', 'no-traceql-metrics']],
    ['nothing', undefined, undefined, 'none', ['no-prometheus', 'no-traceql-metrics']],
    [
      'a Prometheus without such metrics',
      inventory([]),
      v('3.0.3'),
      'traceql',
      ['no-span-metrics', 'no-service-graph'],
    ],
    [
      'counters alone',
      inventory(['traces_spanmetrics_calls_total']),
      v('3.0.3'),
      'span-metrics',
      ['no-durations', 'no-service-graph'],
    ],
  ])('without metrics, or with few: %s', (_, known, tempo, kind, reasons) => {
    const found = detectTracedSources(known, { tempo });
    expect([found.red.kind, found.reason.map(({ id }) => id)]).toEqual([kind, reasons]);
  });

  it('prefers Tempo’s metrics and names the others', () => {
    const found = detectTracedSources(inventory([...TEMPO_NAMES, 'traces_span_metrics_calls_total']), {
      tempo: v('3.0.3'),
    });
    expect(found.red).toMatchObject({ calls: 'traces_spanmetrics_calls_total' });
    expect(found.others.map(({ calls }) => calls)).toEqual(['traces_span_metrics_calls_total']);
    expect(found.reason.map(({ id }) => id)).toContain('several-span-metrics');
  });

  it('finds the parts of a service graph', () => {
    const names = [
      'traces_service_graph_request_total',
      'traces_service_graph_request_failed_total',
      'traces_service_graph_request_server_seconds_bucket',
      'traces_service_graph_request_client_seconds',
      'traces_service_graph_request_messaging_system_seconds_bucket',
    ];
    const labels = { traces_service_graph_request_total: ['client', 'server', 'virtual_node'] };
    expect(detectTracedSources(inventory(names, labels), { tempo: undefined }).graph).toMatchObject({
      failed: 'traces_service_graph_request_failed_total',
      serverDuration: { unit: 's', histogram: 'classic' },
      clientDuration: { unit: 's', histogram: 'native' },
      messagingDuration: { name: 'traces_service_graph_request_messaging_system_seconds' },
      namesVirtualNodes: true,
    });
    expect(countersToInspect(new Set(names))).toEqual(['traces_service_graph_request_total']);
  });
});

const sourceOf = (names: string[]): SpanMetricsSource => {
  const { red } = detectTracedSources(inventory(names), { tempo: undefined });
  if (red.kind !== 'span-metrics') {
    throw new Error('no span metrics');
  }
  return red;
};
const tempo = sourceOf(TEMPO_NAMES);
const otel = sourceOf(['traces_span_metrics_calls_total', 'traces_span_metrics_duration_milliseconds_bucket']);
const native = sourceOf(['traces_spanmetrics_calls_total', 'traces_spanmetrics_latency']);
const REST = 'metric_overflow!="true",otel_metric_overflow!="true"';
const SERVED = `span_kind=~"SPAN_KIND_SERVER|SPAN_KIND_CONSUMER"`;

describe('PromQL', () => {
  it.each([
    [
      'rate by service',
      spanRatePromql(tempo, { by: ['service'] }),
      `sum by (service) (rate(traces_spanmetrics_calls_total{${SERVED},${REST}}[$__rate_interval]))`,
    ],
    [
      'rate of all spans of an operation, another window',
      spanRatePromql(otel, {
        by: ['operation'],
        where: [{ field: 'service', operator: '=', value: 'a' }],
        spans: 'all',
        window: '5m',
      }),
      `sum by (span_name) (rate(traces_span_metrics_calls_total{service_name="a",${REST}}[5m]))`,
    ],
    [
      'quantile in milliseconds',
      durationQuantilePromql(otel, 0.9),
      `histogram_quantile(0.9, sum by (le) (rate(traces_span_metrics_duration_milliseconds_bucket{${SERVED},${REST}}[$__rate_interval]))) / 1000`,
    ],
    [
      'quantile of a native histogram',
      durationQuantilePromql(native, 0.99, { by: ['service'] }),
      `histogram_quantile(0.99, sum by (service) (rate(traces_spanmetrics_latency{${SERVED},${REST}}[$__rate_interval])))`,
    ],
    [
      'heatmap',
      durationHeatmapPromql(tempo, { spans: 'all' }),
      `sum by (le) (rate(traces_spanmetrics_latency_bucket{${REST}}[$__rate_interval]))`,
    ],
    [
      'a label that is not there tells nothing apart',
      spanRatePromql(tempo, { by: ['version'] }),
      spanRatePromql(tempo),
    ],
    ['no durations', durationQuantilePromql(sourceOf(['calls_total']), 0.5), undefined],
    ['no heatmap', durationHeatmapPromql(sourceOf(['calls_total'])), undefined],
    ['no mean', meanDurationPromql(sourceOf(['calls_total'])), undefined],
  ])('%s', (_, made, expected) => expect(made).toBe(expected));

  it('divides errors by all, and has 0 where there are none', () => {
    const all = spanRatePromql(tempo, { by: ['service'] });
    expect(errorSharePromql(tempo, { by: ['service'] })).toBe(
      `sum by (service) (rate(traces_spanmetrics_calls_total{${SERVED},status_code="STATUS_CODE_ERROR",${REST}}[$__rate_interval])) / (${all} > 0) or 0 * ${all}`
    );
  });

  it('refuses to choose by a label that the metrics do not have', () => {
    const where = [{ field: 'version', operator: '=', value: '1' }] as const;
    expect(() => spanRatePromql(tempo, { where })).toThrow('no label for version');
  });

  it.each([
    ['a"b', 'x="a\\"b"'],
    ['a\\b', 'x="a\\\\b"'],
    ['a\nb', 'x="a\\nb"'],
    ['$HOME ${y}', 'x="\\x24HOME \\x24{y}"'],
    ['[[z]]', 'x="[\\x5bz]]"'],
  ])('takes the value %j as it is', (value, expected) => expect(equalsMatcher('x', '=', value)).toBe(expected));

  it.each([
    [['a.b', 'c|d'], 'x=~"a\\\\.b|c\\\\|d"'],
    [['(', '$'], 'x=~"\\\\(|\\\\\\x24"'],
    [[], 'x=~".^"'],
  ])('takes any of %j, never as patterns', (values, expected) =>
    expect(matcherForAny('x', '=', values)).toBe(expected)
  );
});

describe('PromQL of the service graph', () => {
  const { graph } = detectTracedSources(
    inventory([
      'traces_service_graph_request_total',
      'traces_service_graph_request_failed_total',
      'traces_service_graph_request_server_milliseconds_bucket',
    ]),
    { tempo: undefined }
  );
  it('asks for edges', () => {
    if (!graph) {
      throw new Error('no graph');
    }
    const scope = { by: ['client', 'server'], where: [{ field: 'client', operator: '=', value: 'a' }] } as const;
    expect(callRatePromql(graph, scope)).toBe(
      `sum by (client, server) (rate(traces_service_graph_request_total{client="a",${REST}}[$__rate_interval]))`
    );
    expect(callQuantilePromql(graph, 'server', 0.9)).toBe(
      `histogram_quantile(0.9, sum by (le) (rate(traces_service_graph_request_server_milliseconds_bucket{${REST}}[$__rate_interval]))) / 1000`
    );
    expect(callQuantilePromql(graph, 'messaging', 0.9)).toBeUndefined();
    expect(failedCallSharePromql(graph)).toContain(' > 0) or 0 * sum(rate(');
    expect(failedCallSharePromql({ ...graph, failed: undefined })).toBeUndefined();
  });
});

describe('TraceQL', () => {
  const nasty = 'a "b" \\ ` } || true';
  const where = [{ field: 'service', operator: '=', value: nasty }] as const;
  it.each([
    [
      'rate by status',
      rateByStatusTraceql({ by: ['service'] }),
      '{ kind = server || kind = consumer } | rate() by(resource.service.name, status)',
    ],
    [
      'quantiles of an operation',
      durationQuantileTraceql([0.5, 0.9], {
        spans: 'all',
        where: [{ field: 'operation', operator: '=', value: 'GET' }],
      }),
      '{ name = "GET" } | quantile_over_time(duration, 0.5, 0.9)',
    ],
    ['heatmap', durationHeatmapTraceql({ spans: 'all' }), '{ } | histogram_over_time(duration)'],
    [
      'durations',
      spansOfDurationTraceql({ spans: 'all' }, { fromSeconds: 0.25, toSeconds: 0.0010005 }),
      '{ duration >= 250ms && duration <= 1001us }',
    ],
    [
      'none of several',
      durationHeatmapTraceql({ spans: 'all', where: [{ field: 'service', operator: '!=', value: ['a', 'b'] }] }),
      '{ resource.service.name != "a" && resource.service.name != "b" } | histogram_over_time(duration)',
    ],
  ])('%s', (_, made, expected) => expect(made).toBe(expected));

  it.each(['2.6.1', '3.0.3'])('is valid in %s with any value, and stays what it is', (version) => {
    for (const text of [
      rateByStatusTraceql({ by: ['version'], where }),
      durationQuantileTraceql([0.99], { by: ['service', 'operation', 'kind'], where }),
      durationHeatmapTraceql({ where }),
      spansOfDurationTraceql({ where }, { fromSeconds: 1 }),
    ]) {
      expect([text, check(text, { tempo: version }).verdict]).toEqual([text, 'valid']);
      expect(render(parse(text).query)).toBe(text);
    }
  });
});
