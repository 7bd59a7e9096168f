const STEPS = [1, 2, 5];

/**
 * Round durations (1, 2, 5 times a power of ten) for a logarithmic axis, ascending and inside the range; only powers of ten
 * where there would be more than `most`.
 */
export function durationTicks(minNs: number, maxNs: number, most: number): number[] {
  const ticks = ticksOf(minNs, maxNs, STEPS);
  return ticks.length > most ? ticksOf(minNs, maxNs, [1]) : ticks;
}

function ticksOf(minNs: number, maxNs: number, steps: readonly number[]): number[] {
  const first = Math.floor(Math.log10(minNs));
  const last = Math.ceil(Math.log10(maxNs));
  return Array.from({ length: last - first + 1 }, (_, index) => 10 ** (first + index))
    .flatMap((power) => steps.map((step) => step * power))
    .filter((tick) => tick >= minNs && tick <= maxNs);
}
