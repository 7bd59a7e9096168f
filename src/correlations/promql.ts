import { readEqualityMatchers, type EqualityMatcher } from './logql';

export interface MetricSelector {
  readonly metric: string;
  readonly matchers: readonly EqualityMatcher[];
}

/** The selectors of an expression that name a metric and have braces or a range: `a{b="c"}`, `a[5m]`. */
export function readSelectors(expr: string): MetricSelector[] {
  return [...expr.matchAll(/([a-zA-Z_:][a-zA-Z0-9_:]*)\s*(?:(\{[^{}]*\})|(?=\[))/g)].map(([, metric = '', braces]) => ({
    metric,
    matchers: braces ? readEqualityMatchers(braces) : [],
  }));
}

/** Names that span metrics go by: those of Tempo, then those of the OpenTelemetry collector and Alloy. */
export const SPAN_METRICS = [
  { calls: 'traces_spanmetrics_calls_total', duration: 'traces_spanmetrics_latency_bucket' },
  { calls: 'traces_span_metrics_calls_total', duration: 'traces_span_metrics_duration_seconds_bucket' },
  { calls: 'traces_span_metrics_calls_total', duration: 'traces_span_metrics_duration_milliseconds_bucket' },
  { calls: 'calls_total', duration: 'duration_milliseconds_bucket' },
  { calls: 'calls_total', duration: 'duration_seconds_bucket' },
] as const;

export interface SpanMetricNames {
  readonly calls: string;
  readonly duration: string;
}

export const TEMPO_SPAN_METRICS: SpanMetricNames = SPAN_METRICS[0];

/** The names that are there, or undefined where there are none. */
export function chooseSpanMetrics(present: readonly string[]): SpanMetricNames | undefined {
  return (
    SPAN_METRICS.find(({ calls, duration }) => present.includes(calls) && present.includes(duration)) ??
    SPAN_METRICS.find(({ calls }) => present.includes(calls))
  );
}

/** Rate, errors and duration for `tracesToMetrics.queries`. */
export function renderRedQueries({ calls, duration }: SpanMetricNames): Array<{ name: string; query: string }> {
  const rate = (matchers: string) => `sum(rate(${calls}{${matchers}}[$__rate_interval]))`;
  return [
    { name: 'Requests per second', query: rate('${__tags}') },
    {
      name: 'Share of requests that fail',
      query: `${rate('status_code="STATUS_CODE_ERROR",${__tags}')} / ${rate('${__tags}')}`,
    },
    {
      name: 'Duration of 9 in 10 requests',
      query: `histogram_quantile(0.9, sum by (le) (rate(${duration}{\${__tags}}[$__rate_interval])))`,
    },
  ];
}
