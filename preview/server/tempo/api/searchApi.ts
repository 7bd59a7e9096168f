/** `/api/search` (`modules/frontend/search_handlers.go`, `search_sharder.go`, `pkg/api/http.go`). */
import { Behaviour } from '../behaviour';
import { EvaluationError } from '../evaluate/errors';
import { FetchedSpan } from '../evaluate/fetchedSpan';
import { IntrinsicName } from '../evaluate/field';
import { durationOf } from '../evaluate/spanIntrinsics';
import { shownTraceId } from '../evaluate/fetchTrace';
import { FoundSpanset, FoundTrace, searchTraces } from '../evaluate/search';
import { Static } from '../evaluate/static';
import { Trace } from '../model';
import { Answer, ApiRequest, badRequest, HttpError, json, evaluationError, querierError, TempoState } from './answer';
import { goQuote, param, parseGoDuration, parseInteger, parseLogfmt } from './goParse';
import { hasHint } from './hints';
import { inspectedBytes } from './inspected';
import { legacySearch } from './legacySearch';
import { int64Field, JsonObject, listField, numberField, staticJson, textField } from './protoJson';
import { ReadQuery, readQuery } from './refusal';
import { tenantsOf, tracesOf } from './tenants';
import { refuseLongRange, searchRange, secondsOf } from './timeRange';

export interface SearchRequest {
  readonly query: string | null;
  readonly tags: ReadonlyMap<string, string>;
  readonly minDurationMs: number;
  readonly maxDurationMs: number;
  readonly limit: number;
  readonly spansPerSpanset: number;
}

const DEFAULT_LIMIT = 20;
const DEFAULT_SPANS = 3;
const MAX_LIMIT = 262_144;
const MAX_SPANS = 100;
const MAX_QUERY_BYTES = 131_072;

export function search(request: ApiRequest, state: TempoState): Answer {
  const tenants = tenantsOf(request, state);
  const { behaviour } = state;
  const wanted = parseSearchRequest(request.query, behaviour);
  const read = wanted.query === null ? null : readQuery(wanted.query, behaviour);
  if (read?.parseError && (behaviour.generation !== '2.6' || wanted.query !== '{}')) {
    throw badRequest(`invalid TraceQL query: ${read.parseError}`);
  }
  const range = searchRange(request.query, state);
  refuseUnsearchable(wanted, read, state);
  refuseLarge(request.query, state);
  const traces = tracesOf(tenants, state, range);
  const found = read ? searchWithQuery(read, traces, wanted, state) : legacySearch(wanted, traces, behaviour);
  const shownTraces = found.map((one) => traceJson(one, behaviour));
  return json({ traces: shownTraces, metrics: metricsJson(request, state, tenants.length, read === null, traces) });
}

export function parseSearchRequest(query: URLSearchParams, behaviour: Behaviour): SearchRequest {
  const is26 = behaviour.generation === '2.6';
  const { start, end } = secondsOf(query, is26 ? 'ParseInt' : 'ParseUint');
  const text = param(query, 'q');
  const encodedTags = param(query, 'tags');
  if (encodedTags !== null && text !== null) {
    throw badRequest("invalid request: can't specify tags and q in the same query");
  }
  const tags = encodedTags === null ? new Map<string, string>() : parseLogfmt(encodedTags);
  if (text === null && encodedTags === null && start === 0 && end === 0) {
    addOldTags(tags, query);
  }
  const minDurationMs = durationMs(query, 'minDuration');
  const maxDurationMs = durationMs(query, 'maxDuration');
  if (maxDurationMs !== 0 && minDurationMs > maxDurationMs) {
    throw badRequest('invalid maxDuration: must be greater than minDuration');
  }
  const parser = is26 ? 'Atoi' : 'ParseUint';
  const limit = positive(query, 'limit', parser);
  const spss = is26 ? positive(query, 'spss', parser) : count(query, 'spss', parser);
  if ((start !== 0 || end !== 0) && end <= start) {
    throw badRequest(`http parameter start must be before end. received start=${start} end=${end}`);
  }
  return {
    query: text,
    tags,
    minDurationMs,
    maxDurationMs,
    limit: limit ?? DEFAULT_LIMIT,
    spansPerSpanset: spss ?? DEFAULT_SPANS,
  };
}

