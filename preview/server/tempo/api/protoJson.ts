/** Protobuf messages as Tempo's JSON has them: fields of zero left out, 64-bit integers as text, bytes in base64. */
import { Behaviour } from '../behaviour';
import { formatDuration, formatStatic } from '../evaluate/goFormat';
import { Static } from '../evaluate/static';
import { AttributeValue } from '../model';

export type JsonValue = string | number | boolean | JsonObject | readonly JsonValue[];
export interface JsonObject {
  readonly [key: string]: JsonValue | undefined;
}

export function doubleJson(value: number): JsonValue {
  if (Number.isFinite(value)) {
    return value;
  }
  return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
}

/** A field of a number, absent where it is zero. */
export function numberField<K extends string>(key: K, value: number): { [P in K]?: JsonValue } {
  return (value === 0 ? {} : { [key]: doubleJson(value) }) as { [P in K]?: JsonValue };
}

/** A field of a 64-bit integer, absent where it is zero. */
export function int64Field<K extends string>(key: K, value: bigint | number): { [P in K]?: string } {
  return (String(value) === '0' ? {} : { [key]: String(value) }) as { [P in K]?: string };
}

/** A field of a text, absent where it is empty. */
export function textField<K extends string>(key: K, value: string | undefined): { [P in K]?: string } {
  return (value ? { [key]: value } : {}) as { [P in K]?: string };
}

/** A field of a list, absent where it is empty. */
export function listField<K extends string>(key: K, values: readonly JsonValue[]): { [P in K]?: readonly JsonValue[] } {
  return (values.length > 0 ? { [key]: values } : {}) as { [P in K]?: readonly JsonValue[] };
}

/** A value of TraceQL as an `AnyValue` (`Static.AsAnyValue`). */
export function staticJson(value: Static, behaviour: Behaviour): JsonObject {
  switch (value.type) {
    case 'int':
      return { intValue: String(value.value) };
    case 'float':
      return { doubleValue: doubleJson(value.value) };
    case 'boolean':
      return { boolValue: value.value };
    case 'duration':
      return { stringValue: formatDuration(value.value) };
    case 'int[]':
      return {
        arrayValue: listField(
          'values',
          value.value.map((element) => ({ intValue: String(element) }))
        ),
      };
    case 'float[]':
      return {
        arrayValue: listField(
          'values',
          value.value.map((element) => ({ doubleValue: doubleJson(element) }))
        ),
      };
    case 'string[]':
      return {
        arrayValue: listField(
          'values',
          value.value.map((element) => ({ stringValue: element }))
        ),
      };
    case 'boolean[]':
      return {
        arrayValue: listField(
          'values',
          value.value.map((element) => ({ boolValue: element }))
        ),
      };
    default:
      return { stringValue: formatStatic(value, { quotes: false, pointInFloats: behaviour.pointInFloats }) };
  }
}

/** The value of an attribute as an `AnyValue`. */
export function attributeJson(value: AttributeValue): JsonObject {
  switch (typeof value) {
    case 'string':
      return { stringValue: value };
    case 'bigint':
      return { intValue: String(value) };
    case 'number':
      return { doubleValue: doubleJson(value) };
    case 'boolean':
      return { boolValue: value };
    default:
      return objectJson(value);
  }
}

function objectJson(value: Exclude<AttributeValue, string | bigint | number | boolean>): JsonObject {
  if (value === null) {
    return {};
  }
  if (value instanceof Uint8Array) {
    return { bytesValue: Buffer.from(value).toString('base64') };
  }
  if ('entries' in value && !Array.isArray(value)) {
    const { entries } = value as { entries: ReadonlyArray<{ key: string; value: AttributeValue }> };
    return {
      kvlistValue: listField(
        'values',
        entries.map(({ key, value: inner }) => ({ key, value: attributeJson(inner) }))
      ),
    };
  }
  return { arrayValue: listField('values', (value as readonly AttributeValue[]).map(attributeJson)) };
}
