/** A cell of a CSV file. Null is an empty cell. */
export type CsvCell = string | number | boolean | null;

/** Characters that make a spreadsheet take a text for a formula. */
const FORMULA = /^[=+\-@\t\r]/;
const NEEDS_QUOTES = /[",\r\n]/;

/**
 * Writes a CSV file as RFC 4180 has it: lines end with CR LF, cells with commas, quotes or line breaks stand in quotes.
 * Texts that a spreadsheet would run as a formula get an apostrophe in front: attributes come from anybody who can send
 * spans. Numbers stay as they are.
 */
export function renderCsv(header: readonly string[], rows: ReadonlyArray<readonly CsvCell[]>): string {
  return [header, ...rows].map((row) => row.map(renderCell).join(',') + '\r\n').join('');
}

function renderCell(cell: CsvCell): string {
  if (cell === null) {
    return '';
  }
  if (typeof cell !== 'string') {
    return String(cell);
  }
  const harmless = FORMULA.test(cell) ? `'${cell}` : cell;
  return NEEDS_QUOTES.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
