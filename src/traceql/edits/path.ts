/**
 * Addresses in the tree, and replacing what stands there.
 *
 * A path is the list of properties and indexes that lead from the query to a node:
 * `['stages', 0, 'expression', 'left']`. All edits take and keep paths rather than nodes, since the same node may stand
 * in a tree twice. What an edit does not touch is shared with the tree before, so that undoing is keeping the old tree.
 */
import { Comment, Node, Query } from '../ast';
import { holdsComments } from '../parse/comments';
import { children } from '../walk';

export type Path = ReadonlyArray<string | number>;

type Container = Readonly<Record<string | number, unknown>>;

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'kind' in value;
}

/** The node at a path; null where there is none. */
export function nodeAt(query: Query, path: Path): Node | null {
  let at: unknown = query;
  for (const step of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) {
      return null;
    }
    at = (at as Container)[step];
  }
  return isNode(at) ? at : null;
}

/** The path to a node, by identity; null where the tree does not hold it, the first where it holds it twice. */
export function pathOf(query: Query, node: Node): Path | null {
  interface Step {
    readonly node: Node;
    readonly above: Step | null;
    readonly keys: Path;
  }
  const stack: Step[] = [{ node: query, above: null, keys: [] }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    if (next.node === node) {
      const path: Array<string | number> = [];
      for (let step: Step | null = next; step; step = step.above) {
        path.unshift(...step.keys);
      }
      return path;
    }
    const below = new Set<unknown>(children(next.node));
    const found: Step[] = [];
    for (const [key, value] of Object.entries(next.node)) {
      const list: ReadonlyArray<readonly [Path, unknown]> = Array.isArray(value)
        ? value.map((item: unknown, index) => [[key, index], item] as const)
        : [[[key], value]];
      list
        .filter(([, item]) => below.has(item))
        .forEach(([keys, item]) => found.push({ node: item as Node, above: next ?? null, keys }));
    }
    stack.push(...found.reverse());
  }
  return null;
}

/** The tree with another value at the path. The path must exist; what is put there must fit. */
export function setAt(query: Query, path: Path, value: unknown): Query {
  const containers: Container[] = [];
  let at: unknown = query;
  for (const step of path) {
    containers.push(at as Container);
    at = (at as Container)[step];
  }
  let result = value;
  for (let i = path.length - 1; i >= 0; i--) {
    const step = path[i] ?? '';
    const container = containers[i];
    const copy: Record<string | number, unknown> = Array.isArray(container)
      ? ([...(container as unknown[])] as never)
      : { ...container };
    copy[step] = result;
    result = copy;
  }
  return result as Query;
}

/** Where the innermost node above a path is, and by which property (and index) it holds what is at the path. */
export interface Slot {
  readonly parentPath: Path;
  readonly parent: Node;
  readonly property: string;
  readonly index: number | null;
}

/** The slot of a path; null for the path of the query itself, and where nothing is. */
export function slotOf(query: Query, path: Path): Slot | null {
  const last = path[path.length - 1];
  const isIndexed = typeof last === 'number';
  const parentPath = path.slice(0, isIndexed ? -2 : -1);
  const property = path[parentPath.length];
  const parent = nodeAt(query, parentPath);
  if (path.length === 0 || !parent || typeof property !== 'string' || !nodeAt(query, path)) {
    return null;
  }
  return { parentPath, parent, property, index: isIndexed ? last : null };
}

/** Whether `path` leads to `other` or to something above it. */
export function isPrefix(path: Path, other: Path): boolean {
  return path.length <= other.length && path.every((step, index) => other[index] === step);
}

/** Puts comments before the first token of a node. */
export function withComments<T extends Node>(node: T, comments: readonly Comment[] | undefined): T {
  if (!comments || comments.length === 0) {
    return node;
  }
  const steps: Array<{ node: Node; key: string; index: number | null }> = [];
  let first: Node = node;
  while (!holdsComments(first)) {
    const next: Node | undefined = children(first)[0];
    if (!next) {
      return node;
    }
    const key = 'stages' in first ? 'stages' : 'left';
    steps.push({ node: first, key, index: key === 'stages' ? 0 : null });
    first = next;
  }
  let result: Node = { ...first, comments: [...comments, ...(first.comments ?? [])] } as Node;
  for (const step of steps.reverse()) {
    const held = (step.node as unknown as Record<string, unknown>)[step.key];
    const value = step.index === null ? result : [result, ...(held as Node[]).slice(1)];
    result = { ...step.node, [step.key]: value } as Node;
  }
  return result as T;
}
