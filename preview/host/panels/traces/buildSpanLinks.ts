import {
  type DataLink,
  type DataSourceInstanceSettings,
  type DataSourceJsonData,
  dateTime,
  type Field,
  mapInternalLinkToExplore,
  rangeUtil,
  type ScopedVars,
  type TimeRange,
} from '@grafana/data';
import { getDataSourceSrv, getTemplateSrv } from '@grafana/runtime';
import type { SpanRow } from '../../dataSources/tempo/buildTraceFrame.ts';

export interface SpanLink {
  title: string;
  href: string;
}

interface TagMapping {
  key: string;
  value?: string;
}

/** Of `jsonData` of a Tempo data source. */
interface TempoLinks extends DataSourceJsonData {
  tracesToLogsV2?: {
    datasourceUid?: string;
    tags?: TagMapping[];
    spanStartTimeShift?: string;
    spanEndTimeShift?: string;
    filterByTraceID?: boolean;
    filterBySpanID?: boolean;
    customQuery?: boolean;
    query?: string;
  };
  tracesToMetrics?: {
    datasourceUid?: string;
    tags?: TagMapping[];
    queries?: Array<{ name?: string; query?: string }>;
    spanStartTimeShift?: string;
    spanEndTimeShift?: string;
  };
}

const DEFAULT_TAGS: TagMapping[] = [
  { key: 'cluster' },
  { key: 'hostname' },
  { key: 'namespace' },
  { key: 'pod' },
  { key: 'service.name', value: 'service_name' },
  { key: 'service.namespace', value: 'service_namespace' },
];
const METRICS_SHIFT = { before: '-2m', after: '2m' };

/**
 * Links from a span to logs (Loki) and metrics, as the Tempo data source is configured.
 * Source: Grafana 12.3, public/app/features/explore/TraceView/createSpanLink.tsx.
 */
export function buildSpanLinks(
  span: SpanRow,
  tempo: DataSourceInstanceSettings<DataSourceJsonData> | undefined
): SpanLink[] {
  const { tracesToLogsV2, tracesToMetrics } = (tempo?.jsonData ?? {}) as TempoLinks;
  return [...buildLogsLink(span, tracesToLogsV2), ...buildMetricsLinks(span, tracesToMetrics)];
}

function buildLogsLink(span: SpanRow, options: TempoLinks['tracesToLogsV2']): SpanLink[] {
  const logs = findDataSource(options?.datasourceUid);
  const tags = renderTags(span, options?.tags);
  if (!options || logs?.type !== 'loki') {
    return [];
  }
  const expr = options.customQuery ? options.query : tags && renderLogsQuery(options);
  if (!expr) {
    return [];
  }
  const range = rangeOf(span, options.spanStartTimeShift || '0s', options.spanEndTimeShift || '0s');
  return buildLink('Related logs', logs, { expr, refId: '' }, { span, tags, range });
}

function renderLogsQuery({ filterByTraceID, filterBySpanID }: NonNullable<TempoLinks['tracesToLogsV2']>): string {
  const filter = (kind: 'trace' | 'span') =>
    ` | label_format log_line_contains_${kind}_id=\`{{ contains "\${__span.${kind}Id}" __line__  }}\`` +
    ` | log_line_contains_${kind}_id="true" or ${kind}_id="\${__span.${kind}Id}"`;
  return '{${__tags}}' + (filterByTraceID ? filter('trace') : '') + (filterBySpanID ? filter('span') : '');
}

function buildMetricsLinks(span: SpanRow, options: TempoLinks['tracesToMetrics']): SpanLink[] {
  const metrics = findDataSource(options?.datasourceUid);
  if (!options || !metrics) {
    return [];
  }
  const tags = renderTags(span, options.tags);
  const before = options.spanStartTimeShift || METRICS_SHIFT.before;
  const range = rangeOf(span, before, options.spanEndTimeShift || METRICS_SHIFT.after);
  return (options.queries ?? []).flatMap(({ name = 'Related metrics', query }) => {
    const fallback = `histogram_quantile(0.5, sum(rate(traces_spanmetrics_latency_bucket{service="${span.serviceName}"}[5m])) by (le))`;
    return buildLink(name, metrics, { expr: query || fallback, refId: 'A' }, { span, tags, range });
  });
}

function findDataSource(uid: string | undefined): DataSourceInstanceSettings | undefined {
  return uid ? getDataSourceSrv().getInstanceSettings(uid) : undefined;
}

interface LinkContext {
  span: SpanRow;
  tags: string;
  range: TimeRange;
}

/** No link where a variable of the query has no value for this span. */
function buildLink(
  title: string,
  { uid, name }: DataSourceInstanceSettings,
  query: { expr: string; refId: string },
  { span, tags, range }: LinkContext
): SpanLink[] {
  const scopedVars = buildVariables(span, tags);
  const replaceVariables = (text: string, vars?: ScopedVars) =>
    getTemplateSrv().replace(text, vars as ScopedVars | undefined);
  if (/\$\{__(span|tags|trace)/.test(replaceVariables(query.expr, scopedVars))) {
    return [];
  }
  const internal = { datasourceUid: uid, datasourceName: name, query, range };
  const link: DataLink = { title: name, url: '', internal };
  const { href } = mapInternalLinkToExplore({
    link,
    internalLink: internal,
    scopedVars,
    range,
    field: {} as Field,
    replaceVariables: replaceVariables as never,
  });
  return [{ title, href }];
}

function buildVariables(span: SpanRow, tags: string): ScopedVars {
  const values = Object.fromEntries([...span.serviceTags, ...span.tags].map(({ key, value }) => [key, value]));
  const { spanID, traceID, duration, operationName } = span;
  return {
    __span: { text: 'Span', value: { spanId: spanID, traceId: traceID, duration, name: operationName, tags: values } },
    __trace: { text: 'Trace', value: { traceId: traceID } },
    __tags: { text: 'Tags', value: tags },
  };
}

function renderTags(span: SpanRow, mappings: TagMapping[] = []): string {
  const wanted = mappings.length > 0 ? mappings : DEFAULT_TAGS;
  return [...span.serviceTags, ...span.tags]
    .flatMap(({ key, value }) => {
      const mapping = wanted.find((one) => one.key === key);
      return mapping ? [`${mapping.value || key}="${String(value)}"`] : [];
    })
    .join(', ');
}

/** Whole milliseconds, at least one. */
function rangeOf({ startTime, duration }: SpanRow, shiftBefore: string, shiftAfter: string): TimeRange {
  const fromMs = Math.floor(startTime + rangeUtil.intervalToMs(shiftBefore));
  const toMs = Math.max(Math.floor(startTime + duration + rangeUtil.intervalToMs(shiftAfter)), fromMs + 1);
  const from = dateTime(fromMs);
  const to = dateTime(toMs);
  return { from, to, raw: { from, to } };
}
