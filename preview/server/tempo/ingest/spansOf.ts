import type { ResourceSpans, Span } from '../model';

/** All spans of a push. */
export function* spansOf(batches: readonly ResourceSpans[]): Generator<Span> {
  for (const { scopeSpans } of batches) {
    for (const { spans } of scopeSpans) {
      yield* spans;
    }
  }
}

export function countSpans(batches: readonly ResourceSpans[]): number {
  let count = 0;
  for (const { scopeSpans } of batches) {
    for (const { spans } of scopeSpans) {
      count += spans.length;
    }
  }
  return count;
}
