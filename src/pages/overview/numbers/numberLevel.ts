import type { Signal, Threshold } from '../../../signals';

export type Level = Threshold['level'];

/** Whether more of it is worse, less of it, or neither is known to be. */
export type WorseWhen = 'higher' | 'lower' | 'unknown';

/** The level of a value of a signal; undefined where the signal has no thresholds. */
export function levelOf(signal: Signal, value: number): Level | undefined {
  return thresholdsOf(signal)
    .filter(({ from = -Infinity }) => value >= from)
    .at(-1)?.level;
}

/** Read from the thresholds: they go from well to ill as the value rises, or the other way round. */
export function worseWhen(signal: Signal): WorseWhen {
  const first = thresholdsOf(signal)[0]?.level;
  if (first === undefined) {
    return 'unknown';
  }
  return first === 'ok' ? 'higher' : 'lower';
}

/** The value at which all is no longer well, where higher is worse. */
export function firstBadValue(signal: Signal): number | undefined {
  return worseWhen(signal) === 'higher' ? thresholdsOf(signal).find(({ level }) => level !== 'ok')?.from : undefined;
}

function thresholdsOf({ visualization }: Signal): readonly Threshold[] {
  return visualization.kind === 'stat' ? (visualization.thresholds ?? []) : [];
}
