import type { SearchRow } from '../search/searchRows';

/** A trace or span in the charts. */
export interface DurationPoint {
  readonly key: string;
  readonly traceId: string;
  /** Null for a whole trace. */
  readonly spanId: string | null;
  readonly timeMs: number;
  /** At least `SHORTEST_NS`: the axis is logarithmic. */
  readonly durationNs: number;
  readonly isError: boolean;
  readonly service: string;
  readonly name: string;
}

/** One microsecond. Durations of 0 come of traces below a millisecond and of clocks that run apart. */
const SHORTEST_NS = 1000;

/** The points of the charts, by time. */
export function durationPoints(rows: readonly SearchRow[]): DurationPoint[] {
  return rows
    .map((row) => ({
      key: row.key,
      traceId: row.traceId,
      spanId: row.spanId,
      timeMs: row.startMs,
      durationNs: Math.max(SHORTEST_NS, row.durationNs),
      isError: row.isError,
      service: row.service,
      name: row.name,
    }))
    .sort((a, b) => a.timeMs - b.timeMs);
}

/** Smallest and largest time and duration. */
export interface PointExtent {
  readonly fromMs: number;
  readonly toMs: number;
  readonly minDurationNs: number;
  readonly maxDurationNs: number;
}

/** The extent of the points, or undefined where there is none. The points must be sorted by time. */
export function extentOf(points: readonly DurationPoint[]): PointExtent | undefined {
  const [first] = points;
  const last = points.at(-1);
  if (!first || !last) {
    return undefined;
  }
  let minDurationNs = first.durationNs;
  let maxDurationNs = first.durationNs;
  for (const { durationNs } of points) {
    minDurationNs = Math.min(minDurationNs, durationNs);
    maxDurationNs = Math.max(maxDurationNs, durationNs);
  }
  return { fromMs: first.timeMs, toMs: last.timeMs, minDurationNs, maxDurationNs };
}
