import type { NumbersAnswer } from '../evidence';
import { formatCount, formatSeconds, formatValue } from '../formatValue';
import type { TraceAnswer } from '../../tempo';
import { describeFailure } from '../processAnswers';
import { findDefects } from '../trace-quality/traceDefects';
import type {
  MissingTraceEvidence,
  MissingTraceStepId,
  MissingTraceTarget,
  StepResult,
  StepState,
  Verdict,
} from './missingTraceStep';
import { VERDICTS } from './verdicts';

type Outcome = Omit<StepResult, 'step'>;

const ok = (what: string): Outcome => ({ state: 'ok', what });
const unknown = (what: string): Outcome => ({ state: 'unknown', what });
const ends = (state: Extract<StepState, 'stop' | 'part' | 'suspect'>, verdict: Verdict, what: string): Outcome => ({
  state,
  what,
  verdict,
});

/** Older than this and the list of blocks misses what was written. */
const OLD_INDEX_SECONDS = 900;
const LAG_SECONDS = 60;
/** Clocks of browsers and hosts differ by less. */
const CLOCK_SECONDS = 60;
/** More would not be read. */
const NAMED_SERVICES = 5;
/** How 2.6 (500) and 2.7 (422) refuse a trace above max_bytes_per_trace: it is there, and the ID is right. */
const TOO_LARGE = /exceeds? max|too large/i;

/** What is looked for, and what is known of it. */
interface Search {
  readonly target: MissingTraceTarget;
  /** Parts of the trace are there: that no span came, say, cannot be then. */
  readonly isThere: boolean;
}

type Judges = {
  readonly [Step in MissingTraceStepId]: (evidence: MissingTraceEvidence[Step], search: Search) => Outcome;
};

const JUDGES: Judges = {
  lookup: judgeLookup,
  tenant: ({ tenantMissing, sendsTenant, tenants }) => {
    if (tenantMissing) {
      return ends('stop', VERDICTS.tenantMissing, 'Tempo answers "no org id".');
    }
    return tenants.length > 1
      ? ends('suspect', VERDICTS.otherTenant, `There are ${tenants.length} tenants: ${tenants.slice(0, 5).join(', ')}.`)
      : ok(sendsTenant ? 'The data source sends a tenant, and there is no other.' : 'There is one tenant only.');
  },
  age: judgeAge,
  arrival: judgeArrival,
  limits: ({ discarded }) => {
    if (!discarded?.ok) {
      return unknown(whyMissing('How many spans were thrown away', discarded));
    }
    const worst = largest(discarded);
    return worst
      ? ends(
          'suspect',
          { ...VERDICTS.discarded, checkId: CHECK_BY_REASON[worst.labels.reason ?? ''] ?? VERDICTS.discarded.checkId },
          `${formatValue(worst.value, 'per second')} spans of ${worst.labels.tenant ?? 'a tenant'} were thrown away: ${worst.labels.reason ?? 'no reason given'}.`
        )
      : ok('No span was thrown away.');
  },
  'recent-data': judgeRecentData,
  blocks: judgeBlocks,
  'query-limits': ({ searchSeconds, isCut }, { target }) => {
    const range = target.kind === 'service' ? (target.toMs - target.fromMs) / 1000 : 0;
    if (searchSeconds !== undefined && searchSeconds > 0 && range > searchSeconds) {
      return ends(
        'stop',
        VERDICTS.rangeTooLong,
        `The range is ${formatSeconds(range)}, and at most ${formatSeconds(searchSeconds)} are searched.`
      );
    }
    return isCut
      ? ends('suspect', VERDICTS.cut, 'The answer of the search was cut.')
      : ok('No limit of queries is in the way.');
  },
};

const CHECK_BY_REASON: Readonly<Record<string, string>> = {
  rate_limited: 'limits.rate-limited',
  live_traces_exceeded: 'limits.live-traces',
  trace_too_large: 'limits.trace-too-large',
  trace_too_large_to_compact: 'limits.not-compacted',
};

/** What the evidence of a step means. Pure. */
export function judgeStep<Step extends MissingTraceStepId>(
  step: Step,
  evidence: MissingTraceEvidence[Step],
  search: Search
): StepResult {
  return { step, ...JUDGES[step](evidence, search) };
}

function judgeLookup(lookup: MissingTraceEvidence['lookup'], { target }: Search): Outcome {
  return target.kind === 'service' ? judgeSearch(lookup, target.service) : judgeTraceAnswer(lookup);
}

