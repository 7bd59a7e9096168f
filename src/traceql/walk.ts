/** Walks over the tree of `ast.ts`, in the order of the text. Safe for chains of any length. */
import { Binary, Node, ScalarBinary, SpansetBinary } from './ast';

type Chain = Binary | SpansetBinary | ScalarBinary;

/** The children of a node, in the order of the text; an empty list for leaves. */
export function children(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'query':
      return [...node.stages, ...(node.metrics ? [node.metrics] : []), ...node.secondStages, ...node.hints];
    case 'binary':
    case 'spanset-binary':
    case 'scalar-binary':
    case 'scalar-filter':
      return [node.left, node.right];
    case 'unary':
      return [node.operand];
    case 'filter':
      return node.expression ? [node.expression] : [];
    case 'wrapped-pipeline':
      return node.stages;
    case 'scalar-pipeline':
      return [...node.stages, node.aggregate];
    case 'aggregate':
      return node.argument ? [node.argument] : [];
    case 'group':
      return [node.expression];
    case 'select':
      return node.fields;
    case 'metrics':
      return [...(node.field ? [node.field] : []), ...node.quantiles, ...(node.by ?? [])];
    case 'compare':
      return [node.selection, node.topN, node.start, node.end].filter((child) => child !== null);
    case 'top-bottom':
      return [node.limit];
    case 'metrics-filter':
      return [node.value];
    case 'hints':
      return node.hints;
    case 'hint':
      return [node.value];
    default:
      return [];
  }
}

/**
 * Calls `enter` for `node` and everything below it, in the order of the text, a parent before its children.
 * Where `enter` returns false, what is below is left out. Does not recurse, so depth does not matter.
 */
export function visit(node: Node, enter: (node: Node, parent: Node | null) => boolean | void): void {
  const stack: Array<{ node: Node; parent: Node | null }> = [{ node, parent: null }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    if (enter(next.node, next.parent) === false) {
      continue;
    }
    const below = children(next.node);
    for (let i = below.length - 1; i >= 0; i--) {
      const child = below[i];
      if (child) {
        stack.push({ node: child, parent: next.node });
      }
    }
  }
}

/**
 * The chain of operations of the same family down the left side, outermost first: for `a && b || c` the nodes
 * `(a && b) || c` and `a && b`. A loop over it is how code handles thousands of terms without deep recursion.
 */
export function leftSpine<T extends Chain>(node: T): T[] {
  const spine: T[] = [node];
  for (let next: Node = node.left; next.kind === node.kind; next = (next as T).left) {
    spine.push(next as T);
  }
  return spine;
}

/** The deepest node whose range holds `offset` (an offset at the very end of a node counts as inside), with its parents, outermost first. */
export function pathAt(root: Node, offset: number): Node[] {
  const path: Node[] = [];
  for (let next: Node | undefined = root; next;) {
    path.push(next);
    next = children(next).find((child) => child.range.start <= offset && offset <= child.range.end);
  }
  return path;
}
