import type { ServiceState } from './symptoms';

type States = Readonly<Record<string, ServiceState>>;

const HEADER = ['SERVICE NAME', 'STATUS', 'FAILURE CASE'];
/** A state is a number in Go, and the table puts numbers to the right. */
const STATUS = 1;

/** `/status/services` with some services in another state; the columns are as wide as their widest cell. */
export function renderServices(page: string, changed: States): string {
  const rows = readServices(page).map((name) => {
    const { state = 'Running', failure = '' } = changed[name] ?? {};
    return [name, state, failure];
  });
  const widths = HEADER.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length))
  );
  const line = `+${widths.map((width) => '-'.repeat(width + 2)).join('+')}+`;
  const pad = (cell: string, column: number) =>
    column === STATUS ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0);
  const draw = (cells: string[]) => `|${cells.map((cell, column) => ` ${pad(cell, column)} `).join('|')}|`;
  const table = [line, draw(HEADER), line, ...rows.map(draw), line].join('\n');
  return `${page.slice(0, page.indexOf('+'))}${table}\n`;
}

/** What `/ready` says while services do not run. Source: cmd/tempo/app/app.go of 2.6.1 and 3.0.3. */
export function renderNotRunning(page: string, changed: States): string {
  const counts = new Map<string, number>();
  for (const name of readServices(page)) {
    const { state = 'Running' } = changed[name] ?? {};
    counts.set(state, (counts.get(state) ?? 0) + 1);
  }
  return `Some services are not Running:\n${[...counts].map(([state, count]) => `${state}: ${count}\n`).join('')}\n`;
}

function readServices(page: string): string[] {
  return [...page.matchAll(/^\| ([\w-]+) +\| +\w+/gm)].map((match) => match[1] ?? '');
}
