import { explorePath } from './explorePath';
import { foldDiff } from './foldDiff';
import { provisioningFileName } from './provisioningFileName';
import { readTab, tabPath } from './setupTabs';
import { sortedJson } from './sortedJson';

const panesOf = (path: string) => JSON.parse(new URL(path, 'http://grafana').searchParams.get('panes') ?? '').setup;

describe('explorePath', () => {
  it.each([
    ['tempo', { queryType: 'traceql', query: 'abc' }],
    ['loki', { expr: 'abc', queryType: 'range' }],
    ['prometheus', { expr: 'abc', range: true, exemplar: true }],
  ])('asks a data source of the type %s in its own words', (type, target) => {
    expect(panesOf(explorePath({ datasource: { uid: 'u', type }, query: 'abc' })).queries[0]).toMatchObject(target);
  });

  it.each([
    [undefined, undefined, { from: 'now-1h', to: 'now' }],
    [10.5, 20.5, { from: '10', to: '21' }],
    [undefined, 900_001, { from: '1', to: '900001' }],
    [900_001, undefined, { from: '1', to: '900001' }],
  ])('shows %s to %s', (startMs, endMs, range) => {
    expect(panesOf(explorePath({ datasource: { uid: 'u', type: 'loki' }, query: '', startMs, endMs })).range).toEqual(
      range
    );
  });
});

it('a difference keeps three lines around each change', () => {
  const same = (text: string) => ({ kind: 'same', text }) as const;
  const added = { kind: 'added', text: '+' } as const;
  const lines = [...'abcdefgh'].map(same);
  expect(foldDiff([...lines, added, ...lines])).toEqual([
    { kind: 'folded', lines: 5 },
    ...[...'fgh'].map(same),
    added,
    ...[...'abc'].map(same),
    { kind: 'folded', lines: 5 },
  ]);
  expect(foldDiff([added])).toEqual([added]);
  expect(foldDiff([])).toEqual([]);
});

it('JSON is the same whatever the order of its keys, at every depth, and lists keep theirs', () => {
  expect(sortedJson({ b: [{ d: 1, c: 2 }, 'x'], a: null })).toBe(sortedJson({ a: null, b: [{ c: 2, d: 1 }, 'x'] }));
  expect(sortedJson(['b', 'a'])).not.toBe(sortedJson(['a', 'b']));
});

it.each([
  ['tempo', 'tempo.yaml'],
  ['P8E80F9AEF21F6940', 'P8E80F9AEF21F6940.yaml'],
  ['../../etc/passwd', 'etc-passwd.yaml'],
  ['', 'datasource.yaml'],
])('a file for the uid %j is named %s', (uid, name) => expect(provisioningFileName(uid)).toBe(name));

it.each([
  [undefined, 'correlation'],
  ['', 'correlation'],
  ['deployment', 'deployment'],
  ['provisioning/', 'provisioning'],
  ['nowhere', 'correlation'],
])('the path %j shows the tab %s', (path, tab) => expect(readTab(path)).toBe(tab));

it('a tab keeps what the address says', () => {
  expect(tabPath('deployment', '?tempo=t')).toMatch(/\/setup\/deployment\?tempo=t$/);
  expect(tabPath('correlation', '')).toMatch(/\/setup$/);
});
