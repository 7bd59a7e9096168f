import { useCallback, useEffect, useRef, useState } from 'react';
import { useUserStore } from '../../../grafana';
import { EMPTY_MEMORY, readMemory, renderMemory, type QueryMemory } from './queryMemory';

const KEY = 'query-memory-v1';

type Change = (memory: QueryMemory) => QueryMemory;

export interface QueryMemoryControl {
  readonly memory: QueryMemory;
  readonly status: 'loading' | 'ready';
  /** Set where the storage could not be read or written: what is changed then lasts until the page is left. */
  readonly problem: string | undefined;
  update(change: Change): void;
}

/**
 * History and named queries of the user. Never in the way of querying: where they cannot be kept it is only said.
 *
 * Every change is made to what is stored at that moment: another tab may have saved something since.
 */
export function useQueryMemory(): QueryMemoryControl {
  const userStore = useUserStore();
  const [memory, setMemory] = useState<QueryMemory>(EMPTY_MEMORY);
  const [status, setStatus] = useState<QueryMemoryControl['status']>('loading');
  const [problem, setProblem] = useState<string>();
  /** As last read or written. */
  const stored = useRef<QueryMemory>(EMPTY_MEMORY);
  /** Changes that are not stored yet; shown all the same. */
  const unsaved = useRef<readonly Change[]>([]);
  const isBusy = useRef(false);

  const show = useCallback(() => setMemory(applyAll(stored.current, unsaved.current)), []);

  const store = useCallback(async () => {
    isBusy.current = true;
    try {
      do {
        const changes = unsaved.current;
        const text = await userStore.read(KEY);
        // Where there was something and now is nothing, Grafana could not read it: nothing ever takes the key away.
        stored.current = text === null ? stored.current : readMemory(text);
        const next = applyAll(stored.current, changes);
        if (next !== stored.current) {
          await userStore.write(KEY, renderMemory(next));
          stored.current = next;
        }
        unsaved.current = unsaved.current.slice(changes.length);
      } while (unsaved.current.length > 0);
    } finally {
      isBusy.current = false;
    }
  }, [userStore]);

  const synchronise = useCallback(() => {
    if (isBusy.current) {
      // It goes on until nothing is left.
      return;
    }
    const finish = (found: string | undefined) => {
      setProblem(found);
      setStatus('ready');
      show();
    };
    store().then(
      () => finish(undefined),
      // What could not be read must not be written over; the next change tries again.
      (error: unknown) => finish(error instanceof Error ? error.message : String(error))
    );
  }, [store, show]);

  useEffect(() => {
    synchronise();
  }, [synchronise]);

  const update = useCallback<QueryMemoryControl['update']>(
    (change) => {
      unsaved.current = [...unsaved.current, change];
      show();
      synchronise();
    },
    [show, synchronise]
  );
  return { memory, status, problem, update };
}

function applyAll(memory: QueryMemory, changes: readonly Change[]): QueryMemory {
  return changes.reduce((before, change) => change(before), memory);
}
