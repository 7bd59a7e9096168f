import type { DataSourceJsonData } from '@grafana/data';
import type { DataQuery } from '@grafana/schema';

/** Grafana's query model. Source: 12.3, public/app/plugins/datasource/tempo/dataquery.gen.ts. */
export interface TempoQuery extends DataQuery {
  queryType?: 'traceql' | 'traceqlSearch' | 'traceId' | 'serviceMap' | 'nativeSearch' | 'upload' | 'clear';
  query?: string;
  filters?: TraceqlFilter[];
  limit?: number;
  /** Spans per span set. */
  spss?: number;
  tableType?: 'traces' | 'spans' | 'raw';
  metricsQueryType?: 'range' | 'instant';
  /** `30s` */
  step?: string;
  exemplars?: number;
}

interface TraceqlFilter {
  id: string;
  tag?: string;
  operator?: string;
  scope?: string;
  value?: string | string[];
  valueType?: string;
}

export interface TempoOptions extends DataSourceJsonData {
  streamingEnabled?: { search?: boolean; metrics?: boolean };
  traceQuery?: { timeShiftEnabled?: boolean; spanStartTimeShift?: string; spanEndTimeShift?: string };
}

export type QueryKind = 'trace' | 'metrics' | 'search' | 'nothing';

// As in Grafana: it does not know the other metrics functions.
const METRICS_FUNCTION =
  /\|\s*(rate|count_over_time|avg_over_time|max_over_time|min_over_time|sum_over_time|quantile_over_time|histogram_over_time|compare)\s*\(/;

/** What Grafana's data source makes of a query. Source: 12.3, tempo/datasource.ts, `query`. */
export function kindOfQuery({ queryType = 'traceql', query = '', hide }: TempoQuery): QueryKind {
  if (hide || queryType === 'clear' || queryType === 'upload') {
    return 'nothing';
  }
  if (queryType === 'traceqlSearch') {
    return 'search';
  }
  if (queryType === 'traceId' || /^[0-9A-Fa-f]*$/.test(query.trim())) {
    return query.trim() === '' ? 'nothing' : 'trace';
  }
  return METRICS_FUNCTION.test(query) ? 'metrics' : 'search';
}

/** TraceQL of the rows of Grafana's search form. Source: 12.3, tempo/language_provider.ts, `generateQueryFromFilters`. */
export function renderFilters(filters: TraceqlFilter[] = []): string {
  const conditions = filters.flatMap(({ tag, operator = '=', scope, value, valueType }) => {
    const values = [value ?? []].flat();
    if (!tag || values.length === 0) {
      return [];
    }
    const isRegex = values.length > 1;
    const text = values.join('|');
    const isText = valueType === 'string' || valueType === undefined || isRegex;
    return [`${renderName(tag, scope)}${isRegex ? '=~' : operator}${isText ? JSON.stringify(text) : text}`];
  });
  return `{${conditions.join(' && ')}}`;
}

const INTRINSICS = new Set(['name', 'status', 'kind', 'duration', 'rootName', 'rootServiceName', 'traceDuration']);

function renderName(tag: string, scope: string | undefined): string {
  if (INTRINSICS.has(tag) || scope === 'intrinsic') {
    return tag;
  }
  return scope && scope !== 'unscoped' ? `${scope}.${tag}` : `.${tag}`;
}
