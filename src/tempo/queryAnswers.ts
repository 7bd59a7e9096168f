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

export type SpanKind = 'unspecified' | 'internal' | 'server' | 'client' | 'producer' | 'consumer';

/** An attribute with the scope it was found in; `key` is without the scope. */
export interface TraceAttribute {
  readonly key: string;
  readonly type: AttributeType;
  readonly value: AttributeValue;
}

export interface TraceEvent {
  readonly name: string;
  /** Epoch milliseconds. */
  readonly timeMs: number;
  readonly attributes: readonly TraceAttribute[];
}

export interface TraceLink {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  /** 16 hexadecimal digits. */
  readonly spanId: string;
  readonly attributes: readonly TraceAttribute[];
}

/** The library that made spans. Empty strings where it does not say. */
export interface InstrumentationScope {
  readonly name: string;
  readonly version: string;
  readonly attributes: readonly TraceAttribute[];
}

/** Spans with the same resource share one object, and so do those with the same scope. */
export interface TraceSpan {
  /** 16 hexadecimal digits. */
  readonly spanId: string;
  /** 16 hexadecimal digits; empty for a root span. */
  readonly parentSpanId: string;
  readonly name: string;
  readonly kind: SpanKind;
  /** Epoch milliseconds, with the fraction that a double can hold (about a microsecond). */
  readonly startMs: number;
  /** Exact up to 104 days. Zero where the clock of the sender ran backwards. */
  readonly durationNs: number;
  readonly status: 'unset' | 'ok' | 'error';
  readonly statusMessage: string;
  readonly attributes: readonly TraceAttribute[];
  readonly events: readonly TraceEvent[];
  readonly links: readonly TraceLink[];
  readonly resource: readonly TraceAttribute[];
  /** `service.name` of the resource; empty where there is none. */
  readonly serviceName: string;
  readonly scope: InstrumentationScope;
}

export interface TraceAnswer {
  /** 32 hexadecimal digits, as asked for. */
  readonly traceId: string;
  /** By start time. Empty where Tempo does not know the trace. */
  readonly spans: readonly TraceSpan[];
  /** What Tempo says where it left something out (status PARTIAL); empty where the answer is whole. */
  readonly partial: string;
  /** Zero where Tempo does not say. */
  readonly inspectedBytes: number;
}

/** Names of attributes in one scope, as Tempo lists them. */
export interface TagScope {
  /** `resource`, `span`, `event`, `link`, `instrumentation`, `intrinsic`; a later release may have more. */
  readonly name: string;
  readonly tags: readonly string[];
}

export interface TagsAnswer {
  readonly scopes: readonly TagScope[];
}

export interface TagValue {
  /** As Tempo writes it: without quotes, numbers and durations as text. */
  readonly text: string;
  readonly type: AttributeType;
}

export interface TagValuesAnswer {
  readonly values: readonly TagValue[];
}
