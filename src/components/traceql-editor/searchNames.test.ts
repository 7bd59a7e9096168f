import { prepareNames, searchNames } from './searchNames';

const NAMES = ['http.method', 'net.http', 'status', 'http.status_code', 'HTTP.URL', 'superhttp', 'my attr', 'k8s-pod'];

function found(typed: string, limit = 10): readonly string[] {
  return searchNames(prepareNames(NAMES), typed, limit).hits.map((hit) => NAMES[hit] ?? '');
}

test.each<[typed: string, names: readonly string[]]>([
  ['', NAMES],
  ['http', ['http.method', 'http.status_code', 'HTTP.URL', 'net.http']],
  ['Status', ['status', 'http.status_code']],
  ['code', ['http.status_code']],
  ['attr', ['my attr']],
  ['pod', ['k8s-pod']],
  ['.m', ['http.method']],
  ['ethod', []],
  ['http.s', ['http.status_code']],
])('%j finds', (typed, names) => {
  expect(found(typed)).toEqual(names);
});

test.each<[typed: string, limit: number, isCut: boolean]>([
  ['', 8, false],
  ['', 7, true],
  ['http', 4, false],
  ['http', 3, true],
  ['http', 2, true],
])('%j with at most %i', (typed, limit, isCut) => {
  const result = searchNames(prepareNames(NAMES), typed, limit);
  expect(result.isCut).toBe(isCut);
  expect(result.hits.length).toBeLessThanOrEqual(limit);
});

test('typing on finds the same as typing at once, whatever was found before', () => {
  const names = prepareNames(NAMES);
  for (const typed of ['h', 'ht', 'http', 'http.', 'http.s', 'http', 's', 'st', '', 'k8s-', 'k8s-p', 'h']) {
    for (const limit of [1, 2, 10]) {
      const { hits } = searchNames(names, typed, limit);
      expect([typed, limit, hits]).toEqual([typed, limit, searchNames(prepareNames(NAMES), typed, limit).hits]);
    }
  }
});

test.each(['t', 'te', 'tea', 'team5', 'team5.', 'x', 'attribute_99', 'attribute_999'])(
  'finds among 100,000 names what a plain search finds: %s',
  (typed) => {
    const names = Array.from({ length: 100_000 }, (_, index) => `team${index % 97}.attribute_${index}`);
    const { hits, isCut } = searchNames(prepareNames(names), typed, 200);
    const matching = names.filter((name) => name.startsWith(typed) || name.includes(`.${typed}`));
    expect([hits.length, isCut]).toEqual([Math.min(200, matching.length), matching.length > 200]);
    expect(hits.every((hit) => matching.includes(names[hit] ?? ''))).toBe(true);
  }
);
