import { applicability, explainReason, select, type KnownSystem, type SignalContext } from '../signals';
import { NO_INVENTORY, type Generation } from '../tempo';
import { CHECKS } from './catalogue';
import {
  THEMES,
  unknown,
  type Check,
  type Confidence,
  type Judgement,
  type Severity,
  type Subject,
  type Theme,
} from './check';
import type { HealthEvidence, NumbersAnswer, Sample, SystemEvidence } from './evidence';
import { type CheckRemedy, remediesFor } from './remedy';

/** Something that is wrong, with all that a person needs to mend it. */
export interface HealthFinding {
  readonly checkId: string;
  readonly theme: Theme;
  readonly title: string;
  readonly what: string;
  readonly cause: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly subjects: readonly Subject[];
  readonly remedies: readonly CheckRemedy[];
  readonly panel: string | undefined;
  readonly doc: Check['doc'];
}

/** A check with nothing to report. `reasons` say why, as sentences. */
export interface QuietCheck {
  readonly checkId: string;
  readonly theme: Theme;
  readonly title: string;
  readonly reasons: readonly string[];
}

export interface HealthReport {
  /** Milliseconds since 1970. */
  readonly atMs: number;
  readonly system: { readonly version: string; readonly generation: Generation | undefined; readonly topology: string };
  /** The worst first, of one severity the reasons before what people notice of them. */
  readonly findings: readonly HealthFinding[];
  /** Could not be judged: not the same as fine. */
  readonly unknown: readonly QuietCheck[];
  readonly fine: readonly QuietCheck[];
  /** Mean nothing on this Tempo. */
  readonly notApplicable: readonly QuietCheck[];
}

/** A query that the checks need, to be asked once as an instant query at the time of the report. */
export interface EvidenceQuery {
  readonly expr: string;
  /** Ids of the checks that need it. */
  readonly checks: readonly string[];
}

const PRESENCE_ID = 'presence';
const SEVERITIES: readonly Severity[] = ['critical', 'warning', 'info'];

/** The queries of all checks that can mean anything on this system, each once, that of Tempo's presence first. */
export function listEvidenceQueries(
  context: SignalContext,
  system: SystemEvidence,
  checks: readonly Check[] = CHECKS
): EvidenceQuery[] {
  const queries = new Map<string, string[]>([[presenceOf(context), [PRESENCE_ID]]]);
  for (const check of checks) {
    if (whyNotApplicable(check, system) === undefined) {
      for (const expr of Object.values(check.queries?.(context) ?? {})) {
        queries.set(expr, [...(queries.get(expr) ?? []), check.id]);
      }
    }
  }
  return [...queries].map(([expr, ids]) => ({ expr, checks: ids }));
}

/** Judges all checks. Pure: the same evidence gives the same report. */
export function evaluateChecks(evidence: HealthEvidence, checks: readonly Check[] = CHECKS): HealthReport {
  const { system } = evidence;
  const findings: HealthFinding[] = [];
  const quiet = { unknown: [] as QuietCheck[], fine: [] as QuietCheck[], notApplicable: [] as QuietCheck[] };
  for (const check of checks) {
    const { id: checkId, theme, title } = describe(check);
    const reason = whyNotApplicable(check, system);
    const judgement = reason === undefined ? judge(check, evidence) : undefined;
    if (judgement === undefined) {
      quiet.notApplicable.push({ checkId, theme, title, reasons: [reason ?? ''] });
    } else if (judgement.verdict === 'found') {
      findings.push(findingOf(check, judgement, system));
    } else if (judgement.verdict === 'fine') {
      quiet.fine.push({ checkId, theme, title, reasons: [judgement.why] });
    } else {
      quiet.unknown.push({ checkId, theme, title, reasons: [...new Set(judgement.missing)] });
    }
  }
  return {
    atMs: evidence.nowMs,
    system: {
      version: system.version?.text ?? '',
      generation: system.generation,
      topology: system.topology ?? '',
    },
    findings: inOrder(findings, checks),
    ...quiet,
  };
}

function judge(check: Check, evidence: HealthEvidence): Judgement {
  const { queries } = check;
  if (!queries) {
    return check.judge({ evidence, numbers: {} });
  }
  const asked = askNumbers(queries, evidence);
  if ('missing' in asked) {
    return check.queriesOptional ? check.judge({ evidence, numbers: {} }) : unknown(asked.missing);
  }
  return check.judge({ evidence, numbers: asked.numbers });
}

/** The answers to the queries of a check, or why they cannot be had. */
function askNumbers(
  queries: NonNullable<Check['queries']>,
  { numbers }: HealthEvidence
): { numbers: Record<string, readonly Sample[]> } | { missing: string } {
  if (!numbers) {
    return { missing: 'No Prometheus was asked: choose the data source that scrapes this Tempo.' };
  }
  const { answers, context } = numbers;
  const presence = answers.get(presenceOf(context));
  if (!isPresent(presence)) {
    return {
      missing:
        presence?.ok === false
          ? `Prometheus did not answer: ${presence.why}`
          : 'Prometheus has no metrics of this Tempo: it is not scraped, or another Prometheus scrapes it.',
    };
  }
  const read: Record<string, readonly Sample[]> = {};
  for (const [name, expr] of Object.entries(queries(context))) {
    const answer = answers.get(expr);
    if (!answer?.ok) {
      return { missing: answer ? `Prometheus did not answer: ${answer.why}` : 'Prometheus was not asked yet.' };
    }
    read[name] = answer.samples;
  }
  return { numbers: read };
}

/** Without it, "no series" would pass for "never happened". */
function presenceOf(context: SignalContext): string {
  return `count(${select(context.presence, context.matchers())})`;
}

function isPresent(answer: NumbersAnswer | undefined): boolean {
  return answer?.ok === true && answer.samples.some(({ value }) => value > 0);
}

function whyNotApplicable({ requires }: Check, { inventory, ...known }: SystemEvidence): string | undefined {
  if (!requires) {
    return undefined;
  }
  // Without an inventory nothing is known of metrics and components: then nothing is left out for their sake.
  const system: KnownSystem = { ...known, inventory: inventory ?? NO_INVENTORY };
  const applies = applicability({ requires }, system);
  return applies.applies ? undefined : explainReason(applies.reason);
}

function findingOf(
  check: Check,
  judgement: Extract<Judgement, { verdict: 'found' }>,
  { generation, topology }: SystemEvidence
): HealthFinding {
  const { id: checkId, theme, title } = describe(check);
  return {
    checkId,
    theme,
    title,
    what: judgement.what,
    cause: judgement.cause ?? check.cause,
    severity: judgement.severity ?? check.severity,
    confidence: judgement.confidence ?? check.confidence,
    subjects: judgement.subjects,
    remedies: remediesFor(check.remedies, { generation, topology }),
    panel: check.panel,
    doc: check.doc,
  };
}

function describe({ id, title }: Check): { id: string; theme: Theme; title: string } {
  return { id, theme: THEMES.find((theme) => id.startsWith(`${theme}.`)) ?? 'processes', title };
}

/** The worst first; of one severity the reasons before what people notice of them. */
function inOrder(findings: readonly HealthFinding[], checks: readonly Check[]): HealthFinding[] {
  const symptoms = new Set<string>(checks.filter(({ isSymptom }) => isSymptom).map(({ id }) => id));
  const rank = ({ severity, checkId }: HealthFinding) =>
    2 * SEVERITIES.indexOf(severity) + (symptoms.has(checkId) ? 1 : 0);
  return [...findings].sort((a, b) => rank(a) - rank(b));
}
