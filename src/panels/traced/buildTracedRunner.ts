import { t } from '@grafana/i18n';
import { SceneDataTransformer, SceneQueryRunner, type SceneDataProvider } from '@grafana/scenes';
import type { DataQuery } from '@grafana/schema';
import {
  durationHeatmapPromql,
  durationHeatmapTraceql,
  durationQuantilePromql,
  durationQuantileTraceql,
  errorRatePromql,
  errorRateTraceql,
  errorSharePromql,
  labelOfField,
  rateByStatusTraceql,
  spanRatePromql,
  spanRateTraceql,
  spansTraceql,
  type SpanMetricsSource,
  type SpanScope,
} from '../../signals/traced';
import { RATE_REF, VALUE_REF } from '../comparison/changeRows';
import { linkExemplars } from './exemplarLink';
import { TRACEQL_DATA_SOURCE } from './TraceqlDataSource';
import type { TraceqlMetricsQuery } from './traceqlMetricsQuery';
import { groupsOf, scopeOf, type NumbersSource, type TracedSelection } from './tracedSelection';

/** What is asked of whom, for all panels of a tab. */
export interface TracedQuestion {
  readonly source: NumbersSource;
  readonly selection: TracedSelection;
  /** The Prometheus data source; undefined where there is none, and the source is TraceQL. */
  readonly metricsUid: string | undefined;
  /** The Tempo data source; undefined where there is none, and exemplars open nothing. */
  readonly tempoUid: string | undefined;
  /** Release of that Tempo; empty where it is not known. */
  readonly tempoVersion: string;
}

/**
 * What a panel shows. `slowest` and `failing` are tables of the groups of the selection (`groupsOf`): one value for the
 * whole range, by the reference IDs of a table of changes.
 */
export type TracedMeasure =
  'quantiles' | 'heatmap' | 'rate' | 'error-share' | 'failed-by-group' | 'slowest' | 'failing';

/** A query as a Prometheus data source of Grafana takes it. */
export interface PrometheusQuery extends DataQuery {
  expr: string;
  legendFormat: string;
  range: boolean;
  instant: boolean;
  format: 'time_series' | 'heatmap';
  exemplar?: boolean;
  timeRangeCompare?: boolean;
}

const QUANTILES = [0.5, 0.9, 0.99];
/** The quantile of the tables. */
const SLOWEST = 0.99;
/** More lines than this no eye can follow. */
const MOST_LINES = 10;

/** The queries of a measure, ready to run. */
export function buildTracedRunner(question: TracedQuestion, measure: TracedMeasure): SceneDataProvider {
  const { source, metricsUid, tempoUid, selection } = question;
  if (source.kind === 'traceql') {
    return new SceneQueryRunner({ datasource: TRACEQL_DATA_SOURCE, queries: traceqlQueries(question, measure) });
  }
  const runner = new SceneQueryRunner({
    datasource: { uid: metricsUid },
    queries: prometheusQueries(source, selection, measure),
  });
  return measure === 'quantiles' && tempoUid !== undefined
    ? new SceneDataTransformer({
        $data: runner,
        transformations: [linkExemplars(spansTraceql(scopeOf(selection)), tempoUid)],
      })
    : runner;
}

/** Exported for tests, which need no rendering. */
export function prometheusQueries(
  source: SpanMetricsSource,
  selection: TracedSelection,
  measure: TracedMeasure
): PrometheusQuery[] {
  const scope = scopeOf(selection);
  const group = groupsOf(selection);
  const byGroup: SpanScope = { ...scope, by: [group], window: '$__range' };
  switch (measure) {
    case 'quantiles':
      return QUANTILES.flatMap((quantile, index) => {
        const expr = durationQuantilePromql(source, quantile, scope);
        // All three have the same buckets, and so the same exemplars.
        return expr === undefined ? [] : [{ ...overTime(expr, `p${quantile * 100}`, index), exemplar: index === 0 }];
      });
    case 'heatmap': {
      const expr = durationHeatmapPromql(source, scope);
      return expr === undefined
        ? []
        : [{ ...overTime(expr, '{{le}}'), format: 'heatmap' as const, timeRangeCompare: false }];
    }
    case 'rate':
      return [overTime(spanRatePromql(source, scope), t('traced.legend-requests', 'requests'))];
    case 'error-share':
      return [overTime(errorSharePromql(source, scope), t('traced.legend-failed', 'failed'))];
    case 'failed-by-group':
      return [
        {
          ...overTime(
            `topk(${MOST_LINES}, ${errorRatePromql(source, { ...scope, by: [group] })})`,
            `{{${labelOfField(source, group)}}}`
          ),
          timeRangeCompare: false,
        },
      ];
    case 'slowest':
      return [
        ...atTheEnd(durationQuantilePromql(source, SLOWEST, byGroup), VALUE_REF),
        ...atTheEnd(spanRatePromql(source, byGroup), RATE_REF),
      ];
    case 'failing':
      return [
        ...atTheEnd(errorSharePromql(source, byGroup), VALUE_REF),
        ...atTheEnd(spanRatePromql(source, byGroup), RATE_REF),
      ];
  }
}

/** Exported for tests, which need no rendering. */
export function traceqlQueries(question: TracedQuestion, measure: TracedMeasure): TraceqlMetricsQuery[] {
  const { selection, tempoUid = '', tempoVersion } = question;
  const scope = scopeOf(selection);
  const byGroup: SpanScope = { ...scope, by: [groupsOf(selection)] };
  const query = (
    text: string,
    shape: TraceqlMetricsQuery['shape'],
    more: Partial<TraceqlMetricsQuery> = {}
  ): TraceqlMetricsQuery => ({ refId: 'A', tempoUid, tempoVersion, text, shape, ...more });
  switch (measure) {
    case 'quantiles':
      return [query(durationQuantileTraceql(QUANTILES, scope), 'quantiles', { exemplarQuery: spansTraceql(scope) })];
    case 'heatmap':
      return [query(durationHeatmapTraceql(scope), 'heatmap', { timeRangeCompare: false })];
    case 'rate':
      return [query(spanRateTraceql(scope), 'plain', { legend: t('traced.legend-requests', 'requests') })];
    case 'error-share':
      return [query(rateByStatusTraceql(scope), 'error-share', { legend: t('traced.legend-failed', 'failed') })];
    case 'failed-by-group':
      return [query(errorRateTraceql(byGroup), 'plain', { timeRangeCompare: false })];
    case 'slowest':
      return [
        query(durationQuantileTraceql([SLOWEST], byGroup), 'plain', { refId: VALUE_REF, instant: true }),
        query(spanRateTraceql(byGroup), 'plain', { refId: RATE_REF, instant: true, timeRangeCompare: false }),
      ];
    case 'failing':
      return [query(rateByStatusTraceql(byGroup), 'error-share', { refId: VALUE_REF, instant: true })];
  }
}

/** A range query. */
export function overTime(expr: string, legendFormat: string, index = 0): PrometheusQuery {
  const refId = String.fromCharCode('A'.charCodeAt(0) + index);
  return { refId, expr, legendFormat, range: true, instant: false, format: 'time_series' };
}

function atTheEnd(expr: string | undefined, refId: string): PrometheusQuery[] {
  return expr === undefined
    ? []
    : [
        {
          refId,
          expr,
          legendFormat: '__auto',
          range: false,
          instant: true,
          format: 'time_series',
          ...(refId === RATE_REF ? { timeRangeCompare: false } : {}),
        },
      ];
}
