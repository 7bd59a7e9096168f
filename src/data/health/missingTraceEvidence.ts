import type { DataSource } from '../../grafana';
import {
  evidenceContext,
  missingTraceQueries,
  type MissingTraceEvidence,
  type MissingTraceStepId,
  type MissingTraceTarget,
  type NumbersAnswer,
  type Reach,
  type SystemEvidence,
} from '../../health';
import { select } from '../../signals';
import {
  fetchSearch,
  fetchTagValues,
  fetchTrace,
  probe,
  queryLimitsOf,
  type Capabilities,
  type TempoClient,
  type TraceAnswer,
} from '../../tempo';
import { quoteString } from '../../traceql';
import { askNumbers } from './askNumbers';
import { findUnwell } from './findUnwell';
import { isTenantRefusal } from './isTenantRefusal';
import type { MissingTraceConfig } from './missingTraceConfig';

/** Whom to ask about a trace. */
export interface MissingTraceSubject {
  readonly tempo: DataSource;
  readonly metrics: DataSource | undefined;
  readonly capabilities: Capabilities;
  /** To the Tempo of the data source, as a user asks. */
  readonly client: TempoClient;
  readonly reaches: readonly Reach[];
  readonly target: MissingTraceTarget;
  readonly nowMs: number;
}

/** What the steps have found out for those after them. */
export interface MissingTraceNotes {
  readonly config: () => Promise<MissingTraceConfig>;
  /** Set by the look-up: Tempo asks for a tenant. */
  tenantMissing: boolean;
  /** Set by the look-up: not all jobs of the search were done. */
  isCut: boolean;
  /** Set by the look-up: when the parts of the trace that are there were made. */
  madeAtMs: number | undefined;
}

type Gatherers = {
  readonly [Step in MissingTraceStepId]: (
    subject: MissingTraceSubject,
    notes: MissingTraceNotes,
    signal: AbortSignal
  ) => Promise<MissingTraceEvidence[Step]>;
};

const MS = 1000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NS_PER_SECOND = 1e9;
/** How far around a known time counters are looked at. */
const AROUND_MS = 900_000;
const SEARCHED_TRACES = 20;
/** Names are looked for a day before and after: a service that is quiet for an hour is known all the same. */
const NAMES_AROUND_MS = DAY_MS;
/** At 5 MB (3.0: 1 MB) of names Tempo stops collecting without a word: then a missing name means nothing. */
const ALL_NAMES_CHARACTERS = 900_000;

