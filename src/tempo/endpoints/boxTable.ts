/**
 * Reads the tables that Tempo's status pages draw with `+`, `-` and `|` (jedib0t/go-pretty, all releases).
 *
 * The first row with `|` is the header; borders, titles and text around the table are passed over. Cells are trimmed; a
 * row with fewer cells than the header is filled up with empty ones.
 */
export function parseBoxTable(text: string): { header: string[]; rows: string[][] } {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('|') && line.endsWith('|') && line.length > 1)
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim())
    );
  const [header = [], ...rest] = lines;
  const rows = rest.map((cells) => header.map((_, column) => cells[column] ?? ''));
  return { header, rows };
}
