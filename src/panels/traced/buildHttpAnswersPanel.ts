import { t } from '@grafana/i18n';
import { SceneQueryRunner, type VizPanel } from '@grafana/scenes';
import { quoteString } from '../../traceql';
import { spanMatchers, type SpanMetricsSource } from '../../signals/traced';
import { overTime, type PrometheusQuery, type TracedQuestion } from './buildTracedRunner';
import { finish, timeseries } from './buildTracedPanels';
import { TRACEQL_DATA_SOURCE } from './TraceqlDataSource';
import type { TraceqlMetricsQuery } from './traceqlMetricsQuery';
import { scopeOf, type TracedSelection } from './tracedSelection';

/** The attribute with the status of an answer, by OpenTelemetry's conventions since 1.21, and before. */
const STATUS_ATTRIBUTES = ['span.http.response.status_code', 'span.http.status_code'];
/** The same as dimensions of span metrics. */
const STATUS_LABELS = ['http_response_status_code', 'http_status_code'];

/** Answers that say that something went wrong, told apart by whose fault it is. */
const CLASSES = [
  { refId: 'A', from: 400, pattern: '4..' },
  { refId: 'B', from: 500, pattern: '5..' },
] as const;

/**
 * HTTP answers of the services: mistakes of clients (4xx) apart from failures (5xx). By the metrics where they have the
 * status as a dimension, else by Tempo, which has it of every span.
 */
export function buildHttpAnswersPanel(key: string, question: TracedQuestion): VizPanel {
  const { source, metricsUid, selection } = question;
  const label = source.kind === 'span-metrics' ? STATUS_LABELS.find((one) => source.dimensions.has(one)) : undefined;
  const data =
    source.kind === 'span-metrics' && label !== undefined
      ? new SceneQueryRunner({
          datasource: { uid: metricsUid },
          queries: httpAnswersPromql(source, selection, label),
        })
      : new SceneQueryRunner({ datasource: TRACEQL_DATA_SOURCE, queries: httpAnswersTraceql(question) });
  const panel = timeseries(data)
    .setTitle(t('traced.http.title', 'Clients’ mistakes and failures'))
    .setDescription(
      t(
        'traced.http.description',
        'HTTP answers per second by what the status says: 4xx is a mistake of the client, 5xx a failure of the service. Services that do not speak HTTP, or do not record the status, are not in it. Counted by Tempo from its spans where the metrics lack the status.'
      )
    )
    .setUnit('reqps')
    .setOverrides((overrides) => {
      overrides.matchFieldsWithName(legendOf(400)).overrideColor({ mode: 'fixed', fixedColor: 'orange' });
      overrides.matchFieldsWithName(legendOf(500)).overrideColor({ mode: 'fixed', fixedColor: 'red' });
    })
    .build();
  return finish(key, data, panel);
}

/** Exported for tests, which need no rendering. */
export function httpAnswersTraceql({
  selection,
  tempoUid = '',
  tempoVersion,
}: Pick<TracedQuestion, 'selection' | 'tempoUid' | 'tempoVersion'>): TraceqlMetricsQuery[] {
  return CLASSES.map(({ refId, from }) => ({
    refId,
    tempoUid,
    tempoVersion,
    text: `{ ${conditionsOf(selection, from).join(' && ')} } | rate()`,
    shape: 'plain',
    legend: legendOf(from),
    timeRangeCompare: false,
  }));
}

function conditionsOf({ service, operation }: TracedSelection, from: number): string[] {
  const inClass = STATUS_ATTRIBUTES.map((attribute) => `(${attribute} >= ${from} && ${attribute} < ${from + 100})`);
  return [
    'kind = server',
    ...(service ? [`resource.service.name = ${quoteString(service)}`] : []),
    ...(operation ? [`name = ${quoteString(operation)}`] : []),
    `(${inClass.join(' || ')})`,
  ];
}

function httpAnswersPromql(source: SpanMetricsSource, selection: TracedSelection, label: string): PrometheusQuery[] {
  const matchers = spanMatchers(source, scopeOf(selection));
  return CLASSES.map(({ refId, from, pattern }) => ({
    ...overTime(`sum(rate(${source.calls}{${matchers},${label}=~"${pattern}"}[$__rate_interval]))`, legendOf(from)),
    refId,
    timeRangeCompare: false,
  }));
}

function legendOf(from: number): string {
  return from === 400
    ? t('traced.http.mistakes', 'clients’ mistakes (4xx)')
    : t('traced.http.failures', 'failures (5xx)');
}
