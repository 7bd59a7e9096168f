import { isConfigMap, type ConfigNode } from '../../tempo';

/** A key of a configuration, or an item of a list, in a row of its own. */
export interface ConfigRow {
  /** The keys and numbers that lead there, joined by dots. */
  readonly path: string;
  /** The last of them. */
  readonly name: string;
  /** 1 at the top. */
  readonly level: number;
  /** Empty for what holds others. */
  readonly text: string;
  readonly hasChildren: boolean;
}

interface Entry {
  readonly name: string;
  readonly node: ConfigNode;
}

/** All rows in the order of the configuration, each parent before its children. */
export function listConfigRows(config: ConfigNode, path = '', level = 1): ConfigRow[] {
  return childrenOf(config).flatMap(({ name, node }): ConfigRow[] => {
    const below = path === '' ? name : `${path}.${name}`;
    const hasChildren = childrenOf(node).length > 0;
    const row = { path: below, name, level, text: hasChildren ? '' : textOf(node), hasChildren };
    return [row, ...listConfigRows(node, below, level + 1)];
  });
}

/**
 * The rows that have a text in their path, value or explanation, and those that lead there. An empty text leaves all.
 */
export function searchConfigRows(
  rows: readonly ConfigRow[],
  text: string,
  explain: (path: string) => string | undefined
): readonly ConfigRow[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') {
    return rows;
  }
  // Whatever leads to a row stands before it, on each level the last one.
  const parents: ConfigRow[] = [];
  const kept = new Set<ConfigRow>();
  for (const row of rows) {
    parents.length = row.level - 1;
    parents.push(row);
    if (isHit(row, wanted, explain)) {
      parents.forEach((parent) => kept.add(parent));
    }
  }
  return rows.filter((row) => kept.has(row));
}

function isHit({ path, text }: ConfigRow, wanted: string, explain: (path: string) => string | undefined): boolean {
  return [path, text, explain(path) ?? ''].some((part) => part.toLowerCase().includes(wanted));
}

/** The rows below parents that are all open. */
export function visibleConfigRows(rows: readonly ConfigRow[], isOpen: (path: string) => boolean): ConfigRow[] {
  const visible: ConfigRow[] = [];
  let closedLevel = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    if (row.level > closedLevel) {
      continue;
    }
    visible.push(row);
    closedLevel = row.hasChildren && !isOpen(row.path) ? row.level : Number.POSITIVE_INFINITY;
  }
  return visible;
}

function childrenOf(node: ConfigNode): Entry[] {
  if (typeof node === 'string') {
    return [];
  }
  return isConfigMap(node)
    ? [...node].map(([name, child]) => ({ name, node: child }))
    : node.map((child, index) => ({ name: String(index), node: child }));
}

function textOf(node: ConfigNode): string {
  if (typeof node === 'string') {
    return node;
  }
  return isConfigMap(node) ? '{}' : '[]';
}
