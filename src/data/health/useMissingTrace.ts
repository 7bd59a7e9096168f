import { useCallback } from 'react';
import { proxyTransport } from '../../grafana';
import {
  nextStep,
  startInvestigation,
  takeStep,
  verdictsOf,
  type Investigation,
  type MissingTraceStepId,
  type MissingTraceTarget,
  type Verdict,
} from '../../health';
import { createTempoClient } from '../../tempo';
import { usePluginSettings } from '../PluginSettingsContext';
import { useSurroundings } from '../SurroundingsContext';
import { listReaches } from './listReaches';
import { fetchMissingTraceConfig, type MissingTraceConfig } from './missingTraceConfig';
import { GATHERERS, type MissingTraceNotes, type MissingTraceSubject } from './missingTraceEvidence';
import { useTask, type Task } from './useTask';

/** How far the walk is. */
export interface MissingTraceProgress {
  readonly investigation: Investigation;
  /** The step under way; undefined at the end. */
  readonly step: MissingTraceStepId | undefined;
  /** The reasons, the likeliest first; undefined before the end. */
  readonly verdicts: readonly Verdict[] | undefined;
}

/** Asks step by step why a trace is missing, when it is told to. */
export function useMissingTrace(): Task<MissingTraceTarget, MissingTraceProgress> {
  const { tempo, metrics, capabilities } = useSurroundings();
  const { componentUrls } = usePluginSettings();
  const run = useCallback(
    async (
      target: MissingTraceTarget,
      signal: AbortSignal,
      onProgress: (progress: MissingTraceProgress) => void
    ): Promise<void> => {
      if (!tempo) {
        return;
      }
      const { reaches } = listReaches(tempo, capabilities, componentUrls ?? {});
      const client = createTempoClient(proxyTransport(tempo.uid));
      const subject = { tempo, metrics, capabilities, client, reaches, target, nowMs: Date.now() };
      await investigate(subject, signal, onProgress);
    },
    [tempo, metrics, capabilities, componentUrls]
  );
  return useTask(run);
}

/**
 * Walks the way of a span through Tempo until a reason is certain, or the way is at its end.
 *
 * @throws AbortError if the signal ended it
 */
export async function investigate(
  subject: MissingTraceSubject,
  signal: AbortSignal,
  onProgress: (progress: MissingTraceProgress) => void
): Promise<void> {
  const notes = createNotes(subject, signal);
  let investigation = startInvestigation(subject.target);
  for (;;) {
    const step = nextStep(investigation);
    onProgress({ investigation, step, verdicts: verdictsOf(investigation) });
    if (step === undefined) {
      return;
    }
    const evidence = await GATHERERS[step](subject, notes, signal);
    if (signal.aborted) {
      throw new DOMException('The search for the reason was cancelled', 'AbortError');
    }
    investigation = takeStep(investigation, step, evidence);
  }
}

/** The configuration is asked for when the first step needs it, and once. */
function createNotes({ reaches, capabilities }: MissingTraceSubject, signal: AbortSignal): MissingTraceNotes {
  let config: Promise<MissingTraceConfig> | undefined;
  return {
    tenantMissing: false,
    isCut: false,
    madeAtMs: undefined,
    config: () => (config ??= fetchMissingTraceConfig(reaches, capabilities.generation?.value, signal)),
  };
}
