import { type SortOrder, sortRows, type SortValue } from '../../../../components/virtual-table';
import { columnValues, type AttributeColumn } from './attributeColumns';
import { attributeText, type SearchRow } from './searchRows';

/** Keys of the columns that every search has, but for the IDs, which are no values to compare. */
type BuiltInColumnKey = 'start' | 'service' | 'name' | 'duration' | 'matched' | 'errors';

const BUILT_IN: { [Key in BuiltInColumnKey]: (row: SearchRow) => SortValue } = {
  start: ({ startMs }) => startMs,
  service: ({ service }) => service || null,
  name: ({ name }) => name || null,
  duration: ({ durationNs }) => durationNs,
  matched: (row) => (row.kind === 'trace' ? row.matchedCount : null),
  errors: (row) => (row.kind === 'trace' ? row.errorCount : Number(row.isError)),
};

function idOf({ spanId, traceId }: SearchRow): string {
  return spanId ?? traceId;
}

/** Digit by digit: the numbers that happen to stand at the beginning of a hexadecimal ID mean nothing. */
function compareIds(a: SearchRow, b: SearchRow): number {
  const [idA, idB] = [idOf(a), idOf(b)];
  return idA < idB ? -1 : Number(idA > idB);
}

/**
 * Sorts traces or spans. Rows that are equal stand newest first: Tempo sends what it finds first, in an order that changes
 * from one answer to the next.
 */
export function sortSearchRows<Row extends SearchRow>(
  rows: readonly Row[],
  { key, descending }: SortOrder,
  columns: readonly AttributeColumn[]
): readonly Row[] {
  const settled = [...rows].sort((a, b) => b.startMs - a.startMs || (a.key < b.key ? -1 : 1));
  if (key === 'id') {
    return settled.sort((a, b) => (descending ? -1 : 1) * compareIds(a, b));
  }
  const column = columns.find((each) => each.key === key);
  const valueOf = column ? (row: Row) => columnSortValue(row, column) : isBuiltIn(key) ? BUILT_IN[key] : undefined;
  return valueOf ? sortRows(settled, valueOf, descending) : settled;
}

function isBuiltIn(key: string): key is BuiltInColumnKey {
  return Object.hasOwn(BUILT_IN, key);
}

function columnSortValue(row: SearchRow, column: AttributeColumn): SortValue {
  const [first] = columnValues(row, column);
  if (first === undefined || first.value === null) {
    return null;
  }
  return typeof first.value === 'object' ? attributeText(first.value) : first.value;
}
