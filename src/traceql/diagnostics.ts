/** What is reported about a query, and how to repair it. */
import { Range } from './ast';
import { Position } from './position';

/** `error`: Tempo refuses the query. `warning`: it accepts it, and something else than meant may come out. */
export type Severity = 'error' | 'warning' | 'info' | 'hint';

export interface TextEdit {
  readonly range: Range;
  readonly text: string;
}

/** A repair; the edits of one fix do not overlap and all refer to the text as it was. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

export interface Diagnostic {
  readonly severity: Severity;
  /** Stable name of the kind of problem, for tests and for suppressing. */
  readonly code: string;
  readonly message: string;
  readonly range: Range;
  readonly fixes: readonly Fix[];
  /**
   * Where Tempo itself says that the problem is; only at the parse error it reports, and absent where it names no
   * place. Its line is 0 where Tempo has lost count: after `span.`, a duration or an operator of two characters.
   */
  readonly tempo?: Position;
}

/** The text after a fix. */
export function applyFix(text: string, fix: Fix): string {
  const edits = [...fix.edits].sort((a, b) => b.range.start - a.range.start || b.range.end - a.range.end);
  return edits.reduce(
    (result, { range, text: put }) => result.slice(0, range.start) + put + result.slice(range.end),
    text
  );
}

/** A fix of one replacement. */
export function replaceFix(title: string, range: Range, text: string): Fix {
  return { title, edits: [{ range, text }] };
}
