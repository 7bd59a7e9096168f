import { useCallback, useEffect, useMemo, useState } from 'react';
import { fetchErrorMessage } from '../../grafana';
import { detectTracedSources, type TracedInventory, type TracedSources } from '../../signals/traced';
import { useSurroundings } from '../SurroundingsContext';
import { takeTracedInventory } from './takeTracedInventory';

/** How long an inventory is taken for true. */
const FRESH_MS = 5 * 60 * 1000;

interface Inventoried {
  readonly inventory: TracedInventory | undefined;
  /** What Prometheus or Grafana said, if there is no inventory because of it. */
  readonly problem: string;
}

/** By Prometheus data source: the pages share one, and so do two askers at once. */
const known = new Map<string, { readonly askedAtMs: number; readonly found: Promise<Inventoried> }>();

export type TracedSourcesState =
  | { readonly status: 'loading'; readonly sources: undefined; readonly problem: '' }
  | {
      readonly status: 'done';
      readonly sources: TracedSources;
      /** Why Prometheus could not be asked, word for word; empty if it could. The sources are then those without it. */
      readonly problem: string;
    };

const LOADING: TracedSourcesState = { status: 'loading', sources: undefined, problem: '' };

/**
 * Where the numbers of the traced services come from, for the data sources of the page. Found out once in five minutes for
 * all pages together; `refresh` asks again.
 */
export function useTracedSources(): TracedSourcesState & { refresh(): void } {
  const { metrics, tempo, capabilities } = useSurroundings();
  const [attempt, setAttempt] = useState(0);
  const [answered, setAnswered] = useState<{ question: string; found: Inventoried }>();
  const uid = metrics?.uid;
  const question = `${uid ?? ''}|${attempt}`;

  useEffect(() => {
    let isCurrent = true;
    const answer = uid === undefined ? Promise.resolve(WITHOUT_PROMETHEUS) : inventoryOf(uid);
    void answer.then((found) => {
      if (isCurrent) {
        setAnswered({ question, found });
      }
    });
    return () => {
      isCurrent = false;
    };
  }, [uid, question]);

  const refresh = useCallback(() => {
    known.delete(uid ?? '');
    setAttempt((count) => count + 1);
  }, [uid]);

  const found = answered?.question === question ? answered.found : undefined;
  const hasTempo = tempo !== undefined;
  const version = capabilities.version?.value;
  const state = useMemo(
    (): TracedSourcesState =>
      found
        ? {
            status: 'done',
            sources: detectTracedSources(found.inventory, { tempo: hasTempo ? (version ?? 'unknown') : undefined }),
            problem: found.problem,
          }
        : LOADING,
    [found, hasTempo, version]
  );
  return { ...state, refresh };
}

const WITHOUT_PROMETHEUS: Inventoried = { inventory: undefined, problem: '' };

/**
 * The inventory of a data source, remembered. Not cancelled with the asker, since others wait for the same; it is three
 * small requests. Never rejects.
 */
function inventoryOf(uid: string): Promise<Inventoried> {
  const remembered = known.get(uid);
  if (remembered && Date.now() - remembered.askedAtMs < FRESH_MS) {
    return remembered.found;
  }
  const found = askForInventory(uid);
  known.set(uid, { askedAtMs: Date.now(), found });
  void found.then(({ problem }) => {
    if (problem !== '' && known.get(uid)?.found === found) {
      known.delete(uid);
    }
  });
  return found;
}

async function askForInventory(uid: string): Promise<Inventoried> {
  try {
    return { inventory: await takeTracedInventory(uid, new AbortController().signal), problem: '' };
  } catch (error) {
    return { inventory: undefined, problem: fetchErrorMessage(error) };
  }
}
