import type { MetricsAnswer, MetricsLabel, MetricsSeries } from '../../../../tempo';
import { INTRINSICS, type Query } from '../../../../traceql';

/** What is drawn: `quantiles` and `histogram` are told by their labels, as is `compare`. */
export type MetricsKind = 'series' | 'quantiles' | 'histogram' | 'compare';

/**
 * Labels with a meaning of their own (facts of 2.6.1 to 3.0.3, `pkg/traceql/engine_metrics.go` and
 * `engine_metrics_compare.go`): the name of the function where there is no `by()`, the quantile, the upper bound of a
 * bucket in seconds, and what a series of `compare()` counts.
 */
export const FUNCTION_LABEL = '__name__';
export const QUANTILE_LABEL = 'p';
export const BUCKET_LABEL = '__bucket';
export const COMPARE_TYPE_LABEL = '__meta_type';
export const COMPARE_ERROR_LABEL = '__meta_error';

export function metricsKind({ series }: MetricsAnswer, query: Query): MetricsKind {
  const has = (label: string) => series.some(({ labels }) => labels.some(({ key }) => key === label));
  if (has(COMPARE_TYPE_LABEL) || has(COMPARE_ERROR_LABEL)) {
    return 'compare';
  }
  if (has(BUCKET_LABEL)) {
    return 'histogram';
  }
  // Anybody may group by an attribute that is called p.
  const isQuantile = query.metrics?.kind === 'metrics' && query.metrics.function === 'quantile_over_time';
  return isQuantile && has(QUANTILE_LABEL) ? 'quantiles' : 'series';
}

/** Grafana's unit of the values: Tempo gives durations in seconds, rates a second, and otherwise what the attribute has. */
export function metricsUnit({ metrics }: Query): string {
  if (metrics?.kind !== 'metrics') {
    return 'short';
  }
  switch (metrics.function) {
    case 'rate':
      return 'ops';
    case 'count_over_time':
    case 'histogram_over_time':
      return 'short';
    default:
      return isDuration(metrics.field) ? 's' : 'short';
  }
}

/** Whether the values are numbers of spans, over time or a second. */
export function countsSpans({ metrics }: Query): boolean {
  return (
    metrics?.kind !== 'metrics' ||
    metrics.function === 'rate' ||
    metrics.function === 'count_over_time' ||
    metrics.function === 'histogram_over_time'
  );
}

/** Whether the buckets of a histogram are durations in seconds. */
export function hasDurationBuckets({ metrics }: Query): boolean {
  return metrics?.kind === 'metrics' && isDuration(metrics.field);
}

type MetricsField = Extract<Query['metrics'], { kind: 'metrics' }>['field'];

function isDuration(field: MetricsField): boolean {
  return field?.kind === 'intrinsic' && INTRINSICS.get(field.name)?.type === 'duration';
}

/** The label of a series with the key, or undefined. */
export function labelOf({ labels }: MetricsSeries, key: string): MetricsLabel | undefined {
  return labels.find((label) => label.key === key);
}
