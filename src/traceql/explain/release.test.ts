import { parse } from '../parse';
import { explain, sentenceAt } from '../explain';

function only(text: string, tempo: string): string {
  return explain(parse(text).query, { tempo })
    .map((sentence) => sentence.text)
    .join(' ');
}

describe('patterns by release', () => {
  const CASES: ReadonlyArray<readonly [pattern: string, in26: string, since27: string]> = [
    ['abc', 'contains "abc"', 'is "abc"'],
    ['^abc', 'starts with "abc"', 'is "abc"'],
    ['abc$', 'ends with "abc"', 'is "abc"'],
    ['^abc$', 'is "abc"', 'is "abc"'],
    ['.*abc.*', 'contains "abc"', 'contains "abc"'],
    ['abc.*', 'contains "abc"', 'starts with "abc"'],
    ['.*abc', 'contains "abc"', 'ends with "abc"'],
    ['a|b', 'contains one of "a", "b"', 'is one of "a", "b"'],
    ['^(a|b)$', 'is one of "a", "b"', 'is one of "a", "b"'],
    ['^a|b$', 'matches the pattern ^a|b$ anywhere in it', 'is one of "a", "b"'],
    ['a\\\\.b', 'contains "a.b"', 'is "a.b"'],
    ['(?i)abc', 'contains "abc", in upper or lower case', 'is "abc", in upper or lower case'],
    ['a.c', 'matches the pattern a.c anywhere in it', 'matches the pattern a.c as a whole'],
    ['5\\\\d\\\\d', 'matches the pattern 5\\d\\d anywhere in it', 'matches the pattern 5\\d\\d as a whole'],
    ['.*', 'is anything', 'is anything'],
    ['(a', 'matches the pattern (a anywhere in it', 'matches the pattern (a as a whole'],
    ['a||b', 'matches the pattern a||b anywhere in it', 'matches the pattern a||b as a whole'],
  ];

  test.each(CASES)('%s', (pattern, in26, since27) => {
    const query = `{ name =~ "${pattern}" }`;
    expect(only(query, '2.6.1')).toBe(`Find the spans where the span's name ${in26}.`);
    expect(only(query, '2.7.2')).toBe(`Find the spans where the span's name ${since27}.`);
  });
});

describe('hints by release', () => {
  test('say when they have no effect', () => {
    expect(only('{ } with(most_recent=true)', '2.7.0')).toContain('without effect before Tempo 2.8');
    expect(only('{ } with(most_recent=true)', '2.8.0')).not.toContain('without effect');
    expect(only('{ } | rate() with(sample=0.1)', '2.8')).toContain('Look only at 10 % of the data: without effect');
    expect(only('{ } | rate() with(exemplars=false)', '2.9')).toContain('without effect before Tempo 2.10');
  });
});

describe('sentenceAt', () => {
  const text = '{ .a = 1 && duration > 1s } | count() > 2';
  const sentences = explain(parse(text).query);

  test.each([
    [0, 'Find the spans where all of these are true:'],
    [text.indexOf('duration') + 2, "The span's duration is longer than 1 second."],
    [text.indexOf('count') + 1, 'Keep only traces in which the number of spans is more than 2.'],
  ])('at %i', (offset, expected) => {
    expect(sentenceAt(sentences, offset)?.text).toBe(expected);
  });

  test('finds nothing where there is nothing', () => {
    expect(sentenceAt([], 3)).toBeNull();
  });
});
