import { useCallback, useEffect, useRef, type RefObject } from 'react';
import type { Query } from '../../traceql';

interface FocusRequest {
  readonly targets: readonly string[];
  tries: number;
  /** Whether the user is somewhere else already: has left the box, or pressed a key or a pointer since. */
  hasUserGoneOn: boolean;
  readonly stopWatching: () => void;
}

export interface FocusRequests {
  /** The `data-focus` of something around the control; the first that exists. */
  focus(targets: readonly string[]): void;
  /** Makes an edit out of what was left in a box: the user has gone on, and the focus is moved only where it would be lost. */
  whileLeaving(edit: () => void): void;
}

/** So many trees may come before the one that has the part; then the caller has taken another way. */
const MAX_TRIES = 3;

/**
 * Moves the focus to a part once it is there: edits change the form only when the caller has handed the tree back. Never
 * takes it away from where the user has gone in the meantime.
 */
export function useFocusRequests(box: RefObject<HTMLElement | null>, query: Query): FocusRequests {
  const isLeaving = useRef(false);
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
    if (isElsewhere(request) || focusFirst(box.current, request.targets) || ++request.tries >= MAX_TRIES) {
      drop();
    }
  }, [box, query, drop]);
  useEffect(() => drop, [drop]);
  const focus = useCallback(
    (targets: readonly string[]) => {
      drop();
      const request: FocusRequest = {
        targets,
        tries: 0,
        hasUserGoneOn: isLeaving.current,
        stopWatching: watchUser(() => {
          request.hasUserGoneOn = true;
        }),
      };
      wanted.current = request;
    },
    [drop]
  );
  const whileLeaving = useCallback((edit: () => void) => {
    isLeaving.current = true;
    edit();
    isLeaving.current = false;
  }, []);
  return { focus, whileLeaving };
}

/** What the user has opened is never left; else the focus is taken along unless it has gone on to something else. */
function isElsewhere({ hasUserGoneOn }: FocusRequest): boolean {
  const focused = document.activeElement;
  // An edit of what was typed is made a moment after its box is left: a menu can be open by then.
  const isInMenu = Boolean(focused?.closest('[role="menu"], button[aria-expanded="true"]'));
  return isInMenu || (hasUserGoneOn && focused !== document.body);
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
