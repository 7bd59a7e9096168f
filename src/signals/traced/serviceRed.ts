/** A series as both Prometheus and TraceQL metrics give them. Times are epoch milliseconds, rising. */
export interface LabelledSeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly timesMs: readonly number[];
  readonly values: ReadonlyArray<number | null>;
}

/** Rate, errors and duration of what carries one name: a service, an operation or a version. */
export interface RedRow {
  readonly name: string;
  /** Spans per second, the mean of the range. */
  readonly rate: number;
  /** Failed spans of all in the range, 0 to 1. */
  readonly errorShare: number;
  /** The 90th percentile over the whole range; null where it is not measured, or there was nothing to measure. */
  readonly p90Seconds: number | null;
  /** Course of the range; empty where it was not asked for. */
  readonly rates: Course;
  readonly errorShares: Course;
  readonly p90s: Course;
}

export interface Course {
  readonly timesMs: readonly number[];
  readonly values: ReadonlyArray<number | null>;
}

export interface RedSeries {
  /** Spans per second in the mean of the range, failed ones, and the quantile: one value a series. */
  readonly rates: readonly LabelledSeries[];
  readonly errors: readonly LabelledSeries[];
  readonly p90: readonly LabelledSeries[];
  /** The same over the range, where it is wanted. */
  readonly rateCourses?: readonly LabelledSeries[];
  readonly errorCourses?: readonly LabelledSeries[];
  readonly p90Courses?: readonly LabelledSeries[];
}

const NOTHING: Course = { timesMs: [], values: [] };

/**
 * One row a name. What has errors or durations has a rate too: names without one are left out, and so are those that
 * nobody asked for anything.
 *
 * @param label - of the series, that holds the name
 */
export function combineRed(series: RedSeries, label: string): RedRow[] {
  const errors = byLabel(series.errors, label);
  const p90 = byLabel(series.p90, label);
  const rateCourses = byLabel(series.rateCourses ?? [], label);
  const errorCourses = byLabel(series.errorCourses ?? [], label);
  const p90Courses = byLabel(series.p90Courses ?? [], label);
  return [...byLabel(series.rates, label)].flatMap(([name, one]) => {
    const rate = lastOf(one) ?? 0;
    const rates = rateCourses.get(name) ?? NOTHING;
    const row: RedRow = {
      name,
      rate,
      errorShare: rate > 0 ? Math.min(1, (lastOf(errors.get(name)) ?? 0) / rate) : 0,
      p90Seconds: lastOf(p90.get(name)),
      rates,
      errorShares: shareOf(errorCourses.get(name) ?? NOTHING, rates),
      p90s: p90Courses.get(name) ?? NOTHING,
    };
    return rate > 0 ? [row] : [];
  });
}

/**
 * The mean of each series over the range, as a series of one value. Times in which there was nothing count as zero, so
 * that the means of several can be compared and added up.
 *
 * @param stepMs - what each point stands for
 */
export function meanOverRange(
  series: readonly LabelledSeries[],
  stepMs: number,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }
): LabelledSeries[] {
  return series.map(({ labels, values }) => {
    const sum = values.reduce<number>((total, value) => total + (value ?? 0), 0);
    return { labels, timesMs: [toMs], values: [(sum * stepMs) / Math.max(toMs - fromMs, values.length * stepMs)] };
  });
}

function shareOf(part: Course, all: Course): Course {
  const parts = new Map(part.timesMs.map((time, index) => [time, part.values[index] ?? null]));
  return {
    timesMs: all.timesMs,
    values: all.values.map((value, index) => {
      const failed = parts.get(all.timesMs[index] ?? NaN) ?? 0;
      return value === null || value === 0 ? null : Math.min(1, failed / value);
    }),
  };
}

function byLabel(series: readonly LabelledSeries[], label: string): Map<string, LabelledSeries> {
  return new Map(series.map((one) => [one.labels[label] ?? '', one]));
}

function lastOf(series: LabelledSeries | undefined): number | null {
  return series?.values.at(-1) ?? null;
}
