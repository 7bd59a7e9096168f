import { check, Verdict } from './check';
import { Judged, readCorpus, readDifferential, Version, VERSIONS } from './testdata/corpus';

interface Row {
  queries: number;
  verdicts: number;
  parseErrors: number;
  places: number;
  wrong: string[];
}

function compare(judged: readonly Judged[], version: Version): Row {
  const row: Row = { queries: 0, verdicts: 0, parseErrors: 0, places: 0, wrong: [] };
  for (const { query, verdict, at } of judged) {
    const result = check(query, { tempo: version });
    const place = result.diagnostics.find(({ severity }) => severity === 'error')?.tempo;
    const wanted: Verdict = verdict[version];
    row.queries++;
    row.verdicts += result.verdict === wanted ? 1 : 0;
    if (result.verdict !== wanted) {
      row.wrong.push(`${query}: ${result.verdict}, Tempo says ${wanted}`);
    }
    if (wanted === 'parse-error') {
      row.parseErrors++;
      row.places += (place ? `${place.line}:${place.column}` : '') === at[version] ? 1 : 0;
    }
  }
  return row;
}

function describeRow(version: string, { queries, verdicts, parseErrors, places }: Row): string {
  const percent = ((100 * places) / Math.max(1, parseErrors)).toFixed(2);
  return `${version.padEnd(7)} verdicts ${verdicts}/${queries}  places of parse errors ${places}/${parseErrors} (${percent} %)`;
}

describe.each([
  ['generated queries', readCorpus()],
  ['corner cases', readDifferential()],
])('%s', (_, judged) => {
  const rows = VERSIONS.map((version) => [version, compare(judged, version)] as const);

  beforeAll(() => {
    process.stdout.write(`${rows.map(([version, row]) => describeRow(version, row)).join('\n')}\n`);
  });

  it.each(rows)('has the verdict of Tempo %s for all', (_version, { wrong }) => {
    expect(wrong).toEqual([]);
  });

  it.each(rows)('has the place that Tempo %s names for at least 95 %%', (_version, { parseErrors, places }) => {
    expect(places / parseErrors).toBeGreaterThanOrEqual(0.95);
  });
});
