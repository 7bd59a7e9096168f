import type { Diagnostic, Severity } from '../../traceql';
import { toEditorRange, visibleRange, type EditorRange } from './editorPosition';

/** Names of Monaco's `MarkerSeverity`. */
export type MarkerSeverityName = 'Error' | 'Warning' | 'Info' | 'Hint';

export interface Marker extends EditorRange {
  readonly severity: MarkerSeverityName;
  readonly code: string;
  readonly message: string;
}

const SEVERITIES: Readonly<Record<Severity, MarkerSeverityName>> = {
  error: 'Error',
  warning: 'Warning',
  info: 'Info',
  // Monaco draws its own hints as three faint dots that nobody sees.
  hint: 'Info',
};

/** More would only be noise, and slow to draw. */
const MAX_MARKERS = 100;

/** Squiggles for the diagnostics of a text. */
export function buildMarkers(text: string, diagnostics: readonly Diagnostic[]): Marker[] {
  // An empty query is refused, but nothing in it is wrong.
  const shown = text.trim() === '' ? [] : diagnostics;
  return shown
    .filter(concernsAPart)
    .slice(0, MAX_MARKERS)
    .map(({ severity, code, message, range }) => ({
      ...toEditorRange(text, visibleRange(text, range)),
      severity: SEVERITIES[severity],
      code,
      message,
    }));
}

/** Notes about the query as a whole (of an unknown release, say) have no place in the text. */
function concernsAPart({ severity, range }: Diagnostic): boolean {
  return severity === 'error' || severity === 'warning' || range.end > range.start;
}
