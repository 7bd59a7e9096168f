/**
 * `/api/metrics/query_range` and `/api/metrics/query`
 * (`modules/frontend/metrics_query_range_handler.go`, `metrics_query_handler.go`, `metrics_query_range_sharder.go`).
 */
import { EvaluationError } from '../evaluate/errors';
import { formatDuration } from '../evaluate/goFormat';
import { alignDown, alignRequest, defaultStep, MetricsRequest } from '../metrics/metricsRequest';
import { queryRange, ResultSeries } from '../metrics/queryRange';
import { Trace } from '../model';
import { Answer, ApiRequest, badRequest, HttpError, json, evaluationError, TempoState } from './answer';
import { param, parsePrometheusDuration, parseStep, parseTimestamp } from './goParse';
import { hintOf } from './hints';
import { doubleJson, int64Field, JsonObject, listField, numberField, staticJson, textField } from './protoJson';
import { ReadQuery, readQuery } from './refusal';
import { tenantsOf, tracesOf } from './tenants';
import { END_CUTOFF, nowNs } from './timeRange';

const HOUR = BigInt(3_600_000_000_000);
const MAX_INTERVALS = BigInt(10_000);
const MAX_EXEMPLARS = 100;
/** Longest range, in hours (`metrics.max_duration`). */
const MAX_HOURS = { '2.6': 3, '3.0': 24 } as const;

interface Wanted {
  readonly text: string;
  readonly read: ReadQuery;
  readonly startNs: bigint;
  readonly endNs: bigint;
}

export function metricsQueryRange(request: ApiRequest, state: TempoState): Answer {
  const tenants = tenantsOf(request, state);
  const wanted = parseWanted(request.query, state);
  const { startNs, endNs } = wanted;
  const stepText = param(request.query, 'step');
  const stepNs = stepText === null ? defaultStep(startNs, endNs, state.behaviour) : attemptStep(stepText);
  if (stepNs < BigInt(0)) {
    return negativeStep(state);
  }
  const asked: MetricsRequest = { startNs, endNs, stepNs, instant: false, exemplars: MAX_EXEMPLARS };
  const ready =
    state.behaviour.generation === '2.6' ? prepare26(wanted, asked) : prepare30(wanted, asked, request.query, state);
  const series = run(wanted, ready, tenants, state);
  return json({
    series: series.map((one) => seriesJson(one, state)),
    metrics: jobsJson(tenants.length, state),
  });
}

/** A negative step is a very long one; 3.0 aligns the start with it and comes to 1970. */
function negativeStep({ behaviour }: TempoState): Answer {
  if (behaviour.generation === '2.6') {
    return json({ series: [], metrics: {} });
  }
  throw badRequest('start required');
}

export function metricsQuery(request: ApiRequest, state: TempoState): Answer {
  const tenants = tenantsOf(request, state);
  const wanted = parseWanted(request.query, state);
  const { startNs, endNs } = wanted;
  const asked: MetricsRequest = { startNs, endNs, stepNs: endNs - startNs, instant: true, exemplars: 0 };
  refuse(wanted, asked, state);
  const traces = tracesOf(tenants, state, null);
  const ready = state.behaviour.generation === '2.6' ? trimToData(asked, traces) : withoutLatest(asked, state);
  const series = run(wanted, ready, tenants, state);
  const shown = series.filter(({ samples }) => samples.length > 0);
  return json({
    ...listField(
      'series',
      shown.map(({ labels, promLabels, samples }) => ({
        ...listField(
          'labels',
          labels.map(({ name, value }) => ({ key: name, value: staticJson(value, state.behaviour) }))
        ),
        ...numberField('value', samples[0]?.[1] ?? 0),
        ...(state.behaviour.generation === '2.6' ? textField('promLabels', promLabels) : {}),
      }))
    ),
    metrics: jobsJson(tenants.length, state),
  });
}

