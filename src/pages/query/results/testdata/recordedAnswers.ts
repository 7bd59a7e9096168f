import type { DoneRun, QueryAnswer, QueryQuestion } from '../../../../data';
import {
  createTempoClient,
  fetchMetricsRange,
  fetchSearch,
  type FoundTrace,
  type MetricsAnswer,
  type SearchAnswer,
  NO_COST,
} from '../../../../tempo';
import { recordedQueryTransport } from '../../../../tempo/testdata/recordedQueries';

const RANGE = { fromSeconds: 1795334602, toSeconds: 1795334692 };

/** What a real Tempo answered to a search, decoded. */
export function recordedSearch(system: string, query: string): Promise<SearchAnswer> {
  const client = createTempoClient(recordedQueryTransport(system));
  return fetchSearch(client, { query, range: RANGE, limit: 1000, spansPerSpanset: 100 });
}

/** The same for a metrics query. */
export function recordedMetrics(system: string, query: string): Promise<MetricsAnswer> {
  const client = createTempoClient(recordedQueryTransport(system));
  return fetchMetricsRange(client, { query, range: RANGE, stepSeconds: 10, exemplars: undefined });
}

/** A finished run. */
export function doneRun(text: string, answer: QueryAnswer, question: Partial<QueryQuestion> = {}): DoneRun {
  return { status: 'done', question: { ...questionOf(text, answer.kind), ...question }, answer, elapsedMs: 321 };
}

export function questionOf(text: string, kind: QueryQuestion['kind'] = 'search'): QueryQuestion {
  return {
    kind,
    text,
    fromMs: RANGE.fromSeconds * 1000,
    toMs: RANGE.toSeconds * 1000,
    limit: 20,
    spansPerSpanset: 3,
    tempoUid: 'tempo',
  };
}

/** A search answer of so many traces, the newest first: `trace 0` begins last and is the shortest. */
export function manyTraces(count: number): SearchAnswer {
  return {
    cost: NO_COST,
    traces: Array.from({ length: count }, (_, index): FoundTrace => ({
      traceId: index.toString(16).padStart(32, '0'),
      rootServiceName: `service ${index % 7}`,
      rootTraceName: `trace ${index}`,
      startMs: RANGE.toSeconds * 1000 - index,
      durationMs: index + 1,
      spansets: [],
      services: [],
    })),
  };
}
