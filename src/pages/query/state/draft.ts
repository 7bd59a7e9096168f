import { check, parse, render, type CheckResult, type Query } from '../../../traceql';

/** The query being written: its text, and the last tree that could be read of it. */
export interface Draft {
  readonly text: string;
  /** The version of Tempo that `checked` is about. */
  readonly tempo: string;
  /** What that Tempo would say to the text. */
  readonly checked: CheckResult;
  /** The last tree without a syntax error. Its ranges belong to `treeText`. */
  readonly tree: Query;
  readonly treeText: string;
  /** Whether `tree` is that of `text`. */
  readonly isCurrent: boolean;
  readonly past: readonly string[];
  readonly future: readonly string[];
}

/** Every span: what an empty query means. */
const EVERYTHING = '{ }';
const HISTORY_LENGTH = 100;

/** Begins with the text of a link. */
export function beginDraft(text: string, tempo: string): Draft {
  const empty: Draft = {
    text: '',
    tempo,
    checked: check(EVERYTHING, { tempo }),
    tree: parse(EVERYTHING).query,
    treeText: EVERYTHING,
    isCurrent: true,
    past: [],
    future: [],
  };
  return read(empty, text, tempo);
}

function read(draft: Draft, text: string, tempo: string): Draft {
  const source = askedText({ text });
  const checked = check(source, { tempo });
  if (checked.verdict !== 'parse-error') {
    return { ...draft, text, tempo, checked, tree: checked.query, treeText: source, isCurrent: true };
  }
  // What only this Tempo does not know is a mistake of the query, not of the text, and can be edited.
  const { query, diagnostics } = parse(source);
  if (diagnostics.length > 0) {
    return { ...draft, text, tempo, checked, isCurrent: false };
  }
  return { ...draft, text, tempo, checked, tree: query, treeText: source, isCurrent: true };
}

/** Takes a new text. With `merges` it belongs to the step before: letters of one word are undone together. */
export function writeText(draft: Draft, text: string, tempo: string, merges = false): Draft {
  if (text === draft.text) {
    return draft;
  }
  const past = merges && draft.past.length > 0 ? draft.past : [...draft.past, draft.text].slice(-HISTORY_LENGTH);
  return { ...read(draft, text, tempo), past, future: [] };
}

/** Takes a new tree, as the builder makes it. */
export function writeTree(draft: Draft, tree: Query, tempo: string): Draft {
  return writeText(draft, textLike(draft, tree), tempo);
}

/** The text of a tree, in several lines where that of the draft is. */
export function textLike({ treeText }: Draft, tree: Query): string {
  return render(tree, { multiline: treeText.includes('\n') });
}

export function undo(draft: Draft, tempo: string): Draft {
  const text = draft.past.at(-1);
  if (text === undefined) {
    return draft;
  }
  return { ...read(draft, text, tempo), past: draft.past.slice(0, -1), future: [draft.text, ...draft.future] };
}

export function redo(draft: Draft, tempo: string): Draft {
  const [text, ...future] = draft.future;
  if (text === undefined) {
    return draft;
  }
  return { ...read(draft, text, tempo), past: [...draft.past, draft.text], future };
}

/** The same text judged for another release: known once Tempo has been asked. */
export function recheck(draft: Draft, tempo: string): Draft {
  return draft.tempo === tempo ? draft : read(draft, draft.text, tempo);
}

/** Why a draft is not sent; undefined where it can be. */
export type Obstacle = 'syntax' | 'endless';

/**
 * What Tempo refuses because of its meaning is sent all the same: the check may know less than the Tempo at hand. A
 * syntax error only costs a round trip, and an endless power would keep Tempo busy for good.
 */
export function obstacleOf({ checked }: Draft): Obstacle | undefined {
  if (checked.verdict === 'parse-error') {
    return 'syntax';
  }
  return checked.diagnostics.some(({ code }) => code === 'endless-power') ? 'endless' : undefined;
}

/** What is asked for a draft: an empty one means every span. */
export function askedText({ text }: Pick<Draft, 'text'>): string {
  return text.trim() === '' ? EVERYTHING : text;
}

/** The ID where the text is nothing but a trace ID (as people paste them), padded to 32 digits; else undefined. */
export function traceIdOf(text: string): string | undefined {
  const trimmed = text.trim().toLowerCase();
  return /^[0-9a-f]{16,32}$/.test(trimmed) ? trimmed.padStart(32, '0') : undefined;
}
