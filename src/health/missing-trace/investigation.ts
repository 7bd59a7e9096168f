import { judgeStep } from './judgeStep';
import {
  MISSING_TRACE_STEPS,
  type MissingTraceEvidence,
  type MissingTraceStepId,
  type MissingTraceTarget,
  type StepResult,
  type Verdict,
} from './missingTraceStep';
import { VERDICTS } from './verdicts';

/** Where the search for the reason stands. Plain data: it can be kept, shown and exported. */
export interface Investigation {
  readonly target: MissingTraceTarget;
  /** Of the steps taken, in their order. */
  readonly results: readonly StepResult[];
}

export function startInvestigation(target: MissingTraceTarget): Investigation {
  return { target, results: [] };
}

/** The step to take next; undefined where the verdict is in. */
export function nextStep({ results }: Investigation): MissingTraceStepId | undefined {
  return results.some(({ state }) => state === 'stop') ? undefined : MISSING_TRACE_STEPS[results.length];
}

/**
 * Takes the next step.
 *
 * @throws RangeError if it is another step's turn
 */
export function takeStep<Step extends MissingTraceStepId>(
  investigation: Investigation,
  step: Step,
  evidence: MissingTraceEvidence[Step]
): Investigation {
  const { target, results } = investigation;
  if (nextStep(investigation) !== step) {
    throw new RangeError(`${step} is not the next step`);
  }
  return {
    target,
    results: [...results, judgeStep(step, evidence, { target, isThere: partOf(results) !== undefined })],
  };
}

/** Which suspect weighs most, where several are left at the end. */
const WEIGHTS: readonly string[] = [
  VERDICTS.cannotAsk.id,
  VERDICTS.expired.id,
  VERDICTS.recentUnwell.id,
  VERDICTS.writesFailed.id,
  VERDICTS.kafkaFailed.id,
  VERDICTS.discarded.id,
  VERDICTS.listStale.id,
  VERDICTS.notFlushed.id,
  VERDICTS.refused.id,
  VERDICTS.gap.id,
  VERDICTS.cut.id,
  VERDICTS.otherTenant.id,
];

/** That parts of the trace are there, if they are. */
function partOf(results: readonly StepResult[]): Verdict | undefined {
  return results.find(({ state }) => state === 'part')?.verdict;
}

/**
 * The reasons found, the likeliest first; undefined while there are steps to take. Of a trace that is there in part, first that
 * it is, then why the rest may be missing.
 */
export function verdictsOf(investigation: Investigation): readonly Verdict[] | undefined {
  if (nextStep(investigation) !== undefined) {
    return undefined;
  }
  const { results } = investigation;
  const part = partOf(results) ?? [];
  const stop = results.find(({ state }) => state === 'stop')?.verdict;
  if (stop) {
    return [part, stop].flat();
  }
  const suspects = results.flatMap(({ state, verdict }) => (state === 'suspect' && verdict ? [verdict] : []));
  const reasons = [part, suspects.sort((a, b) => WEIGHTS.indexOf(a.id) - WEIGHTS.indexOf(b.id))].flat();
  if (reasons.length > 0) {
    return reasons;
  }
  return [results.some(({ state }) => state === 'unknown') ? VERDICTS.notEnoughKnown : VERDICTS.neverSent];
}
