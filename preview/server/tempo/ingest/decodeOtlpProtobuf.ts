import type {
  Attribute,
  AttributeValue,
  InstrumentationScope,
  Resource,
  ResourceSpans,
  ScopeSpans,
  Span,
  SpanEvent,
  SpanKind,
  SpanLink,
  StatusCode,
} from '../model';
import { Malformed, refuseDeep } from './malformed';
import { EXPORT_REQUEST } from './otlpMessages';

/** A 64-bit number as protobufjs gives it. */
interface Long {
  readonly low: number;
  readonly high: number;
}

/** Decoded messages: absent fields have their zero value, lists are never absent, messages may be null. */
interface WireAnyValue {
  /** Which of the following is set. */
  readonly value?: string;
  readonly stringValue: string;
  readonly boolValue: boolean;
  readonly intValue: Long | number;
  readonly doubleValue: number;
  readonly arrayValue: { readonly values: readonly WireAnyValue[] };
  readonly kvlistValue: { readonly values: readonly WireKeyValue[] };
  readonly bytesValue: Uint8Array;
}
interface WireKeyValue {
  readonly key: string;
  readonly value: WireAnyValue | null;
}
interface WithAttributes {
  readonly attributes: readonly WireKeyValue[];
  readonly droppedAttributesCount: number;
}
interface WireScope extends WithAttributes {
  readonly name: string;
  readonly version: string;
}
interface WireEvent extends WithAttributes {
  readonly timeUnixNano: Long | number;
  readonly name: string;
}
interface WireLink extends WithAttributes {
  readonly traceId: Uint8Array;
  readonly spanId: Uint8Array;
  readonly traceState: string;
  readonly flags: number;
}
interface WireSpan extends WireLink {
  readonly parentSpanId: Uint8Array;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: Long | number;
  readonly endTimeUnixNano: Long | number;
  readonly events: readonly WireEvent[];
  readonly droppedEventsCount: number;
  readonly links: readonly WireLink[];
  readonly droppedLinksCount: number;
  readonly status: { readonly message: string; readonly code: number } | null;
}
interface WireScopeSpans {
  readonly scope: WireScope | null;
  readonly schemaUrl: string;
  readonly spans: readonly WireSpan[];
}
interface WireRequest {
  readonly resourceSpans: ReadonlyArray<{
    readonly resource: WithAttributes | null;
    readonly schemaUrl: string;
    readonly scopeSpans: readonly WireScopeSpans[];
  }>;
}

const TRACE_ID_BYTES = 16;
const SPAN_ID_BYTES = 8;

/**
 * An `ExportTraceServiceRequest` in protobuf into the model.
 *
 * @throws Malformed in the words of the collector's `pdata` where the bytes are no such message
 */
export function decodeOtlpProtobuf(body: Uint8Array): ResourceSpans[] {
  return decodeMessage(body).resourceSpans.map((batch) => ({
    resource: decodeResource(batch.resource),
    ...unlessEmpty('schemaUrl', batch.schemaUrl),
    scopeSpans: batch.scopeSpans.map(decodeScopeSpans),
  }));
}

function decodeMessage(body: Uint8Array): WireRequest {
  try {
    return EXPORT_REQUEST.decode(body) as unknown as WireRequest;
  } catch (error) {
    const wireType = /invalid wire type (\d)/.exec(String(error))?.[1];
    throw new Malformed(wireType ? `proto: illegal wireType ${wireType}` : 'unexpected EOF');
  }
}

function decodeResource(resource: WithAttributes | null): Resource {
  return {
    attributes: decodeAttributes(resource?.attributes ?? []),
    ...unlessZero('droppedAttributesCount', resource?.droppedAttributesCount ?? 0),
  };
}

function decodeScopeSpans({ scope, schemaUrl, spans }: WireScopeSpans): ScopeSpans {
  return { scope: decodeScope(scope), ...unlessEmpty('schemaUrl', schemaUrl), spans: spans.map(decodeSpan) };
}

