import type { TempoFailure } from '../failure';
import { generationOf, parseVersion } from '../version';
import { ERROR_CHAPTERS } from './errorCatalogue';
import { appliesHere, matchesEntry } from './errorEntry';
import type { Explanation, QueryPosition, QuestionKind } from './explanation';
import { GENERIC_ERRORS } from './genericErrors';

export interface FailureSituation {
  /** Version text of Tempo as discovered; empty where it is not known. */
  readonly version: string;
  readonly question: QuestionKind;
}

const ENTRIES = ERROR_CHAPTERS.flatMap(({ entries }) => entries);
/** Patterns look no further: what is said is shortened to less where it comes from. */
const MATCHED_LENGTH = 2000;
const POSITION = /parse error at line (\d+), col (\d+)/;

/**
 * Says what a failure means and what to do about it. Never fails: an error that is not known is explained by its kind,
 * with the words that came.
 *
 * The texts are English by intent, like those of `signals/`: they stand beside Tempo's own words, which are English, and
 * are part of the generated documentation (`docs/errors.md`).
 */
export function explainFailure(failure: TempoFailure, { version, question }: FailureSituation): Explanation {
  const matched = { ...failure, said: failure.said.slice(0, MATCHED_LENGTH) };
  const entry = ENTRIES.find((known) => matchesEntry(known, matched, question)) ?? GENERIC_ERRORS[failure.kind];
  const release = parseVersion(version);
  const situation = { generation: release && generationOf(release), question };
  const position = positionIn(matched.said, question);
  return {
    id: entry.id,
    title: entry.title,
    cause: entry.cause,
    remedies: entry.remedies
      .filter((remedy) => appliesHere(remedy, situation))
      .map(({ text, config }) => ({ text, ...(config ? { config } : {}) })),
    links: entry.links ?? [],
    original: failure.said,
    ...(position ? { position } : {}),
  };
}

/** Where Tempo stopped reading the query. Of names and values the place is one in the name, not in a query. */
function positionIn(said: string, question: QuestionKind): QueryPosition | undefined {
  const match = question === 'tags' ? null : POSITION.exec(said);
  // 3.0 says line 0 for some places in the first line.
  return match ? { line: Math.max(1, Number(match[1])), column: Math.max(1, Number(match[2])) } : undefined;
}
