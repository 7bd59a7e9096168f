import type { SuggestedAttribute, SuggestedValue } from '../../data/suggestions/traceqlSuggestions';
import { complete } from '../../traceql';
import { buildCompletionEntries, MAX_DATA_ENTRIES, type SuggestedData } from './buildCompletionEntries';
import { dataNeedOf } from './dataNeed';

const ATTRIBUTES: readonly SuggestedAttribute[] = [
  { scope: 'resource', name: 'service.name', type: 'string' },
  { scope: 'span', name: 'http.method', type: 'string' },
  { scope: 'span', name: 'http.status_code', type: 'int' },
  { scope: 'span', name: 'my attr', type: undefined },
  { scope: 'resource', name: 'http.method', type: 'string' },
  { scope: 'event', name: 'exception.message', type: 'string' },
  { scope: 'span', name: '5xx', type: 'int' },
];

const VALUES: readonly SuggestedValue[] = [
  { text: 'GET', type: 'string' },
  { text: 'get "it"', type: 'string' },
  { text: '200', type: 'int' },
  { text: '', type: 'string' },
];

/** The text after taking each proposal from the data; the cursor is at `‸`. */
function taken(
  marked: string,
  items: { attributes?: readonly SuggestedAttribute[]; values?: readonly SuggestedValue[] } = {}
) {
  const offset = marked.indexOf('‸');
  const text = marked.replace('‸', '');
  const completion = complete(text, offset, { tempo: '3.0.3' });
  const need = dataNeedOf(completion);
  const data: SuggestedData =
    need?.kind === 'attributes'
      ? { kind: 'attributes', items: items.attributes ?? ATTRIBUTES }
      : need && { kind: 'values', items: items.values ?? VALUES };
  const statics = new Set(completion.proposals.map(({ label }) => label));
  return buildCompletionEntries(text, completion, data)
    .entries.filter(({ label }) => !statics.has(label))
    .map(({ insertText, replace }) => text.slice(0, replace.start) + insertText + text.slice(replace.end));
}

test.each<[query: string, results: string[]]>([
  ['{ span.‸', ['{ span.http.method', '{ span.http.status_code', '{ span."my attr"', '{ span.5xx']],
  ['{ span.http.st‸', ['{ span.http.status_code']],
  ['{ span.my‸ = 1 }', ['{ span."my attr" = 1 }']],
  ['{ span."my‸" = 1 }', ['{ span."my attr" = 1 }']],
  ['{ span.ht‸tp.x = 1 }', ['{ span.http.method = 1 }', '{ span.http.status_code = 1 }']],
  ['{ resource.http‸', ['{ resource.http.method']],
  // Without a scope every name once, and quoted where it would be a number.
  ['{ .http.m‸', ['{ .http.method']],
  ['{ .5‸', []],
  ['{ .x || .‸', ['service.name', 'http.method', 'http.status_code', '"my attr"', '"5xx"'].map((n) => `{ .x || .${n}`)],
  ['{ method‸', ['{ span.http.method', '{ resource.http.method']],
  ['{ http.stat‸ = 5', ['{ span.http.status_code = 5']],
  ['{ } | select(exc‸)', ['{ } | select(event.exception.message)']],
  ['{ } | rate() by(serv‸)', ['{ } | rate() by(resource.service.name)']],
  // Only what may be a number.
  ['{ } | avg(span‸)', ['http.status_code', '"my attr"', '5xx'].map((name) => `{ } | avg(span.${name})`)],
])('names in %s', (query, results) => {
  expect(taken(query)).toEqual(results);
});

test.each<[query: string, results: string[]]>([
  ['{ span.a = ‸ }', ['"GET"', '"get \\"it\\""', '200', '""'].map((value) => `{ span.a = ${value} }`)],
  ['{ span.a = ge‸ }', ['{ span.a = "GET" }', '{ span.a = "get \\"it\\"" }']],
  ['{ span.a = "ge‸" }', ['{ span.a = "GET" }', '{ span.a = "get \\"it\\"" }']],
  ['{ span.a = "ge‸', ['{ span.a = "GET"', '{ span.a = "get \\"it\\""']],
  ['{ span.a = `ge‸` }', ['{ span.a = `GET` }', '{ span.a = `get "it"` }']],
  ['{ span.a =~ get‸ }', ['{ span.a =~ "GET" }', '{ span.a =~ "get \\"it\\"" }']],
  ['{ name = GE‸', ['{ name = "GET"', '{ name = "get \\"it\\""']],
])('values in %s', (query, results) => {
  expect(taken(query)).toEqual(results);
});

test.each<[query: string, need: ReturnType<typeof dataNeedOf>]>([
  ['{ ‸', { kind: 'attributes' }],
  ['{ span.‸', { kind: 'attributes' }],
  ['{ } | by(‸', { kind: 'attributes' }],
  ['{ span.a = ‸', { kind: 'values', field: 'span.a' }],
  ['{ resource."my attr" != "‸', { kind: 'values', field: 'resource."my attr"' }],
  ['{ .a =~ ‸', { kind: 'values', field: '.a' }],
  ['{ name = ‸', { kind: 'values', field: 'name' }],
  ['{ duration > ‸', null],
  ['{ status = ‸', null],
  ['{ trace:id = ‸', null],
  ['{ span:parentID = ‸', null],
  ['{ parent.a = ‸', null],
  ['{ span.a ‸', null],
  ['‸', null],
  ['{ } | ‸', null],
  ['{ /* ‸', null],
])('%s needs', (marked, need) => {
  expect(dataNeedOf(complete(marked.replace('‸', ''), marked.indexOf('‸')))).toEqual(need);
});

test('static proposals are there without the data, and names of functions are not names of attributes', () => {
  const completion = complete('{ } | r', 7);
  const { entries, isCut } = buildCompletionEntries('{ } | r', completion, null);
  expect(entries.map(({ label }) => label)).toContain('rate');
  expect(isCut).toBe(false);
});

const MANY: SuggestedData = {
  kind: 'attributes',
  items: Array.from({ length: 25_000 }, (_, index): SuggestedAttribute => ({
    scope: index % 2 ? 'span' : 'resource',
    name: `team${index % 97}.attribute_${index}`,
    type: 'string',
  })),
};

test.each(['{ ', '{ t', '{ te', '{ tea', '{ team5.a', '{ span.', '{ span.t', '{ span.team5', '{ x'])(
  'of 25,000 names as many as anybody reads are shown for %s',
  (text) => {
    const completion = complete(text, text.length);
    const { entries } = buildCompletionEntries(text, completion, MANY);
    expect(entries.length).toBeLessThanOrEqual(MAX_DATA_ENTRIES + completion.proposals.length);
  }
);

test('says that there are more names than are shown', () => {
  const text = '{ span.team';
  expect(buildCompletionEntries(text, complete(text, text.length), MANY).isCut).toBe(true);
});
