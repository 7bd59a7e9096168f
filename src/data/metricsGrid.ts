import type { MetricsAnswer } from '../tempo';

export interface MetricsGrid {
  readonly range: { readonly fromSeconds: number; readonly toSeconds: number };
  readonly stepSeconds: number;
}

const NICE_STEPS_SECONDS = [1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800, 86_400];

/**
 * The range of a TraceQL metrics query on the grid of its step, with at most so many points. It begins a little earlier and
 * ends a little earlier.
 *
 * Tempo 2.6 cuts a query into parts whose times it rounds to the step, and sorts their values into a grid that begins with
 * the range (`TrimToOverlap`, `IntervalOf`; pkg/traceql/engine_metrics.go): off the grid, values end up in the interval
 * before. Intervals that are not over yet would look like a fall at the end.
 */
export function metricsGrid(fromMs: number, toMs: number, mostPoints: number): MetricsGrid {
  const shortest = Math.max(0, toMs - fromMs) / 1000 / mostPoints;
  const last = NICE_STEPS_SECONDS.at(-1) ?? 1;
  const stepSeconds = NICE_STEPS_SECONDS.find((step) => step >= shortest) ?? Math.ceil(shortest / last) * last;
  const onGrid = (ms: number) => Math.floor(ms / 1000 / stepSeconds) * stepSeconds;
  const fromSeconds = onGrid(fromMs);
  // A range below a step would be empty.
  return { range: { fromSeconds, toSeconds: Math.max(onGrid(toMs), fromSeconds + stepSeconds) }, stepSeconds };
}

/** Without the interval that begins where the range ends: 2.x sends it, with nothing in it. */
export function withoutEmptyEnd(answer: MetricsAnswer, { range }: MetricsGrid): MetricsAnswer {
  const endMs = range.toSeconds * 1000;
  return {
    ...answer,
    series: answer.series.map((series) => ({
      ...series,
      samples: series.samples.filter(({ timeMs, value }) => timeMs < endMs || (value ?? 0) !== 0),
    })),
  };
}
