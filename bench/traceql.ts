/**
 * How fast TraceQL is parsed and checked.
 *
 * 1. Corpus throughput of `parse` and `check` beside the parser of @grafana/lezer-traceql, in alternating rounds of one
 *    run; ratios are taken round by round.
 * 2. Cost of `parse` per character, from 100 characters to 1 MB, as ratio to the smallest.
 *
 * `node bench/run.mjs traceql [corpus.jsonl(.gz)]`; the corpus is lines of JSON with the query as `q`.
 */
import { parser } from '@grafana/lezer-traceql';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { check } from '../src/traceql/check';
import { parse } from '../src/traceql/parse';
import { alternate, format, spreadOf, timed } from './measure';

const TESTDATA = path.join('src', 'traceql', 'testdata');
const ROUNDS = 15;

function corpusFile(): string | null {
  const [given] = process.argv.slice(2);
  if (given) {
    return given;
  }
  const found = existsSync(TESTDATA)
    ? readdirSync(TESTDATA).find((name) => /^corpus\.jsonl(?:\.gz)?$/.test(name))
    : undefined;
  return found ? path.join(TESTDATA, found) : null;
}

function readCorpus(file: string): string[] {
  const bytes = readFileSync(file);
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes)
    .toString('utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => (JSON.parse(line) as { q: string }).q);
}

function say(line = ''): void {
  process.stdout.write(`${line}\n`);
}

/** Keeps the results alive, so that no work can be optimised away. */
let sink = 0;

function benchCorpus(queries: readonly string[]): void {
  const characters = queries.reduce((sum, query) => sum + query.length, 0);
  const works = {
    parse: () => queries.forEach((query) => (sink += parse(query).query.stages.length)),
    'check 3.0': () => queries.forEach((query) => (sink += check(query, { tempo: '3.0' }).diagnostics.length)),
    lezer: () => queries.forEach((query) => (sink += parser.parse(query).length)),
  };
  alternate(works, 5);
  const times = alternate(works, ROUNDS);
  say(
    `Corpus: ${queries.length} queries, ${characters} characters, ${ROUNDS} alternating rounds; median (lowest to highest)`
  );
  for (const [name, each] of Object.entries(times)) {
    const rate = each.map((ms) => characters / ms / 1000);
    const ratio = each.map((ms, round) => (times.lezer?.[round] ?? NaN) / ms);
    say(`  ${name.padEnd(10)} ${format(spreadOf(rate)).padEnd(26)} MB/s   ${format(spreadOf(ratio))} times lezer`);
  }
}

const PIECE = '{ span.http.method = "GET" && duration > 100ms } >> { resource.service.name =~ `a.*` || .b != nil } && ';

/** One query of about the given length: shapes that real queries have, repeated. */
function queryOfLength(length: number): string {
  return `${PIECE.repeat(Math.max(1, Math.round(length / PIECE.length) - 1))}{ }`;
}

const LENGTHS = [100, 1_000, 10_000, 100_000, 1_000_000];

function benchLengths(): void {
  const texts = LENGTHS.map(queryOfLength);
  texts.forEach((text) => (sink += parse(text).query.stages.length));
  // All lengths do the same amount of work in a round.
  const works = Object.fromEntries(
    texts.map((text) => {
      const times = Math.max(1, Math.round(1_000_000 / text.length));
      const work = () => {
        for (let i = 0; i < times; i++) {
          sink += parse(text).query.stages.length;
        }
      };
      return [String(text.length), work] as const;
    })
  );
  alternate(works, 3);
  const measured = alternate(works, ROUNDS);
  const perCharacter = texts.map((text) => {
    const repeats = Math.max(1, Math.round(1_000_000 / text.length));
    return (measured[text.length] ?? []).map((ms) => (ms * 1e6) / (repeats * text.length));
  });
  say('Cost of parse per character, and its ratio to the shortest text');
  texts.forEach((text, index) => {
    const cost = perCharacter[index] ?? [];
    const ratio = cost.map((value, round) => value / (perCharacter[0]?.[round] ?? NaN));
    say(
      `  ${String(text.length).padStart(8)} characters  ${format(spreadOf(cost), 1).padEnd(24)} ns   x ${format(spreadOf(ratio))}`
    );
  });
}

function benchExtremes(): void {
  const cases: ReadonlyArray<readonly [string, string]> = [
    ['1 MB of "("', '('.repeat(1_000_000)],
    ['100,000 nested parentheses', `{ ${'('.repeat(100_000)}.a${')'.repeat(100_000)} }`],
    ['100,000 conditions', `{ ${'.a = 1 || '.repeat(100_000)}.b }`],
    ['1 MB of an open string', `{ .a = "${'x'.repeat(1_000_000)}`],
  ];
  say('Extremes, milliseconds of processor time for one parse');
  for (const [name, text] of cases) {
    const times = Array.from({ length: 5 }, () => timed(() => (sink += parse(text).diagnostics.length)));
    say(`  ${name.padEnd(28)} ${format(spreadOf(times), 1)}`);
  }
}

const file = corpusFile();
if (file) {
  benchCorpus(readCorpus(file));
} else {
  say(`No corpus.jsonl(.gz) in ${TESTDATA}.`);
}
say();
benchLengths();
say();
benchExtremes();
if (!Number.isFinite(sink)) {
  say();
}
