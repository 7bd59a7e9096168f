import { useCallback, useEffect, useRef, useState } from 'react';
import { isAbort, type TempoFailure, TempoRequestError } from '../../tempo';
import type { DoneRun, QueryQuestion, QueryRun } from './queryRun';
import { runQuestion } from './runQuestion';

interface QueryRunControls {
  readonly run: QueryRun;
  /** Asks, and gives up what is under way. The same question while it is under way is not asked twice. */
  start(question: QueryQuestion): void;
  /** Gives up what is under way; without effect otherwise. */
  cancel(): void;
}

/** A request under way. */
interface Attempt {
  readonly question: QueryQuestion;
  readonly controller: AbortController;
  /** By `performance.now()`. */
  readonly startedAt: number;
}

const IDLE: QueryRun = { status: 'idle' };

/**
 * Asks Tempo questions, one at a time, and keeps what became of the latest; the last answer stays within reach until
 * there is a new one. Unmounting cancels. `start` and `cancel` never change.
 */
export function useQueryRun(): QueryRunControls {
  const [run, setRun] = useState(IDLE);
  const current = useRef<Attempt | undefined>(undefined);

  const start = useCallback((question: QueryQuestion) => {
    if (current.current && isSameQuestion(current.current.question, question)) {
      return;
    }
    current.current?.controller.abort();
    const attempt: Attempt = { question, controller: new AbortController(), startedAt: performance.now() };
    current.current = attempt;
    const startedAtMs = Date.now();
    setRun((before) => ({ status: 'running', question, startedAtMs, streaming: false, previous: answerOf(before) }));
    void follow(attempt, (change) => {
      // What comes of a question that has been given up is of no interest.
      if (current.current === attempt) {
        setRun(change);
      }
    }).then(() => {
      if (current.current === attempt) {
        current.current = undefined;
      }
    });
  }, []);

  const cancel = useCallback(() => {
    const attempt = current.current;
    if (attempt) {
      current.current = undefined;
      attempt.controller.abort();
      setRun(cancelled(attempt));
    }
  }, []);

  useEffect(
    () => () => {
      current.current?.controller.abort();
      current.current = undefined;
    },
    []
  );

  return { run, start, cancel };
}

type Change = (before: QueryRun) => QueryRun;

/** Runs the question to its end and reports every change of the run. Never rejects. */
async function follow(attempt: Attempt, report: (change: Change) => void): Promise<void> {
  const { question, controller } = attempt;
  try {
    const { answer, streamingProblem } = await runQuestion(question, controller.signal, (partial) =>
      report((before) => (before.status === 'running' ? { ...before, streaming: true, partial } : before))
    );
    const elapsedMs = elapsed(attempt);
    report(() => ({
      status: 'done',
      question,
      answer,
      elapsedMs,
      ...(streamingProblem === undefined ? {} : { streamingProblem }),
    }));
  } catch (error) {
    const elapsedMs = elapsed(attempt);
    report(
      isAbort(error)
        ? cancelled(attempt)
        : (before) => ({
            status: 'failed',
            question,
            failure: failureFrom(error),
            elapsedMs,
            previous: answerOf(before),
          })
    );
  }
}

function cancelled(attempt: Attempt): Change {
  const elapsedMs = elapsed(attempt);
  return (before) => ({ status: 'cancelled', question: attempt.question, elapsedMs, previous: answerOf(before) });
}

function elapsed({ startedAt }: Attempt): number {
  return performance.now() - startedAt;
}

/** The latest answer that a run has or carries along. */
function answerOf(run: QueryRun): DoneRun | undefined {
  switch (run.status) {
    case 'idle':
      return undefined;
    case 'done':
      return run;
    default:
      return run.previous;
  }
}

/** Anything but a refusal is a defect of ours; it is shown like one rather than lost. */
function failureFrom(error: unknown): TempoFailure {
  if (error instanceof TempoRequestError) {
    return error.failure;
  }
  return { kind: 'failed', path: '', status: 0, said: error instanceof Error ? error.message : String(error) };
}

function isSameQuestion(a: QueryQuestion, b: QueryQuestion): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => Reflect.get(a, key) === Reflect.get(b, key));
}
