/**
 * Values of TraceQL and what can be done with two of them.
 * Follows `Static` in Tempo's `pkg/traceql/ast.go` and `enum_statics.go` (2.6.1 and 3.0.3).
 */

export type StaticType =
  | 'nil'
  | 'int'
  | 'float'
  | 'string'
  | 'boolean'
  | 'int[]'
  | 'float[]'
  | 'string[]'
  | 'boolean[]'
  | 'duration'
  | 'status'
  | 'kind';

export type Static =
  | { readonly type: 'nil' }
  | { readonly type: 'int' | 'duration'; readonly value: bigint }
  | { readonly type: 'float' | 'status' | 'kind'; readonly value: number }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'int[]'; readonly value: readonly bigint[] }
  | { readonly type: 'float[]'; readonly value: readonly number[] }
  | { readonly type: 'string[]'; readonly value: readonly string[] }
  | { readonly type: 'boolean[]'; readonly value: readonly boolean[] };

export const NIL: Static = { type: 'nil' };
export const TRUE: Static = { type: 'boolean', value: true };
export const FALSE: Static = { type: 'boolean', value: false };

export const ofBool = (value: boolean): Static => (value ? TRUE : FALSE);
export const ofString = (value: string): Static => ({ type: 'string', value });
export const ofInt = (value: bigint): Static => ({ type: 'int', value: BigInt.asIntN(64, value) });
export const ofFloat = (value: number): Static => ({ type: 'float', value });
export const ofDuration = (value: bigint): Static => ({ type: 'duration', value: BigInt.asIntN(64, value) });

/** The limits of a 64-bit integer. */
export const MIN_INT = BigInt('-9223372036854775808');
export const MAX_INT = BigInt('9223372036854775807');

/** TraceQL's own numbers for statuses and kinds, in the order of the enums. */
export const STATUS_NAMES = ['error', 'ok', 'unset'] as const;
export const KIND_NAMES = ['unspecified', 'internal', 'client', 'server', 'producer', 'consumer'] as const;

export const ofStatus = (name: string): Static => ({ type: 'status', value: STATUS_NAMES.indexOf(name as 'ok') });
export const ofKind = (name: string): Static => ({ type: 'kind', value: KIND_NAMES.indexOf(name as 'server') });

/** Order of the types in Tempo's enum; it decides comparisons between values of different types. */
const TYPE_ORDER: readonly StaticType[] = [
  'nil',
  'int',
  'float',
  'string',
  'boolean',
  'int[]',
  'float[]',
  'string[]',
  'boolean[]',
  'duration',
  'status',
  'kind',
];

export function isNumeric(type: StaticType): boolean {
  return type === 'int' || type === 'float' || type === 'duration';
}

export function isArray(type: StaticType): boolean {
  return type.endsWith('[]');
}

/** `TypeX` of `TypeXArray`; null for others. */
export function elementType(type: StaticType): StaticType | null {
  return isArray(type) ? (type.slice(0, -2) as StaticType) : null;
}

/** The number in a value; NaN where there is none. */
export function toFloat(value: Static): number {
  switch (value.type) {
    case 'float':
      return value.value;
    case 'int':
    case 'duration':
      return Number(value.value);
    default:
      return NaN;
  }
}

/** The elements of an array; a scalar is its only element. */
export function elementsOf(value: Static): Static[] {
  switch (value.type) {
    case 'int[]':
      return value.value.map(ofInt);
    case 'float[]':
      return value.value.map(ofFloat);
    case 'string[]':
      return value.value.map(ofString);
    case 'boolean[]':
      return value.value.map(ofBool);
    default:
      return [value];
  }
}

/** `Static.Equals` but for nil, about which the releases differ (see `expression.ts`). */
export function equals(a: Static, b: Static): boolean {
  if (a.type === 'nil' || b.type === 'nil') {
    return a.type === b.type;
  }
  if (a.type === 'float' || b.type === 'float') {
    return isNumeric(a.type) && toFloat(a) === toFloat(b);
  }
  if (isWhole(a) && isWhole(b)) {
    return a.value === b.value;
  }
  if (isStatusAndInt(a, b) || isStatusAndInt(b, a)) {
    return Number(a.value) === Number(b.value);
  }
  return strictEquals(a, b);
}

type Whole = Extract<Static, { type: 'int' | 'duration' }>;

function isWhole(value: Static): value is Whole {
  return value.type === 'int' || value.type === 'duration';
}

function isStatusAndInt(a: Static, b: Static): boolean {
  return a.type === 'status' && b.type === 'int';
}

/** Same type and same value. */
export function strictEquals(a: Static, b: Static): boolean {
  if (a.type !== b.type) {
    return false;
  }
  if (a.type === 'nil' || b.type === 'nil') {
    return true;
  }
  if (Array.isArray(a.value) && Array.isArray(b.value)) {
    const other: readonly unknown[] = b.value;
    return a.value.length === other.length && a.value.every((element, i) => element === other[i]);
  }
  return a.value === b.value;
}

/** `Static.compare`: numbers by value, other types by the order of the enum. */
export function compare(a: Static, b: Static): number {
  if (a.type !== b.type) {
    return isNumeric(a.type) && isNumeric(b.type)
      ? order(toFloat(a), toFloat(b))
      : order(TYPE_ORDER.indexOf(a.type), TYPE_ORDER.indexOf(b.type));
  }
  if (a.type === 'nil' || b.type === 'nil') {
    return 0;
  }
  if (Array.isArray(a.value) && Array.isArray(b.value)) {
    return compareLists(a.value, b.value);
  }
  return typeof a.value === 'string' && typeof b.value === 'string'
    ? compareStrings(a.value, b.value)
    : a.type === 'float' && b.type === 'float'
      ? order(floatBits(a.value), floatBits(b.value))
      : order(a.value, b.value);
}

/** Tempo compares two floats by their bits taken as an integer; so negative ones stand in reverse. */
function floatBits(value: number): bigint {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return view.getBigInt64(0);
}

function compareLists(a: readonly unknown[], b: readonly unknown[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const step = order(a[i], b[i]);
    if (step !== 0) {
      return step;
    }
  }
  return order(a.length, b.length);
}

function order<T>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** By bytes of UTF-8, as Go does; JavaScript's own order differs beyond the basic plane. */
export function compareStrings(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  for (let i = 0; i < a.length && i < b.length; i++) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left !== right) {
      return surrogatesLast(left) - surrogatesLast(right);
    }
  }
  return a.length - b.length;
}

function surrogatesLast(unit: number): number {
  return unit >= 0xd800 && unit < 0xe000 ? unit + 0x10000 : unit;
}

/** A text that is the same for values that are one group in `by()`. */
export function mapKey(value: Static): string {
  return value.type === 'nil' ? 'nil' : `${value.type}:${String(value.value)}`;
}

/** `sumInto`: values of another type than the first one are left out. */
export function sum(a: Static, b: Static): Static {
  if (a.type === 'int' && b.type === 'int') {
    return ofInt(a.value + b.value);
  }
  if (a.type === 'duration' && b.type === 'duration') {
    return ofDuration(a.value + b.value);
  }
  return a.type === 'float' && b.type === 'float' ? ofFloat(a.value + b.value) : a;
}

/** `divideBy`: a duration stays one, whole numbers become floats (taken as unsigned, as Tempo does). */
export function divide(a: Static, count: number): Static {
  switch (a.type) {
    case 'int':
      return ofFloat(Number(BigInt.asUintN(64, a.value)) / count);
    case 'duration':
      return ofDuration(a.value / BigInt(count));
    case 'float':
      return ofFloat(a.value / count);
    default:
      return a;
  }
}