/** Finds out what each step needs. A part that cannot be had is left out, or says why. */
export const GATHERERS: Gatherers = {
  lookup: async ({ target, client, capabilities, nowMs }, notes, signal) => {
    if (target.kind === 'trace') {
      const trace = await probe(fetchTrace(client, target.traceId, {}, signal));
      notes.tenantMissing ||= !trace.ok && isTenantRefusal(trace.failure, capabilities);
      notes.madeAtMs = trace.ok ? startOf(trace.value) : undefined;
      return { trace };
    }
    if (target.fromMs > nowMs) {
      // From 2.10 on Tempo would move the range back to now, and find what is of another time.
      return {};
    }
    const query = `{ resource.service.name = ${quoteString(target.service)} }`;
    const range = { fromSeconds: target.fromMs / MS, toSeconds: target.toMs / MS };
    const search = await probe(
      fetchSearch(client, { query, range, limit: SEARCHED_TRACES, spansPerSpanset: 1 }, signal)
    );
    if (!search.ok) {
      notes.tenantMissing ||= isTenantRefusal(search.failure, capabilities);
      return { found: search };
    }
    const { traces, cost } = search.value;
    notes.isCut = cost.completedJobs < cost.totalJobs;
    return { found: { ok: true, value: traces.length }, isFull: traces.length >= SEARCHED_TRACES };
  },
  tenant: async ({ tempo, capabilities: { tenants, tenantMissing } }, notes) => ({
    tenants,
    tenantMissing: tenantMissing || notes.tenantMissing,
    sendsTenant: tempo.sendsTenant,
  }),
  age: async (subject, notes, signal) => {
    const { nowMs, capabilities } = subject;
    const [config, overrides] = await Promise.all([notes.config(), askRetention(subject, signal)]);
    const retentionSeconds = longestRetention(config.retentionSeconds, overrides);
    const endCutoffSeconds =
      config.endCutoffSeconds ?? queryLimitsOf(capabilities.version?.value.text ?? '').endCutoffSeconds;
    return {
      nowMs,
      endCutoffSeconds,
      ...(retentionSeconds !== undefined && { retentionSeconds }),
      ...(notes.madeAtMs !== undefined && { madeAtMs: notes.madeAtMs }),
    };
  },
  arrival: async (subject, notes, signal) => {
    const [numbers, isServiceKnown] = await Promise.all([
      askAround(subject, 'arrival', notes, signal),
      askService(subject, signal),
    ]);
    return { ...numbers, ...(isServiceKnown !== undefined && { isServiceKnown }) };
  },
  limits: async (subject, notes, signal) => askAround(subject, 'limits', notes, signal),
  'recent-data': async (subject, notes, signal) => {
    const [numbers, unwell] = await Promise.all([
      askAround(subject, 'recent-data', notes, signal),
      findUnwell(subject.reaches, subject.capabilities.generation?.value, signal),
    ]);
    return { ...numbers, ...(unwell && { unwell }) };
  },
  blocks: async (subject, notes, signal) => {
    const [numbers, { keptSeconds, backendAfterSeconds }] = await Promise.all([
      askAround(subject, 'blocks', notes, signal),
      notes.config(),
    ]);
    return {
      ...numbers,
      ...(keptSeconds !== undefined && { keptSeconds }),
      ...(backendAfterSeconds !== undefined && { backendAfterSeconds }),
    };
  },
  'query-limits': async ({ capabilities }, notes) => {
    const { searchSeconds } = await notes.config();
    const byDefault = queryLimitsOf(capabilities.version?.value.text ?? '').searchRangeSeconds;
    return { searchSeconds: searchSeconds ?? byDefault, isCut: notes.isCut };
  },
};

/** The time that counters are looked at: around the trace; where nobody knows when it was made, the last day. */
function windowOf(
  { target, nowMs }: MissingTraceSubject,
  { madeAtMs }: MissingTraceNotes
): { fromMs: number; toMs: number } {
  if (target.kind === 'service') {
    return { fromMs: target.fromMs, toMs: Math.min(target.toMs, nowMs) };
  }
  // Of a trace that is there in part nobody knows better than it.
  const atMs = madeAtMs ?? target.atMs;
  return atMs === undefined
    ? { fromMs: nowMs - DAY_MS, toMs: nowMs }
    : { fromMs: atMs - AROUND_MS, toMs: Math.min(atMs + AROUND_MS, nowMs) };
}

/** When a trace began; undefined for one without spans. */
function startOf({ spans }: TraceAnswer): number | undefined {
  const first = spans.reduce((least, { startMs }) => Math.min(least, startMs), Infinity);
  return Number.isFinite(first) ? first : undefined;
}

type AskedStep = keyof ReturnType<typeof missingTraceQueries>;

/**
 * The numbers of a step, each under the name of its field; none without Prometheus. Blocks are written after the spans came:
 * theirs are counted from that time until now.
 */
