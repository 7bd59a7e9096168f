import { useCallback, useEffect, useRef, useState } from 'react';
import { isAbort, TempoRequestError, type TempoFailure } from '../../tempo';

/** Something that takes some seconds, is started by a person, and can be given up. */
export interface Task<Question, Progress> {
  readonly status: 'idle' | 'running' | 'done' | 'cancelled' | 'failed';
  /** What the status is about; undefined while idle. */
  readonly question: Question | undefined;
  /** The latest that was reported; it stays when the task has ended. */
  readonly progress: Progress | undefined;
  /** Set where the status is `failed`. */
  readonly failure: TempoFailure | undefined;
  /** Begins anew, and gives up what is under way. */
  start(question: Question): void;
  cancel(): void;
}

type TaskState<Question, Progress> = Pick<Task<Question, Progress>, 'status' | 'question' | 'progress' | 'failure'>;

/**
 * Runs one task at a time. Leaving cancels.
 *
 * @param run - reports what it has as often as it likes, the result last; must throw an AbortError when the signal ends it
 */
export function useTask<Question, Progress>(
  run: (question: Question, signal: AbortSignal, onProgress: (progress: Progress) => void) => Promise<void>
): Task<Question, Progress> {
  const [state, setState] = useState<TaskState<Question, Progress>>(IDLE);
  const current = useRef<AbortController | undefined>(undefined);
  const latestRun = useRef(run);
  useEffect(() => {
    latestRun.current = run;
  });

  const start = useCallback((question: Question) => {
    current.current?.abort();
    const controller = new AbortController();
    current.current = controller;
    const isCurrent = () => current.current === controller;
    const report = (progress: Progress) => {
      if (isCurrent()) {
        setState({ status: 'running', question, progress, failure: undefined });
      }
    };
    const end = (ended: Partial<TaskState<Question, Progress>>) => {
      if (isCurrent()) {
        current.current = undefined;
        setState((before) => ({ ...before, ...ended }));
      }
    };
    setState({ status: 'running', question, progress: undefined, failure: undefined });
    latestRun.current(question, controller.signal, report).then(
      () => end({ status: 'done' }),
      (error: unknown) =>
        end(isAbort(error) ? { status: 'cancelled' } : { status: 'failed', failure: failureOf(error) })
    );
  }, []);

  const cancel = useCallback(() => {
    if (current.current) {
      current.current.abort();
      current.current = undefined;
      setState((before) => ({ ...before, status: 'cancelled' }));
    }
  }, []);

  useEffect(
    () => () => {
      current.current?.abort();
      current.current = undefined;
    },
    []
  );
  return { ...state, start, cancel };
}

const IDLE = { status: 'idle', question: undefined, progress: undefined, failure: undefined } as const;

function failureOf(error: unknown): TempoFailure {
  return error instanceof TempoRequestError
    ? error.failure
    : { kind: 'unreachable', path: '', said: error instanceof Error ? error.message : String(error) };
}
