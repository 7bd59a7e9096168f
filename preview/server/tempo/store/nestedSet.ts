import { StoredSpan } from '../model';

const SERVER = 2;
const CLIENT = 3;
const ROOT_PARENT = -1;

interface Node {
  readonly stored: StoredSpan;
  parent: Node | null;
  readonly children: Node[];
  nextChild: number;
}

/**
 * Gives the spans of a trace their nested-set numbers, in the order of `spans`.
 * Follows Tempo's `tempodb/encoding/vparquet4/nested_set_model.go` (same in 2.6.1 and 3.0.3): without a root, or with
 * three spans of one ID, no span gets numbers; children of a missing parent get none either.
 */
export function numberSpans(spans: readonly StoredSpan[]): void {
  const nodes: Node[] = spans.map((stored) => ({ stored, parent: null, children: [], nextChild: 0 }));
  const byId = new Map<string, Node[]>();
  const roots: Node[] = [];
  let ambiguous = false;
  for (const node of nodes) {
    node.stored.nestedSetLeft = 0;
    node.stored.nestedSetRight = 0;
    node.stored.nestedSetParent = 0;
    if (node.stored.span.parentSpanId === '') {
      roots.push(node);
    }
    const same = byId.get(node.stored.span.spanId);
    if (same) {
      same.push(node);
      ambiguous ||= same.length > 2;
    } else {
      byId.set(node.stored.span.spanId, [node]);
    }
  }
  if (roots.length === 0 || ambiguous) {
    return;
  }
  for (const node of nodes) {
    const parent = findParent(byId, node);
    if (parent) {
      node.parent = parent;
      parent.children.push(node);
    }
  }
  assignBounds(roots);
}

/** Depth first without recursion: left going down, right going up. */
function assignBounds(roots: readonly Node[]): void {
  let bound = 1;
  for (const root of roots) {
    root.stored.nestedSetLeft = bound++;
    root.stored.nestedSetParent = ROOT_PARENT;
    let node: Node | null = root;
    while (node) {
      const next: Node | undefined = node.children[node.nextChild];
      if (next) {
        node.nextChild++;
        next.stored.nestedSetLeft = bound++;
        next.stored.nestedSetParent = node.stored.nestedSetLeft;
        node = next;
      } else {
        node.stored.nestedSetRight = bound++;
        node = node.parent;
      }
    }
  }
}

/** Zipkin lets client and server share one span ID; then the kind tells which of the two is the parent. */
function findParent(byId: ReadonlyMap<string, readonly Node[]>, node: Node): Node | null {
  const { parentSpanId, kind } = node.stored.span;
  const candidates = parentSpanId === '' ? undefined : byId.get(parentSpanId);
  if (!candidates) {
    return null;
  }
  if (candidates.length === 1) {
    return candidates[0] ?? null;
  }
  const wanted = kind === SERVER ? CLIENT : SERVER;
  return candidates.find((candidate) => candidate.stored.span.kind === wanted) ?? null;
}
