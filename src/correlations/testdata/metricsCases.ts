import { type BrokenCase, set, file, OTHER_TEMPO } from './brokenCase';
import { buildGoodSettings } from './goodSettings';
import { buildMetrics } from './world';

export const METRICS_CASES: readonly BrokenCase[] = [
  {
    name: 'no metrics set up',
    source: 'g#64659',
    system: set('tempo', 'tracesToMetrics', undefined),
    finds: ['trace-to-metrics.not-configured'],
  },
  {
    name: 'metrics without queries',
    source: 'facts: tracesToMetrics',
    system: set('tempo', 'tracesToMetrics.queries', undefined),
    finds: ['trace-to-metrics.no-queries'],
  },
  {
    name: 'metrics from an unknown uid',
    source: 'helm-charts#5868',
    system: set('tempo', 'tracesToMetrics.datasourceUid', 'PBFA97CFB590B2093'),
    finds: ['trace-to-metrics.unknown-uid'],
  },
  {
    name: 'metrics from a Loki',
    source: 'helm-charts#5868',
    system: set('tempo', 'tracesToMetrics.datasourceUid', 'loki'),
    finds: ['trace-to-metrics.wrong-type'],
  },
  {
    name: 'tags for metrics as plain names',
    source: 'g#64659',
    system: set('tempo', 'tracesToMetrics.tags', ['service.name']),
    finds: ['trace-to-metrics.string-tags'],
  },
  {
    name: 'a tag for metrics with a dot',
    source: 't#1288',
    system: set('tempo', 'tracesToMetrics.tags', [{ key: 'service.name' }]),
    finds: ['trace-to-metrics.tag-not-a-label'],
  },
  {
    name: 'a single $ in queries for metrics',
    source: 't#2214',
    system: file('{$$__tags}[$$__rate_interval]', '{$__tags}[$__rate_interval]'),
    finds: ['trace-to-metrics.lost-dollar'],
  },
  {
    name: 'two $ in queries for metrics, by the API',
    source: 't#2214',
    system: set(
      'tempo',
      'tracesToMetrics.queries.0.query',
      'sum(rate(traces_spanmetrics_calls_total{$${__tags}}[5m]))'
    ),
    finds: ['trace-to-metrics.double-dollar'],
  },
  {
    name: 'the start of metrics after the span',
    source: 'facts: tracesToMetrics',
    system: set('tempo', 'tracesToMetrics.spanStartTimeShift', '30m'),
    finds: ['trace-to-metrics.shift-sign'],
  },
  {
    name: 'a shift for metrics in words',
    source: 'facts: describeInterval',
    system: set('tempo', 'tracesToMetrics.spanEndTimeShift', 'later'),
    finds: ['trace-to-metrics.shift-invalid'],
  },
  {
    name: 'a shift for metrics with a fraction',
    source: 'facts: describeInterval',
    system: set('tempo', 'tracesToMetrics.spanStartTimeShift', '-1.5h'),
    finds: ['trace-to-metrics.shift-part-ignored'],
  },
  {
    name: 'a path without braces in a query for metrics',
    source: 't#2214',
    system: set(
      'tempo',
      'tracesToMetrics.queries.0.query',
      'sum(rate(traces_spanmetrics_calls_total{span_name="$__span.name"}[5m]))'
    ),
    finds: ['trace-to-metrics.variable-without-braces'],
  },
  {
    name: 'a query for metrics that Prometheus does not understand',
    source: 'g#64659',
    system: set(
      'tempo',
      'tracesToMetrics.queries.0.query',
      'rate(traces_spanmetrics_calls_total{service.name="frontend"}[5m])'
    ),
    finds: ['trace-to-metrics.query-refused'],
  },
  {
    name: 'span metrics under the names of the collector',
    source: 't#1973',
    system: buildGoodSettings,
    world: ({ prometheis: { prometheus } }) =>
      prometheus?.series.forEach((labels) => {
        labels['__name__'] = (labels['__name__'] ?? '')
          .replace('spanmetrics_calls', 'span_metrics_calls')
          .replace('spanmetrics_latency', 'span_metrics_duration_seconds');
        if (labels['service'] !== undefined) {
          labels['service_name'] = labels['service'];
          delete labels['service'];
        }
      }),
    finds: ['trace-to-metrics.metric-missing'],
    says: /There are: .*traces_span_metrics_calls_total/,
  },
  {
    name: 'a label that metrics do not have',
    source: 't#1973',
    system: set('tempo', 'tracesToMetrics.tags', [{ key: 'service.name', value: 'job' }]),
    finds: ['trace-to-metrics.label-missing'],
  },
  {
    name: 'no destination of exemplars',
    source: 'facts: exemplarTraceIdDestinations',
    system: set('prometheus', 'exemplarTraceIdDestinations', undefined),
    finds: ['metrics-to-trace.not-configured'],
  },
  {
    name: 'the other name of the trace ID in exemplars',
    source: 'facts: traceID or trace_id',
    system: buildGoodSettings,
    world: (world) => (world.prometheis['prometheus'] = buildMetrics('trace_id')),
    finds: ['metrics-to-trace.label-differs'],
  },
  {
    name: 'exemplars to an unknown uid',
    source: 'helm-charts#5868',
    system: set('prometheus', 'exemplarTraceIdDestinations.0.datasourceUid', 'P214B5B846CF3925F'),
    finds: ['metrics-to-trace.unknown-uid'],
  },
  {
    name: 'exemplars to a Loki',
    source: 'helm-charts#5868',
    system: set('prometheus', 'exemplarTraceIdDestinations.0.datasourceUid', 'loki'),
    finds: ['metrics-to-trace.wrong-type'],
  },
  {
    name: 'exemplars to another Tempo',
    source: 'facts: exemplarTraceIdDestinations',
    system: set('prometheus', 'exemplarTraceIdDestinations.0.datasourceUid', 'tempo-2', (all) => [...all, OTHER_TEMPO]),
    finds: ['metrics-to-trace.other-tempo'],
  },
  {
    name: 'a single $ in the address for exemplars',
    source: 't#2214',
    system: file(
      '- { name: traceID, datasourceUid: tempo }',
      "- { name: traceID, url: 'https://traces.example/${__value.raw}' }"
    ),
    finds: ['metrics-to-trace.lost-dollar'],
  },
];