const RESERVED = new Set(['q', 'tags', 'minDuration', 'maxDuration', 'limit', 'spss', 'start', 'end']);

/** Old clients send every tag as a parameter of its own. */
function addOldTags(tags: Map<string, string>, query: URLSearchParams): void {
  for (const [key, value] of query) {
    if (!RESERVED.has(key) && value !== '' && !tags.has(key)) {
      tags.set(key, value);
    }
  }
}

function durationMs(query: URLSearchParams, name: string): number {
  const value = param(query, name);
  if (value === null) {
    return 0;
  }
  try {
    return Math.trunc(parseGoDuration(value) / 1e6);
  } catch (error) {
    throw badRequest(`invalid ${name}: ${(error as Error).message}`);
  }
}

function count(query: URLSearchParams, name: string, parser: 'Atoi' | 'ParseUint'): number | null {
  const value = param(query, name);
  return value === null ? null : parseInteger(value, parser, name);
}

function positive(query: URLSearchParams, name: string, parser: 'Atoi' | 'ParseUint'): number | null {
  const value = count(query, name, parser);
  if (value !== null && value <= 0) {
    throw badRequest(`invalid ${name}: must be a positive number`);
  }
  return value;
}

/** What comes after the parameters themselves are understood. */
function refuseUnsearchable(wanted: SearchRequest, read: ReadQuery | null, state: TempoState): void {
  const { behaviour } = state;
  if (behaviour.generation === '2.6') {
    return;
  }
  if (wanted.limit > MAX_LIMIT) {
    throw badRequest(`limit ${wanted.limit} exceeds max limit ${MAX_LIMIT}`);
  }
  if (Buffer.byteLength(wanted.query ?? '') > MAX_QUERY_BYTES) {
    throw badRequest(
      `TraceQL expression exceeds the configured maximum size of ${MAX_QUERY_BYTES} bytes, reduce the query expression size or contact your system administrator`
    );
  }
  if (read?.invalid) {
    throw badRequest(`invalid TraceQL query: ${read.invalid}`);
  }
}

function refuseLarge(query: URLSearchParams, state: TempoState): void {
  const is26 = state.behaviour.generation === '2.6';
  refuseLongRange(query, is26 ? 'ParseInt' : 'ParseUint');
  const spss = param(query, 'spss');
  if (!is26 && spss !== null && Number(spss) > MAX_SPANS) {
    throw badRequest(`spans per span set exceeds ${MAX_SPANS}. received ${spss}`);
  }
}

function searchWithQuery(
  read: ReadQuery,
  traces: readonly Trace[],
  wanted: SearchRequest,
  state: TempoState
): FoundTrace[] {
  const { behaviour } = state;
  const what = behaviour.generation === '2.6' ? 'ingesters in Querier.Search' : 'live-stores in Querier.SearchRecent';
  if (read.invalid) {
    throw querierError(what, read.invalid, state);
  }
  try {
    return searchTraces(
      read.query,
      traces,
      {
        limit: wanted.limit,
        spansPerSpanset: wanted.spansPerSpanset === 0 ? DEFAULT_SPANS : wanted.spansPerSpanset,
        mostRecent: behaviour.generation !== '2.6' && hasHint(read.query, 'most_recent'),
      },
      behaviour
    );
  } catch (error) {
    if (error instanceof EvaluationError) {
      throw evaluationError(what, error.message, { panics: 'SearchRecent', blockError: 'Search: ' }, state);
    }
    throw error instanceof RangeError ? new HttpError(500, `${goQuote(String(error))}\n`) : error;
  }
}

