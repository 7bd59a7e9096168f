import { useCallback, useEffect, useRef, useState } from 'react';
import type { CorrelationInput } from '../../correlations';
import { fetchErrorMessage, mayWriteDataSources } from '../../grafana';
import { useLatest } from '../useLatest';
import {
  applyChange,
  ChangedSinceError,
  planChange,
  UncertainChangeError,
  undoChange,
  type AppliedChange,
  type PlannedChange,
  type Stored,
} from './changeDataSource';

/** A change of one data source that a person is looking at. */
export type ShownChange = { readonly uid: string } & (
  | { readonly status: 'reading' }
  | { readonly status: 'planned' | 'applying'; readonly plan: PlannedChange }
  /** In the words of Grafana. `plan` is set where the change itself failed. */
  | {
      readonly status: 'failed';
      readonly said: string;
      readonly plan: PlannedChange | undefined;
      /** It may have been stored all the same. */
      readonly isUncertain?: boolean;
    }
);

/** A change that was applied, and what became of taking it back. */
export interface UndoableChange extends AppliedChange {
  readonly status: 'applied' | 'undoing' | 'changed-since' | 'failed';
  /** In the words of Grafana, where it failed. */
  readonly said: string;
}

export interface Changes {
  /** Whether the user may change data sources at all. */
  readonly isAllowed: boolean;
  readonly shown: ShownChange | undefined;
  readonly undoable: readonly UndoableChange[];
  /** What was stored last, and whether the browser has the new settings. */
  readonly last:
    { readonly kind: 'applied' | 'undone'; readonly name: string; readonly isReloaded: boolean } | undefined;
  /** Reads what is stored, and plans a change of it. */
  plan(uid: string, input: CorrelationInput): void;
  /** Stores the planned change. */
  apply(): void;
  /** Gives up the planned change. */
  close(): void;
  undo(uid: string): void;
}

/** The latest change of each data source: kept until the browser loads the page anew. */
const applied = new Map<string, UndoableChange>();

/**
 * Changes of data sources, each with a preview and a way back.
 *
 * @param onStored - called when something else is stored than before
 */
export function useChanges(onStored: () => void): Changes {
  const [last, setLast] = useState<Changes['last']>();
  const latestOnStored = useLatest(onStored);
  const ended = useCallback(
    (what: NonNullable<Changes['last']>) => {
      setLast(what);
      latestOnStored.current();
    },
    [latestOnStored]
  );
  const { undoable, remember, undo } = useUndo(ended);
  const onApplied = useCallback(
    ({ applied: change, isReloaded }: Stored) => {
      remember({ ...change, status: 'applied', said: '' });
      ended({ kind: 'applied', name: change.name, isReloaded });
    },
    [remember, ended]
  );
  const planned = usePlan(onApplied);
  return { isAllowed: mayWriteDataSources(), undoable, last, undo, ...planned };
}

/** The change that is looked at before it is stored. */
function usePlan(onApplied: (stored: Stored) => void): Pick<Changes, 'shown' | 'plan' | 'apply' | 'close'> {
  const [shown, setShown] = useState<ShownChange>();
  const reading = useRef<AbortController | undefined>(undefined);

  const close = useCallback(() => {
    reading.current?.abort();
    setShown(undefined);
  }, []);
  useEffect(() => () => reading.current?.abort(), []);

  const plan = useCallback((uid: string, input: CorrelationInput) => {
    reading.current?.abort();
    const controller = new AbortController();
    reading.current = controller;
    const show = (change: ShownChange) => {
      if (!controller.signal.aborted) {
        setShown(change);
      }
    };
    show({ uid, status: 'reading' });
    planChange(uid, input, controller.signal).then(
      (made) => show({ uid, status: 'planned', plan: made }),
      (error: unknown) => show({ uid, status: 'failed', said: fetchErrorMessage(error), plan: undefined })
    );
  }, []);

  const apply = useCallback(() => {
    if (shown?.status !== 'planned' || !shown.plan.corrected) {
      return;
    }
    const { uid, plan: planned } = shown;
    setShown({ uid, status: 'applying', plan: planned });
    applyChange(planned, shown.plan.corrected.jsonData).then(
      (stored) => {
        setShown(undefined);
        onApplied(stored);
      },
      (error: unknown) => {
        const isUncertain = error instanceof UncertainChangeError;
        setShown({ uid, status: 'failed', said: fetchErrorMessage(error), plan: planned, isUncertain });
      }
    );
  }, [shown, onApplied]);
  return { shown, plan, apply, close };
}

interface Undo extends Pick<Changes, 'undoable' | 'undo'> {
  remember(change: UndoableChange): void;
}

/** The changes that can be taken back. */
function useUndo(onUndone: (what: NonNullable<Changes['last']>) => void): Undo {
  const [undoable, setUndoable] = useState<readonly UndoableChange[]>(() => [...applied.values()]);

  const remember = useCallback((change: UndoableChange) => {
    applied.set(change.uid, change);
    setUndoable([...applied.values()]);
  }, []);

  const undo = useCallback(
    (uid: string) => {
      const change = applied.get(uid);
      if (!change || change.status === 'undoing') {
        return;
      }
      remember({ ...change, status: 'undoing', said: '' });
      undoChange(change).then(
        ({ isReloaded }) => {
          applied.delete(uid);
          setUndoable([...applied.values()]);
          onUndone({ kind: 'undone', name: change.name, isReloaded });
        },
        (error: unknown) => {
          const status = error instanceof ChangedSinceError ? 'changed-since' : 'failed';
          remember({ ...change, status, said: fetchErrorMessage(error) });
        }
      );
    },
    [remember, onUndone]
  );
  return { undoable, undo, remember };
}
