/**
 * Which values a filtered look-up of tag values finds. Tempo's iterators tell a value only once, when they first come
 * across it; and they read one row ahead, of which the filter may make nothing. Values that were told for such a row are
 * lost. Follows `JoinIterator.Next` in `pkg/parquetquery/iters.go` with `distinctValueCollector` in
 * `vparquet4/block_autocomplete.go`.
 */
import { mapKey, Static } from '../evaluate/static';

export type Level = 'span' | 'resource' | 'trace';

/** A span with values; `places` number the spans, resources and traces in the order in which they are stored. */
export interface ValueRow {
  readonly places: Readonly<Record<Level, number>>;
  readonly values: readonly Static[];
}

/** The rows that remain of a join at a level, each with the values that it is the first to have. */
export function joinLossily(rows: readonly ValueRow[], level: Level, matching: ReadonlySet<number>): ValueRow[] {
  const told = new Set<string>();
  const matches = [...matching].sort((a, b) => a - b);
  const placeOf = (index: number) => rows[index]?.places[level] ?? Infinity;
  const kept: ValueRow[] = [];
  let nextMatch = 0;
  for (let i = 0; i < rows.length;) {
    const row = rows[i];
    if (!row) {
      break;
    }
    const values = row.values.filter((value) => isNew(value, told));
    if (matching.has(placeOf(i))) {
      kept.push({ ...row, values });
      i++;
      continue;
    }
    while ((matches[nextMatch] ?? Infinity) < placeOf(i)) {
      nextMatch++;
    }
    const match = matches[nextMatch] ?? Infinity;
    while (i < rows.length && placeOf(i) < match) {
      i++;
    }
  }
  return kept;
}

function isNew(value: Static, told: Set<string>): boolean {
  const key = mapKey(value);
  const isFirst = !told.has(key);
  told.add(key);
  return isFirst;
}
