import { dateTime, type TimeRange } from '@grafana/data';
import { rawTexts, resolveRange } from './useTimeRange';

const HOUR = 3_600_000;

/** Both ends of a relative range are resolved by clocks of their own, a millisecond apart at times. */
const hoursOf = ({ from, to }: TimeRange) => Math.round((to.valueOf() - from.valueOf()) / 1000) / 3600;

it('reads what links say', () => {
  const absolute = resolveRange('1700000000000', '1700003600000');
  expect([absolute.from.valueOf(), absolute.to.valueOf()]).toEqual([1_700_000_000_000, 1_700_003_600_000]);
  const iso = resolveRange('2023-11-14T22:13:20.000Z', '2023-11-14T23:13:20.000Z');
  expect(iso.to.valueOf() - iso.from.valueOf()).toBe(HOUR);
  const relative = resolveRange('now-6h', 'now');
  expect(hoursOf(relative)).toBe(6);
});

it.each([
  ['yesterday', 'now'],
  ['now', 'now-1h'],
  ['1700003600000', '1700000000000'],
  ['now-1h', ''],
])('takes the last hour for %s to %s', (from, to) => {
  const range = resolveRange(from, to);
  expect(hoursOf(range)).toBe(1);
  expect(range.raw).toEqual({ from: 'now-1h', to: 'now' });
});

it('writes relative ranges as they are and absolute ones as milliseconds', () => {
  expect(rawTexts(resolveRange('now-6h', 'now'))).toEqual({ from: 'now-6h', to: 'now' });
  const [from, to] = [dateTime(1_700_000_000_000), dateTime(1_700_000_001_000)];
  expect(rawTexts({ from, to, raw: { from, to } })).toEqual({ from: '1700000000000', to: '1700000001000' });
});
