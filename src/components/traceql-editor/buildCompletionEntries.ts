/** From a place in a query, and the names and values that the data has, to the list of proposals. */
import type { SuggestedAttribute, SuggestedValue } from '../../data/suggestions/traceqlSuggestions';
import { quoteName, writeAttribute, type Completion, type Range } from '../../traceql';
import { entryOfProposal, sortText, type CompletionEntry } from './completionEntry';
import { prepareNames, searchNames, type SearchableNames } from './searchNames';
import { writeSuggestedValue, type ValuePlace } from './writeSuggestedValue';

/** What the data gave for the place; null where nothing is needed or nothing has come yet. */
export type SuggestedData =
  | { readonly kind: 'attributes'; readonly items: readonly SuggestedAttribute[] }
  | { readonly kind: 'values'; readonly items: readonly SuggestedValue[] }
  | null;

export interface CompletionEntries {
  readonly entries: readonly CompletionEntry[];
  /** More fit: ask again when more has been typed. */
  readonly isCut: boolean;
}

/** Nobody reads more; the rest is found by typing. */
export const MAX_DATA_ENTRIES = 200;

/** The proposals for a place of `text`: static ones, and those from the data. */
export function buildCompletionEntries(text: string, completion: Completion, data: SuggestedData): CompletionEntries {
  const found = data ? dataEntries(text, completion, data) : { entries: [], isCut: false };
  const statics = completion.proposals.map((each, index) => entryOfProposal(each, index, completion.replace));
  return { entries: [...found.entries, ...statics], isCut: found.isCut };
}

function dataEntries(text: string, completion: Completion, data: NonNullable<SuggestedData>): CompletionEntries {
  if (data.kind === 'values') {
    return valueEntries(text, completion, data.items);
  }
  const { situation } = completion;
  return situation.kind === 'attribute-name'
    ? nameEntries(situation, completion.replace, data.items)
    : fieldEntries(completion, data.items);
}

// -------------------------------------------------------------------------------------------------------------- names

interface PreparedAttributes {
  readonly attributes: readonly SuggestedAttribute[];
  readonly names: SearchableNames;
}

/** Prepared lists by the list of the data and what of it is searched. */
const prepared = new WeakMap<readonly SuggestedAttribute[], Map<string, PreparedAttributes>>();

function prepare(
  items: readonly SuggestedAttribute[],
  key: string,
  select: (all: readonly SuggestedAttribute[]) => readonly SuggestedAttribute[],
  nameOf: (attribute: SuggestedAttribute) => string
): PreparedAttributes {
  const lists = prepared.get(items) ?? new Map<string, PreparedAttributes>();
  prepared.set(items, lists);
  const known = lists.get(key);
  if (known) {
    return known;
  }
  const attributes = select(items);
  const list = { attributes, names: prepareNames(attributes.map(nameOf)) };
  lists.set(key, list);
  return list;
}

type NameSituation = Extract<Completion['situation'], { kind: 'attribute-name' }>;

/** After a scope: names of that scope. */
function nameEntries(
  { scope, prefix, quoted }: NameSituation,
  replace: Range,
  items: readonly SuggestedAttribute[]
): CompletionEntries {
  const select = (all: readonly SuggestedAttribute[]) =>
    scope === 'none' ? withoutScope(all) : all.filter((each) => each.scope === scope);
  const { attributes, names } = prepare(items, `after ${scope}`, select, ({ name }) => name);
  const { hits, isCut } = searchNames(names, prefix, MAX_DATA_ENTRIES);
  const entries = hits.flatMap((hit, index) => {
    const attribute = attributes[hit];
    if (!attribute) {
      return [];
    }
    // Where the name might mean something else without a scope, it is quoted.
    const written =
      scope === 'none' ? writeAttribute('none', false, attribute.name).slice(1) : quoteName(attribute.name);
    const filterText = quoted && !written.startsWith('"') ? `"${attribute.name}` : quoted ? written : attribute.name;
    return [attributeEntry(attribute, { label: attribute.name, written, filterText, replace, index })];
  });
  return { entries, isCut };
}

/** A name without scope is looked for in spans and resources. */
function withoutScope(all: readonly SuggestedAttribute[]): readonly SuggestedAttribute[] {
  const seen = new Set<string>();
  return all.filter(({ scope, name }) => {
    const isNew = (scope === 'span' || scope === 'resource') && !seen.has(name);
    if (isNew) {
      seen.add(name);
    }
    return isNew;
  });
}

