/** Measuring, and writing down what was measured. Figures only: nothing here judges. */

export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** Median, with the lowest and highest value. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? NaN;
  const median = sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
  return { median, low: sorted[0] ?? NaN, high: sorted[sorted.length - 1] ?? NaN };
}

/**
 * How many milliseconds of processor time the work takes: other programs on the machine do not count, the own garbage
 * collector and compiler do.
 */
export function timed(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/**
 * Runs several works in turn, round by round, so that what slows the machine down slows all of them. The order changes
 * from round to round. Gives the milliseconds of each round, by name.
 */
export function alternate(works: Readonly<Record<string, () => void>>, rounds: number): Record<string, number[]> {
  const names = Object.keys(works);
  const times: Record<string, number[]> = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < names.length; i++) {
      const name = names[(i + round) % names.length] ?? '';
      times[name]?.push(timed(works[name] ?? (() => undefined)));
    }
  }
  return times;
}

export function format({ median, low, high }: Spread, digits = 2): string {
  return `${median.toFixed(digits)} (${low.toFixed(digits)} to ${high.toFixed(digits)})`;
}
