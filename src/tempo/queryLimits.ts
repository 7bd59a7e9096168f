import type { QuestionKind } from './explainFailure/explanation';
import { compareVersions, parseVersion } from './version';

/**
 * What a release allows unless its operator set something else. Undefined: the release has no such limit.
 */
export interface QueryLimits {
  /** Longest range of searches, tags and values. */
  readonly searchRangeSeconds: number;
  /** Longest range of metrics queries. */
  readonly metricsRangeSeconds: number;
  /** Most traces that may be asked for. */
  readonly traces: number | undefined;
  /** Most spans of a spanset that may be asked for. */
  readonly spansPerSpanset: number | undefined;
  /** Longest query in UTF-8. */
  readonly queryBytes: number | undefined;
  /** Most steps in the range of a metrics query. */
  readonly steps: number | undefined;
  /** So much of the newest data is left out of searches and metrics. */
  readonly endCutoffSeconds: number;
}

/** What is about to be asked. What is left out is not judged. */
export interface LimitedRequest {
  readonly question: QuestionKind;
  readonly text: string;
  readonly fromSeconds: number;
  readonly toSeconds: number;
  readonly limit?: number;
  readonly spansPerSpanset?: number;
  readonly stepSeconds?: number;
}

export type LimitCode = 'range' | 'traces' | 'spans-per-spanset' | 'query-size' | 'steps' | 'newest-data';

/**
 * One way in which a request goes beyond the defaults. `asked` and `allowed` are in the unit of the limit: seconds, a
 * count, or bytes. The texts are English: see `explainFailure`.
 */
export interface LimitFinding {
  readonly code: LimitCode;
  /** `refused`: Tempo answers with an error; `cut`: it leaves something out without a word. */
  readonly effect: 'refused' | 'cut';
  readonly asked: number;
  readonly allowed: number;
  readonly unit: 'seconds' | 'count' | 'bytes';
  readonly text: string;
  readonly suggestion: string;
  /** Keys in Tempo's configuration that change the limit, the general one first. */
  readonly configKeys: readonly string[];
}

const HOUR_SECONDS = 3600;
const KIB = 1024;

/** The default limits of 2.6, and what each release changed. Sources: modules/frontend/config.go of each tag. */
const DEFAULTS_2_6: QueryLimits = {
  searchRangeSeconds: 168 * HOUR_SECONDS,
  metricsRangeSeconds: 3 * HOUR_SECONDS,
  traces: undefined,
  spansPerSpanset: undefined,
  queryBytes: undefined,
  steps: undefined,
  endCutoffSeconds: 0,
};
const CHANGES: ReadonlyArray<[since: string, change: Partial<QueryLimits>]> = [
  ['2.7', { spansPerSpanset: 100, queryBytes: 128 * KIB }],
  ['2.9', { traces: 256 * KIB, steps: 10_000 }],
  ['3.0', { metricsRangeSeconds: 24 * HOUR_SECONDS, endCutoffSeconds: 30 }],
];
/** Where the release is not known: what some release refuses is worth a word. */
const STRICTEST: QueryLimits = {
  ...DEFAULTS_2_6,
  spansPerSpanset: 100,
  queryBytes: 128 * KIB,
  traces: 256 * KIB,
  steps: 10_000,
};

/**
 * The default limits of a release.
 *
 * @param versionText - `2.6.1`; where it is no release number, the strictest of all releases but for the cutoff of 3.0
 */
export function queryLimitsOf(versionText: string): QueryLimits {
  const version = parseVersion(versionText);
  if (!version) {
    return STRICTEST;
  }
  return CHANGES.filter(([since]) => {
    const from = parseVersion(since);
    return from !== undefined && compareVersions(version, from) >= 0;
  }).reduce((limits, [, change]) => ({ ...limits, ...change }), DEFAULTS_2_6);
}

/**
 * Where a request goes beyond the defaults of the release. To be shown before it is sent, never to hold it back:
 * operators change the defaults, per tenant too, and Tempo does not tell.
 *
 * @param nowSeconds - for the newest data that 3.0 leaves out
 */
export function checkQueryLimits(versionText: string, request: LimitedRequest, nowSeconds: number): LimitFinding[] {
  const limits = queryLimitsOf(versionText);
  const findings = [
    checkRange(limits, request),
    checkTraces(limits, request),
    checkSpansPerSpanset(limits, request),
    checkQuerySize(limits, request),
    checkSteps(limits, request),
    checkNewestData(limits, request, nowSeconds),
  ];
  return findings.filter((finding) => finding !== undefined);
}

