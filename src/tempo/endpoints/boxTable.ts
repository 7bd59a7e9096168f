/** A table as a status page draws it. */
interface BoxTable {
  header: string[];
  rows: string[][];
}

/**
 * Reads the tables that Tempo's status pages draw with `+`, `-` and `|` (jedib0t/go-pretty, all releases).
 *
 * The first row with `|` is the header; borders, titles and text around the table are passed over. Cells are trimmed; a
 * row with fewer cells than the header is filled up with empty ones.
 */
export function parseBoxTable(text: string): BoxTable {
  const [header = [], ...rest] = text.split('\n').map(cellsOf).filter(isRow);
  return { header, rows: fillUp(header, rest) };
}

/**
 * Several tables below each other, by the title that each has in a row of its own between two borders (`Active Jobs`).
 * A table without a title is left out.
 */
export function parseTitledBoxTables(text: string): Map<string, BoxTable> {
  const tables = new Map<string, BoxTable>();
  for (const block of text.split(/\n\s*\n/)) {
    const [title = [], header = [], ...rest] = block.split('\n').map(cellsOf).filter(isRow);
    const [name] = title;
    if (name !== undefined && title.length === 1) {
      tables.set(name, { header, rows: fillUp(header, rest) });
    }
  }
  return tables;
}

function cellsOf(line: string): string[] | undefined {
  const trimmed = line.trim();
  return trimmed.startsWith('|') && trimmed.endsWith('|') && trimmed.length > 1
    ? trimmed
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim())
    : undefined;
}

function isRow(cells: string[] | undefined): cells is string[] {
  return cells !== undefined;
}

function fillUp(header: string[], rows: string[][]): string[][] {
  return rows.map((cells) => header.map((_, column) => cells[column] ?? ''));
}
