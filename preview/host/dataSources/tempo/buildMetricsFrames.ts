import {
  type DataFrame,
  DataFrameType,
  type DataLink,
  type DataSourceInstanceSettings,
  DataTopic,
  FieldType,
} from '@grafana/data';
import { type AnyValue, type KeyValue, type MetricsAnswer, type Series, toNumber } from './tempoAnswers.ts';

type Settings = Pick<DataSourceInstanceSettings, 'uid' | 'name'>;
type Labels = Record<string, string>;

/**
 * A frame a series, then a frame of exemplars for each series that has some, as Grafana makes them.
 * Source: Grafana 12.3, pkg/tsdb/tempo/traceql/metrics.go and exemplars.go.
 */
export function buildMetricsFrames({ series = [] }: MetricsAnswer, query: string, settings: Settings): DataFrame[] {
  const isHistogram = /\|\s*histogram_over_time\s*\(/.test(query);
  const frames = series.map((one) => buildSeriesFrame(one, isHistogram));
  const exemplars = series.filter((one) => one.exemplars?.length).map((one) => buildExemplarFrame(one, settings));
  return [...frames, ...exemplars];
}

/** Of an instant query: a frame a series with its one value. */
export function buildInstantFrames({ series = [] }: MetricsAnswer): DataFrame[] {
  return series.map((one): DataFrame => {
    const { name, labels } = readLabels(one.labels);
    return {
      refId: name,
      name,
      length: 1,
      meta: { preferredVisualisationType: 'table' },
      fields: [
        { name: 'time', type: FieldType.time, config: {}, values: [Date.now()] },
        {
          name: 'value',
          type: FieldType.number,
          labels,
          config: { displayName: name },
          values: [toNumber(one.value)],
        },
      ],
    };
  });
}

function buildSeriesFrame(series: Series, isHistogram: boolean): DataFrame {
  const { name, labels } = readLabels(series.labels);
  const samples = series.samples ?? [];
  return {
    refId: name,
    name,
    length: samples.length,
    meta: {
      preferredVisualisationType: 'graph',
      ...(isHistogram ? { preferredVisualisationPluginId: 'heatmap' } : {}),
      type: DataFrameType.TimeSeriesMulti,
    },
    fields: [
      {
        name: 'time',
        type: FieldType.time,
        config: {},
        values: samples.map(({ timestampMs }) => Number(timestampMs ?? 0)),
      },
      {
        name,
        type: FieldType.number,
        labels,
        config: { displayName: name },
        values: samples.map(({ value }) => toNumber(value)),
      },
    ],
  };
}

function buildExemplarFrame({ labels = [], exemplars = [] }: Series, settings: Settings): DataFrame {
  const { name } = readLabels(labels);
  const shown = exemplars.filter(({ value, timestampMs }) => toNumber(value) !== 0 && Number(timestampMs) > 0);
  const traceIds = shown.map((one) => (readLabels(one.labels).labels['trace:id'] ?? '').replaceAll('"', ''));
  return {
    refId: name,
    name: 'exemplar',
    length: shown.length,
    meta: { dataTopic: DataTopic.Annotations },
    fields: [
      { name: 'Time', type: FieldType.time, config: {}, values: shown.map((one) => Number(one.timestampMs)) },
      { name: 'Value', type: FieldType.number, config: {}, values: shown.map((one) => toNumber(one.value)) },
      {
        name: 'traceId',
        type: FieldType.string,
        config: { displayName: 'Trace ID', links: [buildTraceLink(settings)] },
        values: traceIds,
      },
      ...labels.map(({ key, value }) => ({
        name: key,
        type: FieldType.string,
        config: {},
        values: shown.map(() => renderValue(value).quoted),
      })),
    ],
  };
}

function buildTraceLink({ uid, name }: Settings): DataLink {
  return {
    title: 'View trace',
    url: '',
    internal: {
      query: { query: '${__value.raw}', queryType: 'traceql' },
      datasourceUid: uid,
      datasourceName: name,
    },
  };
}

/** A single label names the series by its value, several by `{a="b", …}`. */
function readLabels(keyValues: KeyValue[] = []): { name: string; labels: Labels } {
  const labels = Object.fromEntries(keyValues.map(({ key, value }) => [key, renderValue(value).quoted]));
  const [only, ...others] = keyValues;
  if (!only) {
    return { name: '', labels };
  }
  if (others.length === 0) {
    return { name: renderValue(only.value).bare, labels };
  }
  const pairs = Object.keys(labels)
    .sort()
    .map((key) => `${key}=${labels[key]}`);
  return { name: `{${pairs.join(', ')}}`, labels };
}

/** Texts are quoted, so that `"1"` and `1` stay two. */
function renderValue(value: AnyValue = {}): { quoted: string; bare: string } {
  if (value.stringValue !== undefined) {
    return { quoted: `"${value.stringValue}"`, bare: value.stringValue };
  }
  const text = String(value.doubleValue ?? value.intValue ?? value.boolValue ?? '');
  return { quoted: text, bare: text };
}
