import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { evaluateChecks, type HealthReport } from '../../health';
import { isAbort } from '../../tempo';
import { usePluginSettings } from '../PluginSettingsContext';
import { useSurroundings } from '../SurroundingsContext';
import { useLatest } from '../useLatest';
import { rememberReport } from './lastReport';
import { gatherHealth, type Gathered, type HealthProgress, type HealthSubject } from './gatherHealth';

/** How often it is asked while somebody looks. */
const INTERVAL_MS = 60_000;
const LONGEST_INTERVAL_MS = 16 * INTERVAL_MS;

/** What is known of Tempo's health, and what is being found out. */
export interface Health {
  /** The latest that was found out; undefined before the first. */
  readonly gathered: Gathered | undefined;
  readonly report: HealthReport | undefined;
  /** Set while it is being asked. */
  readonly progress: HealthProgress | undefined;
  /** Why the last attempt came to nothing; the report before it stays. */
  readonly error: string | undefined;
  readonly isPaused: boolean;
  setPaused(isPaused: boolean): void;
  /** Asks now. */
  refresh(): void;
  /** Gives up what is under way. */
  cancel(): void;
}

/**
 * Asks for all evidence at once, and again every minute: only while the tab is looked at and nobody paused it, more and
 * more seldom while nobody answers. Leaving the page cancels.
 */
export function useHealth(): Health {
  const [gathered, setGathered] = useState<Gathered>();
  const [progress, setProgress] = useState<HealthProgress>();
  const [error, setError] = useState<string>();
  const [isPaused, setPaused] = useState(false);
  const [failures, setFailures] = useState(0);
  const current = useRef<AbortController | undefined>(undefined);
  const subject = useSubject();
  const question = questionOf(subject);
  const latest = useLatest(subject);

  const [attempt, setAttempt] = useState(0);
  const refresh = useCallback(() => setAttempt((count) => count + 1), []);
  const cancel = useCallback(() => current.current?.abort(), []);

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const asked = latest.current;
    current.current = controller;
    const stopped = () => setProgress(undefined);
    signal.addEventListener('abort', stopped);
    if (asked) {
      void gatherHealth(asked, signal, (now) => !signal.aborted && setProgress(now)).then(
        (found) => {
          if (!signal.aborted) {
            setGathered(found);
            setError(undefined);
            setFailures((count) => (isAnswered(found) ? 0 : count + 1));
            setProgress(undefined);
          }
        },
        (reason: unknown) => {
          if (!signal.aborted && !isAbort(reason)) {
            setError(reason instanceof Error ? reason.message : String(reason));
            setFailures((count) => count + 1);
            setProgress(undefined);
          }
        }
      );
    }
    return () => controller.abort();
  }, [question, attempt, latest]);

  usePolling(isPaused ? undefined : Math.min(INTERVAL_MS * 2 ** failures, LONGEST_INTERVAL_MS), () => {
    // What takes longer than a minute is not begun again.
    if (progress === undefined) {
      refresh();
    }
  });

  const report = useMemo(() => gathered && evaluateChecks(gathered.evidence), [gathered]);
  const tempoUid = subject?.tempo.uid;
  useEffect(() => {
    if (report && tempoUid !== undefined) {
      rememberReport(tempoUid, report);
    }
  }, [report, tempoUid]);
  return { gathered, report, progress, error, isPaused, setPaused, refresh, cancel };
}

/** Whom to ask. A new object with every change of the URL, like the data sources. */
function useSubject(): HealthSubject | undefined {
  const { tempo, metrics, capabilities } = useSurroundings();
  const { componentUrls = {}, wantedRetentionSeconds } = usePluginSettings();
  return tempo && { tempo, metrics, capabilities, componentUrls, wantedRetentionSeconds };
}

/** Changes with what is asked of whom, and with nothing else. */
function questionOf(subject: HealthSubject | undefined): string {
  const { tempo, metrics, capabilities, componentUrls, wantedRetentionSeconds } = subject ?? {};
  const { version, topology, generation } = capabilities ?? {};
  const known = [version?.value.text, topology?.value, generation?.value];
  return JSON.stringify([tempo?.uid, metrics?.uid, known, componentUrls, wantedRetentionSeconds]);
}

/** Somebody answered something. */
function isAnswered({ evidence: { processes, probes } }: Gathered): boolean {
  return processes.some(({ readiness }) => readiness?.ok) || probes.search?.ok === true;
}

/** Calls at an interval while the tab is looked at, and at once when it is looked at again after a longer time. */
function usePolling(intervalMs: number | undefined, onTick: () => void): void {
  const latest = useLatest(onTick);
  useEffect(() => {
    if (intervalMs === undefined) {
      return undefined;
    }
    let lastMs = Date.now();
    const tickIfDue = () => {
      if (!document.hidden && Date.now() - lastMs >= intervalMs) {
        lastMs = Date.now();
        latest.current();
      }
    };
    const timer = setInterval(tickIfDue, 1000);
    document.addEventListener('visibilitychange', tickIfDue);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tickIfDue);
    };
  }, [intervalMs, latest]);
}
