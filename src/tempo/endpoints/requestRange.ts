/** A time range in epoch seconds. Fractions are rounded outward. */
export interface SecondsRange {
  readonly fromSeconds: number;
  readonly toSeconds: number;
}

/** Ten digits: a longer number is taken for nanoseconds by some endpoints and refused by others. */
const LAST_SECOND = 4_294_967_295;

/**
 * The range as Tempo wants it in every release: whole seconds, `start` at least 1 (0 means "not given"), `end` after it,
 * both in 32 bits (pkg/api/http.go, 2.6.1 to 3.0.3).
 *
 * @throws RangeError if an end is no number
 */
export function rangeParameters({ fromSeconds, toSeconds }: SecondsRange): { start: number; end: number } {
  if (Number.isNaN(fromSeconds) || Number.isNaN(toSeconds)) {
    throw new RangeError('The time range is not a number');
  }
  const start = Math.min(Math.max(1, Math.floor(fromSeconds)), LAST_SECOND - 1);
  const end = Math.min(Math.max(start + 1, Math.ceil(toSeconds)), LAST_SECOND);
  return { start, end };
}

/** A count as Tempo takes it: a whole number of at least 1. Zero and less are refused, or mean "as many as there are". */
export function positiveCount(count: number): number {
  return Number.isNaN(count) ? 1 : Math.min(Math.max(1, Math.trunc(count)), LAST_SECOND);
}
