import { entryOfProposal, sortText, toSnippet } from './completionEntry';

test.each<[text: string, cursor: number, snippet: string]>([
  ['count() > ', 10, 'count() > $0'],
  ['quantile_over_time(, .95)', 19, 'quantile_over_time($0, .95)'],
  ['{  }', 2, '{ $0 \\}'],
  ['a$b\\', 1, 'a$0\\$b\\\\'],
])('%j with the cursor at %i', (insertText, cursor, snippet) => {
  expect(toSnippet({ insertText, cursor })).toBe(snippet);
});

test('the likeliest go first, in their order', () => {
  const texts = [sortText('other', 0), sortText('static', 10), sortText('static', 9), sortText('likeliest', 199)];
  expect([...texts].sort()).toEqual([texts[3], texts[2], texts[1], texts[0]]);
});

test.each<[insertText: string, cursor: number, opensNext: boolean]>([
  ['span.', 5, true],
  ['duration', 8, false],
  ['= ', 2, true],
  ['rate()', 6, false],
  ['by()', 3, true],
  ['=~ ""', 4, true],
  ['exemplars=', 10, true],
])('after %j the list opens again: %s', (insertText, cursor, opensNext) => {
  const proposal = { label: '', insertText, cursor, kind: 'keyword', documentation: '', since: '2.6' } as const;
  expect(entryOfProposal(proposal, 0, { start: 0, end: 0 }).opensNext).toBe(opensNext);
});

test('documentation is shown in the line, and names the release where there is one to name', () => {
  const proposal = {
    label: 'topk',
    insertText: 'topk()',
    cursor: 5,
    kind: 'function',
    documentation: 'The `k`.',
  } as const;
  expect(entryOfProposal({ ...proposal, since: '2.8' }, 0, { start: 0, end: 0 })).toMatchObject({
    description: 'The k.',
    documentation: 'The `k`.\n\nTempo ≥ 2.8',
  });
});
