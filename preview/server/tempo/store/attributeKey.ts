import { Attribute, AttributeValue } from '../model';

/** A text that is the same for equal attribute lists, whatever their order. */
export function keyOfAttributes(attributes: readonly Attribute[]): string {
  return attributes
    .map((attribute) => `${JSON.stringify(attribute.key)}${keyOfValue(attribute.value)}`)
    .sort()
    .join();
}

function keyOfValue(value: AttributeValue): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'bigint':
      return `i${value}`;
    case 'number':
      return `d${value}`;
    case 'boolean':
      return `b${value}`;
    default:
      return keyOfObject(value);
  }
}

function keyOfObject(value: Exclude<AttributeValue, string | bigint | number | boolean>): string {
  if (value === null) {
    return 'n';
  }
  if (value instanceof Uint8Array) {
    return `x${Buffer.from(value).toString('hex')}`;
  }
  return 'entries' in value && !Array.isArray(value)
    ? `{${keyOfAttributes((value as { entries: readonly Attribute[] }).entries)}}`
    : `[${(value as readonly AttributeValue[]).map(keyOfValue).join()}]`;
}
