import { formattedValueToString, getValueFormat } from '@grafana/data';
import type { MetricsLabel } from '../../../../tempo';
import { attributeText } from '../search/searchRows';
import { BUCKET_LABEL, FUNCTION_LABEL, QUANTILE_LABEL } from './metricsKind';

export interface SeriesNaming {
  /** Whether the label `p` is a quantile. */
  readonly isQuantile: boolean;
  /** Grafana's unit of the buckets of a histogram, else empty. */
  readonly bucketUnit: string;
}

/**
 * The name of a series for a legend: its only value, `key=value` for each of several, `p95` for a quantile, `≤ 4.19 ms` for
 * a bucket, and the name of the function where there is nothing else.
 */
export function seriesName(labels: readonly MetricsLabel[], { isQuantile, bucketUnit }: SeriesNaming): string {
  const quantile = isQuantile ? labels.find(({ key }) => key === QUANTILE_LABEL) : undefined;
  const bucket = labels.find(({ key }) => key === BUCKET_LABEL);
  const groups = groupLabels(labels, isQuantile);
  const onlyGroup = groups.length === 1 ? groups[0] : undefined;
  const parts = [
    quantile ? quantileName(Number(quantile.value)) : '',
    onlyGroup ? labelText(onlyGroup) : groups.map((label) => `${shortKey(label.key)}=${labelText(label)}`).join(', '),
    bucket ? `≤ ${formattedValueToString(getValueFormat(bucketUnit)(Number(bucket.value)))}` : '',
  ];
  return parts.filter(Boolean).join(' · ') || labelText(labels[0]);
}

/** The labels by which the query groups. */
export function groupLabels(labels: readonly MetricsLabel[], isQuantile: boolean): MetricsLabel[] {
  return labels.filter(
    ({ key }) => key !== FUNCTION_LABEL && key !== BUCKET_LABEL && !(isQuantile && key === QUANTILE_LABEL)
  );
}

/** The value as text; Tempo writes `nil` where spans lack the attribute. */
export function labelText(label: MetricsLabel | undefined): string {
  return label ? attributeText(label.value) : '';
}

/** `p95`, `p99.9`, `p50`. */
export function quantileName(quantile: number): string {
  return `p${Number((quantile * 100).toPrecision(6))}`;
}

/** `service.name` of `resource.service.name`: the scope is seldom what tells series apart. */
function shortKey(key: string): string {
  return key.replace(/^(span|resource|event|link|instrumentation)\./, '').replace(/^\./, '');
}
