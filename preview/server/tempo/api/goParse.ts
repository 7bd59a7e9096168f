/** Parameters as Go reads them, with Go's error texts. */
import { badRequest } from './answer';

const MAX_INT32 = 2 ** 31 - 1;
const MAX_UINT32 = 2 ** 32 - 1;

/** A parameter that is there and not empty. */
export function param(query: URLSearchParams, name: string): string | null {
  return query.get(name) || null;
}

export type IntegerParser = 'Atoi' | 'ParseInt' | 'ParseUint';

/** Whole numbers of 32 bits; `Atoi` has 64. */
export function parseInteger(value: string, parser: IntegerParser, what: string): number {
  const fail = (why: string) => badRequest(`invalid ${what}: strconv.${parser}: parsing ${goQuote(value)}: ${why}`);
  const pattern = parser === 'ParseUint' ? /^\d+$/ : /^[+-]?\d+$/;
  if (!pattern.test(value)) {
    throw fail('invalid syntax');
  }
  const number = Number(value);
  const [least, most] = parser === 'ParseUint' ? [0, MAX_UINT32] : [-MAX_INT32 - 1, MAX_INT32];
  if (parser === 'Atoi' ? Math.abs(number) > 2 ** 63 : number < least || number > most) {
    throw fail('value out of range');
  }
  return number;
}

export function goQuote(text: string): string {
  return JSON.stringify(text);
}

const UNITS: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};

/** `time.ParseDuration`, in nanoseconds. @throws Error with Go's text */
export function parseGoDuration(value: string): number {
  const sign = value.startsWith('-') ? -1 : 1;
  const rest = value.replace(/^[+-]/, '');
  if (rest === '0') {
    return 0;
  }
  if (rest === '') {
    throw new Error(`time: invalid duration ${goQuote(value)}`);
  }
  let sum = 0;
  let at = 0;
  while (at < rest.length) {
    const number = /^(\d+\.?\d*|\.\d+)/.exec(rest.slice(at))?.[0];
    if (number === undefined) {
      throw new Error(`time: invalid duration ${goQuote(value)}`);
    }
    at += number.length;
    const unit = /^[^\d.]+/.exec(rest.slice(at))?.[0];
    if (unit === undefined) {
      throw new Error(`time: missing unit in duration ${goQuote(value)}`);
    }
    const factor = UNITS[unit];
    if (factor === undefined) {
      throw new Error(`time: unknown unit ${goQuote(unit)} in duration ${goQuote(value)}`);
    }
    at += unit.length;
    sum += Number(number) * factor;
  }
  return sign * Math.round(sum);
}

const PROMETHEUS_UNITS: ReadonlyArray<readonly [string, number]> = [
  ['y', 365 * 24 * 3600e9],
  ['w', 7 * 24 * 3600e9],
  ['d', 24 * 3600e9],
  ['h', 3600e9],
  ['m', 60e9],
  ['s', 1e9],
  ['ms', 1e6],
];

/** `model.ParseDuration` of Prometheus, in nanoseconds. @throws Error with its text */
export function parsePrometheusDuration(value: string): number {
  if (value === '0') {
    return 0;
  }
  if (value === '') {
    throw new Error('empty duration string');
  }
  const match = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/.exec(value);
  if (!match) {
    throw new Error(`not a valid duration string: ${goQuote(value)}`);
  }
  return PROMETHEUS_UNITS.reduce((sum, [, factor], i) => sum + Number(match[i + 1] ?? 0) * factor, 0);
}

/** Seconds as a number, or a Go duration; in nanoseconds (`parseSecondsOrDuration`). */
export function parseStep(value: string): bigint {
  if (/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(value)) {
    const ns = Number(value) * 1e9;
    if (Math.abs(ns) > 2 ** 63) {
      throw new Error(`cannot parse ${goQuote(value)} to a valid duration. It overflows int64`);
    }
    return BigInt(Math.trunc(ns));
  }
  try {
    return BigInt(parseGoDuration(value));
  } catch {
    throw new Error(`cannot parse ${goQuote(value)} to a valid duration`);
  }
}

/** Seconds (with a point: as a float), nanoseconds (more than ten digits) or RFC 3339; in nanoseconds. */
export function parseTimestamp(value: string): bigint {
  if (value.includes('.') && /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(value)) {
    const seconds = Number(value);
    const whole = Math.trunc(seconds);
    const fraction = Math.round((seconds - whole) * 1000) / 1000;
    return BigInt(whole) * BigInt(1e9) + BigInt(Math.trunc(fraction * 1e9));
  }
  if (/^[+-]?\d+$/.test(value)) {
    return value.length <= 10 ? BigInt(value) * BigInt(1e9) : BigInt.asIntN(64, BigInt(value));
  }
  const date = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value) ? Date.parse(value) : NaN;
  if (Number.isNaN(date)) {
    throw new Error(`strconv.ParseInt: parsing ${goQuote(value)}: invalid syntax`);
  }
  const fraction = /\.(\d+)/.exec(value)?.[1] ?? '';
  return BigInt(Math.floor(date / 1000)) * BigInt(1e9) + BigInt(fraction.padEnd(9, '0').slice(0, 9) || '0');
}

/** `key=value key2="value 2"`, as logfmt has it. */
export function parseLogfmt(text: string): Map<string, string> {
  const tags = new Map<string, string>();
  const pattern = /\s*([^\s="]+)(?:=("(?:[^"\\]|\\.)*"|[^\s"]*))?/y;
  let at = 0;
  while (/\S/.test(text.slice(at))) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match?.[1]) {
      const wrong = text.slice(at).trimStart();
      const place = text.length - wrong.length + 1;
      throw badRequest(`invalid tags: unexpected '${wrong.charAt(0)}' at pos ${place}`);
    }
    at = pattern.lastIndex;
    const value = match[2] ?? '';
    if (tags.has(match[1])) {
      throw badRequest(`invalid tags: tag ${match[1]} has been set twice`);
    }
    tags.set(match[1], value.startsWith('"') ? (JSON.parse(value) as string) : value);
  }
  return tags;
}
