import { parse } from 'yaml';

import type { ConfigNode } from '../tempo';
import { renderTree, treeOf, withValue } from './configTree';

const scalars: ReadonlyArray<[text: string, read: unknown]> = [
  ['720h', '720h'],
  ['15000000', 15_000_000],
  ['true', true],
  ['http://prometheus:9090/api/v1/write', 'http://prometheus:9090/api/v1/write'],
  ['http.method', 'http.method'],
  ['0.0.0.0:4317', '0.0.0.0:4317'],
  ['', ''],
  ['-', '-'],
  ['- a', '- a'],
  ['a: b', 'a: b'],
  ['a #b', 'a #b'],
  ['a, b', 'a, b'],
  ['[x]', '[x]'],
  ['*', '*'],
  ['a:', 'a:'],
  ['ends ', 'ends '],
  ['"quoted"', '"quoted"'],
  ['%x', '%x'],
  ['@x', '@x'],
  ['line\nbreak', 'line\nbreak'],
  ['---', '---'],
  ['${S3_KEY}', '${S3_KEY}'],
];

it.each(scalars)('%j stays one, in blocks and in lists', (text, read) => {
  const tree = treeOf([
    ['a.one', text],
    ['a.list', [text, 'x']],
    ['a.items', [new Map([['k', text]])]],
  ]);
  expect(parse(renderTree(tree))).toEqual({ a: { one: read, list: [read, 'x'], items: [{ k: read }] } });
});

it.each(['team-a', 'a|b', 'true', '123', '1e3', '*', 'a b', '-1', 'no', '__proto__', 'x: y', '{}', '0x1f'])(
  'the key %j stays a text',
  (key) => {
    const read = parse(renderTree(new Map<string, ConfigNode>([['overrides', new Map([[key, 'x']])]])), {
      mapAsMap: true,
    }) as Map<string, Map<unknown, unknown>>;
    expect([...(read.get('overrides') ?? [])]).toEqual([[key, 'x']]);
  }
);

it('has nested lists of maps, empty maps and lists', () => {
  const tree = treeOf([
    [
      'a.b',
      [
        new Map<string, ConfigNode>([
          ['url', 'x'],
          ['headers', new Map([['k', 'v']])],
        ]),
        'y',
      ],
    ],
    ['a.c', new Map()],
    ['a.d', []],
    ['a.e', [['1', '2'], new Map([['f', '3']])]],
  ]);
  expect(renderTree(tree)).toBe(
    'a:\n  b:\n    - url: x\n      headers:\n        k: v\n    - y\n  c: {}\n  d: []\n  e:\n    - [1, 2]\n    - f: 3\n'
  );
  expect(renderTree(new Map())).toBe('');
});

it('sets a value without touching the tree, through what is no map, too', () => {
  const tree = treeOf([['a.b', '1']]);
  expect(renderTree(withValue(tree, ['a', 'c'], '2'))).toBe('a:\n  b: 1\n  c: 2\n');
  expect(renderTree(withValue(tree, ['a', 'b', 'c'], '2'))).toBe('a:\n  b:\n    c: 2\n');
  expect(renderTree(tree)).toBe('a:\n  b: 1\n');
});
