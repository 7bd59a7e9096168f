import type { DurationMetric, SpanMetricsSource } from './sources';
import { conditionsOf, FAILED, narrow, type SpanCondition, type SpanField, type SpanScope } from './spanScope';
import { equalsMatcher, matcherForAny } from './labelMatcher';

/**
 * Above its limit on series a maker counts all others together: Tempo from 2.10, and the collector. Such a series stands
 * for no service.
 */
const NO_OVERFLOW = ['metric_overflow!="true"', 'otel_metric_overflow!="true"'];

/** What the metrics call the label of a field; undefined where they do not have it (a version, mostly). */
export function labelOfField(source: SpanMetricsSource, field: SpanField): string | undefined {
  return typeof field === 'object' ? field.dimension : source.labels[field];
}

/** Spans per second. Generators each write their own series of a service, so all of them are summed. */
export function spanRatePromql(source: SpanMetricsSource, scope: SpanScope = {}): string {
  return rateSum(source, source.calls, scope, groupingOf(source, scope));
}

/** Failed spans per second; no series for what never failed. */
export function errorRatePromql(source: SpanMetricsSource, scope: SpanScope = {}): string {
  return spanRatePromql(source, narrow(scope, FAILED));
}

/** Failed spans of all, 0 to 1; 0 for what never failed, or was not asked at all lately. */
export function errorSharePromql(source: SpanMetricsSource, scope: SpanScope = {}): string {
  const all = spanRatePromql(source, scope);
  return `${errorRatePromql(source, scope)} / (${all} > 0) or 0 * ${all}`;
}

/**
 * A quantile of the durations, in seconds whatever the metrics have.
 *
 * @returns undefined where the source has no durations
 */
export function durationQuantilePromql(
  source: SpanMetricsSource,
  quantile: number,
  scope: SpanScope = {}
): string | undefined {
  const { duration } = source;
  if (!duration) {
    return undefined;
  }
  const buckets = rateSum(source, seriesOf(duration), scope, [...leOf(duration), ...groupingOf(source, scope)]);
  return inSeconds(duration, `histogram_quantile(${quantile}, ${buckets})`);
}

/** The mean duration, in seconds. @returns undefined where the source has no durations */
export function meanDurationPromql(source: SpanMetricsSource, scope: SpanScope = {}): string | undefined {
  const { duration } = source;
  if (!duration) {
    return undefined;
  }
  const by = groupingOf(source, scope);
  const observed = rateSum(source, duration.name, scope, by);
  const mean =
    duration.histogram === 'native'
      ? `histogram_sum(${observed}) / histogram_count(${observed})`
      : `${rateSum(source, `${duration.name}_sum`, scope, by)} / ${rateSum(source, `${duration.name}_count`, scope, by)}`;
  return inSeconds(duration, mean);
}

/**
 * Spans per second by bucket of duration, for a heatmap. By `le`, or whole where the histogram is a native one. The
 * buckets are in the unit of `source.duration`.
 *
 * @returns undefined where the source has no durations
 */
export function durationHeatmapPromql(
  source: SpanMetricsSource,
  scope: Omit<SpanScope, 'by'> = {}
): string | undefined {
  const { duration } = source;
  return duration && rateSum(source, seriesOf(duration), scope, leOf(duration));
}

/** Label matchers for any metric of the source, without braces: what the scope chooses, overflow left out. */
export function spanMatchers(source: SpanMetricsSource, scope: SpanScope = {}): string {
  return [...conditionsOf(scope).map((condition) => matcherOf(source, condition)), ...NO_OVERFLOW].join(',');
}

function rateSum(source: SpanMetricsSource, metric: string, scope: SpanScope, by: readonly string[]): string {
  const rate = `rate(${metric}{${spanMatchers(source, scope)}}[${scope.window ?? '$__rate_interval'}])`;
  return by.length === 0 ? `sum(${rate})` : `sum by (${by.join(', ')}) (${rate})`;
}

/** Labels of the fields that the metrics have; grouping by others would tell nothing apart. */
function groupingOf(source: SpanMetricsSource, { by = [] }: SpanScope): string[] {
  return by.flatMap((field) => labelOfField(source, field) ?? []);
}

function seriesOf({ name, histogram }: DurationMetric): string {
  return histogram === 'native' ? name : `${name}_bucket`;
}

function leOf({ histogram }: DurationMetric): string[] {
  return histogram === 'native' ? [] : ['le'];
}

function inSeconds({ unit }: DurationMetric, expr: string): string {
  return unit === 'ms' ? `${expr} / 1000` : expr;
}

function matcherOf(source: SpanMetricsSource, { field, operator, value }: SpanCondition): string {
  const label = labelOfField(source, field);
  const values = (typeof value === 'string' ? [value] : value).map((one) => valueInMetrics(field, one));
  if (label === undefined) {
    throw new Error(`${source.calls} has no label for ${String(field)}`);
  }
  const [only] = values;
  return values.length === 1 && only !== undefined
    ? equalsMatcher(label, operator, only)
    : matcherForAny(label, operator, values);
}

/** Both makers write the names of OpenTelemetry's protocol. */
function valueInMetrics(field: SpanField, value: string): string {
  if (field === 'kind') {
    return `SPAN_KIND_${value.toUpperCase()}`;
  }
  return field === 'status' ? `STATUS_CODE_${value.toUpperCase()}` : value;
}
