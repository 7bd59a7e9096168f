import type { Course } from '../../../signals/traced';

export const COURSE_WIDTH = 70;
export const COURSE_HEIGHT = 20;

/** An SVG path of a course, from zero to its highest value. Where there is no number the line is broken. */
export function coursePath({ timesMs, values }: Course): string {
  const first = timesMs[0] ?? 0;
  const spanMs = (timesMs.at(-1) ?? 0) - first || 1;
  const highest = values.reduce<number>((most, value) => Math.max(most, value ?? 0), 0) || 1;
  const x = (timeMs: number) => tenths(((timeMs - first) / spanMs) * COURSE_WIDTH);
  const y = (value: number) => tenths(COURSE_HEIGHT - 1 - (value / highest) * (COURSE_HEIGHT - 2));
  let isBroken = true;
  return values
    .map((value, index) => {
      if (value === null) {
        isBroken = true;
        return '';
      }
      const command = isBroken ? 'M' : 'L';
      isBroken = false;
      return `${command}${x(timesMs[index] ?? first)},${y(value)}`;
    })
    .join('');
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
