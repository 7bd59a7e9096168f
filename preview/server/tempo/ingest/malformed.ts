/** What a client sent cannot be read; the message is the answer's, in the words of Tempo's receivers. */
export class Malformed extends Error {}

/** Deeper attribute values than this are refused: whoever walks them must not run out of stack. */
const MAX_DEPTH = 100;

/** @throws Malformed where attribute values are nested too deep (`exceeded max depth` is what jsoniter says) */
export function refuseDeep(depth: number): void {
  if (depth > MAX_DEPTH) {
    throw new Malformed('exceeded max depth');
  }
}
