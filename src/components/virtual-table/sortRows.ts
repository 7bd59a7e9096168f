/** Null for rows that have no value. */
export type SortValue = string | number | boolean | null;

/** How texts are compared: `item 9` before `item 10`, whatever the case. */
const COLLATOR = new Intl.Collator(undefined, { numeric: true });

/**
 * Sorts rows by a value; those without one come last in both directions, equal ones stay in their order. Numbers come
 * before texts where a column has both.
 */
export function sortRows<Row>(
  rows: readonly Row[],
  valueOf: (row: Row) => SortValue,
  descending: boolean
): readonly Row[] {
  const sign = descending ? -1 : 1;
  return rows
    .map((row) => ({ row, value: valueOf(row) }))
    .sort((a, b) => {
      if (a.value === null || b.value === null) {
        return Number(a.value === null) - Number(b.value === null);
      }
      return sign * compareValues(a.value, b.value);
    })
    .map(({ row }) => row);
}

function compareValues(a: string | number | boolean, b: string | number | boolean): number {
  if (typeof a === 'string' && typeof b === 'string') {
    return COLLATOR.compare(a, b);
  }
  if (typeof a === 'string' || typeof b === 'string') {
    return typeof a === 'string' ? 1 : -1;
  }
  return Number(a) - Number(b);
}
