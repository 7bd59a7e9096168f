/**
 * OTLP/JSON trace exports (`ExportTraceServiceRequest`) into the model.
 * See https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding: IDs are hexadecimal, 64-bit integers are strings,
 * unknown fields are ignored, missing ones have their zero value.
 */
import {
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

type Json = unknown;
type JsonObject = Record<string, Json>;

/** @throws Error saying what is wrong, where the text is not JSON or not of the right shape */
export function decodeOtlpJson(text: string): ResourceSpans[] {
  const request = object(JSON.parse(text), 'request');
  return list(request.resourceSpans, 'resourceSpans').map((batch) => {
    const from = object(batch, 'resourceSpans');
    return {
      resource: decodeResource(from.resource),
      ...optionalText('schemaUrl', from.schemaUrl),
      scopeSpans: list(from.scopeSpans, 'scopeSpans').map(decodeScopeSpans),
    };
  });
}

function decodeResource(value: Json): Resource {
  const from = object(value ?? {}, 'resource');
  return {
    attributes: decodeAttributes(from.attributes),
    ...optionalCount('droppedAttributesCount', from.droppedAttributesCount),
  };
}

function decodeScopeSpans(value: Json): ScopeSpans {
  const from = object(value, 'scopeSpans');
  return {
    scope: decodeScope(from.scope),
    ...optionalText('schemaUrl', from.schemaUrl),
    spans: list(from.spans, 'spans').map(decodeSpan),
  };
}

function decodeScope(value: Json): InstrumentationScope {
  const from = object(value ?? {}, 'scope');
  return {
    name: text(from.name),
    version: text(from.version),
    attributes: decodeAttributes(from.attributes),
    ...optionalCount('droppedAttributesCount', from.droppedAttributesCount),
  };
}

const KINDS = ['UNSPECIFIED', 'INTERNAL', 'SERVER', 'CLIENT', 'PRODUCER', 'CONSUMER'];
const CODES = ['UNSET', 'OK', 'ERROR'];

function decodeSpan(value: Json): Span {
  const from = object(value, 'span');
  const status = object(from.status ?? {}, 'status');
  return {
    traceId: hexId(from.traceId, 32),
    spanId: hexId(from.spanId, 16),
    parentSpanId: hexId(from.parentSpanId, 16),
    ...optionalText('traceState', from.traceState),
    ...optionalCount('flags', from.flags),
    name: text(from.name),
    kind: enumeration(from.kind, 'SPAN_KIND_', KINDS) as SpanKind,
    startNs: whole(from.startTimeUnixNano),
    endNs: whole(from.endTimeUnixNano),
    attributes: decodeAttributes(from.attributes),
    ...optionalCount('droppedAttributesCount', from.droppedAttributesCount),
    events: list(from.events, 'events').map(decodeEvent),
    ...optionalCount('droppedEventsCount', from.droppedEventsCount),
    links: list(from.links, 'links').map(decodeLink),
    ...optionalCount('droppedLinksCount', from.droppedLinksCount),
    statusCode: enumeration(status.code, 'STATUS_CODE_', CODES) as StatusCode,
    statusMessage: text(status.message),
  };
}

function decodeEvent(value: Json): SpanEvent {
  const from = object(value, 'event');
  return {
    timeNs: whole(from.timeUnixNano),
    name: text(from.name),
    attributes: decodeAttributes(from.attributes),
    ...optionalCount('droppedAttributesCount', from.droppedAttributesCount),
  };
}

function decodeLink(value: Json): SpanLink {
  const from = object(value, 'link');
  return {
    traceId: hexId(from.traceId, 32),
    spanId: hexId(from.spanId, 16),
    ...optionalText('traceState', from.traceState),
    attributes: decodeAttributes(from.attributes),
    ...optionalCount('droppedAttributesCount', from.droppedAttributesCount),
    ...optionalCount('flags', from.flags),
  };
}

function decodeAttributes(value: Json): Attribute[] {
  return list(value, 'attributes').map((entry) => {
    const from = object(entry, 'attribute');
    return { key: text(from.key), value: decodeValue(from.value) };
  });
}

function decodeValue(value: Json): AttributeValue {
  const from = object(value ?? {}, 'value');
  if (typeof from.stringValue === 'string') {
    return from.stringValue;
  }
  if (from.intValue !== undefined) {
    return whole(from.intValue);
  }
  if (from.doubleValue !== undefined) {
    return Number(from.doubleValue);
  }
  if (typeof from.boolValue === 'boolean') {
    return from.boolValue;
  }
  if (from.arrayValue !== undefined) {
    return list(object(from.arrayValue, 'arrayValue').values, 'values').map(decodeValue);
  }
  if (from.kvlistValue !== undefined) {
    return { entries: decodeAttributes(object(from.kvlistValue, 'kvlistValue').values) };
  }
  return typeof from.bytesValue === 'string' ? new Uint8Array(Buffer.from(from.bytesValue, 'base64')) : null;
}

function object(value: Json, what: string): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`${what} is not an object`);
  }
  return value as JsonObject;
}

function list(value: Json, what: string): readonly Json[] {
  if (value === undefined || value === null) {
    return [];
  }
  if (!Array.isArray(value)) {
    throw new Error(`${what} is not a list`);
  }
  return value;
}

function text(value: Json): string {
  return typeof value === 'string' ? value : '';
}

function whole(value: Json): bigint {
  if (value === undefined || value === null || value === '') {
    return BigInt(0);
  }
  if (typeof value === 'number' || (typeof value === 'string' && /^-?\d+$/.test(value))) {
    return BigInt(value);
  }
  throw new Error(`not a whole number: ${JSON.stringify(value)}`);
}

function hexId(value: Json, digits: number): string {
  const id = text(value).toLowerCase();
  if (!/^[0-9a-f]*$/.test(id)) {
    throw new Error(`not a hexadecimal ID: ${JSON.stringify(value)}`);
  }
  // Zeros or nothing: both say that there is no such ID.
  return /^0*$/.test(id) ? '' : id.padStart(digits, '0');
}

function enumeration(value: Json, prefix: string, names: readonly string[]): number {
  if (typeof value === 'number') {
    return value;
  }
  const index = typeof value === 'string' ? names.indexOf(value.replace(prefix, '')) : -1;
  return Math.max(index, 0);
}

function optionalText<K extends string>(key: K, value: Json): { [P in K]?: string } {
  return (typeof value === 'string' && value !== '' ? { [key]: value } : {}) as { [P in K]?: string };
}

function optionalCount<K extends string>(key: K, value: Json): { [P in K]?: number } {
  return (typeof value === 'number' && value !== 0 ? { [key]: value } : {}) as { [P in K]?: number };
}
