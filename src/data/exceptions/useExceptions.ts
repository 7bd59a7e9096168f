import { useCallback, useEffect, useRef, useState } from 'react';
import { isAbort, TempoRequestError, type TempoFailure } from '../../tempo';
import { findExceptions, type ExceptionQuestion, type ExceptionsFound } from './findExceptions';

type Outcome = { found: ExceptionsFound } | { failure: TempoFailure } | { cancelled: true };

export interface ExceptionsState {
  readonly isRunning: boolean;
  /** The latest answer; it stays while there is a new question, and when that is cancelled. */
  readonly found: ExceptionsFound | undefined;
  readonly failure: TempoFailure | undefined;
  readonly isCancelled: boolean;
  cancel(): void;
  retry(): void;
}

/**
 * The exceptions that a question asks for; undefined asks nothing. A new question, and leaving, cancel what is under way.
 */
export function useExceptions(question: ExceptionQuestion | undefined): ExceptionsState {
  const [attempt, setAttempt] = useState(0);
  const [answered, setAnswered] = useState<{ asked: string; outcome: Outcome }>();
  const [found, setFound] = useState<ExceptionsFound>();
  const controller = useRef<AbortController>();
  const asked = `${JSON.stringify(question)}#${attempt}`;

  useEffect(() => {
    if (!question) {
      return undefined;
    }
    const current = new AbortController();
    controller.current = current;
    const answer = (outcome: Outcome) => setAnswered({ asked, outcome });
    let isLeft = false;
    findExceptions(question, current.signal).then(
      (result) => {
        setFound(result);
        answer({ found: result });
      },
      (error: unknown) => {
        if (isLeft) {
          return;
        }
        answer(isAbort(error) ? { cancelled: true } : { failure: failureOf(error) });
      }
    );
    return () => {
      isLeft = true;
      current.abort();
    };
    // The question is made anew by every render; what it asks is in `asked`.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [asked]);

  const outcome = answered?.asked === asked ? answered.outcome : undefined;
  const cancel = useCallback(() => controller.current?.abort(), []);
  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  return {
    isRunning: question !== undefined && outcome === undefined,
    found,
    failure: outcome && 'failure' in outcome ? outcome.failure : undefined,
    isCancelled: outcome !== undefined && 'cancelled' in outcome,
    cancel,
    retry,
  };
}

function failureOf(error: unknown): TempoFailure {
  return error instanceof TempoRequestError
    ? error.failure
    : { kind: 'unreachable', path: '', said: error instanceof Error ? error.message : String(error) };
}
