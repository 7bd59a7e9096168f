import type { FoundAttribute, SearchAnswer } from '../../../../tempo';
import type { Query } from '../../../../traceql';
import { fieldOfAttribute, fieldOfGroup } from './fieldOfAttribute';
import { attributeText, type SearchRow } from './searchRows';

/** A column for an attribute of the spans, or for a result of the pipeline. */
export interface AttributeColumn {
  /** `.http.method` for attributes, `count()` for results: neither can be confused with the keys of other columns. */
  readonly key: string;
  /** As Tempo names it. */
  readonly attribute: string;
  readonly source: 'span' | 'spanset';
  /** TraceQL text of the field, to filter by; undefined where there is none. */
  readonly field: string | undefined;
}

/** Shown without being asked for. More makes the table wide, and the user can choose them. */
const AUTOMATIC_LIMIT = 5;
/** Choice of no column at all; an empty list means the automatic choice. */
const NONE = 'none';
/** Have columns of their own. */
const SHOWN_ANYWAY = new Set(['service.name', 'name', 'status']);

/** All columns that the answer has values for: results of the pipeline first, then attributes in the order they come. */
export function attributeColumns({ traces }: SearchAnswer, query: Query): AttributeColumn[] {
  const ofSpansets = new Set<string>();
  const ofSpans = new Set<string>();
  for (const { spansets } of traces) {
    for (const { attributes, spans } of spansets) {
      attributes.forEach(({ key }) => ofSpansets.add(key));
      spans.forEach((span) => span.attributes.forEach(({ key }) => ofSpans.add(key)));
    }
  }
  return [
    ...[...ofSpansets].map((attribute): AttributeColumn => ({
      key: attribute,
      attribute,
      source: 'spanset',
      field: fieldOfGroup(attribute),
    })),
    ...[...ofSpans].map((attribute): AttributeColumn => ({
      key: `.${attribute}`,
      attribute,
      source: 'span',
      field: fieldOfAttribute(attribute, query),
    })),
  ];
}

/**
 * The columns to show.
 *
 * @param choice - keys that the user has chosen, in their order; empty for the automatic choice. Keys that the answer does
 * not have are passed over: the next answer may have them again.
 */
export function chosenColumns(all: readonly AttributeColumn[], choice: readonly string[]): AttributeColumn[] {
  if (choice.length === 0) {
    return all
      .filter(({ source, attribute }) => source === 'spanset' || !SHOWN_ANYWAY.has(attribute))
      .slice(0, AUTOMATIC_LIMIT);
  }
  return choice.flatMap((key) => all.find((column) => column.key === key) ?? []);
}

/** The choice after a column has been switched on (at the end) or off. */
export function toggledColumns(all: readonly AttributeColumn[], choice: readonly string[], key: string): string[] {
  const shown = chosenColumns(all, choice).map((column) => column.key);
  const absent = choice.filter((chosen) => chosen !== NONE && !all.some((column) => column.key === chosen));
  const next = shown.includes(key) ? shown.filter((each) => each !== key) : [...shown, key];
  const toggled = [...next, ...absent];
  return toggled.length > 0 ? toggled : [NONE];
}

/** The different values of a row in a column, in their order: a trace has those of its matching spans. */
export function columnValues(row: SearchRow, { attribute, source }: AttributeColumn): FoundAttribute[] {
  const all = source === 'spanset' ? row.spansetAttributes : spanAttributes(row);
  const found = all.filter(({ key }) => key === attribute);
  if (found.length < 2) {
    return found;
  }
  const seen = new Set<string>();
  return found.filter(({ type, value }) => {
    const text = `${type} ${attributeText(value)}`;
    const isNew = !seen.has(text);
    seen.add(text);
    return isNew;
  });
}

function spanAttributes(row: SearchRow): readonly FoundAttribute[] {
  return row.kind === 'span' ? row.spanAttributes : row.spans.flatMap((span) => span.spanAttributes);
}