/** A trace without span sets comes from a search by tags. */
function traceJson({ trace, spansets, lost }: FoundTrace, behaviour: Behaviour): JsonObject {
  const { summary } = trace;
  const durationNs = summary.endNs - summary.startNs;
  const sets = spansets.map((spanset) => spansetJson(spanset, behaviour));
  const services: Record<string, JsonObject> = {};
  for (const [name, { spanCount, errorCount }] of [...summary.services].sort(([a], [b]) => (a < b ? -1 : 1))) {
    services[name] = { ...numberField('spanCount', spanCount), ...numberField('errorCount', errorCount) };
  }
  return {
    ...textField('traceID', shownTraceId(trace.traceId)),
    rootServiceName: (!lost?.has('rootServiceName') && summary.rootServiceName) || '<root span not yet received>',
    ...textField('rootTraceName', lost?.has('rootName') ? '' : summary.rootSpanName),
    ...int64Field('startTimeUnixNano', summary.startNs),
    ...numberField('durationMs', lost?.has('traceDuration') ? 0 : Number(durationNs / BigInt(1_000_000))),
    ...(sets[0] ? { spanSet: sets[0], spanSets: sets, serviceStats: services } : {}),
  };
}

function spansetJson({ spans, matched, attributes }: FoundSpanset, behaviour: Behaviour): JsonObject {
  return {
    ...listField(
      'spans',
      spans.map((span) => spanJson(span, behaviour))
    ),
    ...numberField('matched', matched),
    ...listField(
      'attributes',
      attributes.map(({ name, value }) => ({ key: name, value: staticJson(value, behaviour) }))
    ),
  };
}

/** Shown elsewhere in the answer. */
const NOT_ATTRIBUTES = new Set<IntrinsicName | null>([
  'name',
  'duration',
  'traceDuration',
  'rootServiceName',
  'rootName',
  'trace:id',
  'span:id',
]);

function spanJson(span: FetchedSpan, behaviour: Behaviour): JsonObject {
  const { stored } = span;
  const values = new Map<string, { name: string; intrinsic: IntrinsicName | null; value: Static }>();
  for (const list of span.lists()) {
    for (const { field, value } of list) {
      if (value.type !== 'nil') {
        values.set(field.key, { name: field.name, intrinsic: field.intrinsic, value });
      }
    }
  }
  const all = [...values.values()];
  const attributes = all.filter(({ intrinsic }) => intrinsic === null || !NOT_ATTRIBUTES.has(intrinsic));
  return {
    spanID: stored.span.spanId.padStart(16, '0'),
    ...(all.some(({ intrinsic }) => intrinsic === 'name') ? textField('name', stored.span.name) : {}),
    ...int64Field('startTimeUnixNano', stored.span.startNs),
    ...int64Field('durationNanos', durationOf(stored)),
    ...listField(
      'attributes',
      attributes.map(({ name, value }) => ({ key: name, value: staticJson(value, behaviour) }))
    ),
  };
}

/** The counters of the answer. Bytes are an estimate: they depend on how Tempo lays out its files. */
function metricsJson(
  request: ApiRequest,
  state: TempoState,
  tenants: number,
  isLegacy: boolean,
  traces: readonly Trace[]
): JsonObject {
  const jobs = tenants * jobsOf(request.query, state);
  return {
    ...numberField('inspectedTraces', isLegacy ? traces.length : 0),
    ...int64Field('inspectedBytes', inspectedBytes(traces)),
    completedJobs: jobs,
    totalJobs: jobs,
  };
}

/** 3.0 splits recent data into three jobs, of at least a minute each. */
function jobsOf(query: URLSearchParams, state: TempoState): number {
  if (state.behaviour.generation === '2.6') {
    return 1;
  }
  const { start, end } = secondsOf(query, 'ParseUint');
  return start === 0 ? 3 : Math.max(1, Math.min(3, Math.ceil((end - start) / 60)));
}
