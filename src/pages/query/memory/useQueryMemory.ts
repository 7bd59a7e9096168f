import { useCallback, useEffect, useRef, useState } from 'react';
import { useUserStore } from '../../../grafana';
import { EMPTY_MEMORY, readMemory, renderMemory, type QueryMemory } from './queryMemory';

const KEY = 'query-memory-v1';

export interface QueryMemoryControl {
  readonly memory: QueryMemory;
  readonly status: 'loading' | 'ready';
  /** Set where the storage could not be read or written: what is changed then lasts until the page is left. */
  readonly problem: string | undefined;
  update(change: (memory: QueryMemory) => QueryMemory): void;
}

/** History and named queries of the user. Never in the way of querying: where they cannot be kept it is only said. */
export function useQueryMemory(): QueryMemoryControl {
  const store = useUserStore();
  const [memory, setMemory] = useState<QueryMemory>(EMPTY_MEMORY);
  const [status, setStatus] = useState<QueryMemoryControl['status']>('loading');
  const [problem, setProblem] = useState<string>();
  const latest = useRef<QueryMemory>(EMPTY_MEMORY);
  /** Changes made before the stored ones were there; applied on top of them. */
  const waiting = useRef<Array<(memory: QueryMemory) => QueryMemory> | null>([]);

  /** What could not be read must not be written over. */
  const isReadable = useRef(true);

  const keep = useCallback(
    (next: QueryMemory, isChanged: boolean) => {
      latest.current = next;
      setMemory(next);
      if (isChanged && isReadable.current) {
        store.write(KEY, renderMemory(next)).then(
          () => setProblem(undefined),
          (error: unknown) => setProblem(messageOf(error))
        );
      }
    },
    [store]
  );

  useEffect(() => {
    let isGone = false;
    const finish = (stored: QueryMemory) => {
      if (!isGone) {
        const changes = waiting.current ?? [];
        waiting.current = null;
        setStatus('ready');
        keep(
          changes.reduce((before, change) => change(before), stored),
          changes.length > 0
        );
      }
    };
    store.read(KEY).then(
      (stored) => finish(readMemory(stored)),
      (error: unknown) => {
        isReadable.current = false;
        setProblem(messageOf(error));
        finish(EMPTY_MEMORY);
      }
    );
    return () => {
      isGone = true;
    };
  }, [store, keep]);

  const update = useCallback<QueryMemoryControl['update']>(
    (change) => {
      const next = change(latest.current);
      if (waiting.current) {
        waiting.current.push(change);
      } else if (next !== latest.current) {
        keep(next, true);
      }
    },
    [keep]
  );
  return { memory, status, problem, update };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
