import { Attribute, AttributeValue, Span } from '../model';

/** About as many bytes as a span has in OTLP protobuf; exact enough for limits, cheap enough for every span. */
export function sizeOfSpan(span: Span): number {
  let size = 64 + span.name.length + span.statusMessage.length + sizeOfAttributes(span.attributes);
  for (const event of span.events) {
    size += 12 + event.name.length + sizeOfAttributes(event.attributes);
  }
  for (const link of span.links) {
    size += 30 + sizeOfAttributes(link.attributes);
  }
  return size;
}

/** About as many bytes as a list of attributes has in OTLP protobuf. */
export function sizeOfAttributes(attributes: readonly Attribute[]): number {
  let size = 0;
  for (const attribute of attributes) {
    size += 6 + attribute.key.length + sizeOfValue(attribute.value);
  }
  return size;
}

function sizeOfValue(value: AttributeValue): number {
  if (typeof value === 'string') {
    return value.length;
  }
  if (value === null || typeof value !== 'object') {
    return 8;
  }
  if (value instanceof Uint8Array) {
    return value.length;
  }
  if ('entries' in value && !Array.isArray(value)) {
    return sizeOfAttributes((value as { entries: readonly Attribute[] }).entries);
  }
  return (value as readonly AttributeValue[]).reduce<number>((sum, element) => sum + 2 + sizeOfValue(element), 0);
}
