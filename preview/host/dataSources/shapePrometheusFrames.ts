import {
  type DataFrame,
  type DataQueryResponseData,
  DataTopic,
  type Field,
  FieldType,
  type PreferredVisualisationType,
} from '@grafana/data';
import type { PrometheusQuery } from './PrometheusDataSource.ts';

/**
 * What Grafana's Prometheus data source does with the backend's frames: the frames of a query with format `table`
 * become one table with a column per label, those of format `heatmap` count each bucket for itself, exemplars become
 * annotations, the rest stays.
 */
export function shapePrometheusFrames(
  frames: DataQueryResponseData[],
  queries: PrometheusQuery[]
): DataQueryResponseData[] {
  const tableRefIds = new Set(queries.filter((query) => query.format === 'table').map((query) => query.refId));
  const isTable = (frame: DataFrame) => tableRefIds.has(frame.refId ?? '') && !isExemplar(frame);
  const heatmapRefIds = new Set(queries.filter((query) => query.format === 'heatmap').map((query) => query.refId));
  const isBucket = (frame: DataFrame) => heatmapRefIds.has(frame.refId ?? '') && !isExemplar(frame);
  const others = frames.filter((frame) => !isTable(frame) && !isBucket(frame)).map(markExemplars);
  const buckets = [...heatmapRefIds].flatMap((refId) =>
    withoutSmallerBuckets(frames.filter((frame) => isBucket(frame) && frame.refId === refId))
  );
  const tables = [...tableRefIds].flatMap((refId) => {
    const ofQuery = frames.filter((frame) => isTable(frame) && frame.refId === refId);
    return ofQuery.length > 0 ? [buildTable(ofQuery, refId, tableRefIds.size)] : [];
  });
  return [...others, ...tables, ...buckets];
}

/** Ascending by `le`, each bucket without what the next smaller one counts too (`transformToHistogramOverTime`, 12.3). */
function withoutSmallerBuckets(frames: DataFrame[]): DataFrame[] {
  const sorted = [...frames].sort((a, b) => upperBound(a) - upperBound(b));
  return sorted.map((frame, i) => {
    const smaller = new Map(
      (i === 0 ? [] : sorted.slice(i - 1, i)).flatMap(readRows).map(({ time, value }) => [time, Number(value)])
    );
    const times = readRows(frame).map(({ time }) => time);
    const fields = frame.fields.map((field) =>
      field.type === FieldType.number
        ? {
            ...field,
            values: field.values.map((value, row) => Math.max(0, value - (smaller.get(times[row] ?? 0) ?? 0))),
          }
        : field
    );
    return { ...frame, fields };
  });
}

/** Infinity, too, where there is no bound, as of a native histogram. */
function upperBound(frame: DataFrame): number {
  const le = findValueField(frame)?.labels?.le ?? '+Inf';
  return le === '+Inf' ? Infinity : Number(le);
}

function isExemplar(frame: DataFrame): boolean {
  return frame.meta?.custom?.resultType === 'exemplar';
}

function markExemplars(frame: DataFrame): DataFrame {
  return isExemplar(frame) ? { ...frame, meta: { ...frame.meta, dataTopic: DataTopic.Annotations } } : frame;
}

interface Row {
  time: number;
  labels: Record<string, string>;
  value: unknown;
}

function buildTable(frames: DataFrame[], refId: string, tableCount: number): DataFrame {
  const valueName = tableCount > 1 ? `Value #${refId}` : 'Value';
  const firstValue = frames.map(findValueField).find((field) => field !== undefined);
  const rows = frames.flatMap(readRows);
  const labelNames = [...new Set(rows.flatMap((row) => Object.keys(row.labels)))].sort();
  const fields: Field[] = [
    { name: 'Time', type: FieldType.time, config: {}, values: rows.map((row) => row.time) },
    ...labelNames.map((name): Field => {
      const values = rows.map((row) => row.labels[name] ?? '');
      return { name, type: FieldType.string, config: { filterable: true }, values };
    }),
    {
      name: valueName,
      type: FieldType.number,
      config: { ...firstValue?.config, displayNameFromDS: valueName },
      values: rows.map((row) => row.value),
    },
  ];
  const preferredVisualisationType: PreferredVisualisationType = 'table';
  return { refId, fields, length: rows.length, meta: { ...frames[0]?.meta, preferredVisualisationType } };
}

function readRows(frame: DataFrame): Row[] {
  const time = frame.fields.find((field) => field.type === FieldType.time);
  const value = findValueField(frame);
  if (!value) {
    return [];
  }
  const labels = value.labels ?? {};
  return Array.from(value.values, (one: unknown, row) => ({ time: time?.values[row], labels, value: one }));
}

function findValueField(frame: DataFrame): Field | undefined {
  return frame.fields.find((field) => field.type === FieldType.number);
}
