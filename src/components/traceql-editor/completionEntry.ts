import type { Proposal, ProposalKind, Range } from '../../traceql';

/** Names of Monaco's `CompletionItemKind`, which decide the icon. */
export type EntryKind = 'Module' | 'Field' | 'Property' | 'Operator' | 'Value' | 'Unit' | 'Function' | 'Keyword';

/** A line of the list of proposals, before it becomes Monaco's. */
export interface CompletionEntry {
  readonly label: string;
  /** Short, at the right end of the line: a type, or what it is good for. */
  readonly description: string;
  /** Markdown. */
  readonly documentation: string;
  readonly kind: EntryKind;
  readonly insertText: string;
  /** Where the cursor goes: an offset in `insertText`. */
  readonly cursor: number;
  /** The piece of the text that is replaced. */
  readonly replace: Range;
  /** What is compared with the text that stands there. */
  readonly filterText: string;
  readonly sortText: string;
  /** Something must follow, so the list opens again. */
  readonly opensNext: boolean;
}

/** What comes first among entries that match equally well. */
export type EntryRank = 'likeliest' | 'static' | 'other';

const RANKS: Readonly<Record<EntryRank, string>> = { likeliest: '0', static: '1', other: '2' };

export function sortText(rank: EntryRank, index: number): string {
  return `${RANKS[rank]}${String(index).padStart(6, '0')}`;
}

const KINDS: Readonly<Record<ProposalKind, EntryKind>> = {
  scope: 'Module',
  intrinsic: 'Property',
  operator: 'Operator',
  value: 'Value',
  unit: 'Unit',
  function: 'Function',
  keyword: 'Keyword',
  hint: 'Property',
  // Not Monaco's `Snippet`: those would always go to the end of the list.
  snippet: 'Module',
  bracket: 'Operator',
};

/** The entry of a static proposal. */
export function entryOfProposal(proposal: Proposal, index: number, replace: Range): CompletionEntry {
  const { label, insertText, cursor, kind, documentation, since } = proposal;
  return {
    label,
    // Monaco shows documentation only to those who know how to open it.
    description: documentation.replaceAll('`', ''),
    documentation: since === '2.6' ? documentation : `${documentation}\n\nTempo ≥ ${since}`,
    kind: KINDS[kind],
    insertText,
    cursor,
    replace,
    filterText: label,
    sortText: sortText('static', index),
    opensNext: /[ .:("=]$/.test(insertText.slice(0, cursor)),
  };
}

/** The snippet in Monaco's syntax, with the cursor where it belongs. */
export function toSnippet({ insertText, cursor }: Pick<CompletionEntry, 'insertText' | 'cursor'>): string {
  return `${escapeSnippet(insertText.slice(0, cursor))}$0${escapeSnippet(insertText.slice(cursor))}`;
}

function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}
