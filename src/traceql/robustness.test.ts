import * as fc from 'fast-check';
import { check } from './check';
import { NESTING_LIMIT, parse } from './parse';
import { render } from './render';
import { readCorpus } from './testdata/corpus';
import { visit } from './walk';
import { assertProperty } from './testdata/assertProperty';

const QUERIES = readCorpus().map(({ query }) => query);
const PIECES = [
  '{',
  '}',
  '(',
  ')',
  '"',
  '`',
  "'",
  '\\',
  '|',
  '&&',
  '.',
  'nil',
  '/*',
  '//',
  '\n',
  '\0',
  '\ud800',
  '😀',
  '9e9',
  '!',
];

const mutated = fc
  .tuple(fc.constantFrom(...QUERIES), fc.nat(400), fc.nat(400), fc.constantFrom('', ...PIECES))
  .map(([query, at, length, put]) => query.slice(0, at) + put + query.slice(at + length));

const prefix = fc.tuple(fc.constantFrom(...QUERIES), fc.nat(320)).map(([query, length]) => query.slice(0, length));

/** Fails on anything that is thrown, and on trees whose ranges leave the text. */
function survives(text: string): boolean {
  const { query } = parse(text);
  let isInside = true;
  visit(query, ({ range }) => {
    isInside &&= range.start >= 0 && range.start <= range.end && range.end <= text.length;
  });
  return isInside && typeof render(query) === 'string';
}

describe('any input', () => {
  it.each([
    ['random text', fc.string({ unit: 'binary', maxLength: 60 }), 20_000],
    [
      'pieces of the language',
      fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }).map((list) => list.join('')),
      20_000,
    ],
    ['beginnings of queries', prefix, 30_000],
    ['mutated queries', mutated, 30_000],
  ])('has a tree and a text: %s', (_, inputs, numRuns) => {
    assertProperty(fc.property(inputs, survives), numRuns);
  });

  it('is checked for every release', () => {
    const isChecked = (text: string) =>
      ['2.6', '2.8', '3.0'].every((tempo) => typeof check(text, { tempo, rangeSeconds: 86_400 }).verdict === 'string');
    assertProperty(fc.property(fc.oneof(prefix, mutated), isChecked), 5_000);
  });
});

it('a missing hint stands inside of its with(…)', () => {
  for (const text of ['{} | rate() with( {', '{}with( {}', '{ } with(  ']) {
    for (const { range, hints } of parse(text).query.hints) {
      for (const hint of hints) {
        expect(hint.range.start).toBeGreaterThanOrEqual(range.start);
        expect(hint.range.end).toBeLessThanOrEqual(range.end);
      }
    }
  }
});

describe('a megabyte', () => {
  const MEGABYTE = 1_000_000;
  it.each([
    ['a chain of conditions', `{ ${'span.a = 1 || '.repeat(MEGABYTE / 14)}true }`, 'valid'],
    ['a chain of stages', `{ }${' | { .a }'.repeat(MEGABYTE / 9)}`, 'valid'],
    ['a chain of spansets', `{ }${' >> { .a }'.repeat(MEGABYTE / 10)}`, 'valid'],
    ['a chain of numbers', `{ 1${' + 1'.repeat(MEGABYTE / 4)} = 2 }`, 'valid'],
    ['an endless string', `{ .a = "${'x'.repeat(MEGABYTE)}`, 'parse-error'],
    ['pipes', '|'.repeat(MEGABYTE), 'parse-error'],
    ['quotes', '"'.repeat(MEGABYTE + 1), 'parse-error'],
    ['words', 'a.'.repeat(MEGABYTE / 2), 'parse-error'],
    ['commas', `{ } | select(.a${',,'.repeat(MEGABYTE / 2)})`, 'parse-error'],
    // A quadratic step would take hours here, and end at the limit of every test.
  ])('of %s is answered', (_, text, verdict) => {
    expect(check(text, { tempo: '3.0' }).verdict).toBe(verdict);
    render(parse(text).query);
  });
});

describe('nesting', () => {
  const DEEP = 100_000;
  it.each([
    ['parentheses in a filter', `{ ${'('.repeat(DEEP)}1${')'.repeat(DEEP)} }`],
    ['parentheses around a filter', `${'('.repeat(DEEP)}{ }${')'.repeat(DEEP)}`],
    ['negations', `{ ${'!'.repeat(DEEP)}.a }`],
    ['signs', `{ ${'- '.repeat(DEEP)}1 = 1 }`],
    ['powers', `{ ${'.a ^ '.repeat(DEEP)}1 = 1 }`],
    ['powers of aggregates', `{ } | ${'count() ^ '.repeat(DEEP)}1 = 1`],
  ])('beyond the limit is reported: %s', (_, text) => {
    const { verdict, diagnostics } = check(text, { tempo: '3.0' });
    expect(verdict).toBe('parse-error');
    expect(diagnostics.map(({ code }) => code)).toContain('nesting-limit');
  });

  it('within the limit is no matter', () => {
    const depth = NESTING_LIMIT - 1;
    const text = `{ ${'('.repeat(depth)}.a${')'.repeat(depth)} }`;
    expect(check(text, { tempo: '2.6' }).verdict).toBe('valid');
    expect(check(`{ ${'!'.repeat(depth)}.a }`, { tempo: '3.0' }).verdict).toBe('valid');
  });
});