function judgeSearch({ found, isFull }: MissingTraceEvidence['lookup'], service: string): Outcome {
  if (!found) {
    return unknown('No search was asked.');
  }
  if (!found.ok) {
    return ends('suspect', VERDICTS.cannotAsk, describeFailure(found.failure));
  }
  return found.value > 0
    ? ends(
        'stop',
        VERDICTS.found,
        `A search finds ${isFull ? `${found.value} traces or more` : formatCount(found.value, 'trace', 'traces')} of ${service}.`
      )
    : ok(`A search finds no trace of ${service}.`);
}

function judgeTraceAnswer({ trace }: MissingTraceEvidence['lookup']): Outcome {
  if (!trace) {
    return unknown('The trace was not asked for.');
  }
  if (!trace.ok && TOO_LARGE.test(trace.failure.said)) {
    return ends('stop', VERDICTS.tooLarge, describeFailure(trace.failure));
  }
  if (!trace.ok) {
    return trace.failure.kind === 'bad-request'
      ? ends('stop', VERDICTS.badId, describeFailure(trace.failure))
      : ends('suspect', VERDICTS.cannotAsk, describeFailure(trace.failure));
  }
  const { spans, partial } = trace.value;
  if (spans.length === 0) {
    return ok('Tempo does not have it by its ID.');
  }
  const what = `Tempo has ${formatCount(spans.length, 'span', 'spans')} of it.`;
  return partial === '' ? judgeParts(trace.value, what) : ends('stop', VERDICTS.tooLarge, `${what} ${partial}`);
}

/** Whether it is whole, and what of it is missing. */
function judgeParts(trace: TraceAnswer, what: string): Outcome {
  const defects = findDefects(trace);
  const noRoot = defects.find(({ defect }) => defect === 'no-root');
  const orphans = defects.filter(({ defect }) => defect === 'orphan');
  const services = [...new Set(orphans.map(({ service }) => (service === '' ? 'a service without a name' : service)))];
  const callers =
    orphans.length === 0
      ? ''
      : ` ${formatCount(orphans.length, 'span names', 'spans name')} a parent that is not there (${services.slice(0, NAMED_SERVICES).join(', ')}): what called ${orphans.length === 1 ? 'it' : 'them'} is missing.`;
  if (noRoot) {
    const first = trace.spans.find(({ spanId }) => spanId === noRoot.spanId);
    const begins =
      first && first.name !== ''
        ? ` It begins with "${first.name}" of ${first.serviceName || 'a service without a name'}: what called that is missing.`
        : '';
    return ends('part', VERDICTS.rootMissing, `${what} None of them is the root.${begins}${callers}`);
  }
  return orphans.length > 0 ? ends('part', VERDICTS.torn, what + callers) : ends('stop', VERDICTS.found, what);
}

function judgeAge(
  { nowMs, retentionSeconds, endCutoffSeconds = 0, madeAtMs }: MissingTraceEvidence['age'],
  { target, isThere }: Search
): Outcome {
  const atMs = target.kind === 'service' ? target.toMs : (madeAtMs ?? target.atMs);
  if (atMs === undefined) {
    return unknown('When the trace was made is not known: give the time to have this looked at.');
  }
  const aheadSeconds = ((target.kind === 'service' ? target.fromMs : atMs) - nowMs) / 1000;
  if (aheadSeconds > CLOCK_SECONDS) {
    const what = `That is ${formatSeconds(aheadSeconds)} from now.`;
    // Of spans that are there, a clock was ahead.
    return isThere ? unknown(what) : ends('stop', VERDICTS.inFuture, what);
  }
  const age = (nowMs - atMs) / 1000;
  if (retentionSeconds !== undefined && retentionSeconds > 0 && age > retentionSeconds) {
    return ends(
      isThere ? 'suspect' : 'stop',
      VERDICTS.expired,
      `It is ${formatSeconds(age)} old, and traces are kept for ${formatSeconds(retentionSeconds)}.`
    );
  }
  if (target.kind === 'service' && (nowMs - target.fromMs) / 1000 < endCutoffSeconds) {
    return ends('stop', VERDICTS.tooNew, `Searches leave out the last ${formatSeconds(endCutoffSeconds)}.`);
  }
  return retentionSeconds === undefined
    ? unknown('How long traces are kept is not known.')
    : ok(`It is ${formatSeconds(Math.max(0, age))} old, and traces are kept for ${formatSeconds(retentionSeconds)}.`);
}

