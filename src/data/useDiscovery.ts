import { useCallback, useEffect, useState } from 'react';
import type { DataSource } from '../grafana';
import { isAbort } from '../tempo';
import { discover, type Discovery } from './discover';

/** How long a result is taken for true when a page opens. A refresh asks again at once. */
const FRESH_MS = 5 * 60 * 1000;

/** Results by pair of data sources: the one place where they are kept. Lives as long as the page is not reloaded. */
const known = new Map<string, Discovery>();

type DiscoveryState =
  | { status: 'loading'; discovery: undefined; error: undefined }
  | { status: 'done'; discovery: Discovery; error: undefined }
  | { status: 'failed'; discovery: undefined; error: Error };

const LOADING: DiscoveryState = { status: 'loading', discovery: undefined, error: undefined };

/**
 * What the two data sources are. Answers at once where that was found out within the last five minutes.
 *
 * `refresh` asks again and shows the loading state meanwhile. Leaving, or choosing others, cancels what is under way.
 */
export function useDiscovery(
  tempo: DataSource | undefined,
  metrics: DataSource | undefined
): DiscoveryState & { refresh(): void } {
  const [attempt, setAttempt] = useState(0);
  const [answered, setAnswered] = useState<{ question: string; state: DiscoveryState }>();
  const pair = `${tempo?.uid ?? ''}|${metrics?.uid ?? ''}`;
  const question = `${pair}|${attempt}`;

  useEffect(() => {
    const controller = new AbortController();
    const remembered = known.get(pair);
    const answer = (state: DiscoveryState) => setAnswered({ question, state });
    if (remembered && Date.now() - remembered.at < FRESH_MS) {
      answer({ status: 'done', discovery: remembered, error: undefined });
      return undefined;
    }
    discover({ tempo, metrics }, controller.signal).then(
      (discovery) => {
        known.set(pair, discovery);
        answer({ status: 'done', discovery, error: undefined });
      },
      (error: unknown) => {
        if (!isAbort(error)) {
          answer({ status: 'failed', discovery: undefined, error: asError(error) });
        }
      }
    );
    return () => controller.abort();
    // The objects are made anew on every change of the URL; what they are is in `question`.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [question]);

  const refresh = useCallback(() => {
    known.delete(pair);
    setAttempt((count) => count + 1);
  }, [pair]);

  const state = answered?.question === question ? answered.state : LOADING;
  return { ...state, refresh };
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
