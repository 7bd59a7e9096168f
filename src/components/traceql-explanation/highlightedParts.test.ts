import * as fc from 'fast-check';
import { markPieces, splitPieces, type TextPiece } from './highlightedParts';
import { assertProperty } from '../../traceql/testdata/assertProperty';

function textOf(pieces: readonly TextPiece[]): string {
  return pieces.map(({ text }) => text).join('');
}

test('pieces of a query', () => {
  expect(splitPieces('{ .a = 1 }').map(({ text, kind }) => `${kind ?? 'space'}:${text}`)).toEqual([
    'bracket:{',
    'space: ',
    'scope:.',
    'attribute:a',
    'space: ',
    'operator:=',
    'space: ',
    'number:1',
    'space: ',
    'bracket:}',
  ]);
});

test('a text beyond all bounds is one piece', () => {
  expect(splitPieces(`{ ${'.a = 1 && '.repeat(3_000)} }`)).toHaveLength(1);
});

test.each<[start: number, end: number, before: string, marked: string, after: string]>([
  [2, 4, '{ ', '.a', ' = 1 }'],
  [3, 8, '{ .', 'a = 1', ' }'],
  [0, 10, '', '{ .a = 1 }', ''],
  [5, 5, '{ .a ', '', '= 1 }'],
  [6, 5, '{ .a =', '', ' 1 }'],
  [9, 99, '{ .a = 1 ', '}', ''],
])('from %i to %i', (start, end, before, marked, after) => {
  const parts = markPieces(splitPieces('{ .a = 1 }'), { start, end });
  expect([textOf(parts.before), textOf(parts.marked ?? []), textOf(parts.after)]).toEqual([before, marked, after]);
});

test('whatever is marked, the text stays', () => {
  const text = fc.string({ maxLength: 40, unit: fc.constantFrom(...'{}().a"`/*= \n&|1') });
  assertProperty(
    fc.property(text, fc.option(fc.tuple(fc.nat(45), fc.nat(45))), (query, range) => {
      const highlight = range && { start: range[0], end: range[1] };
      const { before, marked, after } = markPieces(splitPieces(query), highlight);
      expect(textOf([...before, ...(marked ?? []), ...after])).toBe(query);
      expect(marked === null).toBe(highlight === null);
    })
  );
});