function judgeArrival(
  { accepted, refused, isServiceKnown }: MissingTraceEvidence['arrival'],
  { target, isThere }: Search
): Outcome {
  if (isServiceKnown === false && target.kind === 'service') {
    return ends('stop', VERDICTS.serviceNeverSeen, `No span has the service.name "${target.service}".`);
  }
  if (!accepted?.ok) {
    return unknown(whyMissing('How many spans came', accepted));
  }
  const rejected = refused && largest(refused);
  if (rejected) {
    return ends('suspect', VERDICTS.refused, `${formatValue(rejected.value, 'per second')} spans were refused.`);
  }
  const taken = largest(accepted);
  if (taken) {
    return ok(`${formatValue(taken.value, 'per second')} spans were taken, and none refused.`);
  }
  return isThere
    ? unknown(
        'Parts of the trace came, but the counters say that none did: they are of another time, or another Tempo.'
      )
    : ends('stop', VERDICTS.nothingArrived, 'Receivers took no span.');
}

function judgeRecentData({
  unwell,
  failedWrites,
  failedProduces,
  lagSeconds,
}: MissingTraceEvidence['recent-data']): Outcome {
  if (unwell && unwell.length > 0) {
    return ends('suspect', VERDICTS.recentUnwell, `Not well: ${unwell.join(', ')}.`);
  }
  const lag = lagSeconds && largest(lagSeconds);
  if (lag && lag.value > LAG_SECONDS) {
    return ends('suspect', VERDICTS.recentUnwell, `Live-stores are ${formatSeconds(lag.value)} behind.`);
  }
  const failed = failedWrites && largest(failedWrites);
  if (failed) {
    return ends('suspect', VERDICTS.writesFailed, `${formatValue(failed.value, 'per second')} writes failed.`);
  }
  const lost = failedProduces && largest(failedProduces);
  if (lost) {
    return ends('suspect', VERDICTS.kafkaFailed, `${formatValue(lost.value, 'per second')} writes to Kafka failed.`);
  }
  return unwell === undefined && !failedWrites?.ok && !lagSeconds?.ok
    ? unknown('Neither the ingesters or live-stores nor Prometheus could be asked.')
    : ok('Ingesters or live-stores are well.');
}

function judgeBlocks(
  { failedFlushes, failedPolls, indexAgeSeconds, keptSeconds, backendAfterSeconds }: MissingTraceEvidence['blocks'],
  { target }: Search
): Outcome {
  const flushes = failedFlushes && largest(failedFlushes);
  if (flushes) {
    return ends(
      'suspect',
      VERDICTS.notFlushed,
      `${formatCount(formatValue(flushes.value, 'count'), 'block', 'blocks')} could not be written.`
    );
  }
  const polls = failedPolls && largest(failedPolls);
  const index = indexAgeSeconds && largest(indexAgeSeconds);
  if (polls || (index && index.value > OLD_INDEX_SECONDS)) {
    const what = polls
      ? 'The list of blocks cannot be read.'
      : `The list of blocks is ${formatSeconds(index?.value ?? 0)} old.`;
    return ends('suspect', VERDICTS.listStale, what);
  }
  // By its ID a trace is looked for everywhere.
  if (
    target.kind === 'service' &&
    keptSeconds !== undefined &&
    backendAfterSeconds !== undefined &&
    keptSeconds < backendAfterSeconds
  ) {
    return ends(
      'suspect',
      VERDICTS.gap,
      `Blocks are kept for ${formatSeconds(keptSeconds)}, and searches look into storage from ${formatSeconds(backendAfterSeconds)} on.`
    );
  }
  return failedFlushes?.ok || failedPolls?.ok
    ? ok('Blocks are written, and their list is read.')
    : unknown(whyMissing('Whether blocks are written', failedFlushes));
}

/** The largest value above 0. */
function largest(answer: NumbersAnswer) {
  return answer.ok ? answer.samples.filter(({ value }) => value > 0).sort((a, b) => b.value - a.value)[0] : undefined;
}

function whyMissing(what: string, answer: NumbersAnswer | undefined): string {
  return answer?.ok === false
    ? `${what} is not known: ${answer.why}`
    : `${what} is not known: there is no Prometheus, or it was not asked.`;
}
