import type { CorrelationFinding, DataSourceName, LinkDiagnosis, LinkStatus, Probe } from './contract';
import type { Inquiry } from './inquiry';

/** What a judge says: its verdict, and what it still wants to know. */
export interface Judged {
  readonly diagnosis: LinkDiagnosis;
  readonly probes: readonly Probe[];
}

export interface Verdict {
  readonly from: DataSourceName;
  readonly to?: DataSourceName | undefined;
  readonly findings: readonly CorrelationFinding[];
  readonly untested?: readonly string[];
  /** Whether the link was followed with something real and led somewhere. */
  readonly proof?: string | undefined;
  /** Set where nobody set the link up or it is off. */
  readonly isOff?: boolean;
  /** What is said where it is off without being a finding. */
  readonly offSummary?: string;
}

const PENDING = 'Not all questions are answered yet.';

/** Draws the status from what was found. */
export function conclude(inquiry: Inquiry, verdict: Verdict): Judged {
  const { from, to, findings } = verdict;
  const untested = [...(verdict.untested ?? []), ...(inquiry.isPending ? [PENDING] : [])];
  const status = statusOf(verdict, untested);
  return {
    diagnosis: {
      link: inquiry.link,
      from,
      ...(to ? { to } : {}),
      status,
      summary: summaryOf(status, verdict, untested),
      findings,
      tests: inquiry.tests,
      untested,
    },
    probes: inquiry.probes,
  };
}

function statusOf(verdict: Verdict, untested: readonly string[]): LinkStatus {
  const has = (severity: string) => verdict.findings.some((finding) => finding.severity === severity);
  if (verdict.isOff) {
    return 'not-configured';
  }
  if (has('critical')) {
    return 'broken';
  }
  if (has('warning')) {
    return 'doubtful';
  }
  if (verdict.proof !== undefined) {
    return 'works';
  }
  return untested.length > 0 ? 'untested' : 'doubtful';
}

function summaryOf(status: LinkStatus, verdict: Verdict, untested: readonly string[]): string {
  const first = [...verdict.findings].sort((a, b) => rank(a) - rank(b))[0];
  if (status === 'works') {
    return verdict.proof ?? '';
  }
  if (status === 'untested') {
    return untested[0] ?? '';
  }
  return first ? `${first.title}.` : (verdict.offSummary ?? 'It could not be proved.');
}

const RANKS = { critical: 0, warning: 1, info: 2 };

function rank({ severity }: CorrelationFinding): number {
  return RANKS[severity];
}

/** A change of one key, with the way to it. */
export function change(datasourceUid: string, path: string, value: unknown, reason: string) {
  return { datasourceUid, path: path.split('.'), value, reason };
}
