import { useSyncExternalStore } from 'react';
import type { Diagnostic } from '../../traceql';
import { useBuilder } from './BuilderContext';

/** What is said of the part with that key (see `pathKey`). */
export function useDiagnostics(key: string): readonly Diagnostic[] {
  const { marks } = useBuilder();
  return useSyncExternalStore(marks.subscribe, () => marks.get(key).diagnostics);
}

/** Whether the part with that key is to be pointed out. */
export function useIsHighlighted(key: string): boolean {
  const { marks } = useBuilder();
  return useSyncExternalStore(marks.subscribe, () => marks.get(key).isHighlighted);
}
