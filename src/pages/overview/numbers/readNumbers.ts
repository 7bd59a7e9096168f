import { FieldType, type DataFrame, type PanelData } from '@grafana/data';

export interface Point {
  /** Epoch milliseconds. */
  timeMs: number;
  value: number;
}

/** What became of one number. */
export type NumberReading =
  | { status: 'value'; points: readonly Point[]; last: number; mean: number }
  /** Answered, but there is nothing: nobody queried, or nothing was scraped. */
  | { status: 'none' }
  /** What Prometheus, or Grafana, said. */
  | { status: 'failed'; said: string };

/**
 * Takes the answer to all numbers apart.
 *
 * @param data - time series, of which the first of each refId counts
 * @returns readings by refId; a refId that is not in the answer has none
 */
export function readNumbers(data: PanelData, refIds: readonly string[]): Map<string, NumberReading> {
  // A request that failed as a whole has only the deprecated one (runRequest of Grafana 12.3, processQueryError).
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const { errors = data.error ? [data.error] : [] } = data;
  return new Map(
    refIds.map((refId): [string, NumberReading] => {
      const frame = data.series.find((series) => series.refId === refId && series.fields.length > 1);
      const points = frame ? pointsOf(frame) : [];
      const error = errors.find((each) => (each.refId ?? refId) === refId);
      return [refId, points.length > 0 || !error ? readingOf(points) : { status: 'failed', said: error.message ?? '' }];
    })
  );
}

/** Points without a number (NaN: divided by nothing) are left out. */
function pointsOf({ fields }: DataFrame): Point[] {
  const times: unknown[] = [...(fields.find(({ type }) => type === FieldType.time)?.values ?? [])];
  const values: unknown[] = [...(fields.find(({ type }) => type === FieldType.number)?.values ?? [])];
  return times.flatMap((timeMs, i) => {
    const value = values[i];
    return typeof timeMs === 'number' && typeof value === 'number' && Number.isFinite(value) ? [{ timeMs, value }] : [];
  });
}

/** A series of points as a reading. */
export function readingOf(points: readonly Point[]): NumberReading {
  const last = points.at(-1);
  return last
    ? {
        status: 'value',
        points,
        last: last.value,
        mean: points.reduce((sum, { value }) => sum + value, 0) / points.length,
      }
    : { status: 'none' };
}
