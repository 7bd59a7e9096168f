import { t } from '@grafana/i18n';
import { useCallback, useRef } from 'react';
import type { Suggested, SuggestedValue } from '../../data/suggestions/traceqlSuggestions';
import { valueFilter, type Field, type LiteralType, type LogicalOperator, type Path } from '../../traceql';
import { useBuilder } from './BuilderContext';
import { literalTypeOf } from './fieldIndex';
import { fieldText } from './fieldText';
import type { Suggestion, Suggestions } from './SuggestBox';

export interface ValueSuggestion extends Suggestion {
  readonly text: string;
  /** Null for words such as `error`, whose type is that of their field. */
  readonly type: LiteralType | null;
}

/** More cannot be looked through; typing leads on. */
const MAX_SHOWN = 500;

interface Searchable {
  readonly from: Suggested<SuggestedValue>;
  readonly lower: readonly string[];
}

/** The condition whose values are asked for, or what a new one is to be joined to. */
export interface ValuePlace {
  readonly path: Path;
  readonly joinedBy?: LogicalOperator;
}

/** Finds values of a field among those that the data has, narrowed by what else the spans must meet. */
export function useValueSuggestions(field: Field, { path, joinedBy }: ValuePlace) {
  const { suggestions, getQuery, tempo } = useBuilder();
  const searchable = useRef<Searchable | null>(null);
  const text = fieldText(field);
  return useCallback(
    async (typed: string, signal: AbortSignal): Promise<Suggestions<ValueSuggestion>> => {
      const filter = valueFilter(getQuery(), path, tempo, joinedBy);
      const from = await suggestions.fetchValues(text, filter, signal);
      const old = searchable.current;
      const lower = old?.from === from ? old.lower : from.items.map((value) => value.text.toLowerCase());
      searchable.current = { from, lower };
      return searchValues({ from, lower }, typed);
    },
    [text, path, joinedBy, suggestions, getQuery, tempo]
  );
}

function searchValues({ from, lower }: Searchable, typed: string): Suggestions<ValueSuggestion> {
  const wanted = typed.trim().toLowerCase();
  const starting: SuggestedValue[] = [];
  const holding: SuggestedValue[] = [];
  from.items.forEach((value, index) => {
    const at = lower[index]?.indexOf(wanted) ?? -1;
    if (at >= 0) {
      (at === 0 ? starting : holding).push(value);
    }
  });
  const found = [...starting, ...holding];
  const items = found
    .slice(0, MAX_SHOWN)
    .map(({ text, type }): ValueSuggestion => ({ text, label: text, type: literalTypeOf(type) }));
  return { items, note: noteOf(found.length - items.length, from) };
}

function noteOf(more: number, { truncated, items }: Suggested<SuggestedValue>): string | undefined {
  if (more > 0) {
    return t('traceql-builder.more-values', '{{more}} more: type a part of the value', { more });
  }
  if (truncated) {
    return t('traceql-builder.values-truncated', 'Tempo sent only a part of the values. Type the one that you miss.');
  }
  return items.length === 0
    ? t('traceql-builder.no-values', 'The data has no values here. You can type one.')
    : undefined;
}
