import type { RawTimeRange } from '@grafana/data';
import { parse } from '../../../traceql';
import { metricsUnit } from '../results/metrics/metricsKind';

/** The query as the page would run it. */
export interface SharedQuery {
  /** TraceQL, or a trace ID. */
  readonly text: string;
  /** Set where the text is nothing but a trace ID: 32 hexadecimal digits. */
  readonly traceId?: string;
  readonly isMetrics: boolean;
  /** Raw times, relative where they are. */
  readonly raw: { readonly from: string; readonly to: string };
  readonly limit: number;
  readonly spansPerSpanset: number;
  readonly stepSeconds: number | undefined;
  readonly tableType: 'traces' | 'spans';
  readonly tempoUid: string;
}

/** Our own reference to the query within a panel, Explore or rule. */
const REF_ID = 'A';

/** A target of Grafana's Tempo data source (`dataquery.gen.ts`, Grafana 12.3). */
export interface TempoTarget {
  refId: string;
  datasource: { type: 'tempo'; uid: string };
  queryType: 'traceql';
  query: string;
  limit: number;
  spss: number;
  tableType: 'traces' | 'spans';
  filters: never[];
  metricsQueryType: 'range';
  step?: string;
}

export function buildTarget(shared: SharedQuery): TempoTarget {
  return {
    refId: REF_ID,
    datasource: { type: 'tempo', uid: shared.tempoUid },
    queryType: 'traceql',
    query: shared.text,
    limit: shared.limit,
    spss: shared.spansPerSpanset,
    tableType: shared.tableType,
    filters: [],
    metricsQueryType: 'range',
    ...(shared.stepSeconds === undefined ? {} : { step: `${shared.stepSeconds}s` }),
  };
}

/** The query in Explore: https://grafana.com/docs/grafana/latest/explore/get-started-with-explore/#generate-explore-urls-from-external-tools */
export function buildExplorePath(shared: SharedQuery): string {
  const range: RawTimeRange = shared.raw;
  const panes = { tempo: { datasource: shared.tempoUid, queries: [buildTarget(shared)], range } };
  return `/explore?${new URLSearchParams({ schemaVersion: '1', panes: JSON.stringify(panes) })}`;
}

/**
 * A dashboard panel of the query, to be pasted into the JSON of a dashboard. Grafana's data source says of metrics neither
 * their unit nor that they are a histogram (`pkg/tsdb/tempo/traceql/metrics.go`, 12.3), so the panel does.
 */
export function buildPanelJson(shared: SharedQuery): string {
  const { query } = parse(shared.text);
  const isHistogram = query.metrics?.kind === 'metrics' && query.metrics.function === 'histogram_over_time';
  const type = shared.traceId ? 'traces' : 'table';
  const panel = {
    type: shared.isMetrics ? (isHistogram ? 'heatmap' : 'timeseries') : type,
    title: shared.text.length > 80 ? `${shared.text.slice(0, 79)}…` : shared.text,
    datasource: { type: 'tempo', uid: shared.tempoUid },
    targets: [buildTarget(shared)],
    gridPos: { x: 0, y: 0, w: 24, h: 10 },
    fieldConfig: { defaults: shared.isMetrics ? { unit: metricsUnit(query) } : {}, overrides: [] },
    options: {},
  };
  return JSON.stringify(panel, null, 2);
}

/** How far an alert rule looks back, and what it takes for too much until the author says better. */
const ALERT_LOOK_BACK_SECONDS = 600;

/**
 * A new alert rule with the query, its last value and a threshold, in Grafana's alerting. The form takes its beginning
 * from `defaults` (`formValuesFromQueryParams`, Grafana 12.3); Grafana alerts on Tempo where the feature toggle
 * `tempoAlerting` is on.
 */
export function buildAlertPath(shared: SharedQuery, returnTo: string): string {
  const relativeTimeRange = { from: ALERT_LOOK_BACK_SECONDS, to: 0 };
  const expression = (refId: string, model: object) => ({
    refId,
    queryType: 'expression',
    datasourceUid: '__expr__',
    model: { refId, datasource: { type: '__expr__', uid: '__expr__' }, ...model },
  });
  const defaults = {
    type: 'grafana',
    name: '',
    condition: 'C',
    queries: [
      { refId: REF_ID, queryType: '', datasourceUid: shared.tempoUid, relativeTimeRange, model: buildTarget(shared) },
      expression('B', { type: 'reduce', expression: REF_ID, reducer: 'last', settings: { mode: 'dropNN' } }),
      expression('C', {
        type: 'threshold',
        expression: 'B',
        conditions: [{ type: 'query', evaluator: { type: 'gt', params: [0] } }],
      }),
    ],
    annotations: [{ key: 'description', value: shared.text }],
  };
  return `/alerting/new?${new URLSearchParams({ defaults: JSON.stringify(defaults), returnTo })}`;
}