function decodeScope(scope: WireScope | null): InstrumentationScope {
  return {
    name: scope?.name ?? '',
    version: scope?.version ?? '',
    attributes: decodeAttributes(scope?.attributes ?? []),
    ...unlessZero('droppedAttributesCount', scope?.droppedAttributesCount ?? 0),
  };
}

function decodeSpan(span: WireSpan): Span {
  return {
    traceId: decodeId(span.traceId, TRACE_ID_BYTES, 'TraceID'),
    spanId: decodeId(span.spanId, SPAN_ID_BYTES, 'SpanID'),
    parentSpanId: decodeId(span.parentSpanId, SPAN_ID_BYTES, 'SpanID'),
    ...unlessEmpty('traceState', span.traceState),
    ...unlessZero('flags', span.flags),
    name: span.name,
    kind: span.kind as SpanKind,
    startNs: unsigned(span.startTimeUnixNano),
    endNs: unsigned(span.endTimeUnixNano),
    attributes: decodeAttributes(span.attributes),
    ...unlessZero('droppedAttributesCount', span.droppedAttributesCount),
    events: span.events.map(decodeEvent),
    ...unlessZero('droppedEventsCount', span.droppedEventsCount),
    links: span.links.map(decodeLink),
    ...unlessZero('droppedLinksCount', span.droppedLinksCount),
    statusCode: (span.status?.code ?? 0) as StatusCode,
    statusMessage: span.status?.message ?? '',
  };
}

function decodeEvent(event: WireEvent): SpanEvent {
  return {
    timeNs: unsigned(event.timeUnixNano),
    name: event.name,
    attributes: decodeAttributes(event.attributes),
    ...unlessZero('droppedAttributesCount', event.droppedAttributesCount),
  };
}

function decodeLink(link: WireLink): SpanLink {
  return {
    traceId: decodeId(link.traceId, TRACE_ID_BYTES, 'TraceID'),
    spanId: decodeId(link.spanId, SPAN_ID_BYTES, 'SpanID'),
    ...unlessEmpty('traceState', link.traceState),
    attributes: decodeAttributes(link.attributes),
    ...unlessZero('droppedAttributesCount', link.droppedAttributesCount),
    ...unlessZero('flags', link.flags),
  };
}

function decodeAttributes(attributes: readonly WireKeyValue[], depth = 0): Attribute[] {
  return attributes.map(({ key, value }) => ({ key, value: value ? decodeValue(value, depth) : null }));
}

function decodeValue(from: WireAnyValue, depth: number): AttributeValue {
  refuseDeep(depth);
  switch (from.value) {
    case 'stringValue':
      return from.stringValue;
    case 'boolValue':
      return from.boolValue;
    case 'intValue':
      return BigInt.asIntN(64, unsigned(from.intValue));
    case 'doubleValue':
      return from.doubleValue;
    case 'arrayValue':
      return from.arrayValue.values.map((value) => decodeValue(value, depth + 1));
    case 'kvlistValue':
      return { entries: decodeAttributes(from.kvlistValue.values, depth + 1) };
    case 'bytesValue':
      // A copy: protobufjs gives a view that would keep the whole body alive.
      return new Uint8Array(from.bytesValue);
    default:
      return null;
  }
}

/** Hexadecimal; empty where the ID is absent or zero, which mean the same. */
function decodeId(bytes: Uint8Array, length: number, what: string): string {
  if (bytes.length !== 0 && bytes.length !== length) {
    throw new Malformed(`unmarshal: invalid ${what} length`);
  }
  return bytes.every((byte) => byte === 0) ? '' : Buffer.from(bytes).toString('hex');
}

function unsigned(value: Long | number): bigint {
  return typeof value === 'number' ? BigInt(value) : (BigInt(value.high >>> 0) << BigInt(32)) | BigInt(value.low >>> 0);
}

function unlessEmpty<K extends string>(key: K, value: string): { [P in K]?: string } {
  return (value === '' ? {} : { [key]: value }) as { [P in K]?: string };
}

function unlessZero<K extends string>(key: K, value: number): { [P in K]?: number } {
  return (value === 0 ? {} : { [key]: value }) as { [P in K]?: number };
}
