import { Release } from '../releases';

export type ProposalKind =
  'scope' | 'intrinsic' | 'operator' | 'value' | 'unit' | 'function' | 'keyword' | 'hint' | 'snippet' | 'bracket';

/** Something that can be put in place of the range to replace. */
export interface Proposal {
  readonly label: string;
  readonly insertText: string;
  /** Where the cursor goes: an offset in `insertText`. */
  readonly cursor: number;
  readonly kind: ProposalKind;
  readonly documentation: string;
  /** First release of Tempo that knows it. */
  readonly since: Release;
}

/** Builds a proposal; `‸` in the text marks where the cursor goes (its end, where there is none). */
export function proposal(
  kind: ProposalKind,
  label: string,
  text: string,
  documentation: string,
  since: Release = '2.6'
): Proposal {
  const mark = text.indexOf('‸');
  const insertText = text.replace('‸', '');
  return { label, insertText, cursor: mark < 0 ? insertText.length : mark, kind, documentation, since };
}
