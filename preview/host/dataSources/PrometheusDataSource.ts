import {
  type AdHocVariableFilter,
  CoreApp,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceGetTagKeysOptions,
  type DataSourceGetTagValuesOptions,
  type DataSourceInstanceSettings,
  type DataSourceJsonData,
  getDefaultTimeRange,
  type LegacyMetricFindQueryOptions,
  type MetricFindValue,
  type ScopedVars,
  type TimeRange,
} from '@grafana/data';
import { DataSourceWithBackend, getTemplateSrv } from '@grafana/runtime';
import type { DataQuery } from '@grafana/schema';
import { map, type Observable } from 'rxjs';
import { interpolatePrometheusValue } from './interpolatePrometheusValue.ts';
import { addLabelMatchers, renderSelector } from './labelMatchers.ts';
import { PrometheusVariableSupport } from './PrometheusVariableSupport.ts';
import { runVariableQuery } from './runVariableQuery.ts';
import { shapePrometheusFrames } from './shapePrometheusFrames.ts';

export interface PrometheusQuery extends DataQuery {
  expr: string;
  range?: boolean;
  instant?: boolean;
  exemplar?: boolean;
  format?: 'time_series' | 'table' | 'heatmap';
  interval?: string;
  legendFormat?: string;
}

interface PrometheusOptions extends DataSourceJsonData {
  timeInterval?: string;
}

const DEFAULT_SCRAPE_INTERVAL = '15s';

/** Same calls as Grafana's Prometheus data source: queries through `/api/ds/query`, labels through resources. */
export class PrometheusDataSource extends DataSourceWithBackend<PrometheusQuery, PrometheusOptions> {
  constructor(settings: DataSourceInstanceSettings<PrometheusOptions>) {
    super(settings);
    // Scenes takes it as the lower limit of the query interval.
    this.interval = settings.jsonData.timeInterval || DEFAULT_SCRAPE_INTERVAL;
    this.variables = new PrometheusVariableSupport(this);
  }

  filterQuery(query: PrometheusQuery): boolean {
    return !query.hide && Boolean(query.expr);
  }

  query(request: DataQueryRequest<PrometheusQuery>): Observable<DataQueryResponse> {
    const targets = request.targets.map((target) => completeQuery(target, request));
    return super
      .query({ ...request, targets })
      .pipe(map((response) => ({ ...response, data: shapePrometheusFrames(response.data, targets) })));
  }

  applyTemplateVariables(
    query: PrometheusQuery,
    scopedVars: ScopedVars,
    filters: AdHocVariableFilter[] = []
  ): PrometheusQuery {
    // The interval depends on the backend's minimum step, so the backend fills it in.
    const variables: ScopedVars = {
      ...scopedVars,
      __interval: { text: '$__interval', value: '$__interval' },
      __interval_ms: { text: '$__interval_ms', value: '$__interval_ms' },
    };
    const templates = getTemplateSrv();
    const expr = templates.replace(query.expr, variables, interpolatePrometheusValue);
    return {
      ...query,
      expr: addLabelMatchers(expr, filters),
      interval: templates.replace(query.interval, variables),
      legendFormat: templates.replace(query.legendFormat, variables),
    };
  }

  async metricFindQuery(query: string | { query?: string }, options?: LegacyMetricFindQueryOptions) {
    const text = typeof query === 'string' ? query : (query.query ?? '');
    return runVariableQuery(this, text, options?.range ?? getDefaultTimeRange(), options?.scopedVars);
  }

  async getTagKeys({ filters, timeRange }: Partial<DataSourceGetTagKeysOptions> = {}): Promise<MetricFindValue[]> {
    return toValues(await this.fetchLabelNames(timeRange, renderSelector(filters)));
  }

  async getTagValues({ key, filters, timeRange }: DataSourceGetTagValuesOptions): Promise<MetricFindValue[]> {
    const others = filters?.filter((filter) => filter.key !== key);
    return toValues(await this.fetchLabelValues(key, timeRange, renderSelector(others)));
  }

  async fetchLabelNames(range?: TimeRange, selector?: string): Promise<string[]> {
    const answer = await this.getResource('api/v1/labels', buildParams(range, selector));
    return answer.data ?? [];
  }

  async fetchLabelValues(label: string, range?: TimeRange, selector?: string): Promise<string[]> {
    const path = `api/v1/label/${encodeURIComponent(label)}/values`;
    const answer = await this.getResource(path, buildParams(range, selector));
    return answer.data ?? [];
  }
}

function buildParams(range: TimeRange | undefined, selector: string | undefined): Record<string, string> {
  const params: Record<string, string> = {};
  if (range) {
    params.start = String(Math.floor(range.from.valueOf() / 1000));
    params.end = String(Math.ceil(range.to.valueOf() / 1000));
  }
  if (selector) {
    params['match[]'] = selector;
  }
  return params;
}

function completeQuery(query: PrometheusQuery, request: DataQueryRequest<PrometheusQuery>): PrometheusQuery {
  const isExplore = request.app === CoreApp.Explore;
  return {
    ...query,
    requestId: `${request.panelId ?? ''}${query.refId}`,
    utcOffsetSec: request.range.to.utcOffset() * 60,
    // A query that says neither is a range query, outside Explore.
    range: query.range ?? !query.instant,
    exemplar: Boolean(query.exemplar) && !(query.instant && !query.range && !isExplore),
  } as PrometheusQuery;
}

function toValues(names: string[]): MetricFindValue[] {
  return names.map((text) => ({ text }));
}
