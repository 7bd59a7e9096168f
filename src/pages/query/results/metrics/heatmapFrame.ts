import { DataFrameType, FieldType, formattedValueToString, getValueFormat, type DataFrame } from '@grafana/data';
import type { MetricsSeries } from '../../../../tempo';
import { BUCKET_LABEL, labelOf } from './metricsKind';
import { groupLabels, labelText } from './seriesName';

/** All groups of a histogram: with `by(…)` there are several. */
export interface HistogramGroup {
  readonly key: string;
  readonly name: string;
  readonly series: readonly MetricsSeries[];
}

/** The series of a histogram by group, sorted by name. */
export function histogramGroups(series: readonly MetricsSeries[]): HistogramGroup[] {
  const groups = new Map<string, MetricsSeries[]>();
  for (const each of series) {
    const name = groupLabels(each.labels, false).map(labelText).join(', ');
    groups.set(name, [...(groups.get(name) ?? []), each]);
  }
  return [...groups]
    .map(([name, members]) => ({ key: name, name, series: members }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/**
 * The counts of a histogram as Grafana's heatmap panel takes them: a field a bucket, ascending, named and labelled (`le`)
 * by its upper bound. Series of the same bucket are added up. Undefined where there is no bucket.
 *
 * @param bucketUnit - Grafana's unit of the bounds
 */
export function heatmapFrame(series: readonly MetricsSeries[], bucketUnit: string): DataFrame | undefined {
  const counts = new Map<number, Map<number, number>>();
  const times = new Set<number>();
  for (const each of series) {
    const bound = Number(labelOf(each, BUCKET_LABEL)?.value ?? NaN);
    if (Number.isNaN(bound)) {
      continue;
    }
    const bucket = counts.get(bound) ?? new Map<number, number>();
    counts.set(bound, bucket);
    for (const { timeMs, value } of each.samples) {
      times.add(timeMs);
      bucket.set(timeMs, (bucket.get(timeMs) ?? 0) + (value ?? 0));
    }
  }
  if (counts.size === 0) {
    return undefined;
  }
  const sortedTimes = [...times].sort((a, b) => a - b);
  const bounds = fillPowersOfTwo([...counts.keys()].sort((a, b) => a - b));
  return {
    refId: 'A',
    length: sortedTimes.length,
    meta: { type: DataFrameType.HeatmapRows },
    fields: [
      { name: 'Time', type: FieldType.time, config: {}, values: sortedTimes },
      ...bounds.map((bound) => ({
        name: String(bound),
        type: FieldType.number,
        config: { displayNameFromDS: formattedValueToString(getValueFormat(bucketUnit)(bound)) },
        labels: { le: String(bound) },
        values: sortedTimes.map((timeMs) => counts.get(bound)?.get(timeMs) ?? 0),
      })),
    ],
  };
}

/** Doublings from 1 ns to 36 years, if need be: far more means that the buckets are no powers of two of each other. */
const MOST_BUCKETS = 64;

/**
 * Tempo sends only buckets that have something in them, and the heatmap draws one row a field: without the empty ones
 * between, a gap in the durations could not be seen. Buckets are powers of two (`Log2Bucketize`, `engine_metrics.go`).
 */
function fillPowersOfTwo(bounds: readonly number[]): number[] {
  const [first] = bounds;
  const last = bounds.at(-1);
  if (first === undefined || last === undefined || first <= 0) {
    return [...bounds];
  }
  const doublings = Math.round(Math.log2(last / first));
  const filled = Array.from({ length: doublings + 1 }, (_, index) => first * 2 ** index);
  const isGrid = doublings < MOST_BUCKETS && bounds.every((bound) => filled.includes(bound));
  return isGrid ? filled : [...bounds];
}