function parseWanted(query: URLSearchParams, state: TempoState): Wanted {
  const text = param(query, 'q') ?? param(query, 'query') ?? '';
  try {
    return { text, read: readQuery(text, state.behaviour), ...bounds(query, state) };
  } catch (error) {
    if (state.behaviour.generation === '2.6') {
      // 2.6 does not look at the error; what it has then is the year 1.
      const never = BigInt.asUintN(64, BigInt('-6795364578871345152'));
      return { text, read: readQuery(text, state.behaviour), startNs: never, endNs: never };
    }
    throw badRequest(`rpc error: code = Code(400) desc = ${(error as Error).message}`);
  }
}

/** `determineBounds` in `pkg/api/http.go`. */
function bounds(query: URLSearchParams, state: TempoState): { startNs: bigint; endNs: bigint } {
  const now = nowNs(state);
  const named = <T>(name: string, parse: (value: string) => T, fallback: T): T => {
    const value = param(query, name);
    try {
      return value === null ? fallback : parse(value);
    } catch (error) {
      throw new Error(`could not parse '${name}' parameter: ${(error as Error).message}`);
    }
  };
  const since = named('since', (value) => BigInt(parsePrometheusDuration(value)), HOUR);
  const endNs = named('end', parseTimestamp, now);
  const latest = endNs > now ? now : endNs;
  return { startNs: named('start', parseTimestamp, latest - since), endNs };
}

function attemptStep(value: string): bigint {
  try {
    return parseStep(value);
  } catch (error) {
    throw badRequest(`rpc error: code = Code(400) desc = ${(error as Error).message}`);
  }
}

/** The checks of the query frontend itself; 2.6 answers 500. */
function refuse({ read, text }: Wanted, { startNs, endNs, stepNs }: MetricsRequest, state: TempoState): void {
  const status = state.behaviour.generation === '2.6' ? 500 : 400;
  const isMetrics = read.query.metrics !== null || text === '';
  const problem =
    rangeProblem(startNs, endNs, stepNs) ?? compileProblem(read) ?? (isMetrics ? null : 'not a metrics query');
  if (problem !== null) {
    throw new HttpError(status, problem);
  }
}

function rangeProblem(startNs: bigint, endNs: bigint, stepNs: bigint): string | null {
  const zero = BigInt(0);
  if (startNs <= zero) {
    return 'start required';
  }
  if (endNs <= zero) {
    return 'end required';
  }
  if (endNs <= startNs) {
    return 'end must be greater than start';
  }
  return stepNs <= zero ? 'step required' : null;
}

function compileProblem({ parseError, invalid }: ReadQuery): string | null {
  const problem = parseError ?? invalid;
  return problem === null ? null : `compiling query: ${problem}`;
}

function prepare26(wanted: Wanted, asked: MetricsRequest): MetricsRequest {
  refuseWith26(wanted, asked);
  const start = alignDown(asked.startNs, asked.stepNs);
  const end = alignDown(asked.endNs, asked.stepNs);
  refuseLong(start, end, '2.6');
  return asked;
}

function refuseWith26(wanted: Wanted, asked: MetricsRequest): void {
  refuse(wanted, asked, { behaviour: { generation: '2.6' } } as TempoState);
}

function refuseLong(start: bigint, end: bigint, generation: '2.6' | '3.0'): void {
  const longest = `${MAX_HOURS[generation]}h0m0s`;
  if (end - start <= BigInt(MAX_HOURS[generation]) * HOUR) {
    return;
  }
  throw badRequest(
    generation === '2.6'
      ? `range specified by start and end (${formatDuration(end - start)}) exceeds ${longest}. received start=${start} end=${end}`
      : `metrics query time range exceeds the maximum allowed duration of ${longest}`
  );
}

function prepare30(wanted: Wanted, asked: MetricsRequest, query: URLSearchParams, state: TempoState): MetricsRequest {
  const { startNs, endNs, stepNs } = asked;
  if (startNs > endNs) {
    throw badRequest('end must be greater than start');
  }
  if (stepNs <= BigInt(0) || (endNs - startNs) / stepNs > MAX_INTERVALS) {
    const least = formatDuration((endNs - startNs) / MAX_INTERVALS);
    throw badRequest(`step of ${formatDuration(stepNs)} is too small, minimum step for given range is ${least}`);
  }
  if (wanted.read.parseError !== null) {
    throw badRequest(wanted.read.parseError);
  }
  const aligned = withoutLatest(alignRequest(asked, state.behaviour), state);
  refuse(wanted, aligned, state);
  refuseLong(aligned.startNs, aligned.endNs, '3.0');
  return { ...aligned, exemplars: exemplarsOf(wanted, query) };
}

