import type { AttributeValue, SampleTrace } from '../../correlations';
import {
  fetchSearch,
  fetchTrace,
  type FoundTrace,
  type TempoClient,
  type TraceAnswer,
  type TraceAttribute,
} from '../../tempo';

const SECOND_MS = 1000;
const HOUR_MS = 3600 * SECOND_MS;
/** A trace may not be whole, nor its logs be found, in its first moments. */
const SETTLED_MS = 90 * SECOND_MS;
/** Where nothing is found in the first range, a quiet system may have something in the next. */
const RANGES_MS: readonly number[] = [HOUR_MS, 24 * HOUR_MS];
const SEARCH_LIMIT = 20;
/** Larger ones show nothing more, and take long to read. */
const MOST_SPANS = 1000;

/** Traces with an error first: they are those whose logs people look for. */
const QUERIES: readonly string[] = ['{ status = error }', '{ }'];

/**
 * Recent traces to test the links with, the most telling first: those with an error, with several services, with more
 * spans. Each search is made only where the one before found nothing of use.
 *
 * @throws TempoRequestError if a search fails; AbortError if the signal ended it
 */
export async function findSampleTraces(client: TempoClient, nowMs: number, signal: AbortSignal): Promise<string[]> {
  let found: readonly FoundTrace[] = [];
  for (const rangeMs of RANGES_MS) {
    for (const query of QUERIES) {
      const range = { fromSeconds: (nowMs - rangeMs) / SECOND_MS, toSeconds: (nowMs - SETTLED_MS) / SECOND_MS };
      const request = { query, range, limit: SEARCH_LIMIT, spansPerSpanset: 1 };
      const { traces } = await fetchSearch(client, request, signal);
      found = [...found, ...traces];
      if (traces.some((trace) => isTelling(trace))) {
        return rankTraces(found);
      }
    }
  }
  return rankTraces(found);
}

function isTelling(trace: FoundTrace): boolean {
  const spans = spansOf(trace);
  // Tempo that does not count spans has no opinion.
  return trace.services.length === 0 || (spans > 1 && spans <= MOST_SPANS);
}

function rankTraces(traces: readonly FoundTrace[]): string[] {
  const rankOf = (trace: FoundTrace) => [
    isTelling(trace) ? 1 : 0,
    trace.services.some(({ errorCount }) => errorCount > 0) ? 1 : 0,
    trace.services.length,
    spansOf(trace),
  ];
  const ranked = traces
    .map((trace) => ({ id: trace.traceId, rank: rankOf(trace) }))
    .sort((a, b) => compare(b.rank, a.rank));
  return [...new Set(ranked.map(({ id }) => id))];
}

function compare(left: readonly number[], right: readonly number[]): number {
  const place = left.findIndex((value, index) => value !== right[index]);
  return place < 0 ? 0 : (left[place] ?? 0) - (right[place] ?? 0);
}

function spansOf({ services }: FoundTrace): number {
  return services.reduce((sum, { spanCount }) => sum + spanCount, 0);
}

/**
 * A trace as the links are tested with it; undefined where Tempo does not have it.
 *
 * @throws as `fetchTrace`
 */
export async function fetchSampleTrace(
  client: TempoClient,
  traceId: string,
  signal: AbortSignal
): Promise<SampleTrace | undefined> {
  return toSampleTrace(await fetchTrace(client, traceId, {}, signal));
}

/** The first spans of a trace, without what the links do not need. */
export function toSampleTrace({ traceId, spans: all }: TraceAnswer): SampleTrace | undefined {
  const spans = all.slice(0, MOST_SPANS).map(({ spanId, parentSpanId, name, serviceName, ...span }) => ({
    spanId,
    ...(parentSpanId !== '' && { parentSpanId }),
    name,
    service: serviceName,
    startMs: span.startMs,
    durationMs: span.durationNs / 1_000_000,
    attributes: recordOf(span.attributes),
    resource: recordOf(span.resource),
  }));
  return spans.length === 0
    ? undefined
    : {
        traceId,
        startMs: Math.min(...spans.map(({ startMs }) => startMs)),
        endMs: Math.max(...spans.map(({ startMs, durationMs }) => startMs + durationMs)),
        spans,
      };
}

/** Lists and nothing are left out: no link is made of them. */
function recordOf(attributes: readonly TraceAttribute[]): Record<string, AttributeValue> {
  const entries = attributes.flatMap(({ key, value }): Array<[string, AttributeValue]> =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [[key, value]] : []
  );
  return Object.fromEntries(entries);
}
