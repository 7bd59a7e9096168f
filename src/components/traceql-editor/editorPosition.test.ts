import * as fc from 'fast-check';
import {
  cursorAfter,
  normaliseLineEnds,
  offsetToPosition,
  positionToOffset,
  smallestReplacement,
  toEditorRange,
  visibleRange,
} from './editorPosition';
import { assertProperty } from '../../traceql/testdata/assertProperty';

test.each<[text: string, offset: number, line: number, column: number]>([
  ['', 0, 1, 1],
  ['abc', 2, 1, 3],
  ['a\nb', 1, 1, 2],
  ['a\nb', 2, 2, 1],
  ['a\r\nb', 3, 2, 1],
  ['a\rb', 2, 2, 1],
  ['\n\n', 2, 3, 1],
  ['😀x', 2, 1, 3],
  ['abc', 99, 1, 4],
  ['abc', -1, 1, 1],
])('%j at %i', (text, offset, lineNumber, column) => {
  expect(offsetToPosition(text, offset)).toEqual({ lineNumber, column });
});

test.each<[text: string, line: number, column: number, offset: number]>([
  ['ab\ncd', 2, 2, 4],
  ['ab\ncd', 1, 9, 2],
  ['ab\ncd', 2, 9, 5],
  ['ab\ncd', 7, 1, 5],
  ['ab\r\ncd', 1, 9, 2],
  ['', 1, 1, 0],
])('%j, line %i, column %i', (text, lineNumber, column, offset) => {
  expect(positionToOffset(text, { lineNumber, column })).toBe(offset);
});

const lines = fc
  .array(fc.constantFrom('a', 'é', '😀', '\n', '\r\n', ' '), { maxLength: 12 })
  .map((parts) => parts.join(''));

test('every offset comes back from its position', () => {
  assertProperty(
    fc.property(lines, fc.nat(20), (text, at) => {
      const offset = Math.min(at, text.length);
      // Between the two characters of a line end there is no position.
      fc.pre(text.slice(offset - 1, offset + 1) !== '\r\n');
      expect(positionToOffset(text, offsetToPosition(text, offset))).toBe(offset);
    })
  );
});

test('line ends become those of the editor, and lines and columns stay', () => {
  const text = 'a\r\nb\rc\nd';
  expect(normaliseLineEnds(text)).toBe('a\nb\nc\nd');
  expect(offsetToPosition(text, text.length)).toEqual(offsetToPosition('a\nb\nc\nd', 7));
});

test('a range over lines', () => {
  expect(toEditorRange('ab\ncd', { start: 1, end: 4 })).toEqual({
    startLineNumber: 1,
    startColumn: 2,
    endLineNumber: 2,
    endColumn: 2,
  });
});

test.each<[text: string, start: number, end: number, visible: [number, number]]>([
  ['{ a }', 2, 3, [2, 3]],
  ['{ a = }', 6, 6, [4, 5]],
  ['{ a =', 5, 5, [4, 5]],
  ['{ a', 99, 99, [2, 3]],
  ['', 0, 0, [0, 0]],
  ['x', 0, 0, [0, 1]],
  ['a\nb', 2, 2, [2, 3]],
  ['a\n', 2, 2, [1, 2]],
  // The range of what is missing may end before it begins.
  ['{ a = }', 6, 5, [4, 5]],
])('the range in %j from %i to %i is seen', (text, start, end, visible) => {
  expect(visibleRange(text, { start, end })).toEqual({ start: visible[0], end: visible[1] });
});

test.each<[before: string, after: string, start: number, end: number, text: string]>([
  ['', 'a', 0, 0, 'a'],
  ['{ a }', '{ ab }', 3, 3, 'b'],
  ['{ a }', '', 0, 5, ''],
  ['aa', 'aaa', 2, 2, 'a'],
  ['abc', 'xbz', 0, 3, 'xbz'],
])('from %j to %j', (before, after, start, end, text) => {
  expect(smallestReplacement(before, after)).toEqual({ range: { start, end }, text });
});

test('the smallest replacement makes the other text, and none is needed between equal ones', () => {
  assertProperty(
    fc.property(lines, lines, (before, after) => {
      const change = smallestReplacement(before, after);
      const made = change ? before.slice(0, change.range.start) + change.text + before.slice(change.range.end) : before;
      expect(made).toBe(after);
      expect(change === null).toBe(before === after);
    })
  );
});

test.each<[cursor: number, after: number]>([
  [1, 1],
  [2, 2],
  [3, 6],
  [4, 6],
  [5, 7],
])('a cursor at %i, after two characters at 2 became four', (cursor, after) => {
  expect(cursorAfter({ range: { start: 2, end: 4 }, text: 'wxyz' }, cursor)).toBe(after);
});