function exemplarsOf({ read }: Wanted, query: URLSearchParams): number {
  const hint = hintOf(read.query, 'exemplars');
  const asked = param(query, 'exemplars');
  if (typeof hint === 'number') {
    return Math.min(Math.max(hint, 0), MAX_EXEMPLARS);
  }
  if (hint === false) {
    return 0;
  }
  const number = asked !== null && /^\d+$/.test(asked) ? Number(asked) : 0;
  return number === 0 ? MAX_EXEMPLARS : Math.min(number, MAX_EXEMPLARS);
}

/** Takes the newest half minute away, to the left on the grid of the step. */
function withoutLatest(request: MetricsRequest, state: TempoState): MetricsRequest {
  const latest = nowNs(state) - END_CUTOFF;
  if (latest >= request.endNs) {
    return request;
  }
  return { ...request, endNs: request.instant ? latest : alignDown(latest, request.stepNs) };
}

/** 2.6 asks only for the whole seconds that its block covers, and takes them for the step of an instant query. */
function trimToData(request: MetricsRequest, traces: readonly Trace[]): MetricsRequest {
  const second = BigInt(1_000_000_000);
  let first: bigint | null = null;
  let last = BigInt(0);
  for (const { summary } of traces) {
    first = first === null || summary.startNs < first ? summary.startNs : first;
    last = summary.endNs > last ? summary.endNs : last;
  }
  if (first === null) {
    return request;
  }
  const startNs = maximum(request.startNs, alignDown(first, second));
  const endNs = minimum(request.endNs, alignDown(last, second));
  return startNs < endNs ? { ...request, startNs, endNs, stepNs: endNs - startNs } : request;
}

const maximum = (a: bigint, b: bigint) => (a > b ? a : b);
const minimum = (a: bigint, b: bigint) => (a < b ? a : b);

function run(wanted: Wanted, request: MetricsRequest, tenants: readonly string[], state: TempoState): ResultSeries[] {
  const traces = tracesOf(tenants, state, null);
  if (traces.length === 0 && state.behaviour.generation === '2.6') {
    return [];
  }
  const hint = hintOf(wanted.read.query, 'exemplars');
  const exemplars = request.exemplars > 0 && typeof hint === 'number' ? Math.max(hint, 0) : request.exemplars;
  try {
    return queryRange(wanted.read.query, traces, { ...request, exemplars }, state.behaviour);
  } catch (error) {
    if (error instanceof EvaluationError) {
      const what =
        state.behaviour.generation === '2.6'
          ? 'generators in querier.queryRangeRecent'
          : 'live-stores in Querier.queryRangeRecent';
      throw evaluationError(what, error.message, { panics: 'QueryRange', blockError: '' }, state);
    }
    throw error;
  }
}

function seriesJson({ labels, promLabels, samples, exemplars }: ResultSeries, state: TempoState): JsonObject {
  const { behaviour } = state;
  const labelsJson = (list: ResultSeries['labels']) =>
    list.map(({ name, value }) => ({ key: name, value: staticJson(value, behaviour) }));
  return {
    ...listField('labels', labelsJson(labels)),
    ...listField(
      'samples',
      samples.map(([ms, value]) => ({ ...int64Field('timestampMs', ms), ...numberField('value', value) }))
    ),
    ...(behaviour.generation === '2.6' ? textField('promLabels', promLabels) : {}),
    ...listField(
      'exemplars',
      exemplars.map((exemplar) => ({
        ...listField('labels', labelsJson(exemplar.labels)),
        ...(exemplar.value === 0 ? {} : { value: doubleJson(exemplar.value) }),
        ...int64Field('timestampMs', exemplar.timestampMs),
      }))
    ),
  };
}

/** 2.6 does not count the job for recent data among the total. */
function jobsJson(tenants: number, state: TempoState): JsonObject {
  return state.behaviour.generation === '2.6'
    ? { completedJobs: tenants }
    : { completedJobs: tenants, totalJobs: tenants };
}
