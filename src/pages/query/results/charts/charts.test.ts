import { traceRows } from '../search/searchRows';
import { manyTraces, recordedSearch } from '../testdata/recordedAnswers';
import { durationBins } from './durationBins';
import { durationHeatmap } from './durationHeatmap';
import { durationPoints, extentOf, type DurationPoint } from './durationPoints';
import { durationTicks } from './durationTicks';
import { nearestPoint } from './nearestPoint';
import { parseDurationNs } from './parseDuration';

const MS = 1e6;
const pointsOf = (...durationsMs: number[]): DurationPoint[] =>
  durationsMs.map((durationMs, index) => ({
    key: String(index),
    traceId: String(index),
    spanId: null,
    timeMs: index * 1000,
    durationNs: durationMs * MS,
    isError: index % 2 === 1,
    service: '',
    name: '',
  }));

it('points stand in the order of time and never at a duration of nothing', async () => {
  const points = durationPoints(traceRows(await recordedSearch('3.0.3', '{}')));
  expect(points.map(({ timeMs }) => timeMs)).toEqual([...points.map(({ timeMs }) => timeMs)].sort((a, b) => a - b));
  const [trace] = traceRows(manyTraces(1)).map((row) => ({ ...row, durationNs: 0 }));
  expect(trace && durationPoints([trace])[0]?.durationNs).toBe(1000);
});

it('knows the extent', () => {
  expect(extentOf([])).toBeUndefined();
  expect(extentOf(pointsOf(5, 1, 9))).toEqual({
    fromMs: 0,
    toMs: 2000,
    minDurationNs: MS,
    maxDurationNs: 9 * MS,
  });
});

describe('bins', () => {
  it.each([
    [[5], 30],
    [[1, 10, 100, 1000, 10_000], 30],
    [[0.001, 3_600_000], 30],
    [[0.001, 3_600_000], 3],
    [Array.from({ length: 500 }, (_, index) => 1.05 ** index / 1000), 30],
    [[1, 1.25, 1.6, 2, 2.5, 3.2, 4, 5, 6.4, 8, 10], 30],
  ])('of %j hold every point once, in at most %d', (durations, most) => {
    const bins = durationBins(pointsOf(...durations), most);
    expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(durations.length);
    // Nine powers of ten do not go into three bins.
    expect(bins.length).toBeLessThanOrEqual(Math.max(most, 10));
    expect(bins[0]?.fromNs).toBeLessThanOrEqual(Math.min(...durations) * MS);
    expect(bins.at(-1)?.toNs).toBeGreaterThan(Math.max(...durations) * MS);
    expect(bins[0]?.count).toBeGreaterThan(0);
    expect(bins.at(-1)?.count).toBeGreaterThan(0);
    for (const [index, bin] of bins.entries()) {
      expect(bin.toNs).toBe(bins[index + 1]?.fromNs ?? bin.toNs);
    }
  });

  it('begin at round numbers', () => {
    expect(durationBins(pointsOf(7, 90), 30).map(({ fromNs }) => fromNs / MS)).toEqual([
      6.4, 8, 10, 12.5, 16, 20, 25, 32, 40, 50, 64, 80,
    ]);
  });

  it('count errors', () => {
    expect(durationBins(pointsOf(5, 5, 5), 30)).toEqual([{ fromNs: 5 * MS, toNs: 6.4 * MS, count: 3, errorCount: 1 }]);
  });

  it('are none without points', () => {
    expect(durationBins([], 30)).toEqual([]);
  });
});

it('a heatmap holds every point once, the last one too', () => {
  const points = pointsOf(...Array.from({ length: 1000 }, (_, index) => 1 + (index % 37)));
  const heatmap = durationHeatmap(points, { columnCount: 60, mostRows: 18 });
  expect(heatmap?.cells.reduce((sum, { count }) => sum + count, 0)).toBe(1000);
  expect(heatmap?.cells.reduce((sum, { errorCount }) => sum + errorCount, 0)).toBe(500);
  expect(Math.max(...(heatmap?.cells.map(({ column }) => column) ?? []))).toBe(59);
  expect(heatmap?.cells.every(({ row }) => row < (heatmap.bounds.length ?? 0) - 1)).toBe(true);
  expect(durationHeatmap([], { columnCount: 60, mostRows: 18 })).toBeUndefined();
  expect(durationHeatmap(pointsOf(5), { columnCount: 60, mostRows: 18 })?.cells).toHaveLength(1);
});

it.each([
  [8 * MS, 1200 * MS, 9, [10, 20, 50, 100, 200, 500, 1000]],
  [1, 1e12, 9, [1e-6, 1e-5, 1e-4, 1e-3, 0.01, 0.1, 1, 10, 100, 1000, 10_000, 100_000, 1e6]],
])('ticks from %d to %d', (min, max, most, expectedMs) => {
  const ticks = durationTicks(min, max, most);
  expect(ticks).toHaveLength(expectedMs.length);
  ticks.forEach((tick, index) => expect(tick / MS).toBeCloseTo(expectedMs[index] ?? NaN, 9));
});

it('finds the nearest point within reach', () => {
  const points = pointsOf(1, 2, 3);
  const placeOf = ({ timeMs }: DurationPoint) => ({ leftPx: timeMs / 100, topPx: 0 });
  expect(nearestPoint(points, { leftPx: 11, topPx: 3 }, placeOf, 12)?.key).toBe('1');
  expect(nearestPoint(points, { leftPx: 11, topPx: 13 }, placeOf, 12)).toBeUndefined();
});

it.each([
  ['1.5s', 1.5e9],
  ['250ms', 250e6],
  ['1h30m', 5400e9],
  [' 2 m 30 s ', 150e9],
  ['12µs', 12_000],
  ['12us', 12_000],
  ['5', undefined],
  ['', undefined],
  ['1s } || { true', undefined],
  ['-1s', undefined],
  ['soon', undefined],
])('reads the duration %j', (text, expected) => {
  expect(parseDurationNs(text)).toBe(expected);
});