async function askAround(
  subject: MissingTraceSubject,
  step: AskedStep,
  notes: MissingTraceNotes,
  signal: AbortSignal
): Promise<Record<string, NumbersAnswer>> {
  const { metrics, capabilities, nowMs } = subject;
  const { inventory } = capabilities;
  if (!metrics || !inventory || inventory.names.size === 0) {
    return {};
  }
  const { fromMs, toMs } = windowOf(subject, notes);
  const untilMs = step === 'blocks' ? Math.min(nowMs, fromMs + DAY_MS) : toMs;
  const windowSeconds = Math.max(600, Math.round((untilMs - fromMs) / MS));
  const context = evidenceContext(systemOf(capabilities));
  const presence = `count(last_over_time(${select(context.presence, context.matchers())}[${windowSeconds}s]))`;
  const queries = Object.entries(missingTraceQueries(context, windowSeconds)[step]);
  const asked = [presence, ...queries.map(([, expr]) => expr)].map((expr) => ({ expr, checks: [] }));
  const answers = await askNumbers(metrics.uid, asked, untilMs, signal);
  const absent = whyAbsent(answers.get(presence));
  return Object.fromEntries(
    queries.map(([name, expr]) => [name, absent ?? answers.get(expr) ?? { ok: false, why: 'It was not asked.' }])
  );
}

/** Of a time without metrics of Tempo, "no series" does not mean "never". */
function whyAbsent(presence: NumbersAnswer | undefined): NumbersAnswer | undefined {
  if (!presence?.ok) {
    return presence;
  }
  return presence.samples.some(({ value }) => value > 0)
    ? undefined
    : { ok: false, why: 'Prometheus has no metrics of this Tempo from that time.' };
}

/** Times that overrides set, in seconds. */
interface RetentionOverrides {
  /** 0 where there is a block, or defaults, that leave it to the configuration. */
  readonly least: number;
  readonly most: number;
}

/**
 * The longest time that traces of any tenant are kept; undefined where it is not known. A tenant whose overrides say 0 keeps them
 * as long as the configuration says, however short the time of another tenant is.
 */
export function longestRetention(
  configured: number | undefined,
  overrides: RetentionOverrides | undefined
): number | undefined {
  if (!overrides || overrides.most === 0) {
    return configured;
  }
  if (overrides.least > 0) {
    return overrides.most;
  }
  return configured === undefined ? undefined : Math.max(configured, overrides.most);
}

/** What the metrics of limits say of it; undefined where they do not. */
async function askRetention(
  subject: MissingTraceSubject,
  signal: AbortSignal
): Promise<RetentionOverrides | undefined> {
  const { metrics, capabilities, nowMs } = subject;
  if (!metrics || !capabilities.inventory?.names.has('tempo_limits_defaults')) {
    return undefined;
  }
  const { matchers } = evidenceContext(systemOf(capabilities));
  const limits = `{__name__=~"tempo_limits_(defaults|overrides)",${matchers('limit_name="block_retention"')}}`;
  const queries = [`min(${limits})`, `max(${limits})`].map((expr) => ({ expr, checks: [] }));
  const answers = await askNumbers(metrics.uid, queries, nowMs, signal);
  const [least, most] = queries.map(({ expr }) => {
    const answer = answers.get(expr);
    return answer?.ok ? answer.samples[0]?.value : undefined;
  });
  return least === undefined || most === undefined
    ? undefined
    : { least: least / NS_PER_SECOND, most: most / NS_PER_SECOND };
}

/** Whether Tempo has spans of the service from around that time; undefined where that is no question, or has no answer. */
async function askService(
  { target, client, capabilities, nowMs }: MissingTraceSubject,
  signal: AbortSignal
): Promise<boolean | undefined> {
  if (target.kind !== 'service') {
    return undefined;
  }
  const range = {
    fromSeconds: (target.fromMs - NAMES_AROUND_MS) / MS,
    toSeconds: Math.min(target.toMs + NAMES_AROUND_MS, nowMs) / MS,
  };
  const version = capabilities.version?.value.text ?? '';
  const names = await probe(fetchTagValues(client, 'resource.service.name', { range, version }, signal));
  if (!names.ok || names.value.values.length === 0) {
    return undefined;
  }
  const { values } = names.value;
  if (values.some(({ text }) => text === target.service)) {
    return true;
  }
  const characters = values.reduce((sum, { text }) => sum + text.length, 0);
  return characters < ALL_NAMES_CHARACTERS ? false : undefined;
}

function systemOf({ version, generation, topology, inventory }: Capabilities): SystemEvidence {
  return { version: version?.value, generation: generation?.value, topology: topology?.value, inventory };
}
