interface Place {
  column: number;
  row: number;
}

/**
 * Callers left of whom they call: a node stands one column after the one from which it is reached first. What nobody calls
 * begins; in a ring the first node does.
 */
export function layOutNodes(ids: readonly string[], edges: ReadonlyArray<[string, string]>): Map<string, Place> {
  const called = new Set(edges.filter(([from, to]) => from !== to).map(([, to]) => to));
  const targets = new Map<string, string[]>();
  for (const [from, to] of edges) {
    targets.set(from, [...(targets.get(from) ?? []), to]);
  }
  const columns = new Map<string, number>();
  const starts = [...ids.filter((id) => !called.has(id)), ...ids];
  for (const start of starts) {
    spread(start, targets, columns);
  }
  const used = new Map<number, number>();
  return new Map(
    ids.map((id): [string, Place] => {
      const column = columns.get(id) ?? 0;
      const row = used.get(column) ?? 0;
      used.set(column, row + 1);
      return [id, { column, row }];
    })
  );
}

/** Breadth first; what has a column keeps it. */
function spread(start: string, targets: ReadonlyMap<string, string[]>, columns: Map<string, number>): void {
  if (columns.has(start)) {
    return;
  }
  columns.set(start, 0);
  const queue = [start];
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    for (const target of targets.get(id) ?? []) {
      if (!columns.has(target)) {
        columns.set(target, (columns.get(id) ?? 0) + 1);
        queue.push(target);
      }
    }
  }
}
