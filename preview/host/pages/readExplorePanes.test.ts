/** @jest-environment jsdom */
import { isDateTime } from '@grafana/data';
import { readExplorePanes } from './readExplorePanes.ts';

const search = (name: string, value: unknown) => `?${new URLSearchParams({ [name]: JSON.stringify(value) })}`;

it('reads panes', () => {
  const pane = {
    datasource: 'tempo',
    queries: [{ refId: 'X', query: '{}' }, { query: '{ }' }],
    range: { from: 'now-3h', to: '1700000000000' },
  };
  const [read] = readExplorePanes(search('panes', { abc: pane }));
  expect(read).toMatchObject({ exploreId: 'abc', dataSource: 'tempo', queries: [{ refId: 'X' }, { refId: 'B' }] });
  expect(read?.range.from).toBe('now-3h');
  expect(isDateTime(read?.range.to)).toBe(true);
  expect(read?.range.to.valueOf()).toBe(1_700_000_000_000);
});

it('reads the older form', () => {
  const left = { datasource: null, queries: [{ refId: 'A', datasource: { uid: 'tempo' } }] };
  expect(readExplorePanes(search('left', left))).toMatchObject([
    { exploreId: 'left', dataSource: 'tempo', range: { from: 'now-1h', to: 'now' } },
  ]);
});

test.each(['', '?panes=', '?panes=nonsense', '?panes=[]', '?left=1', '?panes=%7B%22a%22%3Anull%7D'])(
  'finds none in %j',
  (text) => {
    expect(readExplorePanes(text)).toEqual([]);
  }
);
