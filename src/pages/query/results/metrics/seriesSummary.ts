import type { MetricsSeries } from '../../../../tempo';
import { seriesName, type SeriesNaming } from './seriesName';

/** One row a series: its values in figures. Null where the series has no value at all. */
export interface SeriesSummary {
  readonly key: string;
  readonly name: string;
  readonly series: MetricsSeries;
  /** The latest value. */
  readonly last: number | null;
  readonly mean: number | null;
  readonly max: number | null;
}

/** Sums up every series, in the order of the answer. Intervals without a value do not count in the mean. */
export function summariseSeries(series: readonly MetricsSeries[], naming: SeriesNaming): SeriesSummary[] {
  return series.map((each, index) => ({
    key: String(index),
    name: seriesName(each.labels, naming),
    series: each,
    ...summarise(each),
  }));
}

function summarise({ samples }: MetricsSeries): Pick<SeriesSummary, 'last' | 'mean' | 'max'> {
  let last: number | null = null;
  let max: number | null = null;
  let sum = 0;
  let count = 0;
  for (const { value } of samples) {
    if (value !== null && Number.isFinite(value)) {
      last = value;
      max = max === null ? value : Math.max(max, value);
      sum += value;
      count += 1;
    }
  }
  return { last, max, mean: count > 0 ? sum / count : null };
}

/** The series with the highest maximum, at most so many, in the order of the answer. */
export function highestSeries(summaries: readonly SeriesSummary[], limit: number): readonly SeriesSummary[] {
  if (summaries.length <= limit) {
    return summaries;
  }
  const highest = new Set([...summaries].sort((a, b) => (b.max ?? -Infinity) - (a.max ?? -Infinity)).slice(0, limit));
  return summaries.filter((summary) => highest.has(summary));
}
