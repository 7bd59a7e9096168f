import fc from 'fast-check';
import { diffLines } from './diffLines';
import { assertProperty } from '../traceql/testdata/assertProperty';

const show = (before: string, after: string) =>
  diffLines(before, after).map(({ kind, text }) => `${{ same: ' ', added: '+', removed: '-' }[kind]}${text}`);

it.each([
  ['a\nb\nc', 'a\nb\nc', [' a', ' b', ' c']],
  ['a\nb\nc', 'a\nx\nc', [' a', '-b', '+x', ' c']],
  ['a\nc', 'a\nb\nc', [' a', '+b', ' c']],
  ['a\nb\nc', 'c', ['-a', '-b', ' c']],
  ['', 'a', ['-', '+a']],
])('%j -> %j', (before, after, expected) => {
  expect(show(before, after)).toEqual(expected);
});

it('has all lines of both, in order', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', 'c', ''), { minLength: 1, maxLength: 12 })
    .map((lines) => lines.join('\n'));
  assertProperty(
    fc.property(text, text, (before, after) => {
      const lines = diffLines(before, after);
      const of = (kind: string) =>
        lines.filter((line) => line.kind === 'same' || line.kind === kind).map((line) => line.text);
      expect(of('removed').join('\n')).toBe(before);
      expect(of('added').join('\n')).toBe(after);
    })
  );
});
