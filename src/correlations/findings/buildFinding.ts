import type { Confidence, Severity } from '../../health';
import { CORRELATION_LINKS, type CorrelationFinding, type CorrelationLink, type SettingChange } from '../contract';
import { FINDINGS, type FindingId } from './catalogue';

/** What was found here, beside what the catalogue says of such findings. */
export interface FindingHere {
  readonly datasourceUid: string;
  readonly what: string;
  readonly evidence?: readonly string[];
  readonly paths?: readonly string[];
  readonly fixes?: readonly SettingChange[];
  /** Where it differs from the catalogue. */
  readonly severity?: Severity;
  readonly confidence?: Confidence;
}

export function buildFinding(id: FindingId, here: FindingHere): CorrelationFinding {
  const { title, severity, confidence, cause, remedies } = FINDINGS[id];
  return {
    id,
    link: linkOf(id),
    title,
    severity: here.severity ?? severity,
    confidence: here.confidence ?? confidence,
    what: here.what,
    cause,
    evidence: here.evidence ?? [],
    remedies,
    datasourceUid: here.datasourceUid,
    paths: here.paths ?? [],
    fixes: here.fixes ?? [],
  };
}

function linkOf(id: FindingId): CorrelationLink {
  const name = id.slice(0, id.indexOf('.'));
  const link = CORRELATION_LINKS.find((one) => one === name);
  if (!link) {
    throw new Error(`No link has findings like ${id}`);
  }
  return link;
}
