/** Ties comments to the tree, so that rendering and editing keep them. */
import { Comment, Node, Query } from '../ast';
import { visit } from '../walk';

/**
 * Whether a node begins with a token of its own, rather than with one of its children (`a && b` does not). Only such
 * nodes hold comments: their place does not depend on parentheses.
 */
export function holdsComments(node: Node): boolean {
  switch (node.kind) {
    case 'query':
    case 'binary':
    case 'spanset-binary':
    case 'scalar-binary':
    case 'scalar-filter':
    case 'wrapped-pipeline':
    case 'scalar-pipeline':
      return false;
    case 'invalid':
      return node.text !== '';
    default:
      return true;
  }
}

/** Gives each comment to the next node that begins behind it; what comes after the last one belongs to the query. */
export function attachComments(query: Query, comments: readonly Comment[]): Query {
  const holders: Node[] = [];
  visit(query, (node) => {
    if (holdsComments(node)) {
      holders.push(node);
    }
  });
  // Recovery may leave nodes out of order; the first that begins behind the comment is meant.
  holders.sort((a, b) => a.range.start - b.range.start);
  let next = 0;
  let trailing: Comment[] = [];
  for (const comment of comments) {
    while (next < holders.length && (holders[next]?.range.start ?? 0) < comment.range.end) {
      next++;
    }
    const holder = holders[next];
    if (holder) {
      // The tree was made a moment ago and nobody else has seen it.
      const writable = holder as { comments?: readonly Comment[] };
      writable.comments = [...(writable.comments ?? []), comment];
    } else {
      trailing = [...trailing, comment];
    }
  }
  return trailing.length > 0 ? { ...query, trailingComments: trailing } : query;
}
