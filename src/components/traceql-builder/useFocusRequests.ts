import { useCallback, useEffect, useRef, type RefObject } from 'react';
import type { Query } from '../../traceql';

interface FocusRequest {
  readonly targets: readonly string[];
  tries: number;
  /** Whether a key or a pointer was pressed since: then the user is somewhere else already. */
  hasUserGoneOn: boolean;
  readonly stopWatching: () => void;
}

/** So many trees may come before the one that has the part; then the caller has taken another way. */
const MAX_TRIES = 3;

/**
 * Moves the focus to a part once it is there: edits change the form only when the caller has handed the tree back. Never
 * takes it away from where the user has gone in the meantime.
 */
export function useFocusRequests(
  box: RefObject<HTMLElement | null>,
  query: Query
): (targets: readonly string[]) => void {
  const wanted = useRef<FocusRequest | null>(null);
  const drop = useCallback(() => {
    wanted.current?.stopWatching();
    wanted.current = null;
  }, []);
  useEffect(() => {
    const request = wanted.current;
    if (!request) {
      return;
    }
    const isElsewhere = request.hasUserGoneOn && document.activeElement !== document.body;
    if (isElsewhere || focusFirst(box.current, request.targets) || ++request.tries >= MAX_TRIES) {
      drop();
    }
  }, [box, query, drop]);
  useEffect(() => drop, [drop]);
  return useCallback(
    (targets) => {
      drop();
      const request: FocusRequest = {
        targets,
        tries: 0,
        hasUserGoneOn: false,
        stopWatching: watchUser(() => {
          request.hasUserGoneOn = true;
        }),
      };
      wanted.current = request;
    },
    [drop]
  );
}

/** What was pressed before is past: the event of an edit itself is not noticed, nor that a key is still held. */
function watchUser(onPress: () => void): () => void {
  const notice = (event: Event) => {
    if (!(event instanceof KeyboardEvent && event.repeat)) {
      onPress();
    }
  };
  document.addEventListener('keydown', notice, true);
  document.addEventListener('pointerdown', notice, true);
  return () => {
    document.removeEventListener('keydown', notice, true);
    document.removeEventListener('pointerdown', notice, true);
  };
}

function focusFirst(box: HTMLElement | null, targets: readonly string[]): boolean {
  const parts = [...(box?.querySelectorAll<HTMLElement>('[data-focus]') ?? [])];
  for (const target of targets) {
    const part = parts.find(({ dataset }) => dataset.focus === target);
    const control = part?.querySelector<HTMLElement>(
      'input:not(:disabled), textarea:not(:disabled), button:not(:disabled)'
    );
    if (control) {
      control.focus();
      return true;
    }
  }
  return false;
}
