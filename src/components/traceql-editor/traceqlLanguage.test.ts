import { createFakeMonaco } from './testdata/fakeMonaco';
import { registerTraceqlLanguage, TRACEQL_CONFIGURATION, TRACEQL_LANGUAGE, TRACEQL_TOKENS } from './traceqlLanguage';

/** `scopes@start` of every line, the state going from line to line. */
function colours(text: string): string[][] {
  let state = TRACEQL_TOKENS.getInitialState();
  return text.split('\n').map((line) => {
    const { tokens, endState } = TRACEQL_TOKENS.tokenize(line, state);
    state = endState;
    return tokens.map(({ scopes, startIndex }) => `${scopes}@${startIndex}`);
  });
}

test('a line has a colour from its beginning to its end', () => {
  expect(colours('  { span.a = "x" } ')).toEqual([
    [
      '@0',
      'delimiter.bracket@2',
      '@3',
      'type@4',
      'variable@9',
      '@10',
      'delimiter@11',
      '@12',
      'string@13',
      '@16',
      'delimiter.bracket@17',
      '@18',
    ],
  ]);
});

test('comments and raw strings go over lines', () => {
  expect(colours('/* a\nb */ = `x\n\ny`\n1')).toEqual([
    ['comment@0'],
    ['comment@0', '@4', 'delimiter@5', '@6', 'string@7'],
    [],
    ['string@0'],
    ['number@0'],
  ]);
});

test('equal states are equal, so that only what changes is coloured anew', () => {
  const after = (line: string) => TRACEQL_TOKENS.tokenize(line, TRACEQL_TOKENS.getInitialState()).endState;
  expect(after('/* a').equals(after('/* b'))).toBe(true);
  expect(after('/* a').equals(after('= `b'))).toBe(false);
  expect(after('/* a').clone().equals(after('/*'))).toBe(true);
});

test('a line too long for anybody is left plain', () => {
  expect(colours(`{ ${'span.a = 1 && '.repeat(2_000)} }`)).toEqual([['@0']]);
});

test.each([
  ['http.status_code', ['http', 'status_code']],
  ['k8s-pod', ['k8s-pod']],
  ['a -1', ['a', '1']],
  ['größe', ['größe']],
])('words of %s', (text, words) => {
  const pattern = TRACEQL_CONFIGURATION.wordPattern as RegExp;
  expect(text.match(new RegExp(pattern.source, 'gu'))).toEqual(words);
});

test('is registered once for each Monaco', () => {
  const { monaco, languages } = createFakeMonaco();
  registerTraceqlLanguage(monaco);
  registerTraceqlLanguage(monaco);
  expect(languages).toEqual([TRACEQL_LANGUAGE]);
});
