import { columnValues, type AttributeColumn } from '../search/attributeColumns';
import { attributeText, type SearchRow, type TraceRow } from '../search/searchRows';
import type { CompareRow } from '../metrics/compareRows';
import type { SeriesSummary } from '../metrics/seriesSummary';
import { renderCsv, type CsvCell } from './csv';

/** Rows of a search with the columns that are shown, in their order. Times are ISO 8601 (UTC), durations milliseconds. */
export function searchCsv(rows: readonly SearchRow[], columns: readonly AttributeColumn[]): string {
  const areSpans = rows[0]?.kind === 'span';
  const header = [
    'start',
    'service',
    'name',
    'duration_ms',
    ...(areSpans ? ['error', 'span_id'] : ['matched_spans', 'errors']),
    'trace_id',
    ...columns.map(({ attribute }) => attribute),
  ];
  return renderCsv(
    header,
    rows.map((row) => [
      new Date(row.startMs).toISOString(),
      row.service,
      row.name,
      row.durationNs / 1e6,
      ...(row.kind === 'span' ? [row.isError, row.spanId] : countsOf(row)),
      row.traceId,
      ...columns.map((column) => columnCell(row, column)),
    ])
  );
}

function countsOf({ matchedCount, errorCount }: TraceRow): CsvCell[] {
  return [matchedCount, errorCount];
}

function columnCell(row: SearchRow, column: AttributeColumn): CsvCell {
  const values = columnValues(row, column);
  const [first] = values;
  if (values.length === 1 && first !== undefined && (first.value === null || typeof first.value !== 'object')) {
    return first.value;
  }
  return values.length === 0 ? null : values.map(({ value }) => attributeText(value)).join('; ');
}

/** One row a point of time, one column a series. */
export function seriesCsv(summaries: readonly SeriesSummary[]): string {
  const times = new Set<number>();
  const values = summaries.map(({ series }) => {
    series.samples.forEach(({ timeMs }) => times.add(timeMs));
    return new Map(series.samples.map(({ timeMs, value }) => [timeMs, value]));
  });
  const sortedTimes = [...times].sort((a, b) => a - b);
  return renderCsv(
    ['time', ...summaries.map(({ name }) => name)],
    sortedTimes.map((timeMs) => [new Date(timeMs).toISOString(), ...values.map((byTime) => byTime.get(timeMs) ?? null)])
  );
}

/** The ranked values of a comparison. Shares are 0 to 1. */
export function compareCsv(rows: readonly CompareRow[]): string {
  return renderCsv(
    ['attribute', 'value', 'selection_share', 'baseline_share', 'difference', 'selection_spans', 'baseline_spans'],
    rows.map((row) => [
      row.attribute,
      row.valueText,
      row.selectionShare,
      row.baselineShare,
      row.difference,
      row.selectionCount,
      row.baselineCount,
    ])
  );
}
