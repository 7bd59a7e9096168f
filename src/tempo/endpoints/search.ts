import * as v from 'valibot';
import type { TempoClient } from '../client';
import { decodeJson } from '../decode';
import type { FoundSpanset, FoundTrace, SearchAnswer } from '../queryAnswers';
import { wireAttributes } from './attributeValues';
import { queryCost } from './queryCost';
import { positiveCount, rangeParameters, type SecondsRange } from './requestRange';
import { millisecondsOf, wireNanoseconds, wireNumber, wireText } from './wireNumbers';

const PATH = '/api/search';

export interface SearchRequest {
  /** TraceQL. */
  readonly query: string;
  readonly range: SecondsRange;
  /** Most traces; at least 1. */
  readonly limit: number;
  /** Most spans of each spanset (`spss`); at least 1. */
  readonly spansPerSpanset: number;
}

const TRACE_ID_DIGITS = 32;
const SPAN_ID_DIGITS = 16;
const ROOT_MISSING = '<root span not yet received>';

const hexId = (digits: number) =>
  v.pipe(
    v.string(),
    v.check((id) => id.length > 0 && id.length <= digits && /^[0-9a-f]+$/i.test(id), 'no hexadecimal id'),
    v.transform((id) => id.toLowerCase().padStart(digits, '0'))
  );

const span = v.pipe(
  v.object({
    spanID: hexId(SPAN_ID_DIGITS),
    name: wireText,
    startTimeUnixNano: wireNanoseconds,
    durationNanos: wireNumber,
    attributes: wireAttributes,
  }),
  v.transform(({ spanID, name, startTimeUnixNano, durationNanos, attributes }) => ({
    spanId: spanID,
    name,
    startMs: millisecondsOf(startTimeUnixNano),
    durationNs: durationNanos,
    attributes,
  }))
);

const spanset = v.object({ spans: v.nullish(v.array(span), []), matched: wireNumber, attributes: wireAttributes });

const trace = v.pipe(
  v.unknown(),
  v.transform(withoutCopy),
  v.object({
    traceID: hexId(TRACE_ID_DIGITS),
    rootServiceName: wireText,
    rootTraceName: wireText,
    startTimeUnixNano: wireNanoseconds,
    durationMs: wireNumber,
    spanSet: v.nullish(spanset),
    spanSets: v.nullish(v.array(spanset), []),
    serviceStats: v.nullish(v.record(v.string(), v.object({ spanCount: wireNumber, errorCount: wireNumber })), {}),
  }),
  v.transform((found): FoundTrace => {
    const isRootMissing = found.rootServiceName === ROOT_MISSING;
    return {
      traceId: found.traceID,
      rootServiceName: isRootMissing ? '' : found.rootServiceName,
      rootTraceName: isRootMissing ? '' : found.rootTraceName,
      startMs: millisecondsOf(found.startTimeUnixNano),
      durationMs: found.durationMs,
      spansets: spansetsOf(found.spanSets, found.spanSet),
      services: Object.entries(found.serviceStats)
        .map(([name, counts]) => ({ name, ...counts }))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    };
  })
);

/** Traces in the JSON of a search, whole or streamed. */
export const foundTraces = v.nullish(v.array(trace), []);
const schema = v.pipe(
  v.object({ traces: foundTraces, metrics: queryCost }),
  v.transform(({ traces, metrics }): SearchAnswer => ({ traces, cost: metrics }))
);

/**
 * Traces with spans that match. Tempo gives the first it finds, in no order; no match is an empty answer.
 *
 * Sends whole seconds, rounded outward; the limit and `spss` as whole numbers of at least 1.
 * Source: modules/frontend/search_handlers.go, pkg/tempopb/tempo.proto (2.6.1 to 3.0.3),
 * https://grafana.com/docs/tempo/latest/api_docs/#search
 *
 * @throws TempoRequestError `bad-request` where the query is wrong (2.6: `failed` where it is only found wrong while it
 *   runs); all other kinds as the client
 */
export async function fetchSearch(
  client: TempoClient,
  { query, range, limit, spansPerSpanset }: SearchRequest,
  signal?: AbortSignal
): Promise<SearchAnswer> {
  const parameters = {
    q: query,
    limit: positiveCount(limit),
    spss: positiveCount(spansPerSpanset),
    ...rangeParameters(range),
  };
  return decodeJson(PATH, await client.get(PATH, { query: parameters, signal }), schema);
}

/** The deprecated `spanSet` is a copy of the first of `spanSets`, and half of a large answer: it is not read twice. */
function withoutCopy(raw: unknown): unknown {
  const hasSpanSets =
    typeof raw === 'object' &&
    raw !== null &&
    'spanSets' in raw &&
    Array.isArray(raw.spanSets) &&
    raw.spanSets.length > 0;
  return hasSpanSets ? { ...raw, spanSet: undefined } : raw;
}

function spansetsOf(spanSets: readonly FoundSpanset[], spanSet: FoundSpanset | null | undefined) {
  return spanSets.length === 0 && spanSet ? [spanSet] : spanSets;
}
