import type { TempoFailure, TempoFailureKind } from '../failure';
import type { Generation } from '../version';
import type { DocumentationLink, QuestionKind, Remedy } from './explanation';

/** Where an entry or a remedy has its place. What is left out does not restrict. */
export interface Applicability {
  readonly generation?: Generation;
  readonly questions?: readonly QuestionKind[];
}

export interface EntryRemedy extends Remedy, Applicability {}

/** What a failure must be like. All that is given must hold. */
export interface ErrorPattern {
  /** Somewhere in what was said. */
  readonly said?: RegExp;
  /** Somewhere in the path that was asked, as it was encoded. */
  readonly path?: RegExp;
  readonly kinds?: readonly TempoFailureKind[];
  readonly questions?: readonly QuestionKind[];
  /** Who refused, of `unauthorised`. */
  readonly by?: 'grafana' | 'upstream';
}

/** One error, declared as data: what it looks like, what it means, what to do. */
export interface ErrorEntry {
  /** Kebab-case; stable, because tests and links name it. */
  readonly id: string;
  /** A sentence without a full stop, about what went wrong, not about the error. */
  readonly title: string;
  /** One to three sentences. */
  readonly cause: string;
  /** Several: one of them must hold. */
  readonly when: ErrorPattern | readonly ErrorPattern[];
  /** Texts of real systems that belong here, for tests and for the documentation; empty where nothing is said. */
  readonly samples: readonly string[];
  /** The most useful first. */
  readonly remedies: readonly EntryRemedy[];
  readonly links?: readonly DocumentationLink[];
}

/** Whether the failure of a question of this kind is one of the entry. */
export function matchesEntry({ when }: ErrorEntry, failure: TempoFailure, question: QuestionKind): boolean {
  const patterns = 'length' in when ? when : [when];
  return patterns.some((pattern) => matchesPattern(pattern, failure, question));
}

function matchesPattern(pattern: ErrorPattern, failure: TempoFailure, question: QuestionKind): boolean {
  return (
    (pattern.said?.test(failure.said) ?? true) &&
    (pattern.path?.test(failure.path) ?? true) &&
    (pattern.kinds?.includes(failure.kind) ?? true) &&
    (pattern.questions?.includes(question) ?? true) &&
    (pattern.by === undefined || (failure.kind === 'unauthorised' && failure.by === pattern.by))
  );
}

/** Whether a remedy is of use in the situation; every one is where the release is not known. */
export function appliesHere(
  { generation, questions }: Applicability,
  situation: { generation: Generation | undefined; question: QuestionKind }
): boolean {
  const fitsRelease =
    generation === undefined || situation.generation === undefined || generation === situation.generation;
  return fitsRelease && (questions?.includes(situation.question) ?? true);
}
