import type { LogLine } from './logLine';
import { LabelSet, type Labels } from './logql/labelSet';
import { compilePipeline } from './logql/compilePipeline';
import { LogQlError, UnknownLogQlError } from './logql/logQl';
import { parseLogQl, parseStreamSelector } from './logql/parseLogQl';
import type { LogStore } from './logStore';
import { ParameterError, readDirection, readLimit, readRange } from './lokiParameters';

export interface LokiRequest {
  method: string;
  path: string;
  parameters: URLSearchParams;
  /** Of the header `X-Loki-Response-Encoding-Flags`. */
  encodingFlags: readonly string[];
  nowMs: number;
}

export type LokiAnswer = { status: number } & ({ text: string } | { json: unknown });

type Json = Record<string, unknown>;

/** Grafana's health check. */
const HEALTH_QUERY = /^\s*vector\(1\)\s*\+\s*vector\(1\)\s*$/;
const VALUES = /^\/loki\/api\/v1\/label\/([^/]+)\/values$/;
const NOT_FOUND: LokiAnswer = { status: 404, text: '404 page not found\n' };

/**
 * The part of Loki's HTTP API that finds log lines and labels, with the answers of Loki 3.5
 * (https://grafana.com/docs/loki/latest/reference/loki-http-api/): `query_range` for log queries, labels and their values,
 * series, `/ready`. What Loki knows and this does not is 501, and says so.
 */
export function answerLoki(request: LokiRequest, store: LogStore): LokiAnswer {
  if (request.method !== 'GET') {
    return { status: 405, text: '' };
  }
  try {
    return route(request, store);
  } catch (error) {
    if (error instanceof LogQlError || error instanceof ParameterError) {
      return { status: 400, text: error.message };
    }
    if (error instanceof UnknownLogQlError) {
      return { status: 501, text: error.message };
    }
    throw error;
  }
}

function route(request: LokiRequest, store: LogStore): LokiAnswer {
  const label = VALUES.exec(request.path)?.[1];
  if (label !== undefined) {
    return succeed(listValues(request, store, decodeURIComponent(label)));
  }
  switch (request.path) {
    case '/ready':
      return { status: 200, text: 'ready\n' };
    case '/loki/api/v1/query_range':
      return succeed(runRangeQuery(request, store));
    case '/loki/api/v1/query':
      return runInstantQuery(request);
    case '/loki/api/v1/labels':
      return succeed(listNames(request, store));
    case '/loki/api/v1/series':
      return succeed(listSeries(request, store));
    default:
      return NOT_FOUND;
  }
}

/** Loki leaves out an empty list of labels altogether. */
function succeed(data: unknown): LokiAnswer {
  return { status: 200, json: { status: 'success', ...(data === undefined ? {} : { data }) } };
}

function runRangeQuery({ parameters, encodingFlags, nowMs }: LokiRequest, store: LogStore): Json {
  const range = readRange(parameters, nowMs);
  const limit = readLimit(parameters);
  const direction = readDirection(parameters);
  const { matchers, stages } = parseLogQl(parameters.get('query') ?? '');
  const pipeline = compilePipeline(stages);
  const lines = store.select(matchers, range);
  const isCategorized = encodingFlags.includes('categorize-labels');
  const found = lines.flatMap(({ timeNs, line, stream, structuredMetadata }) => {
    const labels = new LabelSet(stream, structuredMetadata);
    const written = pipeline(line, labels);
    return written === undefined ? [] : [{ timeNs, line: written, labels }];
  });
  const shown = found.sort(direction === 'backward' ? newestFirst : oldestFirst).slice(0, limit);
  const streams = new StreamCollector(isCategorized);
  shown.forEach(({ timeNs, line, labels }) => streams.add(timeNs, line, labels));
  const summary = {
    totalLinesProcessed: lines.length,
    totalEntriesReturned: shown.length,
    totalPostFilterLines: found.length,
  };
  return {
    resultType: 'streams',
    ...(isCategorized ? { encodingFlags: ['categorize-labels'] } : {}),
    result: streams.list(),
    stats: { summary },
  };
}

type Timed = Pick<LogLine, 'timeNs'>;

function newestFirst(left: Timed, right: Timed): number {
  return left.timeNs < right.timeNs ? 1 : left.timeNs > right.timeNs ? -1 : 0;
}

function oldestFirst(left: Timed, right: Timed): number {
  return newestFirst(right, left);
}

/** Lines by the labels that they share. Source: Loki 3.5, pkg/util/marshal/query.go. */
class StreamCollector {
  private readonly streams = new Map<string, { stream: Labels; values: unknown[] }>();

  /** @param isCategorized keeps the labels of streams apart from what belongs to a single line */
  constructor(private readonly isCategorized: boolean) {}

  add(timeNs: bigint, line: string, labels: LabelSet): void {
    const { stream, metadata, parsed } = labels.list();
    const shared = this.isCategorized ? stream : { ...stream, ...metadata, ...parsed };
    const details = { ...wrap('structuredMetadata', metadata), ...wrap('parsed', parsed) };
    const key = JSON.stringify(Object.entries(shared).sort());
    const found = this.streams.get(key) ?? { stream: shared, values: [] };
    found.values.push([String(timeNs), line, ...(this.isCategorized ? [details] : [])]);
    this.streams.set(key, found);
  }

  list() {
    return [...this.streams.values()];
  }
}

function wrap(name: string, labels: Labels): Json {
  return Object.keys(labels).length > 0 ? { [name]: labels } : {};
}

function runInstantQuery({ parameters, nowMs }: LokiRequest): LokiAnswer {
  const query = parameters.get('query') ?? '';
  if (HEALTH_QUERY.test(query)) {
    const seconds = Number(parameters.get('time') ?? nowMs / 1000);
    return succeed({ resultType: 'vector', result: [{ metric: {}, value: [seconds, '2'] }], stats: { summary: {} } });
  }
  parseLogQl(query);
  const advice = 'please change your query to a range query type';
  return { status: 400, text: `log queries are not supported as an instant query type, ${advice}` };
}

function listNames(request: LokiRequest, store: LogStore): string[] | undefined {
  return sortedOrNothing(listSelectedStreams(request, store).flatMap((labels) => Object.keys(labels)));
}

function listValues(request: LokiRequest, store: LogStore, name: string): string[] | undefined {
  return sortedOrNothing(listSelectedStreams(request, store).flatMap((labels) => labels[name] ?? []));
}

function listSelectedStreams({ parameters, nowMs }: LokiRequest, store: LogStore): Labels[] {
  const query = parameters.get('query');
  return store.listStreams(query ? [parseStreamSelector(query)] : [], readRange(parameters, nowMs));
}

function listSeries({ parameters, nowMs }: LokiRequest, store: LogStore): Labels[] {
  const selectors = [...parameters.getAll('match[]'), ...parameters.getAll('match')].map(parseStreamSelector);
  return store.listStreams(selectors, readRange(parameters, nowMs));
}

function sortedOrNothing(texts: string[]): string[] | undefined {
  return texts.length > 0 ? [...new Set(texts)].sort() : undefined;
}
