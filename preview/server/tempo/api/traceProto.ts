/**
 * Traces in protobuf (`opentelemetry/proto/trace/v1/trace.proto`; Tempo's `Trace` has the batches in field 1,
 * `TraceByIDResponse` the trace in field 1).
 */
import { Behaviour } from '../behaviour';
import { Attribute, AttributeValue, ResourceSpans, ScopeSpans, Span, SpanEvent, SpanLink } from '../model';
import { orderedResourceAttributes, orderedSpanAttributes, sortBatches } from './traceJson';

type Part = Uint8Array;

export function encodeTrace(batches: readonly ResourceSpans[], behaviour: Behaviour): Uint8Array {
  return join(sortBatches(batches).map((batch) => message(1, encodeBatch(batch, behaviour))));
}

export function encodeTraceResponse(batches: readonly ResourceSpans[], behaviour: Behaviour): Uint8Array {
  return message(1, encodeTrace(batches, behaviour));
}

function encodeBatch({ resource, scopeSpans }: ResourceSpans, behaviour: Behaviour): Part {
  const attributes = orderedResourceAttributes(resource.attributes, behaviour);
  return join([
    message(
      1,
      join([
        ...attributes.map((one) => message(1, encodeAttribute(one))),
        varintField(2, resource.droppedAttributesCount),
      ])
    ),
    ...scopeSpans.map((part) => message(2, encodeScopeSpans(part, behaviour))),
  ]);
}

function encodeScopeSpans({ scope, spans }: ScopeSpans, behaviour: Behaviour): Part {
  const head = join([
    textField(1, scope.name),
    textField(2, scope.version),
    ...scope.attributes.map((one) => message(3, encodeAttribute(one))),
    varintField(4, scope.droppedAttributesCount),
  ]);
  return join([message(1, head), ...spans.map((span) => message(2, encodeSpan(span, behaviour)))]);
}

function encodeSpan(span: Span, behaviour: Behaviour): Part {
  return join([
    idField(1, span.traceId),
    idField(2, span.spanId),
    textField(3, span.traceState),
    idField(4, span.parentSpanId),
    textField(5, span.name),
    varintField(6, span.kind),
    fixed64(7, span.startNs),
    fixed64(8, span.endNs),
    ...orderedSpanAttributes(span.attributes, behaviour).map((one) => message(9, encodeAttribute(one))),
    varintField(10, span.droppedAttributesCount),
    ...span.events.map((event) => message(11, encodeEvent(event))),
    varintField(12, span.droppedEventsCount),
    ...span.links.map((link) => message(13, encodeLink(link))),
    varintField(14, span.droppedLinksCount),
    message(15, join([textField(2, span.statusMessage), varintField(3, span.statusCode)])),
  ]);
}

function encodeEvent(event: SpanEvent): Part {
  return join([
    fixed64(1, event.timeNs),
    textField(2, event.name),
    ...event.attributes.map((one) => message(3, encodeAttribute(one))),
    varintField(4, event.droppedAttributesCount),
  ]);
}

function encodeLink(link: SpanLink): Part {
  return join([
    idField(1, link.traceId),
    idField(2, link.spanId),
    textField(3, link.traceState),
    ...link.attributes.map((one) => message(4, encodeAttribute(one))),
    varintField(5, link.droppedAttributesCount),
  ]);
}

function encodeAttribute({ key, value }: Attribute): Part {
  return join([textField(1, key), message(2, encodeValue(value))]);
}

function encodeValue(value: AttributeValue): Part {
  switch (typeof value) {
    case 'string':
      return message(1, Buffer.from(value));
    case 'boolean':
      return join([tag(2, 0), varint(BigInt(value ? 1 : 0))]);
    case 'bigint':
      return join([tag(3, 0), varint(BigInt.asUintN(64, value))]);
    case 'number': {
      const bytes = Buffer.alloc(8);
      bytes.writeDoubleLE(value);
      return join([tag(4, 1), bytes]);
    }
    default:
      return encodeObject(value);
  }
}

function encodeObject(value: Exclude<AttributeValue, string | bigint | number | boolean>): Part {
  if (value === null) {
    return new Uint8Array(0);
  }
  if (value instanceof Uint8Array) {
    return message(7, value);
  }
  if ('entries' in value && !Array.isArray(value)) {
    const { entries } = value as { entries: readonly Attribute[] };
    return message(6, join(entries.map((entry) => message(1, encodeAttribute(entry)))));
  }
  return message(5, join((value as readonly AttributeValue[]).map((element) => message(1, encodeValue(element)))));
}

function join(parts: readonly Part[]): Part {
  return Buffer.concat(parts);
}

function tag(field: number, wire: number): Part {
  return varint(BigInt(field * 8 + wire));
}

function varint(value: bigint): Part {
  const bytes: number[] = [];
  const seven = BigInt(7);
  let rest = value;
  do {
    const low = Number(rest & BigInt(127));
    rest >>= seven;
    bytes.push(rest > BigInt(0) ? low + 128 : low);
  } while (rest > BigInt(0));
  return Uint8Array.from(bytes);
}

function message(field: number, content: Part): Part {
  return join([tag(field, 2), varint(BigInt(content.length)), content]);
}

function textField(field: number, value: string | undefined): Part {
  return value ? message(field, Buffer.from(value)) : new Uint8Array(0);
}

function idField(field: number, id: string): Part {
  return id === '' ? new Uint8Array(0) : message(field, Buffer.from(id, 'hex'));
}

function varintField(field: number, value: number | undefined): Part {
  return value ? join([tag(field, 0), varint(BigInt(value))]) : new Uint8Array(0);
}

function fixed64(field: number, value: bigint): Part {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt.asUintN(64, value));
  return value === BigInt(0) ? new Uint8Array(0) : join([tag(field, 1), bytes]);
}
