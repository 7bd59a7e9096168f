import {
  type DataQueryError,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataQueryResponseData,
  type DataSourceApi,
  DataTopic,
  LoadingState,
  type PanelData,
} from '@grafana/data';
import { toDataQueryError } from '@grafana/runtime';
import { catchError, from, map, merge, Observable, of, shareReplay, takeUntil, tap, timer } from 'rxjs';

const LOADING_AFTER_MS = 200;

interface Progress {
  packets: Map<string, DataQueryResponse>;
  panelData: PanelData;
}

/**
 * Runs one request of a panel: emits `Loading` if nothing came within 200 ms, then the data, packet by packet if
 * the data source streams. Errors are emitted as data with state `Error`; they never end the stream as an error.
 * Unsubscribing cancels the request.
 */
export function runRequest(
  dataSource: DataSourceApi,
  request: DataQueryRequest,
  queryFunction?: typeof dataSource.query
): Observable<PanelData> {
  const loading: PanelData = {
    state: LoadingState.Loading,
    series: [],
    request,
    timeRange: request.range,
  };
  if (request.targets.length === 0) {
    request.endTime = Date.now();
    return of({ ...loading, state: LoadingState.Done });
  }

  const progress: Progress = { packets: new Map(), panelData: loading };
  const answers = callQuery(dataSource, request, queryFunction).pipe(
    map((packet) => {
      request.endTime = Date.now();
      return addPacket(progress, packet);
    }),
    catchError((error: unknown) => of(buildFailure(progress.panelData, error))),
    tap((data) => (progress.panelData = data)),
    shareReplay({ bufferSize: 1, refCount: true })
  );
  return merge(
    timer(LOADING_AFTER_MS).pipe(
      map(() => loading),
      takeUntil(answers)
    ),
    answers
  );
}

function callQuery(
  dataSource: DataSourceApi,
  request: DataQueryRequest,
  queryFunction?: typeof dataSource.query
): Observable<DataQueryResponse> {
  return new Observable((subscriber) => {
    // A data source that throws synchronously is a failed query, not a crashed panel.
    try {
      const answer = queryFunction ? queryFunction(request) : dataSource.query(request);
      return from(answer).subscribe(subscriber);
    } catch (error) {
      subscriber.error(error);
      return undefined;
    }
  });
}

function addPacket(progress: Progress, packet: DataQueryResponse): PanelData {
  const { packets, panelData } = progress;
  packets.set(packet.key ?? 'A', packet);
  const all = [...packets.values()];
  // Not converted to data frames: variable queries answer with plain { text } objects.
  const frames: DataQueryResponseData[] = all.flatMap((one) => one.data ?? []);
  const errors = all.flatMap((one) => one.errors ?? (one.error ? [one.error] : []));
  const isAnnotation = (frame: DataQueryResponseData) => frame.meta?.dataTopic === DataTopic.Annotations;
  return {
    ...panelData,
    state: chooseState(all, packet, errors),
    series: frames.filter((frame) => !isAnnotation(frame)),
    annotations: frames.filter(isAnnotation),
    error: errors[0],
    errors: errors.length > 0 ? errors : undefined,
    traceIds: [...new Set(all.flatMap((one) => one.traceIds ?? []))],
    timeRange: panelData.request?.range ?? panelData.timeRange,
  };
}

function chooseState(all: DataQueryResponse[], last: DataQueryResponse, errors: DataQueryError[]): LoadingState {
  if (errors.length > 0) {
    return LoadingState.Error;
  }
  const pending = [LoadingState.Loading, LoadingState.Streaming];
  const unfinished = all.find((packet) => packet.state && pending.includes(packet.state));
  return unfinished?.state ?? last.state ?? LoadingState.Done;
}

function buildFailure(panelData: PanelData, cause: unknown): PanelData {
  const error = toDataQueryError(cause);
  const isCancelled = (cause as { cancelled?: boolean } | null)?.cancelled === true;
  return {
    ...panelData,
    state: isCancelled ? LoadingState.Done : LoadingState.Error,
    error: isCancelled ? undefined : error,
    errors: isCancelled ? undefined : [error],
  };
}
