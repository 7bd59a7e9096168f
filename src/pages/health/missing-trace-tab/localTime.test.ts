import { fromLocalTime, toLocalTime } from './localTime';

it('gives back the moment, to the second', () => {
  // Around the change to summer time in Europe and in America, whatever the zone of the machine.
  for (const ms of [1_774_747_800_000, 1_772_954_999_000, 1_795_000_000_000]) {
    expect(toLocalTime(ms)).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
    expect(fromLocalTime(toLocalTime(ms))).toBe(ms);
  }
});

it.each(['', '2026-11-22', 'yesterday', '2026-13-40T99:99', '1969-01-01T00:00'])(
  'does not take %j for a time',
  (text) => {
    expect(fromLocalTime(text)).toBeUndefined();
  }
);

it('has no text for what is no moment', () => {
  expect(toLocalTime(Number.NaN)).toBe('');
});
