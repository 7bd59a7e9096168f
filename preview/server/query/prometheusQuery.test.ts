import { parseInterval, renderGoDuration, renderInterval } from './goDuration';
import { interpolate } from './interpolate';
import { buildPrometheusQuery } from './prometheusQuery';
import { calculateRateInterval, calculateStep, roundInterval, type StepInput } from './step';
import { parseTimeRange } from './timeRange';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

test.each([
  ['15s', 15_000],
  ['1m', MINUTE_MS],
  ['1h30m', 90 * MINUTE_MS],
  ['250ms', 250],
  ['1d', DAY_MS],
  ['>=10s', 10_000],
  ['30', 30_000],
])('%s is %d ms', (text, ms) => {
  expect(parseInterval(text)).toBe(ms);
});

test.each(['', 'abc', '10x', 's'])('%j is no interval', (text) => {
  expect(() => parseInterval(text)).toThrow('invalid duration');
});

test.each([
  [0, '0s', '1ms'],
  [250, '250ms', '250ms'],
  [15_000, '15s', '15s'],
  [1_500, '1.5s', '1s'],
  [75_000, '1m15s', '1m'],
  [HOUR_MS, '1h0m0s', '1h'],
  [36 * HOUR_MS, '36h0m0s', '1d'],
])('%d ms is %s to Go and %s as an interval', (ms, go, interval) => {
  expect(renderGoDuration(ms)).toBe(go);
  expect(renderInterval(ms)).toBe(interval);
});

test.each([
  [10, 1],
  [11, 10],
  [15_000, 15_000],
  [17_501, 20_000],
  [36_000, 30_000],
  [DAY_MS, DAY_MS / 2],
  [8 * 7 * DAY_MS, 365 * DAY_MS],
])('rounds %d ms to %d', (ms, rounded) => {
  expect(roundInterval(ms)).toBe(rounded);
});

const hour: StepInput = {
  fromMs: 0,
  toMs: HOUR_MS,
  maxDataPoints: 100,
  intervalMs: 30_000,
  minStep: '',
  scrapeInterval: '15s',
  intervalFactor: 1,
};

describe('the step', () => {
  test.each<[string, Partial<StepInput>, number]>([
    ['fits the range into the points', {}, 30_000],
    ['is not below the interval of the request', { intervalMs: 60_000 }, 60_000],
    ['is not below the minimum step', { minStep: '2m' }, 120_000],
    ['is not below the scrape interval when the request has none', { intervalMs: 0, maxDataPoints: 10_000 }, 15_000],
    ['is 15 s without any of these', { intervalMs: 0, maxDataPoints: 10_000, scrapeInterval: '' }, 15_000],
    ['keeps to 11,000 points', { toMs: 30 * DAY_MS, maxDataPoints: 100_000, intervalMs: 1_000 }, 300_000],
    ['takes 1,500 points when none are given', { toMs: 25 * HOUR_MS, maxDataPoints: 0 }, 60_000],
    ['is calculated when the minimum is a variable', { minStep: '$__interval' }, 30_000],
    ['is the rate interval when the minimum is that', { minStep: '$__rate_interval' }, 60_000],
    ['is multiplied by the old factor', { intervalFactor: 2 }, 60_000],
  ])('%s', (_, change, step) => {
    expect(calculateStep({ ...hour, ...change })).toBe(step);
  });
});

test.each([
  [15_000, '15s', 60_000],
  [60_000, '15s', 75_000],
  [15_000, '', 60_000],
  [15_000, '1m', 240_000],
])('the rate interval of %d ms with scrapes every %j is %d', (interval, scrape, rate) => {
  expect(calculateRateInterval(interval, scrape)).toBe(rate);
});

describe('variables', () => {
  const input = { stepMs: 30_000, intervalMs: 30_000, minStep: '', scrapeInterval: '15s', rangeMs: 3_600_499 };

  test.each([
    ['$__interval', '30s'],
    ['${__interval}', '30s'],
    ['$__interval_ms', '30000'],
    ['${__interval_ms}', '30000'],
    ['$__range', '3600s'],
    ['${__range}', '3600s'],
    ['$__range_s', '3600'],
    ['${__range_s}', '3600'],
    ['$__range_ms', '3600499'],
    ['${__range_ms}', '3600499'],
    ['$__rate_interval', '1m0s'],
    ['${__rate_interval}', '1m0s'],
    ['$__rate_interval_ms', '60000'],
    ['rate(a[$__rate_interval]) + rate(b[$__range])', 'rate(a[1m0s]) + rate(b[3600s])'],
    ['$other', '$other'],
  ])('%s', (expr, result) => {
    expect(interpolate(expr, input)).toBe(result);
  });

  it('derives the rate interval from the minimum step if there is one', () => {
    expect(interpolate('$__rate_interval', { ...input, minStep: '1m' })).toBe('4m0s');
    expect(interpolate('$__rate_interval', { ...input, minStep: '$__interval' })).toBe('2m0s');
    expect(interpolate('$__rate_interval', { ...input, minStep: '$__rate_interval', stepMs: 60_000 })).toBe('1m0s');
  });
});

describe('a query', () => {
  const range = { fromMs: 1_000_007_000, toMs: 1_003_607_000 };
  const model = { refId: 'B', expr: 'up', intervalMs: 30_000, maxDataPoints: 100 };

  it('is aligned to the step, in the time zone of the user', () => {
    expect(buildPrometheusQuery({ ...model, range: true }, range, '15s')).toMatchObject({
      refId: 'B',
      stepMs: 30_000,
      range: { startMs: 999_990_000, endMs: 1_003_590_000 },
    });
    const shifted = buildPrometheusQuery({ ...model, range: true, utcOffsetSec: 10 }, range, '15s');
    expect(shifted.range).toEqual({ startMs: 999_980_000, endMs: 1_003_580_000 });
  });

  it('is evaluated at the very end when it is instant', () => {
    expect(buildPrometheusQuery({ ...model, instant: true }, range, '15s')).toMatchObject({
      instant: { timeMs: range.toMs },
    });
  });

  it('is a range when it says neither, and both when it says both', () => {
    expect(buildPrometheusQuery(model, range, '15s')).not.toHaveProperty('instant');
    expect(buildPrometheusQuery(model, range, '15s')).toHaveProperty('range');
    const both = buildPrometheusQuery({ ...model, range: true, instant: true }, range, '15s');
    expect(both).toMatchObject({ range: expect.anything(), instant: expect.anything() });
  });
});

describe('the time range of a request', () => {
  test.each([
    ['1700000000000', '1700003600000', { fromMs: 1_700_000_000_000, toMs: 1_700_003_600_000 }],
    [5, 6, { fromMs: 5, toMs: 6 }],
    ['now-1h', 'now', { fromMs: 10_000_000 - HOUR_MS, toMs: 10_000_000 }],
  ])('%s to %s', (from, to, range) => {
    expect(parseTimeRange(from, to, 10_000_000)).toEqual(range);
  });

  it('is refused when it is none', () => {
    expect(() => parseTimeRange('yesterday', 'now')).toThrow('cannot parse time');
  });
});
