import * as fc from 'fast-check';
import { readCorpus } from './testdata/corpus';
import { LineState, SyntaxToken, tokenize, tokenizeLine } from './tokenize';
import { assertProperty } from './testdata/assertProperty';

/** `kind:text` of each token. */
function told(text: string, tokens: readonly SyntaxToken[] = tokenize(text)): string[] {
  return tokens.map(({ kind, range }) => `${kind}:${text.slice(range.start, range.end)}`);
}

const CASES: ReadonlyArray<readonly [query: string, tokens: readonly string[]]> = [
  ['', []],
  [' \n ', []],
  ['{ }', ['bracket:{', 'bracket:}']],
  [
    '{ span."my attr" = "a" }',
    ['bracket:{', 'scope:span.', 'attribute:"my attr"', 'operator:=', 'string:"a"', 'bracket:}'],
  ],
  ['{.a=1.5}', ['bracket:{', 'scope:.', 'attribute:a', 'operator:=', 'number:1.5', 'bracket:}']],
  ['trace:duration > 1h30m', ['scope:trace:', 'intrinsic:duration', 'operator:>', 'number:1h30m']],
  ['status != error', ['intrinsic:status', 'operator:!=', 'constant:error']],
  ['.a != nil', ['scope:.', 'attribute:a', 'operator:!=', 'constant:nil']],
  [
    '| rate() by(.a) with(sample=true)',
    [
      'operator:|',
      'function:rate',
      'bracket:(',
      'bracket:)',
      'keyword:by',
      'bracket:(',
      'scope:.',
      'attribute:a',
      'bracket:)',
      'keyword:with',
      'bracket:(',
      'word:sample',
      'operator:=',
      'constant:true',
      'bracket:)',
    ],
  ],
  ['| select(a, b)', ['operator:|', 'keyword:select', 'bracket:(', 'word:a', 'comma:,', 'word:b', 'bracket:)']],
  ['{} !>> {}', ['bracket:{', 'bracket:}', 'operator:!>>', 'bracket:{', 'bracket:}']],
  ['// why\n{}/* x\ny */', ['comment:// why', 'bracket:{', 'bracket:}', 'comment:/* x\ny */']],
  ['{ name = `a\nb', ['bracket:{', 'intrinsic:name', 'operator:=', 'string:`a\nb']],
  ['?', ['word:?']],
  ["'a'", ["word:'a'"]],
];

test.each(CASES)('tokens of %j', (query, tokens) => {
  expect(told(query)).toEqual(tokens);
});

const LINES: ReadonlyArray<readonly [line: string, before: LineState, tokens: readonly string[], after: LineState]> = [
  ['/* a', 'code', ['comment:/* a'], 'comment'],
  ['/ b', 'comment', ['comment:/ b'], 'comment'],
  ['', 'comment', [], 'comment'],
  ['b */ 1', 'comment', ['comment:b */', 'number:1'], 'code'],
  ['= `a', 'code', ['operator:=', 'string:`a'], 'raw-string'],
  ['b` 1', 'raw-string', ['string:b`', 'number:1'], 'code'],
  ['span."a', 'code', ['scope:span.', 'attribute:"a'], 'quoted-name'],
  ['b\\" c', 'quoted-name', ['attribute:b\\" c'], 'quoted-name'],
  ['\\q', 'quoted-name', ['attribute:\\q'], 'quoted-name'],
  ['b".c = 1', 'quoted-name', ['attribute:b".c', 'operator:=', 'number:1'], 'code'],
  ['= "a', 'code', ['operator:=', 'string:"a'], 'code'],
  ['// /* `', 'code', ['comment:// /* `'], 'code'],
];

test.each(LINES)('line %j after %s', (line, before, tokens, after) => {
  const result = tokenizeLine(line, before);
  expect(told(line, result.tokens)).toEqual(tokens);
  expect(result.state).toBe(after);
});

/** Kind of every character but spaces; where a token goes over lines, its characters still have its kind. */
function kindsByLines(text: string): string {
  let state: LineState = 'code';
  return text
    .split('\n')
    .map((line) => {
      const result = tokenizeLine(line, state);
      state = result.state;
      return painted(line, result.tokens);
    })
    .join('\n');
}

function painted(text: string, tokens: readonly SyntaxToken[]): string {
  const kinds = Array.from(text, () => ' ').join('');
  return tokens
    .reduce<string[]>((characters, { kind, range }) => characters.fill(kind, range.start, range.end), [...kinds])
    .map((kind, at) => (text[at] === '\n' ? '\n' : kind))
    .join('');
}

test('line by line is as the whole, and tokens never overlap', () => {
  const queries = readCorpus()
    .map(({ query }) => query)
    .filter((query) => !query.includes('parent.'));
  const pieces = fc.constantFrom(
    ...queries.slice(0, 800),
    '/*',
    '*/',
    '//',
    '`',
    '"',
    '\\',
    '\n',
    '\r',
    '.',
    '.a"',
    ' '
  );
  // The length of a text is that of its UTF-16 units, so characters beyond are left to other tests.
  const texts = fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('').replace(/[^\u0000-\ud7ff]/g, '~'));
  assertProperty(
    fc.property(texts, (text) => {
      const tokens = tokenize(text);
      const isOrdered = tokens.every(({ range }, index) => range.start >= (tokens[index - 1]?.range.end ?? 0));
      expect(isOrdered).toBe(true);
      expect(kindsByLines(text)).toBe(painted(text, tokens));
    }),
    1500
  );
});
