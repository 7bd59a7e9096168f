import type { Sentence } from '../../traceql';

/** A sentence with those that say more about it. */
export interface SentenceNode {
  readonly sentence: Sentence;
  /** Its place in the flat list. */
  readonly index: number;
  readonly children: readonly SentenceNode[];
}

/** From depths to nested lists. A sentence that is more than one level deeper than the last one stands right below it. */
export function nestSentences(sentences: readonly Sentence[]): SentenceNode[] {
  const roots: SentenceNode[] = [];
  const open: Array<{ depth: number; children: SentenceNode[] }> = [{ depth: -1, children: roots }];
  sentences.forEach((sentence, index) => {
    while (open.length > 1 && (open[open.length - 1]?.depth ?? -1) >= sentence.depth) {
      open.pop();
    }
    const children: SentenceNode[] = [];
    open[open.length - 1]?.children.push({ sentence, index, children });
    open.push({ depth: sentence.depth, children });
  });
  return roots;
}
