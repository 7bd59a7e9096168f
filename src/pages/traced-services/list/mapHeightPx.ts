import type { ServiceGraph } from '../../../signals/traced';

const LEAST_PX = 460;
/** Higher than a screen, and the panel would hold the wheel of a reader who wants to pass it. */
const MOST_PX = 860;
/** What one node with its two lines of text takes in the layered layout of Grafana 12.3. */
const NODE_PX = 142;

/** Grafana's node graph does not shrink a graph to its panel, so the panel is as high as the fullest column needs. */
export function mapHeightPx(graph: ServiceGraph): number {
  const counts = new Map<number, number>();
  for (const column of columnsOf(graph).values()) {
    counts.set(column, (counts.get(column) ?? 0) + 1);
  }
  return Math.min(MOST_PX, Math.max(LEAST_PX, Math.max(0, ...counts.values()) * NODE_PX));
}

/** How many calls away from one that nobody calls; in a circle, from the one that comes first among the nodes. */
function columnsOf({ nodes, edges }: ServiceGraph): Map<string, number> {
  const called = new Set(edges.filter(({ client, server }) => client !== server).map(({ server }) => server));
  const roots = nodes.filter(({ name }) => !called.has(name));
  const columns = new Map(roots.map(({ name }) => [name, 0]));
  spread(columns, edges);
  for (const { name } of nodes) {
    if (!columns.has(name)) {
      columns.set(name, 0);
      spread(columns, edges);
    }
  }
  return columns;
}

/** Gives every service that can be reached from those with a column its own. */
function spread(columns: Map<string, number>, edges: ServiceGraph['edges']): void {
  let before = -1;
  while (before !== columns.size) {
    before = columns.size;
    const reached = edges.flatMap(({ client, server }) => {
      const column = columns.get(client);
      return column === undefined || columns.has(server) ? [] : [[server, column + 1] as const];
    });
    reached.forEach(([server, column]) => columns.set(server, column));
  }
}
