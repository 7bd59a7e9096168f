/** What the finders of warnings share. */
import { Diagnostic, Fix, Severity } from '../diagnostics';
import { Features, V2_7 } from '../releases';

export interface WarningContext {
  readonly text: string;
  readonly features: Features;
  readonly found: Diagnostic[];
}

export function warn(
  context: WarningContext,
  code: string,
  message: string,
  range: Diagnostic['range'],
  fixes: readonly Fix[] = [],
  severity: Severity = 'warning'
): void {
  context.found.push({ severity, code, message, range, fixes });
}

/** Whether a regular expression must match the whole value. */
export function isAnchored(features: Features): boolean {
  return features.age >= V2_7;
}
