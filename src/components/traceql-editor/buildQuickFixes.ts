import { check, type Range, type TextEdit } from '../../traceql';
import { visibleRange } from './editorPosition';

export interface QuickFix {
  readonly title: string;
  /** Of the diagnostic that it repairs. */
  readonly code: string;
  readonly edits: readonly TextEdit[];
  /** The only fix of its diagnostic. */
  readonly isPreferred: boolean;
}

/**
 * The repairs of what is reported about a part of the text.
 *
 * Checks the text anew: what is shown may have been found in an older one, and its edits would hit the wrong place.
 *
 * @param codes - codes of the diagnostics that are shown; others are not offered
 */
export function buildQuickFixes(text: string, part: Range, codes: ReadonlySet<string>, tempo: string): QuickFix[] {
  return check(text, { tempo })
    .diagnostics.filter(({ code, range }) => codes.has(code) && touches(visibleRange(text, range), part))
    .flatMap(({ code, fixes }) =>
      fixes.map(({ title, edits }) => ({ title, code, edits, isPreferred: fixes.length === 1 }))
    );
}

function touches(a: Range, b: Range): boolean {
  return a.start <= b.end && b.start <= a.end;
}
