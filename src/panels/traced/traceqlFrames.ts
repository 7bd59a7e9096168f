import {
  DataFrameType,
  DataTopic,
  FieldType,
  formattedValueToString,
  getValueFormat,
  type DataFrame,
  type Labels,
} from '@grafana/data';
import { labelOfFieldTraceql } from '../../signals/traced';
import type { MetricsAnswer, MetricsSample, MetricsSeries } from '../../tempo';
import { RATE_REF, VALUE_REF } from '../comparison/changeRows';
import { bucketBounds } from './bucketBounds';
import { exemplarLink } from './exemplarLink';
import type { TraceqlMetricsQuery } from './traceqlMetricsQuery';

/** Tempo's labels by the names that the tables and other sources use. */
const SHORT_NAMES = new Map(
  (['service', 'operation', 'status'] as const).map((field) => [labelOfFieldTraceql(field), field])
);
/** What a series without `by` carries in place of labels. */
const FUNCTION_LABEL = '__name__';
const QUANTILE_LABEL = 'p';
const BUCKET_LABEL = '__bucket';
/** Tempo 2.6 sends the durations of exemplars in nanoseconds, some billion times as high as the series. */
const NS_PER_SECOND = 1e9;
const IMPLAUSIBLE_FACTOR = 1e3;

/** The frames that a panel draws of an answer. */
export function traceqlFrames({ series }: MetricsAnswer, query: TraceqlMetricsQuery): DataFrame[] {
  switch (query.shape) {
    case 'heatmap':
      return heatmapFrames(series, query.refId);
    case 'error-share':
      return errorShareFrames(series, query);
    case 'quantiles':
    case 'plain':
      return [...series.map((one) => seriesFrame(one, query)), ...exemplarFrames(series, query)];
  }
}

function labelsOf({ labels }: MetricsSeries): Labels {
  return Object.fromEntries(
    labels
      .filter(({ key }) => key !== FUNCTION_LABEL)
      .map(({ key, value }) => [SHORT_NAMES.get(key) ?? key, String(value ?? '')])
  );
}

function nameOf(labels: Labels, { shape, legend = '' }: TraceqlMetricsQuery): string {
  const { [QUANTILE_LABEL]: quantile, ...groups } = labels;
  const group = Object.values(groups).join(', ');
  if (shape !== 'quantiles' || quantile === undefined) {
    return group || legend;
  }
  // 0.99 * 100 is 99.00000000000001.
  const percentile = `p${Number((Number(quantile) * 100).toPrecision(6))}`;
  return group ? `${percentile} ${group}` : percentile;
}

function seriesFrame(series: MetricsSeries, query: TraceqlMetricsQuery): DataFrame {
  const labels = labelsOf(series);
  // No request takes no time: a quantile of zero is one of no requests.
  const samples =
    query.shape === 'quantiles'
      ? series.samples.map(({ timeMs, value }) => ({ timeMs, value: value === 0 ? null : value }))
      : series.samples;
  return lineFrame(query.refId, nameOf(labels, query), labels, samples);
}

function lineFrame(refId: string, name: string, labels: Labels, samples: readonly MetricsSample[]): DataFrame {
  return {
    refId,
    name,
    length: samples.length,
    fields: [
      { name: 'Time', type: FieldType.time, config: {}, values: samples.map(({ timeMs }) => timeMs) },
      {
        name: 'Value',
        type: FieldType.number,
        labels,
        config: { displayNameFromDS: name },
        values: samples.map(({ value }) => value),
      },
    ],
  };
}

