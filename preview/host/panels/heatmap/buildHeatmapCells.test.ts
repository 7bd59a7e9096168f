/** @jest-environment jsdom */
import { type DataFrame, DataFrameType, FieldType, type Labels } from '@grafana/data';
import { isExemplarVisible } from '../visibleExemplars.ts';
import { buildHeatmapCells } from './buildHeatmapCells.ts';

const bucket = (name: string, values: number[], labels?: Labels): DataFrame => ({
  length: values.length,
  fields: [
    { name: 'time', type: FieldType.time, config: {}, values: values.map((_, index) => 1000 + index * 500) },
    { name, type: FieldType.number, config: {}, labels, values },
  ],
});

it('draws series that are a bucket each, the lowest at the bottom', () => {
  const series = [
    bucket('c', [0, 0], { le: '+Inf' }),
    bucket('a', [3, 0], { __bucket: '"0.5"' }),
    bucket('b', [1, 7], { __bucket: '10' }),
  ];
  expect(buildHeatmapCells(series)).toEqual({
    rowNames: ['0.5', '10', '+Inf'],
    fromMs: 1000,
    toMs: 2000,
    mostCount: 7,
    cells: [
      { fromMs: 1000, toMs: 1500, row: 0, count: 3 },
      { fromMs: 1000, toMs: 1500, row: 1, count: 1 },
      { fromMs: 1500, toMs: 2000, row: 1, count: 7 },
    ],
  });
});

it.each(['xMin', 'xMax'])('draws cells that are ready, placed by %s', (name) => {
  const field = (fieldName: string, values: number[]) => ({
    name: fieldName,
    type: FieldType.number,
    config: {},
    values,
  });
  const frame: DataFrame = {
    length: 3,
    meta: { type: DataFrameType.HeatmapCells },
    fields: [field(name, [100, 200, 200]), field('yMin', [2, 1, 2]), field('count', [5, 0, 6])],
  };
  const first = name === 'xMin' ? 100 : 0;
  expect(buildHeatmapCells([frame])).toMatchObject({
    rowNames: ['1', '2'],
    cells: [
      { fromMs: first, toMs: first + 100, row: 1, count: 5 },
      { fromMs: first + 100, toMs: first + 200, row: 1, count: 6 },
    ],
  });
});

it('has nothing to draw without counts', () => {
  expect(buildHeatmapCells([])).toBeUndefined();
  expect(buildHeatmapCells([bucket('a', [0, 0])])).toBeUndefined();
});

test.each([
  ['all series are', [], true, true],
  ['its series is', [{ service: '"cart"' }], false, true],
  ['a series without labels is', [{}], false, true],
  ['only another series is', [{ service: '"pay"' }], false, false],
  ['a series with a further label is', [{ service: '"cart"', code: '1' }], false, false],
])('an exemplar where %s visible', (_, labels, isAll, expected) => {
  expect(isExemplarVisible({ Value: '1', service: '"cart"' }, { labels: labels as Labels[], isAll })).toBe(expected);
});
