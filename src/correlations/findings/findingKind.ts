import type { Confidence, Severity } from '../../health';
import type { CorrelationLink } from '../contract';

/** What is the same wherever a finding is made. */
export interface FindingKind {
  /** A sentence without a full stop. */
  readonly title: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly cause: string;
  readonly remedies: readonly string[];
}

/** Keeps the ids as they are written, and checks the rest. */
export function declareFindings<Id extends `${CorrelationLink}.${string}`>(
  kinds: Readonly<Record<Id, FindingKind>>
): Readonly<Record<Id, FindingKind>> {
  return kinds;
}
