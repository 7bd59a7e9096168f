import { NO_COST, type MetricsAnswer } from '../tempo';
import { metricsGrid, withoutEmptyEnd } from './metricsGrid';

const MINUTE = 60;
const at = 1_795_384_007;

it.each([
  ['20 minutes', 20 * MINUTE, 60, 20],
  ['an hour', 60 * MINUTE, 60, 60],
  ['three hours', 180 * MINUTE, 60, 300],
  ['a week', 7 * 1440 * MINUTE, 60, 14_400],
  ['a year', 365 * 1440 * MINUTE, 60, 7 * 86_400],
  ['ten seconds', 10, 60, 1],
  ['nothing', 0, 60, 1],
])('%s', (_, seconds, mostPoints, stepSeconds) => {
  const grid = metricsGrid(at * 1000, (at + seconds) * 1000, mostPoints);
  const { fromSeconds, toSeconds } = grid.range;
  expect(grid.stepSeconds).toBe(stepSeconds);
  expect(fromSeconds % stepSeconds).toBe(0);
  expect(toSeconds % stepSeconds).toBe(0);
  expect(toSeconds).toBeGreaterThan(fromSeconds);
  expect(toSeconds).toBeLessThanOrEqual(Math.max(at + seconds, fromSeconds + stepSeconds));
  expect((toSeconds - fromSeconds) / stepSeconds).toBeLessThanOrEqual(mostPoints + 1);
});

it('leaves out the interval that begins with the end, if nothing is in it', () => {
  const grid = metricsGrid(60_000, 120_000, 2);
  const answer = (last: number | null): MetricsAnswer => ({
    series: [
      {
        labels: [],
        samples: [60_000, 90_000, 120_000].map((timeMs) => ({ timeMs, value: timeMs === 120_000 ? last : 0 })),
        exemplars: [],
      },
    ],
    cost: NO_COST,
    partial: '',
  });
  const times = (last: number | null) =>
    withoutEmptyEnd(answer(last), grid).series[0]?.samples.map(({ timeMs }) => timeMs);
  expect(times(0)).toEqual([60_000, 90_000]);
  expect(times(null)).toEqual([60_000, 90_000]);
  expect(times(3)).toEqual([60_000, 90_000, 120_000]);
});
