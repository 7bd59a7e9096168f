import { extentOf, type DurationPoint } from './durationPoints';

/** Durations from `fromNs` (inclusive) to `toNs` (exclusive, but of the last bin). */
export interface DurationBin {
  readonly fromNs: number;
  readonly toNs: number;
  readonly count: number;
  readonly errorCount: number;
}

/**
 * Where bins begin within each factor of ten, finest first: preferred numbers, nearly equal steps on a logarithmic axis.
 * They are the same for all answers, so the bins of two answers line up.
 */
const GRIDS: ReadonlyArray<readonly number[]> = [
  [1, 1.25, 1.6, 2, 2.5, 3.2, 4, 5, 6.4, 8],
  [1, 1.6, 2.5, 4, 6.4],
  [1, 2, 5],
  [1, 3],
  [1],
];

/**
 * Counts durations in bins of equal width on a logarithmic axis, from the shortest to the longest; empty bins between are
 * there.
 *
 * @param mostBins - as many as fit the screen
 */
export function durationBins(points: readonly DurationPoint[], mostBins: number): DurationBin[] {
  const bounds = durationBounds(points, mostBins);
  const bins = bounds.slice(0, -1).map((fromNs, index) => ({
    fromNs,
    toNs: bounds[index + 1] ?? fromNs,
    count: 0,
    errorCount: 0,
  }));
  for (const point of points) {
    const bin = bins[binOf(bounds, point.durationNs)];
    if (bin) {
      bin.count += 1;
      bin.errorCount += Number(point.isError);
    }
  }
  return bins;
}

/** The limits of the bins, ascending; one more than there are bins. Empty without points. */
export function durationBounds(points: readonly DurationPoint[], mostBins: number): number[] {
  const extent = extentOf(points);
  if (!extent) {
    return [];
  }
  const candidates = GRIDS.map((grid) => boundsAround(grid, extent.minDurationNs, extent.maxDurationNs));
  return candidates.find((bounds) => bounds.length - 1 <= mostBins) ?? candidates.at(-1) ?? [];
}

/** The last limit at or below the shortest duration, to the first one above the longest. */
function boundsAround(grid: readonly number[], minNs: number, maxNs: number): number[] {
  const first = Math.floor(Math.log10(minNs));
  const last = Math.floor(Math.log10(maxNs)) + 1;
  const all = Array.from({ length: last - first + 1 }, (_, index) => 10 ** (first + index)).flatMap((power) =>
    grid.map((mantissa) => Math.round(mantissa * power))
  );
  const begin = all.findIndex((bound) => bound > minNs) - 1;
  const end = all.findIndex((bound) => bound > maxNs);
  return all.slice(Math.max(0, begin), end + 1);
}

/** The index of the bin that a duration falls into. */
export function binOf(bounds: readonly number[], durationNs: number): number {
  let low = 0;
  let high = bounds.length - 2;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((bounds[middle] ?? 0) <= durationNs) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}
