import type { DataSource } from '../grafana/dataSource';
import { callUpstream, DialError } from '../proxy/callUpstream';
import { buildFrames, type Frame } from './buildFrames';
import type { PrometheusAnswer } from './prometheusAnswer';
import { buildPrometheusQuery, type PrometheusQuery, type QueryModel, type TimeRangeMs } from './prometheusQuery';

/** One entry of `results` of `/api/ds/query`. */
export interface QueryResult {
  error?: string;
  errorSource?: 'downstream' | 'plugin';
  status: number;
  frames?: Frame[];
}

/** Answers in the place of Prometheus where it has something to say. */
export type StandIn = (query: PrometheusQuery) => PrometheusAnswer | undefined;

/**
 * Runs one query the way Grafana's Prometheus backend does; with both `instant` and `range` the result has the frames
 * of both. Exemplars are not asked for: the recordings have none.
 */
export async function runPrometheusQuery(
  model: QueryModel,
  range: TimeRangeMs,
  dataSource: DataSource,
  standIn?: StandIn
): Promise<QueryResult> {
  let query: PrometheusQuery;
  try {
    query = buildPrometheusQuery(model, range, String(dataSource.jsonData.timeInterval ?? ''));
  } catch (error) {
    return { error: messageOf(error), errorSource: 'plugin', status: 500 };
  }
  const answer = standIn?.(query);
  if (answer) {
    return { status: 200, frames: buildFrames(query, answer) };
  }
  const parts = await Promise.all(
    listCalls(query).map(([path, parameters]) => callPrometheus(query, dataSource, path, parameters))
  );
  return joinResults(parts);
}

function listCalls(query: PrometheusQuery): Array<[path: string, parameters: Record<string, string>]> {
  const seconds = (ms: number) => String(ms / 1000);
  const calls: Array<[string, Record<string, string>]> = [];
  if (query.instant) {
    calls.push(['api/v1/query', { query: query.expr, time: seconds(query.instant.timeMs) }]);
  }
  if (query.range) {
    const { startMs, endMs } = query.range;
    const parameters = { start: seconds(startMs), end: seconds(endMs), step: seconds(query.stepMs) };
    calls.push(['api/v1/query_range', { query: query.expr, ...parameters }]);
  }
  return calls;
}

async function callPrometheus(
  query: PrometheusQuery,
  { url, jsonData }: DataSource,
  path: string,
  parameters: Record<string, string>
): Promise<QueryResult> {
  const isGet = String(jsonData.httpMethod).toUpperCase() === 'GET';
  const form = new URLSearchParams(parameters).toString();
  const address = `${url.replace(/\/$/, '')}/${path}`;
  try {
    const { status, body } = await callUpstream(
      isGet
        ? { method: 'GET', url: `${address}?${form}` }
        : { method: 'POST', url: address, headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: form }
    );
    return readAnswer(query, status, body.toString('utf8'));
  } catch (error) {
    const status = error instanceof DialError ? 502 : 500;
    return { error: messageOf(error), errorSource: 'downstream', status };
  }
}

/** Prometheus explains itself at these; other answers come from something else on the way. */
const EXPLAINED = new Set([200, 400, 422, 503]);

function readAnswer(query: PrometheusQuery, status: number, body: string): QueryResult {
  if (!EXPLAINED.has(status)) {
    const error = `unexpected response with status code ${status}: ${body.slice(0, 1024)}`;
    return { error, errorSource: 'downstream', status: 500, frames: buildFrames(query, emptyError) };
  }
  const answer = JSON.parse(body) as PrometheusAnswer;
  const frames = buildFrames(query, answer);
  if (answer.status === 'error') {
    return { error: `${answer.errorType}: ${answer.error}`, errorSource: 'downstream', status, frames };
  }
  return { status, frames };
}

const emptyError: PrometheusAnswer = { status: 'error', errorType: '', error: '' };

function joinResults(parts: QueryResult[]): QueryResult {
  const failed = parts.filter(({ error }) => error !== undefined);
  const frames = parts.flatMap((part) => part.frames ?? []);
  const last = failed.at(-1);
  if (!last) {
    return { status: 200, frames };
  }
  const error = failed.map((part) => part.error).join(' ');
  return { error, errorSource: last.errorSource, status: last.status, frames };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
