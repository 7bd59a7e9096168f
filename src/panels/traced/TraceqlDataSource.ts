import { LoadingState, type DataQueryRequest, type DataQueryResponse } from '@grafana/data';
import { registerRuntimeDataSource, RuntimeDataSource } from '@grafana/scenes';
import { from, Observable } from 'rxjs';
import { metricsGrid, withoutEmptyEnd } from '../../data/metricsGrid';
import { proxyTransport } from '../../grafana';
import {
  createTempoClient,
  explainFailure,
  fetchMetricsInstant,
  fetchMetricsRange,
  isAbort,
  TempoRequestError,
  type MetricsAnswer,
} from '../../tempo';
import { traceqlFrames } from './traceqlFrames';
import { isTraceqlMetricsQuery, type TraceqlMetricsQuery } from './traceqlMetricsQuery';

/** Fewer than Tempo's own 240: a rate over a few seconds is mostly nothing, and sometimes one request. */
const MOST_POINTS = 80;

const PLUGIN_ID = 'tempo-companion-traceql-metrics';
export const TRACEQL_DATA_SOURCE = { uid: PLUGIN_ID, type: PLUGIN_ID };

/**
 * TraceQL metrics for panels. It asks Tempo itself rather than Grafana's data source, whose frames differ between releases
 * and say nothing of why a query failed.
 */
export class TraceqlDataSource extends RuntimeDataSource {
  constructor() {
    super(PLUGIN_ID, PLUGIN_ID);
  }

  /** The signature of the base class lets Promises be, which could not be cancelled. */
  query(request: DataQueryRequest): Observable<DataQueryResponse> {
    return new Observable((subscriber) => {
      const controller = new AbortController();
      const subscription = from(answer(request, controller.signal)).subscribe(subscriber);
      return () => {
        controller.abort();
        subscription.unsubscribe();
      };
    });
  }
}

/** Registers the data source, once for all pages. Scenes finds it by `TRACEQL_DATA_SOURCE`. */
export function registerTraceqlDataSource(): void {
  isRegistered ||= register();
}
let isRegistered = false;

function register(): true {
  registerRuntimeDataSource({ dataSource: new TraceqlDataSource() });
  return true;
}

async function answer(request: DataQueryRequest, signal: AbortSignal): Promise<DataQueryResponse> {
  const queries = request.targets.filter(isTraceqlMetricsQuery);
  const responses = await Promise.all(queries.map((query) => answerOne(query, request, signal)));
  const errors = responses.flatMap(({ errors: ofOne = [] }) => ofOne);
  return {
    state: errors.length > 0 ? LoadingState.Error : LoadingState.Done,
    data: responses.flatMap(({ data }) => data),
    ...(errors.length > 0 ? { errors } : {}),
  };
}

async function answerOne(
  query: TraceqlMetricsQuery,
  { range }: DataQueryRequest,
  signal: AbortSignal
): Promise<DataQueryResponse> {
  try {
    const answered = await ask(query, range.from.valueOf(), range.to.valueOf(), signal);
    return { data: traceqlFrames(answered, query) };
  } catch (error) {
    if (isAbort(error)) {
      return { data: [] };
    }
    return { data: [], errors: [{ refId: query.refId, message: describeError(error, query.tempoVersion) }] };
  }
}

async function ask(
  { text, tempoUid, instant }: TraceqlMetricsQuery,
  fromMs: number,
  toMs: number,
  signal: AbortSignal
): Promise<MetricsAnswer> {
  const client = createTempoClient(proxyTransport(tempoUid));
  if (instant) {
    const range = { fromSeconds: fromMs / 1000, toSeconds: toMs / 1000 };
    return fetchMetricsInstant(client, { query: text, range }, signal);
  }
  const grid = metricsGrid(fromMs, toMs, MOST_POINTS);
  const answered = await fetchMetricsRange(client, { query: text, ...grid, exemplars: undefined }, signal);
  return withoutEmptyEnd(answered, grid);
}

/** What happened, what to do, and Tempo's own words: a panel has room for a line of text only. */
function describeError(error: unknown, version: string): string {
  if (!(error instanceof TempoRequestError)) {
    return error instanceof Error ? error.message : String(error);
  }
  const { title, cause, remedies, original } = explainFailure(error.failure, { version, question: 'metrics' });
  return [title, cause, remedies[0]?.text, original]
    .filter((part) => part)
    .map((part) => (/[.!?]$/.test(part ?? '') ? part : `${part}.`))
    .join(' ');
}
