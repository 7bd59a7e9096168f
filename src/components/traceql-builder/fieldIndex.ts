/** The fields that can be chosen, ready to be searched with every key that someone presses. */
import type { Suggested, SuggestedAttribute } from '../../data/suggestions/traceqlSuggestions';
import type { AttributeType } from '../../tempo';
import {
  INTRINSIC_OFFERS,
  INTRINSICS,
  isKnownTo,
  makeAttribute,
  makeIntrinsic,
  type AttributeScope,
  type Field,
  type LiteralType,
  type Offer,
} from '../../traceql';
import { fieldText } from './fieldText';

export interface KnownField {
  readonly field: Field;
  /** As written in TraceQL. */
  readonly text: string;
  /** Type of its values; null where it is not known. */
  readonly type: LiteralType | null;
  /** Of built-in fields. */
  readonly offer: Offer | null;
  readonly isKnown: boolean;
}

export interface FieldIndex {
  readonly fields: readonly KnownField[];
  /** In lower case, at the same indexes. */
  readonly searched: readonly string[];
  /** Tempo sent only a part of the names. */
  readonly truncated: boolean;
  /** Why there are no attributes; null where there are. */
  readonly problem: string | null;
}

/** Scopes to look in; `built-in` for what Tempo computes itself. */
export type FieldScope = Exclude<AttributeScope, 'none'> | 'none' | 'built-in';

const LITERAL_TYPES: Readonly<Record<AttributeType, LiteralType | null>> = {
  string: 'string',
  int: 'int',
  float: 'float',
  bool: 'bool',
  duration: 'duration',
  keyword: null,
  array: null,
  nil: null,
};

/** The type of literals that values of an attribute's type are compared with; null where that is open. */
export function literalTypeOf(type: AttributeType | undefined): LiteralType | null {
  return type === undefined ? null : LITERAL_TYPES[type];
}

/** Spellings of the same field are offered once, with their scope; those without one are the ones people know. */
const HIDDEN_SPELLINGS = new Set([
  'span:duration',
  'span:name',
  'span:status',
  'span:statusMessage',
  'span:kind',
  'rootName',
  'rootServiceName',
  'traceDuration',
]);

/** Built-in fields first, then the attributes in their order. */
export function buildFieldIndex(
  attributes: Suggested<SuggestedAttribute>,
  tempo: string,
  problem: string | null = null
): FieldIndex {
  const builtIn = INTRINSIC_OFFERS.filter(({ name }) => !HIDDEN_SPELLINGS.has(name)).map((offer): KnownField => {
    const type = INTRINSICS.get(offer.name)?.type ?? 'untyped';
    const known = isKnownTo(offer.since, tempo);
    const literal = type === 'untyped' ? null : type;
    return { field: makeIntrinsic(offer.name), text: offer.name, type: literal, offer, isKnown: known };
  });
  const named = attributes.items.map(({ scope, name, type }): KnownField => {
    const field = makeAttribute(scope, name);
    return { field, text: fieldText(field), type: literalTypeOf(type), offer: null, isKnown: true };
  });
  const fields = [...builtIn, ...named];
  return { fields, searched: fields.map(({ text }) => text.toLowerCase()), truncated: attributes.truncated, problem };
}

export function scopeOfField(field: Field): FieldScope {
  return field.kind === 'intrinsic' ? 'built-in' : field.scope;
}

export interface FoundFields {
  readonly found: readonly KnownField[];
  /** How many more there are. */
  readonly more: number;
}

/** The fields whose text holds what was typed; those that begin with it (after their scope, too) first. */
export function searchFields(index: FieldIndex, typed: string, scope: FieldScope | null, limit: number): FoundFields {
  const wanted = typed.trim().toLowerCase();
  const first: KnownField[] = [];
  const others: KnownField[] = [];
  index.fields.forEach((field, at) => {
    const place = index.searched[at]?.indexOf(wanted) ?? -1;
    if (place < 0 || (scope !== null && scopeOfField(field.field) !== scope)) {
      return;
    }
    const isStart = place === 0 || index.searched[at]?.charAt(place - 1) === '.';
    (isStart ? first : others).push(field);
  });
  const all = wanted === '' ? [...first, ...others] : [...first.sort(byLength), ...others];
  return { found: all.slice(0, limit), more: Math.max(0, all.length - limit) };
}

/** The shorter of two names is nearer to what was typed. */
function byLength(a: KnownField, b: KnownField): number {
  return a.text.length - b.text.length;
}

/** What is known of a field; undefined for one that the data does not have. */
export function findField(index: FieldIndex, text: string): KnownField | undefined {
  const wanted = text.toLowerCase();
  const at = index.searched.indexOf(wanted);
  return at >= 0 && index.fields[at]?.text === text
    ? index.fields[at]
    : index.fields.find((each) => each.text === text);
}
