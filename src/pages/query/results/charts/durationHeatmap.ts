import { binOf, durationBounds } from './durationBins';
import { extentOf, type DurationPoint } from './durationPoints';

/** Some points of one interval of time and one of durations. */
export interface HeatmapCell {
  readonly column: number;
  readonly row: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly fromNs: number;
  readonly toNs: number;
  readonly count: number;
  readonly errorCount: number;
}

export interface DurationHeatmap {
  readonly columnCount: number;
  /** Limits of the rows, ascending; one more than there are rows. */
  readonly bounds: readonly number[];
  readonly fromMs: number;
  readonly toMs: number;
  readonly highestCount: number;
  /** Cells that have points. */
  readonly cells: readonly HeatmapCell[];
}

/** Counts points by time and duration. Undefined without points, which must be sorted by time. */
export function durationHeatmap(
  points: readonly DurationPoint[],
  { columnCount, mostRows }: { columnCount: number; mostRows: number }
): DurationHeatmap | undefined {
  const extent = extentOf(points);
  if (!extent) {
    return undefined;
  }
  const bounds = durationBounds(points, mostRows);
  const widthMs = Math.max(1, (extent.toMs - extent.fromMs) / columnCount);
  const counts = new Map<number, { count: number; errorCount: number }>();
  for (const { timeMs, durationNs, isError } of points) {
    const column = Math.min(columnCount - 1, Math.floor((timeMs - extent.fromMs) / widthMs));
    const index = binOf(bounds, durationNs) * columnCount + column;
    const cell = counts.get(index) ?? { count: 0, errorCount: 0 };
    cell.count += 1;
    cell.errorCount += Number(isError);
    counts.set(index, cell);
  }
  const cells = [...counts].map(([index, cell]): HeatmapCell => {
    const column = index % columnCount;
    const row = Math.floor(index / columnCount);
    const fromMs = extent.fromMs + column * widthMs;
    return {
      ...cell,
      column,
      row,
      fromMs,
      toMs: fromMs + widthMs,
      fromNs: bounds[row] ?? 0,
      toNs: bounds[row + 1] ?? 0,
    };
  });
  return {
    columnCount,
    bounds,
    fromMs: extent.fromMs,
    toMs: extent.fromMs + widthMs * columnCount,
    highestCount: cells.reduce((highest, { count }) => Math.max(highest, count), 0),
    cells,
  };
}
