import type { WorseWhen } from '../numbers/numberLevel';

/** One number, now and a day before. */
export interface ComparedNumber {
  id: string;
  /** Averages over the time range and over the same range 24 hours earlier. */
  now: number;
  before: number;
  worseWhen: WorseWhen;
  /** Where it begins to be bad, for numbers that are worse when higher. */
  firstBad: number | undefined;
}

export interface DayChange {
  id: string;
  now: number;
  before: number;
  direction: 'up' | 'down';
  /** Of the value before: 0.5 is half as much again, or half as much less. Infinity where there was nothing before. */
  relative: number;
  verdict: 'worse' | 'better' | 'changed';
}

/** Less than that is how every day differs from another. */
const NOTABLE = 0.1;
/** Numbers that stay this far below where they begin to be bad are all well, whatever the relation of the two. */
const FAR_FROM_BAD = 0.1;

const RANK = { worse: 0, changed: 1, better: 2 };

/**
 * The notable changes: what became worse first, then what changed and may be either, then what became better; the largest
 * relative change first in each.
 */
export function compareDays(numbers: readonly ComparedNumber[]): DayChange[] {
  return numbers
    .flatMap((number) => changeOf(number) ?? [])
    .sort((a, b) => RANK[a.verdict] - RANK[b.verdict] || compareSizes(a, b));
}

function changeOf({ id, now, before, worseWhen, firstBad }: ComparedNumber): DayChange | undefined {
  const difference = now - before;
  const isSmall = firstBad !== undefined && Math.max(now, before) < firstBad * FAR_FROM_BAD;
  if (difference === 0 || isSmall) {
    return undefined;
  }
  const relative = Math.abs(difference / before);
  const direction = difference > 0 ? 'up' : 'down';
  return relative < NOTABLE
    ? undefined
    : { id, now, before, direction, relative, verdict: judge(direction, worseWhen) };
}

function judge(direction: DayChange['direction'], worseWhen: WorseWhen): DayChange['verdict'] {
  if (worseWhen === 'unknown') {
    return 'changed';
  }
  return (direction === 'up') === (worseWhen === 'higher') ? 'worse' : 'better';
}

/** The difference of two infinities is no number. */
function compareSizes(a: DayChange, b: DayChange): number {
  return a.relative === b.relative ? a.id.localeCompare(b.id) : b.relative - a.relative;
}
