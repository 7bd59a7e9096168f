/**
 * What Prometheus knows of the services that are traced: names of metrics made of their spans, and the labels of those
 * that count.
 */
export interface TracedInventory {
  /** Names of all series found by `TRACED_METRICS`, histogram suffixes included. */
  readonly names: ReadonlySet<string>;
  /** Label names by metric, at least for each of `countersToInspect(names)`. */
  readonly labels: ReadonlyMap<string, ReadonlySet<string>>;
  /** Set where Prometheus cut a list: absence then proves nothing. */
  readonly truncated: boolean;
}

/**
 * Selectors that find all metrics made of spans, whoever made them.
 *
 * The second is of OpenTelemetry's connector before 0.109, whose names have no prefix: anything may count calls, but a
 * kind of span is had only by spans.
 */
export const TRACED_METRICS: readonly string[] = [
  '{__name__=~"traces_(spanmetrics|span_metrics|service_graph)_.+"}',
  '{__name__=~"calls_total|duration_(milliseconds|seconds)(_bucket)?",span_kind!=""}',
];

/** Counters of spans, the preferred first. Tempo's generator; OpenTelemetry's connector from 0.109 on, and before. */
export const CALL_COUNTERS = [
  'traces_spanmetrics_calls_total',
  'traces_span_metrics_calls_total',
  'calls_total',
] as const;

/** The counter of requests between services. Tempo, OpenTelemetry's connector and Grafana Agent share the name. */
export const EDGE_COUNTER = 'traces_service_graph_request_total';

/** Of these metrics the labels must be known to tell how they are to be read. */
export function countersToInspect(names: ReadonlySet<string>): string[] {
  return [...CALL_COUNTERS, EDGE_COUNTER].filter((name) => names.has(name));
}