function checkRange(
  limits: QueryLimits,
  { question, fromSeconds, toSeconds }: LimitedRequest
): LimitFinding | undefined {
  const isMetrics = question === 'metrics';
  const allowed = isMetrics ? limits.metricsRangeSeconds : limits.searchRangeSeconds;
  const asked = toSeconds - fromSeconds;
  // A trace is looked for in all blocks, however long the range.
  if (question === 'trace' || asked <= allowed) {
    return undefined;
  }
  const what = isMetrics ? 'Metrics queries' : 'Searches';
  return {
    code: 'range',
    effect: 'refused',
    asked,
    allowed,
    unit: 'seconds',
    text: `${what} reach over at most ${hours(allowed)} by default; this range is ${hours(asked)}.`,
    suggestion: `Shorten the range to ${hours(allowed)} if Tempo refuses.`,
    configKeys: isMetrics
      ? ['query_frontend.metrics.max_duration', 'overrides.defaults.read.max_metrics_duration']
      : ['query_frontend.search.max_duration', 'overrides.defaults.read.max_search_duration'],
  };
}

function checkTraces({ traces }: QueryLimits, { question, limit = 0 }: LimitedRequest): LimitFinding | undefined {
  if (question !== 'search' || traces === undefined || limit <= traces) {
    return undefined;
  }
  return {
    code: 'traces',
    effect: 'refused',
    asked: limit,
    allowed: traces,
    unit: 'count',
    text: `A search may ask for at most ${traces} traces by default; this one asks for ${limit}.`,
    suggestion: `Lower the limit to ${traces} if Tempo refuses, and narrow the query instead.`,
    configKeys: ['query_frontend.search.max_result_limit'],
  };
}

function checkSpansPerSpanset(limits: QueryLimits, request: LimitedRequest): LimitFinding | undefined {
  const { question, spansPerSpanset: asked = 0 } = request;
  const allowed = limits.spansPerSpanset;
  if (question !== 'search' || allowed === undefined || asked <= allowed) {
    return undefined;
  }
  return {
    code: 'spans-per-spanset',
    effect: 'refused',
    asked,
    allowed,
    unit: 'count',
    text: `A search may ask for at most ${allowed} spans of each spanset by default; this one asks for ${asked}.`,
    suggestion: `Lower the number of spans to ${allowed} if Tempo refuses. The trace itself shows all of them.`,
    configKeys: ['query_frontend.search.max_spans_per_span_set'],
  };
}

function checkQuerySize({ queryBytes }: QueryLimits, { question, text }: LimitedRequest): LimitFinding | undefined {
  const asked = new TextEncoder().encode(text).length;
  if (question === 'trace' || queryBytes === undefined || asked <= queryBytes) {
    return undefined;
  }
  return {
    code: 'query-size',
    effect: 'refused',
    asked,
    allowed: queryBytes,
    unit: 'bytes',
    text: `A query has at most ${queryBytes} bytes by default; this one has ${asked}.`,
    suggestion: 'Shorten it: a regular expression can often take the place of a long list of values.',
    configKeys: ['query_frontend.max_query_expression_size_bytes'],
  };
}

function checkSteps(limits: QueryLimits, request: LimitedRequest): LimitFinding | undefined {
  const { question, stepSeconds, fromSeconds, toSeconds } = request;
  if (question !== 'metrics' || limits.steps === undefined || stepSeconds === undefined || stepSeconds <= 0) {
    return undefined;
  }
  const asked = Math.ceil((toSeconds - fromSeconds) / stepSeconds);
  if (asked <= limits.steps) {
    return undefined;
  }
  const smallest = Math.ceil((toSeconds - fromSeconds) / limits.steps);
  return {
    code: 'steps',
    effect: 'refused',
    asked,
    allowed: limits.steps,
    unit: 'count',
    text: `A metrics query has at most ${limits.steps} steps by default; this one has ${asked}.`,
    suggestion: `Use a step of ${smallest} s or more for this range, or let Tempo choose it.`,
    configKeys: ['query_frontend.metrics.max_intervals'],
  };
}

function checkNewestData(
  { endCutoffSeconds }: QueryLimits,
  { question, toSeconds }: LimitedRequest,
  nowSeconds: number
): LimitFinding | undefined {
  const asked = Math.ceil(toSeconds - (nowSeconds - endCutoffSeconds));
  if (question === 'trace' || endCutoffSeconds === 0 || asked <= 0) {
    return undefined;
  }
  return {
    code: 'newest-data',
    effect: 'cut',
    asked: Math.min(asked, endCutoffSeconds),
    allowed: 0,
    unit: 'seconds',
    text: `Tempo leaves out the newest ${endCutoffSeconds} s by default, because they may not be complete yet.`,
    suggestion: 'Look again in half a minute for traces that have just been sent. A trace ID finds them at once.',
    configKeys: ['query_frontend.query_end_cutoff'],
  };
}

/** `3 h`, `2.5 h`, `168 h`; below an hour in minutes. */
function hours(seconds: number): string {
  return seconds < HOUR_SECONDS
    ? `${Math.round(seconds / 60)} min`
    : `${Math.round((seconds / HOUR_SECONDS) * 10) / 10} h`;
}
