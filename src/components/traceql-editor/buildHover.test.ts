import { buildHover } from './buildHover';

/** The pointer is on the character after `‸`. */
test.each<[query: string, word: string, paragraphs: RegExp[]]>([
  ['{ ‸duration > 1s }', 'duration', [/^`duration`: How long/, /the span's duration is longer than 1 second\\\.$/]],
  ['{ durat‸ion > 1s }', 'duration', [/^`duration`: How long/, /the span's duration/]],
  ['{ trace:dura‸tion > 1s }', 'duration', [/^`duration`: Time from/, /whole trace/]],
  ['{ status = er‸ror }', 'error', [/^`error`: The operation has failed/, /status is error/]],
  ['{ span.htt‸p.method = "a" }', 'http.method', [/the span attribute http\\\.method/]],
  ['{ } | ra‸te()', 'rate', [/^`rate`: Spans per second/, /per second/]],
  ['{ } ‸>> { }', '>>', [/^`>>`: Descendant/, /./]],
  ['{ } | rate() with(sam‸ple=true)', 'sample', [/^`sample`: Computes/, /./]],
  ['{ } | topk‸(3)', '(', [/./]],
])('%s', (marked, word, paragraphs) => {
  const offset = marked.indexOf('‸');
  const text = marked.replace('‸', '');
  const hover = buildHover(text, offset, '3.0.3');
  expect(hover && text.slice(hover.range.start, hover.range.end)).toBe(word);
  expect(hover?.paragraphs).toHaveLength(paragraphs.length);
  paragraphs.forEach((pattern, index) => expect(hover?.paragraphs[index]).toMatch(pattern));
});

test.each([
  ['{‸ }', 'space'],
  ['// dura‸tion\n{ }', 'a comment'],
  ['{ ht‸tp.method = 1 }', 'what is wrong, which Monaco tells'],
  ['‸', 'nothing'],
  ['{ }‸', 'the end'],
])('%s: no hover over %s', (marked) => {
  expect(buildHover(marked.replace('‸', ''), marked.indexOf('‸'), '3.0.3')).toBeNull();
});

test('values of the query cannot become markup', () => {
  const hover = buildHover('{ span.a = "[x](http://evil) <b>" }', 5, '3.0.3');
  expect(hover?.paragraphs[1]).toContain('\\[x\\]\\(http\\://evil\\) \\<b\\>');
});
