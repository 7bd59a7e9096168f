/** @jest-environment jsdom */
import { FieldType, type DataFrame } from '@grafana/data';
import { shapePrometheusFrames } from './shapePrometheusFrames.ts';

const bucket = (le: string, values: number[]): DataFrame => ({
  refId: 'A',
  length: values.length,
  fields: [
    { name: 'Time', type: FieldType.time, config: {}, values: [1, 2, 3] },
    { name: 'Value', type: FieldType.number, config: {}, labels: { le }, values },
  ],
});
const valuesOf = (format: 'heatmap' | 'time_series') =>
  shapePrometheusFrames(
    [bucket('+Inf', [10, 30, 35]), bucket('10', [10, 20, 30]), bucket('2', [10, 10, 0])],
    [{ refId: 'A', expr: 'x', format }]
  ).map(({ fields }) => fields[1].values);

it('counts the buckets of a heatmap each for itself, ascending', () => {
  expect(valuesOf('heatmap')).toEqual([
    [10, 10, 0],
    [0, 10, 30],
    [0, 10, 5],
  ]);
});

it('leaves series as they are', () => {
  expect(valuesOf('time_series')[0]).toEqual([10, 30, 35]);
});
