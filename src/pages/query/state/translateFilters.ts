import * as v from 'valibot';
import { INTRINSICS, parse, quoteString, render, writeAttribute, type AttributeScope } from '../../../traceql';

const filterSchema = v.object({
  tag: v.optional(v.string(), ''),
  operator: v.optional(v.string(), '='),
  scope: v.optional(v.string(), ''),
  value: v.optional(v.union([v.string(), v.array(v.string())]), ''),
  valueType: v.optional(v.string(), ''),
});

type Filter = v.InferOutput<typeof filterSchema>;

const SCOPES: readonly AttributeScope[] = ['span', 'resource', 'event', 'link', 'instrumentation'];
const OPERATORS = ['=', '!=', '=~', '!~', '>', '>=', '<', '<='];

/**
 * The query that the search form of Grafana's Tempo data source means by its filters (`TraceqlFilter`, Grafana 12.3):
 * all filters hold, of several values any does. Unlike there, names and values are quoted by their type. Filters without
 * a name or a value are left out; what is no list of filters gives an empty text.
 */
export function translateFilters(json: string): string {
  const filters = decode(json);
  const conditions = filters.map(writeFilter).filter((condition) => condition !== '');
  return conditions.length > 0 ? render(parse(`{ ${conditions.join(' && ')} }`).query) : '';
}

function decode(json: string): Filter[] {
  try {
    const result = v.safeParse(v.array(filterSchema), JSON.parse(json));
    return result.success ? result.output : [];
  } catch {
    return [];
  }
}

function writeFilter({ tag, operator, scope, value, valueType }: Filter): string {
  const values = (Array.isArray(value) ? value : [value]).filter((each) => each !== '');
  if (tag === '' || values.length === 0 || !OPERATORS.includes(operator)) {
    return '';
  }
  const intrinsic = scope === 'intrinsic' || scope === '' ? INTRINSICS.get(tag) : undefined;
  const field = intrinsic ? tag : writeAttribute(SCOPES.find((known) => known === scope) ?? 'none', false, nameOf(tag));
  const isText = operator.endsWith('~') || isQuoted(valueType, intrinsic?.type);
  const alternatives = values.map((each) => `${field} ${operator} ${isText ? quoteString(each) : each}`);
  const join = operator.startsWith('!') ? ' && ' : ' || ';
  return alternatives.length > 1 ? `(${alternatives.join(join)})` : (alternatives[0] ?? '');
}

/** Old filters write the name with a point in front. */
function nameOf(tag: string): string {
  return tag.replace(/^\./, '');
}

function isQuoted(valueType: string, type: string | undefined): boolean {
  return valueType === '' ? type === undefined || type === 'string' : valueType === 'string';
}