/** Groups by all labels but the status: the share of errors, and the rate of all. */
function errorShareFrames(series: readonly MetricsSeries[], query: TraceqlMetricsQuery): DataFrame[] {
  const groups = new Map<string, { labels: Labels; all: Map<number, number>; failed: Map<number, number> }>();
  for (const one of series) {
    const { status, ...labels } = labelsOf(one);
    const key = JSON.stringify(labels);
    const group = groups.get(key) ?? { labels, all: new Map(), failed: new Map() };
    groups.set(key, group);
    addUp(group.all, one.samples);
    addUp(group.failed, status === 'error' ? one.samples : []);
  }
  return [...groups.values()].flatMap(({ labels, all, failed }) => {
    const times = [...all.keys()].sort((a, b) => a - b);
    const share = times.map((timeMs) => {
      const total = all.get(timeMs) ?? 0;
      return { timeMs, value: total > 0 ? (failed.get(timeMs) ?? 0) / total : null };
    });
    const rate = times.map((timeMs) => ({ timeMs, value: all.get(timeMs) ?? 0 }));
    const name = nameOf(labels, query);
    const shareFrame = lineFrame(query.instant ? VALUE_REF : query.refId, name, labels, share);
    return query.instant ? [shareFrame, lineFrame(RATE_REF, name, labels, rate)] : [shareFrame];
  });
}

function addUp(totals: Map<number, number>, samples: readonly MetricsSample[]): void {
  for (const { timeMs, value } of samples) {
    totals.set(timeMs, (totals.get(timeMs) ?? 0) + (value ?? 0));
  }
}

/** One frame with a field a bucket, ascending, as Grafana's heatmap takes them. No frame where there are no buckets. */
function heatmapFrames(series: readonly MetricsSeries[], refId: string): DataFrame[] {
  const counts = new Map<number, Map<number, number>>();
  for (const one of series) {
    const bound = Number(one.labels.find(({ key }) => key === BUCKET_LABEL)?.value ?? NaN);
    if (Number.isFinite(bound)) {
      const bucket = counts.get(bound) ?? new Map<number, number>();
      counts.set(bound, bucket);
      addUp(bucket, one.samples);
    }
  }
  if (counts.size === 0) {
    return [];
  }
  const times = [...new Set([...counts.values()].flatMap((bucket) => [...bucket.keys()]))].sort((a, b) => a - b);
  const formatSeconds = getValueFormat('s');
  return [
    {
      refId,
      length: times.length,
      meta: { type: DataFrameType.HeatmapRows },
      fields: [
        { name: 'Time', type: FieldType.time, config: {}, values: times },
        ...bucketBounds([...counts.keys()]).map((bound) => ({
          name: String(bound),
          type: FieldType.number,
          config: { displayNameFromDS: formattedValueToString(formatSeconds(bound)) },
          labels: { le: String(bound) },
          values: times.map((timeMs) => counts.get(bound)?.get(timeMs) ?? 0),
        })),
      ],
    },
  ];
}

/** All exemplars that name a trace, as one frame; none where the query asks for none. */
function exemplarFrames(series: readonly MetricsSeries[], query: TraceqlMetricsQuery): DataFrame[] {
  const { exemplarQuery, tempoUid, refId } = query;
  const points = series.flatMap((one) => {
    const highest = one.samples.reduce((most, { value }) => Math.max(most, value ?? 0), 0);
    return one.exemplars
      .filter(({ traceId, value }) => traceId !== '' && value !== null)
      .map(({ traceId, timeMs, value }) => ({ traceId, timeMs, value: inSeconds(value ?? 0, highest) }));
  });
  if (exemplarQuery === undefined || points.length === 0) {
    return [];
  }
  return [
    {
      refId,
      name: 'exemplar',
      length: points.length,
      meta: { dataTopic: DataTopic.Annotations, custom: { resultType: 'exemplar' } },
      fields: [
        { name: 'Time', type: FieldType.time, config: {}, values: points.map(({ timeMs }) => timeMs) },
        { name: 'Value', type: FieldType.number, config: {}, values: points.map(({ value }) => value) },
        {
          name: 'traceId',
          type: FieldType.string,
          config: { links: [exemplarLink(exemplarQuery, tempoUid)] },
          values: points.map(({ traceId }) => traceId),
        },
      ],
    },
  ];
}

function inSeconds(value: number, highest: number): number {
  return value > Math.max(1, highest) * IMPLAUSIBLE_FACTOR ? value / NS_PER_SECOND : value;
}
