import { children, parse, pathOf, valueFilter, type Node, type Query } from '../../traceql';

/**
 * The filter that narrows the values proposed at an offset: the other conditions of the same spanset, as far as the
 * release of Tempo heeds them; empty where there are none.
 */
export function valueFilterAt(text: string, offset: number, tempo: string): string {
  const { query } = parse(text);
  const path = pathOf(query, nodeBefore(query, offset));
  return path ? valueFilter(query, path, tempo) : '';
}

/** The most exact node that holds the offset or, as in `{ span.a = | }`, has begun before it. */
function nodeBefore(query: Query, offset: number): Node {
  let node: Node = query;
  for (;;) {
    const below: Node | undefined = [...children(node)].filter(({ range }) => range.start <= offset).pop();
    if (!below) {
      return node;
    }
    node = below;
  }
}
