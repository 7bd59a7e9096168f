import { useSyncExternalStore } from 'react';
import type { Diagnostic } from '../../traceql';
import { useBuilder } from './BuilderContext';

export interface PartMarks {
  readonly diagnostics: readonly Diagnostic[];
  readonly isHighlighted: boolean;
}

const UNMARKED: PartMarks = { diagnostics: [], isHighlighted: false };

/**
 * What is said of the parts of the query, apart from the parts: ranges change with every key, and most rows need not
 * be drawn again for that.
 */
export class PartMarksStore {
  private marks: ReadonlyMap<string, PartMarks> = new Map();
  private readonly listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  get(key: string): PartMarks {
    return this.marks.get(key) ?? UNMARKED;
  }

  /** Takes new marks; those that say the same as before stay the same objects. */
  set(marks: ReadonlyMap<string, PartMarks>): void {
    const before = this.marks;
    this.marks = new Map(
      [...marks].map(([key, next]) => {
        const old = before.get(key);
        return [key, old && JSON.stringify(old) === JSON.stringify(next) ? old : next];
      })
    );
    this.listeners.forEach((listener) => listener());
  }
}

/** What is said of the part with that key (see `pathKey`). */
export function usePartMarks(key: string): PartMarks {
  const { marks } = useBuilder();
  return useSyncExternalStore(marks.subscribe, () => marks.get(key));
}
