/** Trees as they are compared: without the places in the text. */
import { Node } from '../ast';

/** A copy of a tree without ranges, as JSON. */
export function withoutRanges(node: Node): string {
  return JSON.stringify(node, (key, value: unknown) => (key === 'range' ? undefined : value));
}
