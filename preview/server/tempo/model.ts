/**
 * The spans that the embedded Tempo holds in memory.
 *
 * Follows the OTLP messages as Tempo stores them (`pkg/tempopb/trace/v1/trace.proto`, `tempodb/encoding/vparquet4`), with
 * the nested-set numbers that Tempo gives to the spans of a trace. Times are bigint nanoseconds since 1970: a number
 * cannot hold them, and comparisons of durations must be exact.
 */

/** A list of named values as an attribute value (`kvlistValue`). TraceQL cannot see it; trace by ID returns it. */
export interface KeyValueList {
  readonly entries: readonly Attribute[];
}

/**
 * The value of an attribute. The JavaScript type is the OTLP type: string; bigint for a 64-bit integer; number for a
 * double; boolean; an array; a list of named values; bytes. `null` is a value that was sent empty.
 */
export type AttributeValue =
  string | bigint | number | boolean | null | Uint8Array | KeyValueList | readonly AttributeValue[];

export interface Attribute {
  readonly key: string;
  readonly value: AttributeValue;
}

export interface Resource {
  readonly attributes: readonly Attribute[];
  readonly droppedAttributesCount?: number;
}

export interface InstrumentationScope {
  readonly name: string;
  readonly version: string;
  readonly attributes: readonly Attribute[];
  readonly droppedAttributesCount?: number;
}

export interface SpanEvent {
  readonly timeNs: bigint;
  readonly name: string;
  readonly attributes: readonly Attribute[];
  readonly droppedAttributesCount?: number;
}

/** IDs are lower-case hexadecimal: 32 digits for traces, 16 for spans (as sent, if they had another length). */
export interface SpanLink {
  readonly traceId: string;
  readonly spanId: string;
  readonly traceState?: string;
  readonly attributes: readonly Attribute[];
  readonly droppedAttributesCount?: number;
  readonly flags?: number;
}

/** `SPAN_KIND_…`: 0 unspecified, 1 internal, 2 server, 3 client, 4 producer, 5 consumer. */
export type SpanKind = 0 | 1 | 2 | 3 | 4 | 5;

/** `STATUS_CODE_…` of OTLP: 0 unset, 1 ok, 2 error. */
export type StatusCode = 0 | 1 | 2;

/** A span as it is sent. `parentSpanId` is empty where there is no parent. */
export interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly traceState?: string;
  readonly flags?: number;
  readonly name: string;
  readonly kind: SpanKind;
  readonly startNs: bigint;
  readonly endNs: bigint;
  readonly attributes: readonly Attribute[];
  readonly droppedAttributesCount?: number;
  readonly events: readonly SpanEvent[];
  readonly droppedEventsCount?: number;
  readonly links: readonly SpanLink[];
  readonly droppedLinksCount?: number;
  readonly statusCode: StatusCode;
  readonly statusMessage: string;
}

export interface ScopeSpans {
  readonly scope: InstrumentationScope;
  readonly schemaUrl?: string;
  readonly spans: readonly Span[];
}

/** A batch as an `ExportTraceServiceRequest` carries it; its spans may belong to many traces. */
export interface ResourceSpans {
  readonly resource: Resource;
  readonly schemaUrl?: string;
  readonly scopeSpans: readonly ScopeSpans[];
}

/** A span in its trace, with what queries ask of it. */
export interface StoredSpan {
  readonly span: Span;
  readonly resource: Resource;
  readonly scope: InstrumentationScope;
  /**
   * Nested-set numbers (`tempodb/encoding/vparquet4/nested_set_model.go`): a span encloses its descendants' numbers.
   * All three are 0 where the span is not connected to a root; `nestedSetParent` is -1 for a root.
   */
  nestedSetLeft: number;
  nestedSetRight: number;
  nestedSetParent: number;
}

/** Per service: how many spans, and how many of them failed. */
export interface ServiceStats {
  spanCount: number;
  errorCount: number;
}

/** What the search result says of the whole trace, and the trace-level intrinsics. */
export interface TraceSummary {
  readonly startNs: bigint;
  readonly endNs: bigint;
  /** Empty where no span without parent has arrived. */
  readonly rootServiceName: string;
  readonly rootSpanName: string;
  readonly services: ReadonlyMap<string, ServiceStats>;
}

/** All that has arrived of one trace. */
export interface Trace {
  readonly traceId: string;
  /** In order of arrival, a batch of one resource each, only with spans of this trace. */
  readonly batches: readonly ResourceSpans[];
  /** The spans of all batches in the same order, numbered. */
  readonly spans: readonly StoredSpan[];
  readonly summary: TraceSummary;
  /** About as many bytes as its spans have in OTLP; what `max_bytes_per_trace` is compared with. */
  readonly sizeBytes: number;
  /** Loaded from a file: neither evicted nor counted as live. */
  readonly pinned: boolean;
}

export interface StoreStats {
  readonly traces: number;
  readonly spans: number;
  readonly sizeBytes: number;
  readonly evictedTraces: number;
}

export interface AppendOptions {
  /** Keep these traces whatever comes later (`--load`). */
  readonly pinned?: boolean;
}

export interface TraceStore {
  /** Adds spans; spans that a trace has already (same ID, kind and times) are left out. Evicts the oldest traces. */
  append(tenant: string, batches: readonly ResourceSpans[], options?: AppendOptions): void;
  /** By ID, 32 hexadecimal digits. */
  trace(tenant: string, traceId: string): Trace | undefined;
  /** Traces that overlap [startNs, endNs], newest block first, in it by ID; all without a range. */
  traces(tenant: string, startNs?: bigint, endNs?: bigint): readonly Trace[];
  tenants(): readonly string[];
  stats(tenant?: string): StoreStats;
  /** Removes the traces that started longest ago, pinned ones excepted, until at most `keep` are left. */
  evictOldest(tenant: string, keep: number): number;
}
