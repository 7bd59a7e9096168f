import type {
  AttributeValue,
  FoundAttribute,
  FoundSpan,
  FoundTrace,
  SearchAnswer,
  ServiceShare,
} from '../../../../tempo';

/** A span that matches. */
export interface SpanRow {
  readonly kind: 'span';
  /** Unique in the answer. A span can be in several spansets. */
  readonly key: string;
  readonly traceId: string;
  readonly spanId: string;
  /** Empty where the query did not ask for it. */
  readonly name: string;
  /** Empty where it is not known. */
  readonly service: string;
  readonly startMs: number;
  readonly durationNs: number;
  /** True only where the answer says so: without `status` in the query it does not. */
  readonly isError: boolean;
  readonly spanAttributes: readonly FoundAttribute[];
  readonly spansetAttributes: readonly FoundAttribute[];
}

export interface TraceRow {
  readonly kind: 'trace';
  /** The trace ID. */
  readonly key: string;
  readonly traceId: string;
  readonly spanId: null;
  /** Empty where the root span has not been received. */
  readonly name: string;
  readonly service: string;
  readonly startMs: number;
  readonly durationNs: number;
  /** Of all spans of the trace, as far as received. */
  readonly errorCount: number;
  readonly isError: boolean;
  /** How many spans match, sent or not. */
  readonly matchedCount: number;
  readonly services: readonly ServiceShare[];
  /** The matching spans that were sent. */
  readonly spans: readonly SpanRow[];
  readonly spansetAttributes: readonly FoundAttribute[];
}

export type SearchRow = TraceRow | SpanRow;

const NS_PER_MS = 1e6;

/** One row a trace, in the order of the answer. */
export function traceRows({ traces }: SearchAnswer): TraceRow[] {
  return traces.map(traceRow);
}

/** One row a span that was sent, in the order of the answer. */
export function spanRows({ traces }: SearchAnswer): SpanRow[] {
  return traces.flatMap(spansOf);
}

function traceRow(trace: FoundTrace): TraceRow {
  const spans = spansOf(trace);
  const errorCount = trace.services.reduce((sum, service) => sum + service.errorCount, 0);
  return {
    kind: 'trace',
    key: trace.traceId,
    traceId: trace.traceId,
    spanId: null,
    name: trace.rootTraceName,
    service: trace.rootServiceName,
    startMs: trace.startMs,
    // Tempo cuts the duration of a trace to milliseconds: that of a span that lasts as long is closer.
    durationNs: spans.reduce((longest, span) => Math.max(longest, span.durationNs), trace.durationMs * NS_PER_MS),
    errorCount,
    isError: errorCount > 0 || spans.some(({ isError }) => isError),
    matchedCount: trace.spansets.reduce((sum, { matched }) => sum + matched, 0),
    services: trace.services,
    spans,
    spansetAttributes: trace.spansets.flatMap(({ attributes }) => attributes),
  };
}

function spansOf(trace: FoundTrace): SpanRow[] {
  const onlyService = trace.services.length === 1 ? trace.services[0]?.name : undefined;
  return trace.spansets.flatMap(({ spans, attributes }, index) =>
    spans.map((span) => spanRow(trace.traceId, span, attributes, { index, onlyService }))
  );
}

function spanRow(
  traceId: string,
  span: FoundSpan,
  spansetAttributes: readonly FoundAttribute[],
  { index, onlyService }: { index: number; onlyService: string | undefined }
): SpanRow {
  const text = (key: string) => {
    const value = span.attributes.find((attribute) => attribute.key === key)?.value;
    return typeof value === 'string' ? value : undefined;
  };
  return {
    kind: 'span',
    key: `${traceId}/${index}/${span.spanId}`,
    traceId,
    spanId: span.spanId,
    name: span.name,
    service: text('service.name') ?? onlyService ?? '',
    startMs: span.startMs,
    durationNs: span.durationNs,
    isError: text('status') === 'error',
    spanAttributes: span.attributes,
    spansetAttributes,
  };
}

/** A value as text: lists with commas. */
export function attributeText(value: AttributeValue): string {
  if (value === null) {
    return 'nil';
  }
  return typeof value === 'object' ? value.map(attributeText).join(', ') : String(value);
}
