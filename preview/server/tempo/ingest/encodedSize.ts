/**
 * How many bytes traces have in OTLP protobuf, without encoding them: what Tempo counts as received bytes, compares with
 * its limits and adds up in `traces_spanmetrics_size_total`.
 *
 * Follows the collector's `pdata` (`Span.Size`), which writes some fields even when they are empty, and `tempopb`, which
 * does not write an empty parent.
 */
import type { Attribute, AttributeValue, ResourceSpans, Span, SpanEvent, SpanLink } from '../model';

const FIXED64_FIELD = 9;
const FIXED32_BYTES = 4;
/** Fields 16 and up have a tag of two bytes. */
const LONG_TAG = 2;

/** A whole request, as the distributor counts it. */
export function encodedSize(batches: readonly ResourceSpans[]): number {
  let size = 0;
  for (const batch of batches) {
    size += lengthDelimited(batchSize(batch));
  }
  return size;
}

function batchSize(batch: ResourceSpans): number {
  const { attributes, droppedAttributesCount } = batch.resource;
  let size = lengthDelimited(attributesSize(attributes) + countSize(droppedAttributesCount));
  size += textSize(batch.schemaUrl);
  for (const { scope, schemaUrl, spans } of batch.scopeSpans) {
    let scopeSpans = lengthDelimited(
      textSize(scope.name) +
        textSize(scope.version) +
        attributesSize(scope.attributes) +
        countSize(scope.droppedAttributesCount)
    );
    scopeSpans += textSize(schemaUrl);
    for (const span of spans) {
      scopeSpans += lengthDelimited(encodedSpanSize(span) + (span.parentSpanId === '' ? lengthDelimited(0) : 0));
    }
    size += lengthDelimited(scopeSpans);
  }
  return size;
}

/** One span, as the metrics-generator counts it. */
export function encodedSpanSize(span: Span): number {
  let size = idSize(span.traceId) + idSize(span.spanId) + (span.parentSpanId === '' ? 0 : idSize(span.parentSpanId));
  size += textSize(span.traceState) + textSize(span.name) + countSize(span.kind);
  size += (span.startNs === BigInt(0) ? 0 : FIXED64_FIELD) + (span.endNs === BigInt(0) ? 0 : FIXED64_FIELD);
  size += attributesSize(span.attributes) + countSize(span.droppedAttributesCount);
  for (const event of span.events) {
    size += lengthDelimited(eventSize(event));
  }
  for (const link of span.links) {
    size += lengthDelimited(linkSize(link));
  }
  size += countSize(span.droppedEventsCount) + countSize(span.droppedLinksCount);
  size += lengthDelimited(textSize(span.statusMessage) + countSize(span.statusCode));
  return size + (span.flags ? LONG_TAG + FIXED32_BYTES : 0);
}

function eventSize(event: SpanEvent): number {
  return (
    (event.timeNs === BigInt(0) ? 0 : FIXED64_FIELD) +
    textSize(event.name) +
    attributesSize(event.attributes) +
    countSize(event.droppedAttributesCount)
  );
}

function linkSize(link: SpanLink): number {
  return (
    idSize(link.traceId) +
    idSize(link.spanId) +
    textSize(link.traceState) +
    attributesSize(link.attributes) +
    countSize(link.droppedAttributesCount) +
    (link.flags ? 1 + FIXED32_BYTES : 0)
  );
}

function attributesSize(attributes: readonly Attribute[]): number {
  let size = 0;
  for (const { key, value } of attributes) {
    size += lengthDelimited(textSize(key) + lengthDelimited(valueSize(value)));
  }
  return size;
}

/** An `AnyValue`: what is set in it is written even if it is zero. */
function valueSize(value: AttributeValue): number {
  switch (typeof value) {
    case 'string':
      return lengthDelimited(Buffer.byteLength(value));
    case 'boolean':
      return 2;
    case 'bigint':
      return 1 + bigVarintSize(BigInt.asUintN(64, value));
    case 'number':
      return FIXED64_FIELD;
    default:
      return objectSize(value);
  }
}

function objectSize(value: Exclude<AttributeValue, string | bigint | number | boolean>): number {
  if (value === null) {
    return 0;
  }
  if (value instanceof Uint8Array) {
    return lengthDelimited(value.length);
  }
  if ('entries' in value && !Array.isArray(value)) {
    return lengthDelimited(attributesSize((value as { entries: readonly Attribute[] }).entries));
  }
  const elements = value as readonly AttributeValue[];
  return lengthDelimited(elements.reduce<number>((sum, element) => sum + lengthDelimited(valueSize(element)), 0));
}

/** Two hexadecimal digits a byte. */
function idSize(id: string): number {
  return lengthDelimited(id.length / 2);
}

function textSize(text: string | undefined): number {
  return text ? lengthDelimited(Buffer.byteLength(text)) : 0;
}

function countSize(count: number | undefined): number {
  return count ? 1 + varintSize(count) : 0;
}

/** Tag, length and content. */
function lengthDelimited(length: number): number {
  return 1 + varintSize(length) + length;
}

function varintSize(value: number): number {
  let size = 1;
  for (let rest = value; rest >= 128; rest /= 128) {
    size++;
  }
  return size;
}

function bigVarintSize(value: bigint): number {
  return Math.max(1, Math.ceil(value.toString(2).length / 7));
}
