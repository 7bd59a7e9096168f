import * as fc from 'fast-check';
import { complete } from '../complete';
import { assertProperty } from '../testdata/assertProperty';

const PIECES = [
  ...'{ } ( ) | , && || ! = != =~ < > + - ^ >> ~ !> &>> & " ` \' /* */ // \\'.split(' '),
  ...'.a span. span."x resource.service.name parent. span: event:name duration status kind nil true error'.split(' '),
  ...'1 2.5 1s 1h3 "x" foo service.name count( avg( by( select( rate() quantile_over_time( compare( with('.split(' '),
  '\n',
];

function expectSound(text: string, offset: number): void {
  const { situation, replace, prefix, proposals } = complete(text, offset, { tempo: '2.8' });
  expect(situation.kind).toBeTruthy();
  expect(replace.start).toBeGreaterThanOrEqual(0);
  expect(replace.start).toBeLessThanOrEqual(replace.end);
  expect(replace.end).toBeLessThanOrEqual(text.length);
  expect(text.slice(replace.start)).toContain(prefix);
  expect(replace.start).toBeLessThanOrEqual(offset);
  expect(replace.end).toBeGreaterThanOrEqual(offset);
  expect(proposals.filter(({ insertText }) => /undefined|‸/.test(insertText))).toEqual([]);
}

test('never fails on rows of random pieces', () => {
  const rows = fc.array(fc.constantFrom(...PIECES), { maxLength: 20 }).map((pieces) => pieces.join(' '));
  const tight = fc.array(fc.constantFrom(...PIECES), { maxLength: 20 }).map((pieces) => pieces.join(''));
  const place = fc.oneof(rows, tight).chain((text) => fc.tuple(fc.constant(text), fc.nat(text.length)));
  assertProperty(
    fc.property(place, ([text, offset]) => expectSound(text, offset)),
    5000
  );
});

test.each([
  // Found by random draws: the cursor behind more than a unit can be.
  ["1s-1s'service.name", 14],
])('never fails on %j at %i', expectSound);

test('never fails on random text', () => {
  const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));
  const place = texts.chain((text) => fc.tuple(fc.constant(text), fc.nat(text.length)));
  assertProperty(
    fc.property(place, ([text, offset]) => expectSound(text, offset)),
    2000
  );
});

test('offsets outside of the text are taken for the nearest inside', () => {
  expect(complete('{ ', 99).situation.kind).toBe('scope-or-field');
  expect(complete('{ ', -1).situation.kind).toBe('query-start');
  expect(complete('{ ', Number.NaN).situation.kind).toBe('scope-or-field');
});

test('long texts take time in proportion', () => {
  const text = `{ ${'(.a = "x" || '.repeat(40_000)}`;
  expect(complete(text, text.length).situation.kind).toBe('scope-or-field');
});
