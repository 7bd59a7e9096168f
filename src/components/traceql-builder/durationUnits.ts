import { readLiteral, type Literal } from '../../traceql';

/** The units of TraceQL's durations, from small to great. */
export const DURATION_UNITS = ['ns', 'us', 'ms', 's', 'm', 'h', 'd', 'w', 'y'] as const;
export type DurationUnit = (typeof DURATION_UNITS)[number];

const SECOND_NS = 1e9;
const DAY_NS = 24 * 3600 * SECOND_NS;
const NANOSECONDS: Readonly<Record<DurationUnit, number>> = {
  ns: 1,
  us: 1e3,
  ms: 1e6,
  s: SECOND_NS,
  m: 60 * SECOND_NS,
  h: 3600 * SECOND_NS,
  d: DAY_NS,
  w: 7 * DAY_NS,
  y: 365 * DAY_NS,
};

/** `500ms` as 500 and ms; a duration of several units (`1h30m`) is all amount, without a unit. */
export function splitDuration(text: string): { readonly amount: string; readonly unit: DurationUnit | null } {
  const [, amount = '', unit = ''] = /^(-?(?:\d+\.?\d*|\.\d+))([a-zµμ]+)$/.exec(text) ?? [];
  const known = DURATION_UNITS.find((each) => each === unit.replace(/^[µμ]s$/, 'us'));
  return known ? { amount, unit: known } : { amount: text, unit: null };
}

/**
 * The duration with another unit: the same amount (500ms becomes 500s), since someone who changes the unit means it; of
 * several units the same length. Null where it cannot be written so.
 */
export function withUnit(text: string, unit: DurationUnit): Literal | null {
  const { amount, unit: before } = splitDuration(text);
  if (before) {
    return readLiteral('duration', amount + unit) ?? readLiteral('duration', String(Math.round(Number(amount))) + unit);
  }
  const value = readLiteral('duration', text);
  return value?.kind === 'duration'
    ? readLiteral('duration', String(value.nanoseconds / NANOSECONDS[unit]) + unit)
    : null;
}
