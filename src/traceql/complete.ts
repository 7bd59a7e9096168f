/**
 * What can stand at the cursor.
 *
 * Works from the tokens up to the cursor alone, so that half-written queries and errors elsewhere do no harm. Follows
 * the grammar of `pkg/traceql` of Tempo 2.6 to 3.0; proposals are those that the release asked for knows.
 */
import { Range } from './ast';
import { locate } from './complete/locate';
import { Proposal } from './complete/proposal';
import { proposalsFor } from './complete/proposals';
import { Situation } from './complete/situation';
import { ageOf, RELEASES, resolveRelease } from './releases';

export type { Proposal, ProposalKind } from './complete/proposal';
export type { FieldPlace, OperandType, Situation, ValueType } from './complete/situation';

export interface CompleteOptions {
  /** Version of Tempo, as `2.8` or `v2.8.1`; without it, and for unknown ones, the newest known. */
  readonly tempo?: string;
}

export interface Completion {
  readonly situation: Situation;
  /** The piece of the text that a proposal replaces; of no width where nothing has been written yet. */
  readonly replace: Range;
  /** What is written of it up to the cursor; proposals are not filtered by it. */
  readonly prefix: string;
  /**
   * The static proposals, the likeliest first. Names and values of attributes are the caller's: the situations
   * `scope-or-field`, `attribute-name`, `value`, `by-argument`, `select-argument` and `function-argument` tell which.
   */
  readonly proposals: readonly Proposal[];
}

/** Finds the situation at an offset (UTF-16) of any text, however broken, and what fits there. Never throws. */
export function complete(text: string, offset: number, options: CompleteOptions = {}): Completion {
  const release = resolveRelease(options.tempo ?? '').release;
  // The newest words are known in all releases: the situation does not depend on the release, the proposals do.
  const { situation, replace } = locate(text, offset, RELEASES.length - 1);
  const prefix = text.slice(replace.start, Math.max(replace.start, Math.min(offset, replace.end)));
  const before = text.charAt(replace.start - 1);
  const after = text.slice(replace.end, replace.end + 1);
  const proposals = proposalsFor(situation, ageOf(release)).map((each) => fitted(each, before, after));
  return { situation, replace, prefix, proposals };
}

/** Adapts a proposal to the characters around it. */
function fitted(proposal: Proposal, before: string, after: string): Proposal {
  if (after === '(' && /\w\(/.test(proposal.insertText)) {
    const insertText = proposal.insertText.slice(0, proposal.insertText.indexOf('('));
    return { ...proposal, insertText, cursor: insertText.length };
  }
  // Without the space an operator would become part of the attribute's name.
  const needsSpace = (proposal.kind === 'operator' || proposal.kind === 'keyword') && /[\p{L}\p{N}"`})]/u.test(before);
  return needsSpace ? { ...proposal, insertText: ` ${proposal.insertText}`, cursor: proposal.cursor + 1 } : proposal;
}
