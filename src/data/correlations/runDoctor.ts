import {
  applyCorrections,
  correct,
  diagnose,
  listProbes,
  type CorrectedDataSource,
  type CorrelationInput,
  type DataSourceSettings,
  type LinkDiagnosis,
  type ProbeAnswer,
  type SampleTrace,
} from '../../correlations';
import { TempoRequestError, type TempoClient } from '../../tempo';
import { askProbes, type ProbeAsker, type ProbeProgress } from './askProbes';
import { fetchSampleTrace, findSampleTraces } from './sampleTrace';

/** What the links are tested with, and of what. */
export interface DoctorQuestion {
  /** 32 hexadecimal digits; undefined to have one picked. */
  readonly traceId: string | undefined;
}

export interface DoctorSubject extends DoctorQuestion {
  readonly tempo: DataSourceSettings;
  readonly all: readonly DataSourceSettings[];
  readonly client: TempoClient;
  readonly ask: ProbeAsker;
  readonly nowMs: number;
}

/** How a trace to test with was come by; without one, what needs it stays untested. */
export type TraceChoice =
  | { readonly kind: 'given' | 'picked'; readonly trace: SampleTrace }
  /** Tempo does not have the one that was given. */
  | { readonly kind: 'unknown'; readonly traceId: string }
  /** Tempo has none of the last day. */
  | { readonly kind: 'none' }
  /** In the words of Tempo, or of what stands between. */
  | { readonly kind: 'failed'; readonly said: string };

/** How far the doctor is, and what is known by then. */
export interface DoctorProgress {
  readonly step: 'trace' | 'links' | 'corrections' | 'done';
  readonly asked: ProbeProgress;
  /** Undefined until it is known. */
  readonly choice: TraceChoice | undefined;
  readonly input: CorrelationInput;
  readonly diagnoses: readonly LinkDiagnosis[];
  /** Empty until all links have been tested. */
  readonly corrected: readonly CorrectedDataSource[];
  /** The links as they would be with the corrections; undefined where there are none, or before it was tried. */
  readonly proof: readonly LinkDiagnosis[] | undefined;
}

/** Reading a trace and looking for its logs costs some requests: no more traces than that are tried. */
const MOST_TRIED = 3;

const NOTHING_ASKED: ProbeProgress = { done: 0, total: 0, probe: undefined };
const NO_ANSWERS: ReadonlyMap<string, ProbeAnswer> = new Map();

/**
 * Tests every link of a Tempo data source with a real trace, corrects what is wrong, and tests the corrections without
 * applying them: it only reads. That a question fails, or that there is no trace, is part of the result.
 *
 * @throws AbortError if the signal ended it
 */
export async function runDoctor(
  subject: DoctorSubject,
  signal: AbortSignal,
  onProgress: (progress: DoctorProgress) => void
): Promise<void> {
  const { tempo, all, nowMs, ask } = subject;
  const settings: CorrelationInput = { tempo, all, nowMs, answers: NO_ANSWERS };
  let latest: DoctorProgress = {
    step: 'trace',
    asked: NOTHING_ASKED,
    choice: undefined,
    input: settings,
    diagnoses: diagnose(settings),
    corrected: [],
    proof: undefined,
  };
  const report = (changed: Partial<DoctorProgress>) => onProgress((latest = { ...latest, ...changed }));
  report({});

  const { choice, answers } = await chooseTrace(subject, settings, signal);
  const chosen: CorrelationInput = 'trace' in choice ? { ...settings, trace: choice.trace } : settings;
  report({ step: 'links', choice });

  const tested = { ...chosen, answers: await askAll(chosen, answers, ask, signal, (asked) => report({ asked })) };
  const corrected = correct(tested);
  report({ step: 'corrections', input: tested, diagnoses: diagnose(tested), corrected, asked: NOTHING_ASKED });

  if (corrected.length > 0) {
    const mended = applyCorrections(tested, corrected);
    const seen = await askAll(mended, tested.answers, ask, signal, (asked) => report({ asked }));
    report({ proof: diagnose({ ...mended, answers: seen }) });
  }
  report({ step: 'done', asked: NOTHING_ASKED });
}

function askAll(
  input: CorrelationInput,
  answers: ReadonlyMap<string, ProbeAnswer>,
  ask: ProbeAsker,
  signal: AbortSignal,
  onAsked: (asked: ProbeProgress) => void
): Promise<ReadonlyMap<string, ProbeAnswer>> {
  return askProbes((known) => listProbes({ ...input, answers: known }), ask, answers, signal, onAsked);
}

interface Chosen {
  readonly choice: TraceChoice;
  /** Of what had to be asked to choose. */
  readonly answers: ReadonlyMap<string, ProbeAnswer>;
}

async function chooseTrace(subject: DoctorSubject, settings: CorrelationInput, signal: AbortSignal): Promise<Chosen> {
  try {
    return subject.traceId === undefined
      ? await pickTrace(subject, settings, signal)
      : { choice: await readGiven(subject.client, subject.traceId, signal), answers: NO_ANSWERS };
  } catch (error) {
    if (error instanceof TempoRequestError) {
      return { choice: { kind: 'failed', said: error.failure.said || error.message }, answers: NO_ANSWERS };
    }
    throw error;
  }
}

async function readGiven(client: TempoClient, traceId: string, signal: AbortSignal): Promise<TraceChoice> {
  const trace = await fetchSampleTrace(client, traceId, signal);
  return trace ? { kind: 'given', trace } : { kind: 'unknown', traceId };
}

/** The first of the candidates that has logs, or else the first. */
async function pickTrace(
  { client, ask, nowMs }: DoctorSubject,
  settings: CorrelationInput,
  signal: AbortSignal
): Promise<Chosen> {
  const ids = await findSampleTraces(client, nowMs, signal);
  let first: Chosen | undefined;
  for (const traceId of ids.slice(0, MOST_TRIED)) {
    const trace = await fetchSampleTrace(client, traceId, signal);
    if (!trace) {
      continue;
    }
    const answers = await askForLogs({ ...settings, trace }, ask, signal);
    const candidate: Chosen = { choice: { kind: 'picked', trace }, answers };
    first ??= candidate;
    const lines = [...answers.values()].filter((answer) => answer.kind === 'lines');
    if (lines.length === 0 || lines.some((answer) => answer.lines.length > 0)) {
      return candidate;
    }
  }
  return first ?? { choice: { kind: 'none' }, answers: NO_ANSWERS };
}

/** The first questions for the logs of a trace, without those that look for the cause where there are none. */
function askForLogs(
  input: CorrelationInput,
  ask: ProbeAsker,
  signal: AbortSignal
): Promise<ReadonlyMap<string, ProbeAnswer>> {
  const first = listProbes(input).filter(({ kind, link }) => kind === 'loki-range' && link === 'trace-to-logs');
  return askProbes(
    () => first,
    ask,
    NO_ANSWERS,
    signal,
    () => {}
  );
}
