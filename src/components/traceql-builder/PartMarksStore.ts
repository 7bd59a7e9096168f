import type { Diagnostic, Fix } from '../../traceql';

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
  private latest: ReadonlyMap<string, PartMarks> = new Map();
  private readonly listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  get(key: string): PartMarks {
    return this.marks.get(key) ?? UNMARKED;
  }

  /**
   * Takes new marks. What says the same stays the same object, though its ranges have moved with the text: `fixOf` has
   * the repairs for the text as it is.
   */
  set(marks: ReadonlyMap<string, PartMarks>): void {
    const before = this.marks;
    this.latest = marks;
    this.marks = new Map(
      [...marks].map(([key, next]) => {
        const old = before.get(key);
        return [key, old && wordsOf(old) === wordsOf(next) ? old : next];
      })
    );
    this.listeners.forEach((listener) => listener());
  }

  fixOf(key: string, diagnostic: number, fix: number): Fix | undefined {
    return this.latest.get(key)?.diagnostics[diagnostic]?.fixes[fix];
  }
}

/** All that is seen of marks. */
function wordsOf({ diagnostics, isHighlighted }: PartMarks): string {
  const said = diagnostics.map(({ severity, message, fixes }) => [
    severity,
    message,
    ...fixes.map(({ title }) => title),
  ]);
  return JSON.stringify([isHighlighted, said]);
}
