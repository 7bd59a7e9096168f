/** Spans as OTLP clients send them, for tests: from the model back to both encodings. */
import type { Attribute, AttributeValue, ResourceSpans, Span } from '../model';
import { EXPORT_REQUEST } from './otlpMessages';

/** How an encoding writes IDs, bytes and 64-bit numbers. */
interface Form {
  id(hex: string): unknown;
  bytes(bytes: Uint8Array): unknown;
  whole(value: bigint): unknown;
}

const JSON_FORM: Form = {
  id: (hex) => hex,
  bytes: (bytes) => Buffer.from(bytes).toString('base64'),
  whole: String,
};

const PROTOBUF_FORM: Form = {
  id: (hex) => Buffer.from(hex, 'hex'),
  bytes: (bytes) => bytes,
  whole: (value) => ({
    low: Number(BigInt.asIntN(32, value)),
    high: Number(BigInt.asIntN(32, value >> BigInt(32))),
    unsigned: value >= 0,
  }),
};

export function toOtlpJson(batches: readonly ResourceSpans[]): string {
  return JSON.stringify(requestOf(batches, JSON_FORM));
}

/** With the fields that the collector writes even when they are empty. */
export function toOtlpProtobuf(batches: readonly ResourceSpans[]): Buffer {
  return Buffer.from(EXPORT_REQUEST.encode(requestOf(batches, PROTOBUF_FORM)).finish());
}

function requestOf(batches: readonly ResourceSpans[], form: Form) {
  return {
    resourceSpans: batches.map(({ resource, schemaUrl, scopeSpans }) => ({
      resource: { attributes: attributesOf(resource.attributes, form), ...count(resource) },
      ...(schemaUrl ? { schemaUrl } : {}),
      scopeSpans: scopeSpans.map(({ scope, schemaUrl: scopeUrl, spans }) => ({
        scope: {
          ...(scope.name ? { name: scope.name } : {}),
          ...(scope.version ? { version: scope.version } : {}),
          attributes: attributesOf(scope.attributes, form),
          ...count(scope),
        },
        ...(scopeUrl ? { schemaUrl: scopeUrl } : {}),
        spans: spans.map((span) => spanOf(span, form)),
      })),
    })),
  };
}

function count({ droppedAttributesCount }: { readonly droppedAttributesCount?: number }) {
  return droppedAttributesCount ? { droppedAttributesCount } : {};
}

function spanOf(span: Span, form: Form) {
  return {
    traceId: form.id(span.traceId),
    spanId: form.id(span.spanId),
    parentSpanId: form.id(span.parentSpanId),
    ...(span.traceState ? { traceState: span.traceState } : {}),
    ...(span.flags ? { flags: span.flags } : {}),
    name: span.name,
    ...(span.kind ? { kind: span.kind } : {}),
    startTimeUnixNano: form.whole(span.startNs),
    endTimeUnixNano: form.whole(span.endNs),
    attributes: attributesOf(span.attributes, form),
    ...count(span),
    events: span.events.map((event) => ({
      timeUnixNano: form.whole(event.timeNs),
      name: event.name,
      attributes: attributesOf(event.attributes, form),
      ...count(event),
    })),
    ...(span.droppedEventsCount ? { droppedEventsCount: span.droppedEventsCount } : {}),
    links: span.links.map((link) => ({
      traceId: form.id(link.traceId),
      spanId: form.id(link.spanId),
      ...(link.traceState ? { traceState: link.traceState } : {}),
      attributes: attributesOf(link.attributes, form),
      ...count(link),
      ...(link.flags ? { flags: link.flags } : {}),
    })),
    ...(span.droppedLinksCount ? { droppedLinksCount: span.droppedLinksCount } : {}),
    status: {
      ...(span.statusMessage ? { message: span.statusMessage } : {}),
      ...(span.statusCode ? { code: span.statusCode } : {}),
    },
  };
}

function attributesOf(attributes: readonly Attribute[], form: Form) {
  return attributes.map(({ key, value }) => ({ ...(key ? { key } : {}), value: valueOf(value, form) }));
}

function valueOf(value: AttributeValue, form: Form): Record<string, unknown> {
  switch (typeof value) {
    case 'string':
      return { stringValue: value };
    case 'boolean':
      return { boolValue: value };
    case 'bigint':
      return { intValue: form.whole(value) };
    case 'number':
      return { doubleValue: value };
    default:
      return objectOf(value, form);
  }
}

function objectOf(value: Exclude<AttributeValue, string | bigint | number | boolean>, form: Form) {
  if (value === null) {
    return {};
  }
  if (value instanceof Uint8Array) {
    return { bytesValue: form.bytes(value) };
  }
  return 'entries' in value && !Array.isArray(value)
    ? { kvlistValue: { values: attributesOf((value as { entries: readonly Attribute[] }).entries, form) } }
    : { arrayValue: { values: (value as readonly AttributeValue[]).map((element) => valueOf(element, form)) } };
}
