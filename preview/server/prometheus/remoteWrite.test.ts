import { encodeRequest, wrapInSnappy } from './remoteWrite';

it('frames bytes as Snappy literals of at most 64 KiB, after their whole length', () => {
  expect([...wrapInSnappy(Buffer.from('abc'))]).toEqual([3, 244, 2, 0, 97, 98, 99]);
  const large = wrapInSnappy(Buffer.alloc(70_000, 1));
  expect([...large.subarray(0, 6)]).toEqual([0xf0, 0xa2, 0x04, 244, 0xff, 0xff]);
  expect(large).toHaveLength(3 + 3 + 65_536 + 3 + (70_000 - 65_536));
});

it('encodes labels in the order of their names, then samples', () => {
  const bytes = encodeRequest([
    {
      labels: { b: '2', __name__: 'up' },
      samples: [
        { timeMs: 300, value: 1.5 },
        { timeMs: 1, value: 'stale' },
      ],
    },
  ]);
  const label = (name: string, value: string) => [
    10,
    name.length,
    ...Buffer.from(name),
    18,
    value.length,
    ...Buffer.from(value),
  ];
  const name = label('__name__', 'up');
  const other = label('b', '2');
  const series = [
    ...[10, name.length, ...name],
    ...[10, other.length, ...other],
    ...[18, 12, 9, 0, 0, 0, 0, 0, 0, 0xf8, 0x3f, 16, 0xac, 0x02],
    ...[18, 11, 9, 2, 0, 0, 0, 0, 0, 0xf0, 0x7f, 16, 1],
  ];
  expect([...bytes]).toEqual([10, series.length, ...series]);
});

it('encodes exemplars after the samples', () => {
  const exemplar = { labels: { a: 'b' }, timeMs: 300, value: 1.5 };
  const bytes = encodeRequest([{ labels: {}, samples: [], exemplars: [exemplar] }]);
  const encoded = [...[10, 6, 10, 1, 97, 18, 1, 98], ...[17, 0, 0, 0, 0, 0, 0, 0xf8, 0x3f], ...[24, 0xac, 0x02]];
  expect([...bytes]).toEqual([10, encoded.length + 2, 26, encoded.length, ...encoded]);
});
