import * as v from 'valibot';

/**
 * A count, size or duration as Tempo's JSON has it: 64-bit integers are strings, others numbers, zero is left out
 * (jsonpb, https://protobuf.dev/programming-guides/json). Beyond 2^53 the last digits are lost.
 */
export const wireNumber = v.nullish(
  v.pipe(
    v.union([v.string(), v.number()]),
    v.transform(Number),
    v.check((value) => !Number.isNaN(value), 'not a number')
  ),
  0
);

/** Text that is left out where it is empty. */
export const wireText = v.nullish(v.string(), '');

/** Nanoseconds since 1970 as written: 19 digits, which no double holds. Left out, they are `0`. */
export const wireNanoseconds = v.nullish(
  v.pipe(
    v.union([v.string(), v.number()]),
    v.transform(String),
    v.check((text) => /^\d{1,20}(e\+\d+)?$/.test(text), 'no time in nanoseconds')
  ),
  '0'
);

const NS_DIGITS_OF_A_MS = 6;

/** Milliseconds of a time in nanoseconds, to the nearest double: exact to a quarter of a microsecond. */
export function millisecondsOf(nanoseconds: string): number {
  if (nanoseconds.includes('e') || nanoseconds.length <= NS_DIGITS_OF_A_MS) {
    return Number(nanoseconds) / 1e6;
  }
  return Number(`${nanoseconds.slice(0, -NS_DIGITS_OF_A_MS)}.${nanoseconds.slice(-NS_DIGITS_OF_A_MS)}`);
}

/** Nanoseconds from one time to the other; zero if the second lies before the first. */
export function nanosecondsBetween(start: string, end: string): number {
  const elapsed = Number(BigInt(end) - BigInt(start));
  return Math.max(0, elapsed);
}
