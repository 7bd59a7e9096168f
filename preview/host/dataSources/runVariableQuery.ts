import {
  type DataFrame,
  type DataQueryRequest,
  dateTime,
  FieldType,
  type MetricFindValue,
  type ScopedVars,
  type TimeRange,
  toDataFrame,
} from '@grafana/data';
import { getTemplateSrv } from '@grafana/runtime';
import { firstValueFrom } from 'rxjs';
import { interpolatePrometheusValue } from './interpolatePrometheusValue.ts';
import type { PrometheusDataSource, PrometheusQuery } from './PrometheusDataSource.ts';

const LABEL_NAMES = /^label_names\((?:(.+))?\)\s*$/;
const LABEL_VALUES = /^label_values\((?:(.+),\s*)?([\p{L}_$][\p{L}\w$:.]*)\)\s*$/u;
const METRIC_NAMES = /^metrics\((.+)\)\s*$/;
const QUERY_RESULT = /^query_result\((.+)\)\s*$/;

/** The functions that a Prometheus query variable knows; anything else is an instant query, as in Grafana. */
export async function runVariableQuery(
  dataSource: PrometheusDataSource,
  text: string,
  range: TimeRange,
  scopedVars?: ScopedVars
): Promise<MetricFindValue[]> {
  const query = getTemplateSrv().replace(text, { ...buildRangeVars(range), ...scopedVars }, interpolatePrometheusValue);
  const labelNames = LABEL_NAMES.exec(query);
  if (labelNames) {
    return toValues(await dataSource.fetchLabelNames(range, labelNames[1]));
  }
  const labelValues = LABEL_VALUES.exec(query);
  if (labelValues?.[2]) {
    return toValues(await dataSource.fetchLabelValues(labelValues[2], range, labelValues[1]));
  }
  const metricNames = METRIC_NAMES.exec(query);
  if (metricNames?.[1]) {
    const pattern = new RegExp(metricNames[1]);
    const names = await dataSource.fetchLabelValues('__name__', range);
    return toValues(names.filter((name) => pattern.test(name)));
  }
  if (query === '') {
    return [];
  }
  return runInstantQuery(dataSource, QUERY_RESULT.exec(query)?.[1] ?? query, range);
}

function buildRangeVars(range: TimeRange): ScopedVars {
  const rangeMs = range.to.diff(range.from);
  const rangeSeconds = Math.round(rangeMs / 1000);
  return {
    __range_ms: { text: rangeMs, value: rangeMs },
    __range_s: { text: rangeSeconds, value: rangeSeconds },
    __range: { text: `${rangeSeconds}s`, value: `${rangeSeconds}s` },
  };
}

async function runInstantQuery(
  dataSource: PrometheusDataSource,
  expr: string,
  range: TimeRange
): Promise<MetricFindValue[]> {
  const request: DataQueryRequest<PrometheusQuery> = {
    app: 'variable',
    requestId: `variable-${expr}`,
    timezone: 'browser',
    range,
    interval: '1m',
    intervalMs: 60_000,
    maxDataPoints: 1,
    scopedVars: {},
    startTime: Date.now(),
    targets: [{ refId: 'A', expr, instant: true, range: false }],
  };
  const { data, error } = await firstValueFrom(dataSource.query(request));
  if (error) {
    throw new Error(error.message ?? error.data?.message ?? 'The variable query failed.');
  }
  return data.flatMap((frame) => describeFrame(toDataFrame(frame)));
}

/** `metric{label="value"} 1 1700000000000`: the text that a variable's regular expression is applied to. */
function describeFrame(frame: DataFrame): MetricFindValue[] {
  const time = frame.fields.find((field) => field.type === FieldType.time);
  const value = frame.fields.find((field) => field.type === FieldType.number);
  if (!value) {
    return [];
  }
  const { __name__: name = '', ...labels } = value.labels ?? {};
  const matchers = Object.entries(labels).map(([label, text]) => `${label}="${text}"`);
  return Array.from(value.values, (number: number, row) => ({
    text: `${name}{${matchers.join(',')}} ${number} ${dateTime(time?.values[row]).valueOf()}`,
  }));
}

function toValues(names: string[]): MetricFindValue[] {
  return names.map((text) => ({ text }));
}
