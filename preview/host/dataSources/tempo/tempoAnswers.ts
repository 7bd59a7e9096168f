/** Tempo's JSON as far as the frames need it. Zero values are left out by Tempo, int64 is text. */

export interface AnyValue {
  stringValue?: string;
  boolValue?: boolean;
  intValue?: string | number;
  doubleValue?: number | string;
  arrayValue?: { values?: AnyValue[] };
  kvlistValue?: { values?: KeyValue[] };
}

export interface KeyValue {
  key: string;
  value?: AnyValue;
}

export interface SearchSpan {
  spanID: string;
  name?: string;
  startTimeUnixNano?: string;
  durationNanos?: string;
  attributes?: KeyValue[];
}

export interface SearchSpanset {
  spans?: SearchSpan[];
  matched?: number;
  attributes?: KeyValue[];
}

export interface SearchTrace {
  traceID: string;
  rootServiceName?: string;
  rootTraceName?: string;
  startTimeUnixNano?: string;
  durationMs?: number;
  spanSet?: SearchSpanset;
  spanSets?: SearchSpanset[];
}

export interface SearchAnswer {
  traces?: SearchTrace[];
  metrics?: { totalBlocks?: number; completedJobs?: number; totalJobs?: number };
}

interface Sample {
  timestampMs?: string;
  value?: number | 'NaN' | 'Infinity' | '-Infinity';
}

export interface Exemplar extends Sample {
  labels?: KeyValue[];
}

export interface Series {
  labels?: KeyValue[];
  samples?: Sample[];
  exemplars?: Exemplar[];
  /** Of an instant query. */
  value?: Sample['value'];
}

export interface MetricsAnswer {
  series?: Series[];
}

export interface OtlpSpan {
  /** Base64, as the other IDs. */
  traceId?: string;
  spanId?: string;
  parentSpanId?: string;
  traceState?: string;
  name?: string;
  /** `SPAN_KIND_SERVER` */
  kind?: string;
  startTimeUnixNano?: string;
  endTimeUnixNano?: string;
  attributes?: KeyValue[];
  events?: Array<{ timeUnixNano?: string; name?: string; attributes?: KeyValue[] }>;
  links?: Array<{ traceId?: string; spanId?: string; attributes?: KeyValue[] }>;
  status?: { code?: string; message?: string };
}

export interface OtlpResourceSpans {
  resource?: { attributes?: KeyValue[] };
  scopeSpans?: Array<{
    scope?: { name?: string; version?: string; attributes?: KeyValue[] };
    spans?: OtlpSpan[];
  }>;
}

/** Of `/api/v2/traces/…`. */
export interface TraceAnswer {
  trace?: { resourceSpans?: OtlpResourceSpans[] };
  status?: string;
  message?: string;
}

export function toNumber(value: Sample['value']): number {
  return Number(value ?? 0);
}

export function nanosToMs(nanos: string | undefined): number {
  return Number(nanos ?? 0) / 1e6;
}
