import { useCallback, useEffect, useRef, useState } from 'react';
import { isAbort } from '../../tempo';

/** What became of the latest question. `before` is the answer to an earlier one, to be shown while a new one comes. */
export interface Answer<T> {
  readonly status: 'idle' | 'loading' | 'done' | 'failed';
  readonly value: T | undefined;
  readonly before: T | undefined;
  readonly error: unknown;
  /** Asks the same again. */
  retry(): void;
}

type Answered<T> = Pick<Answer<T>, 'status' | 'value' | 'error'>;

/**
 * Asks when the question changes, and gives up what is under way then, or when the component goes.
 *
 * @param question - all that the answer depends on, as text; undefined to ask nothing (a hidden tab)
 * @param ask - must throw an AbortError when the signal ends it
 */
export function useAnswer<T>(question: string | undefined, ask: (signal: AbortSignal) => Promise<T>): Answer<T> {
  const [attempt, setAttempt] = useState(0);
  const [answered, setAnswered] = useState<{ key: string; answer: Answered<T>; last: T | undefined }>();
  const latestAsk = useRef(ask);
  useEffect(() => {
    latestAsk.current = ask;
  });
  const key = question === undefined ? undefined : `${attempt}|${question}`;

  useEffect(() => {
    if (key === undefined) {
      return undefined;
    }
    const controller = new AbortController();
    latestAsk.current(controller.signal).then(
      (value) => {
        if (!controller.signal.aborted) {
          setAnswered({ key, answer: { status: 'done', value, error: undefined }, last: value });
        }
      },
      (error: unknown) => {
        if (!controller.signal.aborted && !isAbort(error)) {
          setAnswered((earlier) => ({
            key,
            answer: { status: 'failed', value: undefined, error },
            last: earlier?.last,
          }));
        }
      }
    );
    return () => controller.abort();
  }, [key]);

  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  if (key === undefined) {
    return { status: 'idle', value: undefined, before: undefined, error: undefined, retry };
  }
  const current: Answered<T> =
    answered?.key === key ? answered.answer : { status: 'loading', value: undefined, error: undefined };
  return { ...current, before: answered?.last, retry };
}
