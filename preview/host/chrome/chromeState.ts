import { type NavModelItem, PageLayoutType } from '@grafana/data';
import { useSyncExternalStore } from 'react';

export interface ChromeState {
  /** What the page in view says about its place: title, tabs, parents. */
  pageNav?: NavModelItem;
  layout: PageLayoutType;
}

let state: ChromeState = { layout: PageLayoutType.Standard };
const listeners = new Set<() => void>();

/** A page tells the top bar where it is. */
export function setChromeState(next: ChromeState): void {
  state = next;
  listeners.forEach((notify) => notify());
}

export function useChromeState(): ChromeState {
  return useSyncExternalStore(subscribe, () => state);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
