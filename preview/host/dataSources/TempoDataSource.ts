import {
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceInstanceSettings,
  LoadingState,
  type MetricFindValue,
  rangeUtil,
  type ScopedVars,
  type TimeRange,
} from '@grafana/data';
import { config, DataSourceWithBackend, type FetchError, getBackendSrv, getTemplateSrv } from '@grafana/runtime';
import { catchError, combineLatest, map, type Observable, of, switchMap, throwError } from 'rxjs';
import { buildInstantFrames, buildMetricsFrames } from './tempo/buildMetricsFrames.ts';
import { buildSearchFrames } from './tempo/buildSearchFrames.ts';
import { buildTraceFrame } from './tempo/buildTraceFrame.ts';
import { describeFailedMetrics, describeFailedSearch, describeFailedTrace } from './tempo/describeFailure.ts';
import { streamMetrics, streamSearch } from './tempo/emulateStreaming.ts';
import { getStreamingFailure } from './tempo/streamingFailures.ts';
import type { MetricsAnswer, OtlpResourceSpans, SearchAnswer, TraceAnswer } from './tempo/tempoAnswers.ts';
import { kindOfQuery, renderFilters, type TempoOptions, type TempoQuery } from './tempo/tempoQuery.ts';

interface TagsAnswer {
  scopes?: Array<{ name: string; tags: string[] }>;
}

interface TagValuesAnswer {
  tagValues?: Array<{ type: string; value: string }>;
}

type Params = Record<string, string | number | undefined>;

const DEFAULT_LIMIT = 20;
const DEFAULT_SPSS = 3;
const DEFAULT_SHIFT = '30m';
const NOT_FOUND = 404;

/**
 * Queries of traces, searches and metrics with the frames of Grafana's data source. Where Grafana asks its backend for
 * traces and metrics, the data source proxy is asked here, and the frames are made in the browser.
 */
export class TempoDataSource extends DataSourceWithBackend<TempoQuery, TempoOptions> {
  constructor(private readonly settings: DataSourceInstanceSettings<TempoOptions>) {
    super(settings);
  }

  query(request: DataQueryRequest<TempoQuery>): Observable<DataQueryResponse> {
    const answers = request.targets
      .map((target) => this.applyTemplateVariables(target, request.scopedVars))
      .flatMap((target) => this.runOne(target, request.range) ?? []);
    return answers.length === 0
      ? of({ data: [], state: LoadingState.Done })
      : combineLatest(answers).pipe(map(joinResponses));
  }

  applyTemplateVariables(query: TempoQuery, scopedVars: ScopedVars): TempoQuery {
    const text = query.queryType === 'traceqlSearch' ? renderFilters(query.filters) : (query.query ?? '');
    return { ...query, query: getTemplateSrv().replace(text, scopedVars, 'pipe') };
  }

  getQueryDisplayText(query: TempoQuery): string {
    return query.query ?? renderFilters(query.filters);
  }

  async getTagKeys(): Promise<MetricFindValue[]> {
    const { scopes = [] }: TagsAnswer = await this.getResource('tags');
    return scopes.flatMap((scope) => scope.tags.map((tag) => ({ text: `${scope.name}.${tag}` })));
  }

  async getTagValues({ key }: { key: string }): Promise<MetricFindValue[]> {
    const { tagValues = [] }: TagValuesAnswer = await this.getResource('tag-values', { tag: key });
    return tagValues.map(({ value }) => ({ text: value }));
  }

  private runOne(query: TempoQuery, range: TimeRange): Observable<DataQueryResponse> | undefined {
    if (query.queryType === 'serviceMap') {
      return throwError(() => new Error('Service graphs by the Tempo data source are not part of the preview.'));
    }
    switch (kindOfQuery(query)) {
      case 'trace':
        return this.runTrace(query, range);
      case 'metrics':
        return this.runMetrics(query, range);
      case 'search':
        return this.runSearch(query, range);
      case 'nothing':
        return undefined;
    }
  }

  private runSearch(query: TempoQuery, range: TimeRange): Observable<DataQueryResponse> {
    const startedMs = performance.now();
    const { query: q, limit = DEFAULT_LIMIT, spss = DEFAULT_SPSS, tableType } = query;
    const failure = this.findStreamingFailure('search');
    if (failure) {
      return of(failure);
    }
    const build = (traces: SearchAnswer['traces'] = []) => buildSearchFrames(traces, this.settings, tableType);
    return this.ask<SearchAnswer>('/api/search', { q, limit, spss, ...toSeconds(range) }).pipe(
      switchMap((answer) =>
        this.isStreaming('search') ? streamSearch(answer, startedMs, build) : of(toResponse(build(answer.traces)))
      ),
      catchError((error: unknown) => of(describeFailedSearch(error)))
    );
  }

