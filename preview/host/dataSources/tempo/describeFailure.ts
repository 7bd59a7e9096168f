import type { DataQueryResponse } from '@grafana/data';
import type { FetchError } from '@grafana/runtime';

const TOO_LONG =
  /range specified by start and end.*exceeds|metrics query time range exceeds the maximum allowed duration of/;

/** What Grafana shows of a failed search. Source: 12.3, tempo/utils.ts, `getErrorMessage`. */
export function describeFailedSearch(error: unknown): DataQueryResponse {
  const text = readBody(error);
  return fail(`Error${text ? ` (${text})` : ''}. Please check the server logs for more details.`, error);
}

/** What Grafana's backend says of a failed metrics query. Source: 12.3, pkg/tsdb/tempo/traceql_query.go. */
export function describeFailedMetrics(query: string, error: unknown): DataQueryResponse {
  return fail(`failed to execute TraceQL query: ${query} Status: ${readStatus(error)} Body: ${readBody(error)}`, error);
}

/** What Grafana's backend says of a trace that it does not get. Source: 12.3, pkg/tsdb/tempo/trace.go. */
export function describeFailedTrace(traceId: string, error: unknown): DataQueryResponse {
  return fail(`failed to get trace with id: ${traceId} Status: ${readStatus(error)} Body: ${readBody(error)}`, error);
}

function fail(message: string, error: unknown): DataQueryResponse {
  if ((error as Partial<FetchError> | null)?.cancelled) {
    throw error;
  }
  const shown = TOO_LONG.test(message)
    ? 'The selected time range exceeds the maximum allowed duration. Please select a shorter time range.'
    : message;
  return { data: [], error: { message: shown }, errors: [{ message: shown }] };
}

function readStatus(error: unknown): string {
  const { status = 0, statusText = '' } = error as Partial<FetchError>;
  return `${status} ${statusText}`.trim();
}

function readBody(error: unknown): string {
  const { data } = error as Partial<FetchError<{ message?: string }>>;
  return data?.message ?? (error instanceof Error ? error.message : '');
}
