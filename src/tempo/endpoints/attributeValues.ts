import * as v from 'valibot';
import type { AttributeType, AttributeValue } from '../queryAnswers';
import { wireText } from './wireNumbers';

interface TypedValue {
  readonly type: AttributeType;
  readonly value: AttributeValue;
}

const NIL: TypedValue = { type: 'nil', value: null };
/** Nobody nests lists like that, and the depth of an answer must not exhaust the stack. */
const MAX_DEPTH = 20;

/** One kind of value: its names in Tempo's JSON and in that of Grafana's stream (Go's own), and how it is read. */
interface ValueReader {
  readonly names: readonly [string, string];
  read(raw: unknown, depth: number): TypedValue | undefined;
}

const READERS: readonly ValueReader[] = [
  { names: ['stringValue', 'string_value'], read: (raw) => textValue(raw) },
  { names: ['intValue', 'int_value'], read: readInt },
  { names: ['doubleValue', 'double_value'], read: readDouble },
  {
    names: ['boolValue', 'bool_value'],
    read: (raw) => (typeof raw === 'boolean' ? { type: 'bool', value: raw } : undefined),
  },
  { names: ['arrayValue', 'array_value'], read: readArray },
  { names: ['kvlistValue', 'kvlist_value'], read: (raw) => ({ type: 'string', value: JSON.stringify(raw) }) },
  { names: ['bytesValue', 'bytes_value'], read: (raw) => textValue(raw) },
];

/**
 * An OTLP `AnyValue` of a JSON answer. What cannot be read is nil: an odd attribute must not cost the whole answer.
 *
 * Integers beyond 2^53 stay text; maps become JSON text; bytes stay base64.
 * Source: opentelemetry/proto/common/v1/common.proto
 */
export function readAttributeValue(raw: unknown, depth = 0): TypedValue {
  const fields = unwrap(raw);
  if (!fields || depth > MAX_DEPTH) {
    return NIL;
  }
  for (const { names, read } of READERS) {
    const found = fields[names[0]] ?? fields[names[1]];
    const value = found === undefined || found === null ? undefined : read(found, depth);
    if (value) {
      return value;
    }
  }
  return NIL;
}

/** `{ key, value }` pairs of spans, series and resources. */
export const wireAttributes = v.nullish(
  v.array(
    v.pipe(
      v.object({ key: wireText, value: v.optional(v.unknown()) }),
      v.transform(({ key, value }) => ({ key, ...readAttributeValue(value) }))
    )
  ),
  []
);

/** Go's encoding of the oneof wraps it once more: `{ "Value": { "string_value": … } }`. */
function unwrap(raw: unknown): Record<string, unknown> | undefined {
  const fields = asRecord(raw);
  return fields && 'Value' in fields ? asRecord(fields.Value) : fields;
}

function asRecord(raw: unknown): Record<string, unknown> | undefined {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? { ...raw } : undefined;
}

function textValue(raw: unknown): TypedValue | undefined {
  return typeof raw === 'string' ? { type: 'string', value: raw } : undefined;
}

function readInt(raw: unknown): TypedValue | undefined {
  if (typeof raw === 'number') {
    return { type: 'int', value: raw };
  }
  if (typeof raw !== 'string' || !/^-?\d+$/.test(raw)) {
    return undefined;
  }
  const value = Number(raw);
  return { type: 'int', value: Number.isSafeInteger(value) ? value : raw };
}

/** NaN and the infinities come as text. */
function readDouble(raw: unknown): TypedValue | undefined {
  return typeof raw === 'number' || typeof raw === 'string' ? { type: 'float', value: Number(raw) } : undefined;
}

function readArray(raw: unknown, depth: number): TypedValue | undefined {
  const values: unknown = asRecord(raw)?.values;
  const items: unknown[] = Array.isArray(values) ? values : [];
  return { type: 'array', value: items.map((item) => readAttributeValue(item, depth + 1).value) };
}