  private runMetrics(query: TempoQuery, range: TimeRange): Observable<DataQueryResponse> {
    const { query: q = '', step, exemplars, metricsQueryType } = query;
    const isInstant = metricsQueryType === 'instant';
    const failure = isInstant ? undefined : this.findStreamingFailure('metrics');
    if (failure) {
      return of(failure);
    }
    const path = isInstant ? '/api/metrics/query' : '/api/metrics/query_range';
    const build = (answer: MetricsAnswer) =>
      isInstant ? buildInstantFrames(answer) : buildMetricsFrames(answer, q, this.settings);
    return this.ask<MetricsAnswer>(path, { q, ...toSeconds(range), step, exemplars }).pipe(
      switchMap((answer) =>
        this.isStreaming('metrics') && !isInstant ? streamMetrics(answer, build) : of(toResponse(build(answer)))
      ),
      catchError((error: unknown) => of(describeFailedMetrics(q, error)))
    );
  }

  private runTrace(query: TempoQuery, range: TimeRange): Observable<DataQueryResponse> {
    const traceId = (query.query ?? '').trim();
    const params = this.rangeOfTrace(range);
    return this.ask<TraceAnswer>(`/api/v2/traces/${traceId}`, params).pipe(
      // A Tempo before 2.7 may not have the second version of the endpoint.
      catchError((error: Partial<FetchError>) =>
        error.status === NOT_FOUND ? this.askFirstVersion(traceId, params) : throwError(() => error)
      ),
      map(({ trace = {}, status, message = '' }) => {
        const meta = { refId: query.refId, isPartial: status === 'PARTIAL', message };
        const frame = buildTraceFrame(trace.resourceSpans ?? [], meta);
        return frame
          ? toResponse([frame])
          : describeFailedTrace(traceId, { status: NOT_FOUND, statusText: 'Not Found' });
      }),
      catchError((error: unknown) => of(describeFailedTrace(traceId, error)))
    );
  }

  private askFirstVersion(traceId: string, params: Params): Observable<TraceAnswer> {
    return this.ask<{ batches?: OtlpResourceSpans[] }>(`/api/traces/${traceId}`, params).pipe(
      map(({ batches }) => ({ trace: { resourceSpans: batches } }))
    );
  }

  /** No range unless the data source is configured to send one. */
  private rangeOfTrace(range: TimeRange): Params {
    const { timeShiftEnabled, spanStartTimeShift, spanEndTimeShift } = this.settings.jsonData.traceQuery ?? {};
    if (!timeShiftEnabled) {
      return {};
    }
    const before = rangeUtil.intervalToMs(spanStartTimeShift || DEFAULT_SHIFT) / 1000;
    const after = rangeUtil.intervalToMs(spanEndTimeShift || DEFAULT_SHIFT) / 1000;
    const { start, end } = toSeconds(range);
    return { start: start - before, end: end + after };
  }

  /** What a query ends with that should be streamed where Grafana's backend cannot. */
  private findStreamingFailure(kind: 'search' | 'metrics'): DataQueryResponse | undefined {
    const failure = getStreamingFailure(this.settings.uid);
    return failure !== undefined && this.isStreaming(kind) ? describeFailedSearch(new Error(failure)) : undefined;
  }

  private isStreaming(kind: 'search' | 'metrics'): boolean {
    return Boolean(this.settings.jsonData.streamingEnabled?.[kind] && config.liveEnabled);
  }

  private ask<T>(path: string, params: Params): Observable<T> {
    return getBackendSrv()
      .fetch<T>({ url: `${this.settings.url}${path}`, params, showErrorAlert: false })
      .pipe(map(({ data }) => data));
  }
}

function toSeconds({ from, to }: TimeRange): { start: number; end: number } {
  return { start: from.unix(), end: to.unix() };
}

function toResponse(data: DataFrame[]): DataQueryResponse {
  return { data, state: LoadingState.Done };
}

function joinResponses(responses: DataQueryResponse[]): DataQueryResponse {
  const errors = responses.flatMap(({ errors: ofOne = [] }) => ofOne);
  const isStreaming = responses.some(({ state }) => state === LoadingState.Streaming);
  return {
    data: responses.flatMap(({ data }) => data),
    state: isStreaming ? LoadingState.Streaming : LoadingState.Done,
    ...(errors.length > 0 ? { error: errors[0], errors } : {}),
  };
}
