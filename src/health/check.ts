import type { Requirements, SignalContext } from '../signals';
import type { HealthEvidence, Sample } from './evidence';
import type { CheckRemedy } from './remedy';

/** The parts of Tempo that checks are about, in the order of a report. */
export const THEMES = [
  'processes',
  'rings',
  'writes',
  'limits',
  'generator',
  'reads',
  'storage',
  'configuration',
  'access',
] as const;
export type Theme = (typeof THEMES)[number];

/** `critical`: data is lost or nobody can read. `warning`: it will come to that, or for some. `info`: worth knowing. */
export type Severity = 'critical' | 'warning' | 'info';

/** `certain`: Tempo says so itself. `likely`: numbers show it. `possible`: it could have a harmless cause, too. */
export type Confidence = 'certain' | 'likely' | 'possible';

/** Something that can be wrong with a Tempo, declared once as data. */
export interface Check {
  /** Stable, `<theme>.<kebab-name>`: part of links and translations. */
  readonly id: `${Theme}.${string}`;
  /** What is wrong when it is found: a sentence without a full stop. */
  readonly title: string;
  /** What the check looks at, one sentence. */
  readonly looksAt: string;
  /** Why it is like that, and for whom it is bad. One to three sentences. */
  readonly cause: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** Set where it is what people notice, and other checks tell why: it stands behind them in a report. */
  readonly isSymptom?: true;
  /** Where the check can mean anything. */
  readonly requires?: Requirements;
  /** PromQL by name, asked as instant queries. Without Prometheus, or when one fails, the check is unknown. */
  readonly queries?: (context: SignalContext) => Readonly<Record<string, string>>;
  /** Set where the check can do without its queries. */
  readonly queriesOptional?: boolean;
  readonly judge: (input: CheckInput) => Judgement;
  /** The most useful first. */
  readonly remedies: readonly CheckRemedy[];
  /** Id of the signal whose panel shows it. */
  readonly panel?: string;
  /** Page of the documentation. */
  readonly doc: { readonly text: string; readonly url: string };
}

export interface CheckInput {
  readonly evidence: HealthEvidence;
  /** The answer to each query by its name. Empty where queries are optional and could not be asked. */
  readonly numbers: Readonly<Record<string, readonly Sample[]>>;
}

/** Who or what is concerned: a process, a member of a ring, a tenant. */
export interface Subject {
  readonly name: string;
  /** What of it: a value, a state, a reason. Empty where the name says it all. */
  readonly detail: string;
}

export type Judgement =
  | {
      readonly verdict: 'found';
      /** What was seen, with numbers. One sentence. */
      readonly what: string;
      readonly subjects: readonly Subject[];
      /** Where it differs from the check's own. */
      readonly severity?: Severity;
      readonly confidence?: Confidence;
      readonly cause?: string;
    }
  | { readonly verdict: 'fine'; readonly why: string }
  /** Not enough is known. Never the same as fine. */
  | { readonly verdict: 'unknown'; readonly missing: readonly string[] };

/** Says that the check has found what it looks for. */
export function found(
  what: string,
  more: { subjects?: readonly Subject[]; severity?: Severity; confidence?: Confidence; cause?: string } = {}
): Judgement {
  return { verdict: 'found', what, ...more, subjects: more.subjects ?? [] };
}

export function fine(why: string): Judgement {
  return { verdict: 'fine', why };
}

/** @param missing - what would have to be known; each a sentence, with how to make it known */
export function unknown(...missing: string[]): Judgement {
  return { verdict: 'unknown', missing };
}
