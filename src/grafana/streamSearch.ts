import {
  CoreApp,
  dateTime,
  LoadingState,
  type DataFrame,
  type DataQueryError,
  type DataQueryRequest,
  type DataQueryResponse,
} from '@grafana/data';
import { config, getDataSourceSrv } from '@grafana/runtime';
import type { DataQuery } from '@grafana/schema';
import {
  catchError,
  concatWith,
  filter,
  from,
  lastValueFrom,
  map,
  merge,
  mergeMap,
  Observable,
  takeWhile,
  tap,
  throwError,
  timeout,
} from 'rxjs';
import { decodeStreamedTraces, NO_COST, type SearchAnswer } from '../tempo';

export interface StreamedSearchRequest {
  /** TraceQL. */
  readonly text: string;
  /** Epoch milliseconds. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly limit: number;
  readonly spansPerSpanset: number;
}

/** The query of the Tempo data source, as far as a search needs it (dataquery.cue, 12.3). */
interface TempoSearchQuery extends DataQuery {
  query: string;
  limit: number;
  spss: number;
  tableType: 'raw';
}

/** How long to wait for the first part. Where a proxy holds Grafana Live back, nothing comes at all. */
const FIRST_PART_MS = 15_000;
/** A large answer is decoded no more often than this share of the time allows. */
const DECODING_SHARE = 0.2;

/** What the data source would replace by the value of a variable before it asks. */
const VARIABLE = /\$\w|\$\{|\[\[\w/;

/**
 * Whether this search can be streamed: the data source has streaming switched on, Grafana Live runs, and the data source
 * would send the text as it is. (It replaces template variables, and takes an empty text for no question.)
 */
export function canStreamSearch(uid: string, text: string): boolean {
  // What is to replace it stands in @grafana/runtime/internal, which 12.3 does not share with plugins.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const jsonData: unknown = getDataSourceSrv().getInstanceSettings(uid)?.jsonData;
  const streaming =
    isRecord(jsonData) && isRecord(jsonData.streamingEnabled) ? jsonData.streamingEnabled.search : false;
  return streaming === true && config.liveEnabled && text.trim() !== '' && !VARIABLE.test(text);
}

/** A stream that came to its end, but whose answer lacks values. */
export class InexactStreamError extends Error {}

/**
 * Searches through the data source itself, which streams from Tempo by gRPC and hands on what has been found so far
 * every half second. The cost knows only jobs and blocks, and times end at some 256 ns. Parts may lack values (see
 * `decodeStreamedTraces`); a whole answer that would is refused.
 *
 * Source: public/app/plugins/datasource/tempo/{datasource,streaming,resultTransformer}.ts, pkg/tsdb/tempo/search_stream.go
 * (Grafana 12.3). The frame of `tableType: 'raw'` holds the traces as JSON; the frame `streaming-progress` the rest.
 *
 * @param onPart - called with all that has been found so far, not after the end
 * @returns the whole answer
 * @throws AbortError if the signal ended it; any other Error where streaming does not work: then ask plainly
 */
export async function streamSearch(
  uid: string,
  request: StreamedSearchRequest,
  signal: AbortSignal,
  onPart: (part: SearchAnswer) => void
): Promise<SearchAnswer> {
  const parts = responses(uid, request).pipe(
    firstPartInTime,
    map(createPartDecoder()),
    filter((part) => part !== undefined),
    concatWith(throwError(() => new Error('The stream ended before the answer was complete'))),
    catchError((error: unknown) => throwError(() => asError(error)))
  );
  const whole = await lastValueFrom(
    merge(abortion(signal), parts).pipe(
      takeWhile(({ isDone }) => !isDone, true),
      tap(({ isDone, answer }) => {
        if (!isDone) {
          onPart(answer);
        }
      })
    )
  );
  if (!whole.isExact) {
    throw new InexactStreamError('Grafana leaves out values that are 0, false or empty when it streams');
  }
  return whole.answer;
}

/** Nothing, until the signal ends it. */
function abortion(signal: AbortSignal): Observable<never> {
  return new Observable((subscriber) => {
    const onAbort = () => subscriber.error(new DOMException('The search was cancelled', 'AbortError'));
    if (signal.aborted) {
      onAbort();
    }
    signal.addEventListener('abort', onAbort);
    return () => signal.removeEventListener('abort', onAbort);
  });
}

function responses(uid: string, request: StreamedSearchRequest): Observable<DataQueryResponse> {
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  return from(getDataSourceSrv().get(uid)).pipe(mergeMap((source) => from(source.query(queryRequest(uid, request)))));
}

function queryRequest(uid: string, request: StreamedSearchRequest): DataQueryRequest<TempoSearchQuery> {
  const range = { from: dateTime(request.fromMs), to: dateTime(request.toMs) };
  return {
    requestId: `tempo-companion-search-${request.fromMs}-${request.toMs}`,
    app: CoreApp.Unknown,
    interval: '1s',
    intervalMs: 1000,
    range: { ...range, raw: range },
    scopedVars: {},
    startTime: Date.now(),
    timezone: 'browser',
    targets: [
      {
        refId: 'A',
        datasource: { type: 'tempo', uid },
        queryType: 'traceql',
        query: request.text,
        limit: Math.max(1, Math.trunc(request.limit)),
        spss: Math.max(1, Math.trunc(request.spansPerSpanset)),
        tableType: 'raw',
      },
    ],
  };
}

/** Fails if no response with frames comes in time; those before only tell that a connection is being made. */
function firstPartInTime(source: Observable<DataQueryResponse>): Observable<DataQueryResponse> {
  const tooLate = new Error(`No part of the answer came within ${FIRST_PART_MS / 1000} s`);
  return source.pipe(
    filter((response) => response.data.length > 0 || errorOf(response) !== undefined),
    timeout({ first: FIRST_PART_MS, with: () => throwError(() => tooLate) })
  );
}

interface Part {
  answer: SearchAnswer;
  isDone: boolean;
  /** False where values were lost on the way. */
  isExact: boolean;
}

/** Decodes responses, but leaves out parts that come faster than they can be decoded. The last is never left out. */
function createPartDecoder(): (response: DataQueryResponse) => Part | undefined {
  let restUntil = 0;
  return (response) => {
    const failed = errorOf(response);
    if (failed || response.state === LoadingState.Error) {
      throw new Error(failed?.message ?? 'The data source reports an error without words');
    }
    const progress = frameOf(response, 'streaming-progress');
    const isDone = valueOf(progress, 'state') === 'Done';
    const startedAt = performance.now();
    if (!isDone && startedAt < restUntil) {
      return undefined;
    }
    const traces = valueOf(frameOf(response, 'raw'), 'response');
    if (typeof traces !== 'string') {
      throw new Error('The data source streams something else than traces');
    }
    const { traces: found, isExact } = decodeStreamedTraces(traces);
    const answer = {
      traces: found,
      cost: {
        ...NO_COST,
        totalBlocks: countOf(progress, 'totalBlocks'),
        completedJobs: countOf(progress, 'completedJobs'),
        totalJobs: countOf(progress, 'totalJobs'),
      },
    };
    const endedAt = performance.now();
    restUntil = endedAt + (endedAt - startedAt) / DECODING_SHARE;
    return { answer, isDone, isExact };
  };
}

/** Data sources of either style report errors. */
function errorOf(response: DataQueryResponse): DataQueryError | undefined {
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  return response.errors?.[0] ?? response.error;
}

function frameOf({ data }: DataQueryResponse, refId: string): DataFrame | undefined {
  return data.find((frame: unknown): frame is DataFrame => isRecord(frame) && frame.refId === refId);
}

function valueOf(frame: DataFrame | undefined, field: string): unknown {
  return frame?.fields.find(({ name }) => name === field)?.values[0];
}

/** Zero where Tempo does not say. Go's encoder may write 64-bit counts as numbers or text. */
function countOf(frame: DataFrame | undefined, field: string): number {
  const count = Number(valueOf(frame, field) ?? 0);
  return Number.isFinite(count) ? count : 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Data sources throw errors, strings, and objects with a message (FetchError, DataQueryError). */
function asError(error: unknown): Error {
  if (error instanceof Error) {
    return error;
  }
  const message = isRecord(error) && typeof error.message === 'string' ? error.message : String(error);
  return new Error(message);
}
