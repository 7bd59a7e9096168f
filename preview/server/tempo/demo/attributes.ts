import type { Attribute, AttributeValue } from '../model';

/** A value as scenarios write it: a whole number is an integer, `double` makes it a double. */
export type Plain =
  string | number | bigint | boolean | readonly Plain[] | Double | Uint8Array | { readonly pairs: PlainMap };
export type PlainMap = Readonly<Record<string, Plain>>;

export class Double {
  constructor(readonly value: number) {}
}

export function double(value: number): Double {
  return new Double(value);
}

export function attributesOf(map: PlainMap): Attribute[] {
  return Object.entries(map).map(([key, value]) => ({ key, value: valueOf(value) }));
}

function valueOf(value: Plain): AttributeValue {
  if (typeof value === 'number') {
    return Number.isInteger(value) ? BigInt(value) : value;
  }
  if (value instanceof Double) {
    return value.value;
  }
  if (typeof value !== 'object' || value instanceof Uint8Array) {
    return value;
  }
  return 'pairs' in value ? { entries: attributesOf(value.pairs) } : value.map(valueOf);
}
