import { FieldType, toDataFrame, type DataFrame } from '@grafana/data';
import { changeRows, compareByDifference, compareByValue } from './changeRows';
import { earlierFrame } from './earlierFrame';

const frame = (refId: string, service: string, value: number | null): DataFrame =>
  toDataFrame({
    refId,
    fields: [
      { name: 'Time', type: FieldType.time, values: [1000] },
      { name: 'Value', type: FieldType.number, labels: { service }, values: [value] },
    ],
  });
const before = (refId: string, service: string, value: number | null) =>
  earlierFrame(frame(refId, service, value), 500, '(before)');

it('joins what was measured now and earlier, and the rate', () => {
  const rows = changeRows(
    [
      frame('value', 'orders', 3),
      frame('rate', 'orders', 7),
      before('value', 'orders', 2),
      before('rate', 'orders', 9),
    ],
    ['service']
  );
  expect(rows).toEqual([
    { key: '["orders"]', labels: { service: 'orders' }, now: 3, earlier: 2, rate: 7, difference: 1, change: 0.5 },
  ]);
});

it.each([
  ['only now', [frame('value', 's', 3)], { now: 3, earlier: undefined, difference: undefined, change: undefined }],
  ['only earlier', [before('value', 's', 3)], { now: undefined, earlier: 3, difference: undefined }],
  ['zero earlier', [frame('value', 's', 3), before('value', 's', 0)], { difference: 3, change: undefined }],
  ['no requests', [frame('value', 's', NaN), frame('rate', 's', 0)], { now: undefined, rate: 0 }],
  ['no value', [frame('value', 's', null)], { now: undefined }],
])('%s', (_, frames, expected) => {
  expect(changeRows(frames, ['service'])).toEqual([expect.objectContaining(expected)]);
});

it('leaves out other queries, and series without the label', () => {
  expect(changeRows([frame('A', 'orders', 3), frame('value', '', 3)], ['service'])).toEqual([]);
});

describe('order', () => {
  const rows = changeRows(
    [
      ...[frame('value', 'better', 1), before('value', 'better', 5)],
      ...[frame('value', 'worse', 4), before('value', 'worse', 1)],
      ...[frame('value', 'new', 9)],
      ...[before('value', 'gone', 9)],
    ],
    ['service']
  );
  const names = (sorted: typeof rows) => sorted.map(({ labels }) => labels.service);

  it('by difference: worse first, what cannot be compared last', () => {
    expect(names([...rows].sort(compareByDifference))).toEqual(['worse', 'better', 'new', 'gone']);
  });

  it('by value: the highest first, those without last', () => {
    expect(names([...rows].sort(compareByValue))).toEqual(['new', 'worse', 'better', 'gone']);
  });
});