/** Where a field may begin: names with their scopes. */
function fieldEntries(
  { situation, replace, prefix }: Completion,
  items: readonly SuggestedAttribute[]
): CompletionEntries {
  const isNumeric = situation.kind === 'function-argument';
  const select = (all: readonly SuggestedAttribute[]) => (isNumeric ? all.filter(mayBeNumber) : all);
  const nameOf = ({ scope, name }: SuggestedAttribute) => `${scope}.${name}`;
  const { attributes, names } = prepare(items, isNumeric ? 'numeric' : 'all', select, nameOf);
  const { hits, isCut } = searchNames(names, prefix, MAX_DATA_ENTRIES);
  const entries = hits.flatMap((hit, index) => {
    const attribute = attributes[hit];
    if (!attribute) {
      return [];
    }
    const written = writeAttribute(attribute.scope, false, attribute.name);
    return [
      attributeEntry(attribute, { label: nameOf(attribute), written, filterText: nameOf(attribute), replace, index }),
    ];
  });
  return { entries, isCut };
}

function mayBeNumber({ type }: SuggestedAttribute): boolean {
  return type === undefined || type === 'int' || type === 'float' || type === 'duration';
}

interface WrittenName {
  readonly label: string;
  readonly written: string;
  readonly filterText: string;
  readonly replace: Range;
  readonly index: number;
}

function attributeEntry(
  { scope, type }: SuggestedAttribute,
  { label, written, filterText, replace, index }: WrittenName
): CompletionEntry {
  return {
    label,
    description: type ?? (label.startsWith(`${scope}.`) ? '' : scope),
    documentation: '',
    kind: 'Field',
    insertText: written,
    cursor: written.length,
    replace,
    filterText,
    sortText: sortText('other', index),
    opensNext: false,
  };
}

// ------------------------------------------------------------------------------------------------------------- values

const preparedValues = new WeakMap<readonly SuggestedValue[], SearchableNames>();

const LABEL_LENGTH = 120;

function valueEntries(
  text: string,
  { situation, replace, prefix }: Completion,
  items: readonly SuggestedValue[]
): CompletionEntries {
  if (situation.kind !== 'value') {
    return { entries: [], isCut: false };
  }
  const names = preparedValues.get(items) ?? prepareNames(items.map((value) => value.text));
  preparedValues.set(items, names);
  const { place, range } = placeOf(text, situation, replace);
  const { hits, isCut } = searchNames(names, prefix, MAX_DATA_ENTRIES);
  const entries = hits.flatMap((hit, index) => {
    const value = items[hit];
    const written = value ? writeSuggestedValue(value, place) : null;
    return value && written !== null ? [valueEntry(value, written, range, index)] : [];
  });
  return { entries, isCut };
}

function placeOf(
  text: string,
  { operator, quoted }: Extract<Completion['situation'], { kind: 'value' }>,
  replace: Range
): { place: ValuePlace; range: Range } {
  const before = text[replace.start - 1];
  const quote = quoted === 'open' && (before === '"' || before === '`') ? before : null;
  const isClosed = quote !== null && text[replace.end] === quote;
  // The closing quote is written anew, so that the cursor comes to stand behind it.
  const range = { start: replace.start, end: replace.end + (isClosed ? 1 : 0) };
  return { place: { isPattern: operator === '=~' || operator === '!~', quote }, range };
}

function valueEntry({ text, type }: SuggestedValue, written: string, replace: Range, index: number): CompletionEntry {
  const label = text === '' ? '""' : text.slice(0, LABEL_LENGTH).replace(/\s/g, ' ');
  return {
    label,
    description: type === 'string' || type === 'keyword' ? '' : type,
    documentation: text.length > LABEL_LENGTH ? codeBlock(text) : '',
    kind: 'Value',
    insertText: written,
    cursor: written.length,
    replace,
    filterText: text === '' ? '""' : text,
    sortText: sortText('likeliest', index),
    opensNext: false,
  };
}

function codeBlock(text: string): string {
  const fence = '`'.repeat(Math.max(3, ...Array.from(text.matchAll(/`+/g), ({ 0: run }) => run.length + 1)));
  return `${fence}\n${text}\n${fence}`;
}
