/**
 * How a number is written in a sentence. `ratio` is a share from 0 to 1; `events` is how often something happened, as
 * `increase` of Prometheus estimates it: 1.03 for one.
 */
export type ValueUnit = 'count' | 'events' | 'ratio' | 'seconds' | 'bytes' | 'bytes/s' | 'per second';

const BYTE_STEPS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
const SECONDS_BY_UNIT: Array<[number, string]> = [
  [86_400, 'd'],
  [3600, 'h'],
  [60, 'min'],
  [1, 's'],
  [1e-3, 'ms'],
];

/** A value with two or three digits and its unit: `1.5 MB`, `12 %`, `3 min`. */
export function formatValue(value: number, unit: ValueUnit): string {
  switch (unit) {
    case 'ratio':
      return `${round(value * 100)} %`;
    case 'seconds':
      return formatSeconds(value);
    case 'bytes':
      return formatBytes(value);
    case 'bytes/s':
      return `${formatBytes(value)}/s`;
    case 'per second':
      return `${round(value)}/s`;
    case 'events':
      return round(Math.max(1, Math.round(value)));
    case 'count':
      return round(value);
  }
}

/** Seconds in the largest unit of which there is at least one: `14 d`, `90 ms`. */
export function formatSeconds(seconds: number): string {
  const [size, unit] = SECONDS_BY_UNIT.find(([from]) => Math.abs(seconds) >= from) ?? [1, 's'];
  return `${round(seconds / size)} ${unit}`;
}

/** Decimal prefixes, as Tempo's limits are given. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let step = 0;
  while (Math.abs(value) >= 1000 && step < BYTE_STEPS.length - 1) {
    value /= 1000;
    step++;
  }
  return `${round(value)} ${BYTE_STEPS[step]}`;
}

/** A number with its noun and verb: `1 member is`, `2 members are`. */
export function formatCount(count: number | string, one: string, many: string): string {
  return `${count} ${String(count) === '1' ? one : many}`;
}

const DIGITS = 3;

function round(value: number): string {
  if (!Number.isFinite(value)) {
    return value > 0 ? 'infinitely many' : 'an unknown number';
  }
  return Math.abs(value) >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(DIGITS)));
}
