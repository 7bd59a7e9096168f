import type { MetricsAnswer, MetricsSeries } from '../../../tempo';
import { readingOf, type NumberReading, type Point } from '../numbers/readNumbers';

/** Spans per second by status: one question for both numbers. */
export const SPAN_RATES_QUERY = '{ } | rate() by (status)';

export interface SpanRates {
  /** Spans per second. */
  spans: NumberReading;
  /** Share of them that failed, 0 to 1. */
  errors: NumberReading;
}

/** Reads the answer to {@link SPAN_RATES_QUERY}: the sum of its series, and what of it are errors. */
export function readSpanRates({ series }: MetricsAnswer): SpanRates {
  const all = sumByTime(series);
  const failed = sumByTime(series.filter(isError));
  const share = [...all].flatMap(([timeMs, spans]): Point[] =>
    spans > 0 ? [{ timeMs, value: (failed.get(timeMs) ?? 0) / spans }] : []
  );
  return { spans: readingOf([...all].map(([timeMs, value]) => ({ timeMs, value }))), errors: readingOf(share) };
}

function isError({ labels }: MetricsSeries): boolean {
  return labels.some(({ key, value }) => key === 'status' && value === 'error');
}

function sumByTime(series: readonly MetricsSeries[]): Map<number, number> {
  const sums = new Map<number, number>();
  for (const { timeMs, value } of series.flatMap(({ samples }) => samples)) {
    sums.set(timeMs, (sums.get(timeMs) ?? 0) + (value ?? 0));
  }
  return new Map([...sums].sort(([a], [b]) => a - b));
}
