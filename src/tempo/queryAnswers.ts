/**
 * What queries find, as the pages use it. The endpoint files decode Tempo's JSON into these types: every number is a
 * number, every field that Tempo leaves out has its zero value, and units stand in the names.
 */

/** Value of an attribute. Lists are flat in practice, nested in theory. */
export type AttributeValue = string | number | boolean | readonly AttributeValue[] | null;

/** The type that Tempo sent the value in; decides how it is written in a query. `duration` and `keyword` (status, kind) come of tag values. */
export type AttributeType = 'string' | 'int' | 'float' | 'bool' | 'duration' | 'keyword' | 'array' | 'nil';

export interface FoundAttribute {
  /** As Tempo names it: `http.status_code`, `service.name`, `status`, `by(span.x)` … without a scope for attributes. */
  readonly key: string;
  readonly type: AttributeType;
  readonly value: AttributeValue;
}

export interface FoundSpan {
  /** 16 hexadecimal digits. */
  readonly spanId: string;
  /** Empty where the query did not ask for it. */
  readonly name: string;
  /** Epoch milliseconds, with the fraction that a double can hold (about a microsecond). */
  readonly startMs: number;
  readonly durationNs: number;
  readonly attributes: readonly FoundAttribute[];
}

/** Spans of one trace that match together; several with `by()`. */
export interface FoundSpanset {
  /** At most as many as asked for (`spss`). */
  readonly spans: readonly FoundSpan[];
  /** How many match, sent or not. */
  readonly matched: number;
  /** Results of the pipeline: `by(…)`, `count()`, `avg(…)`. */
  readonly attributes: readonly FoundAttribute[];
}

export interface ServiceShare {
  readonly name: string;
  readonly spanCount: number;
  readonly errorCount: number;
}

export interface FoundTrace {
  /** 32 hexadecimal digits, padded: Tempo leaves leading zeros out. */
  readonly traceId: string;
  /** Empty where the root span has not been received (yet). */
  readonly rootServiceName: string;
  readonly rootTraceName: string;
  /** Epoch milliseconds. */
  readonly startMs: number;
  readonly durationMs: number;
  readonly spansets: readonly FoundSpanset[];
  readonly services: readonly ServiceShare[];
}

/** What Tempo did to answer. Zero where it does not say. */
export interface QueryCost {
  readonly inspectedTraces: number;
  readonly inspectedSpans: number;
  readonly inspectedBytes: number;
  readonly totalBlocks: number;
  readonly totalBlockBytes: number;
  readonly completedJobs: number;
  readonly totalJobs: number;
}

export interface SearchAnswer {
  readonly traces: readonly FoundTrace[];
  readonly cost: QueryCost;
}

export interface MetricsLabel {
  readonly key: string;
  readonly type: AttributeType;
  readonly value: AttributeValue;
}

export interface MetricsSample {
  /** Epoch milliseconds. */
  readonly timeMs: number;
  /** Null where Tempo has no number (NaN). Durations are seconds. */
  readonly value: number | null;
}

export interface MetricsExemplar extends MetricsSample {
  /** Empty where the exemplar names no trace. */
  readonly traceId: string;
  readonly labels: readonly MetricsLabel[];
}

export interface MetricsSeries {
  readonly labels: readonly MetricsLabel[];
  readonly samples: readonly MetricsSample[];
  readonly exemplars: readonly MetricsExemplar[];
}

export interface MetricsAnswer {
  readonly series: readonly MetricsSeries[];
  readonly cost: QueryCost;
  /** What Tempo says where it left something out (status PARTIAL); empty where the answer is whole. */
  readonly partial: string;
}
