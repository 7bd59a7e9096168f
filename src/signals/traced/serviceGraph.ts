import type { LabelledSeries, RedRow } from './serviceRed';

/** What a service talks over; `virtual`: one side sends no spans. */
export type ConnectionType = 'request' | 'messaging' | 'database' | 'virtual';

/** A caller and whom it calls. */
export interface ServiceEdge {
  readonly client: string;
  readonly server: string;
  readonly connection: ConnectionType;
  /** Calls per second, the mean of the range. */
  readonly rate: number;
  /** Failed calls of all, 0 to 1. */
  readonly errorShare: number;
  /** The 90th percentile: as the server saw it, else as the client did, else the time in the queue; null if unknown. */
  readonly p90Seconds: number | null;
  /** Which side sends no spans, where the metrics tell (`enable_virtual_node_label`). */
  readonly silentSide?: 'client' | 'server';
}

export interface ServiceNode {
  readonly name: string;
  /** `service` sends spans; the others are known only by those who talk to them. */
  readonly kind: 'service' | 'database' | 'outside';
  /** Requests per second: its own spans where they are counted, else the calls that reach it. */
  readonly rate: number;
  readonly errorShare: number;
  readonly p90Seconds: number | null;
}

export interface ServiceGraph {
  readonly nodes: readonly ServiceNode[];
  readonly edges: readonly ServiceEdge[];
}

/** One value a series, with the labels `client`, `server`, `connection_type` (but for the durations of a side). */
export interface GraphSeries {
  readonly rates: readonly LabelledSeries[];
  readonly failed: readonly LabelledSeries[];
  readonly serverP90: readonly LabelledSeries[];
  readonly clientP90: readonly LabelledSeries[];
  readonly messagingP90: readonly LabelledSeries[];
}

/**
 * What Tempo and the collector call a client that sends no spans, unless an attribute of the server's span names it, as it
 * may in 3.0 (`onExpire` in modules/generator/processor/servicegraphs/servicegraphs.go, 2.6.1 to 3.0.3).
 */
const UNKNOWN_CLIENT = 'user';

/** The edges of the answers. Two services may be connected in more than one way: an edge each. */
export function readEdges(series: GraphSeries): ServiceEdge[] {
  const failed = byEdge(series.failed);
  const [server, client, messaging] = [series.serverP90, series.clientP90, series.messagingP90].map(byEdge);
  return series.rates.flatMap((one) => {
    const rate = lastOf(one) ?? 0;
    const { client: from = '', server: to = '', connection_type: type = '' } = one.labels;
    if (rate <= 0 || from === '' || to === '') {
      return [];
    }
    const key = edgeKey(one.labels);
    const connection = connectionOf(type);
    const durations = connection === 'messaging' ? [messaging, server, client] : [server, client];
    return [
      {
        client: from,
        server: to,
        connection,
        rate,
        errorShare: Math.min(1, (failed.get(key) ?? 0) / rate),
        p90Seconds: durations.map((each) => each?.get(key)).find((value) => value !== undefined) ?? null,
        ...silentSideOf(one.labels.virtual_node),
      },
    ];
  });
}

/**
 * Services and what they talk to. Numbers of a service are those of its own spans where there are such, so that the map
 * and the table say the same.
 */
export function buildServiceGraph(edges: readonly ServiceEdge[], services: readonly RedRow[]): ServiceGraph {
  const known = new Map(services.map((row) => [row.name, row]));
  const incoming = groupByServer(edges);
  const names = new Set([...edges.flatMap(({ client, server }) => [client, server]), ...known.keys()]);
  const nodes = [...names].map((name): ServiceNode => {
    const row = known.get(name);
    const calls = incoming.get(name) ?? [];
    const kind = row ? 'service' : kindOf(name, edges, known);
    return row
      ? { name, kind, rate: row.rate, errorShare: row.errorShare, p90Seconds: row.p90Seconds }
      : { name, kind, ...numbersOfCalls(calls) };
  });
  return { nodes, edges };
}

/** The services within so many calls of one, in either direction, with all that connects them. */
export function neighbourhood(graph: ServiceGraph, service: string, depth: number): ServiceGraph {
  let reached = new Set([service]);
  for (let step = 0; step < depth; step++) {
    const next = new Set(reached);
    for (const { client, server } of graph.edges) {
      if (reached.has(client)) {
        next.add(server);
      }
      if (reached.has(server)) {
        next.add(client);
      }
    }
    reached = next;
  }
  return keepNodes(graph, reached);
}

/** The services with a part in their name, whatever its case, and those that they talk to directly. */
export function keepMatching(graph: ServiceGraph, part: string): ServiceGraph {
  const wanted = part.trim().toLowerCase();
  const matches = (name: string) => name.toLowerCase().includes(wanted);
  const matching = graph.nodes.map(({ name }) => name).filter(matches);
  const beside = graph.edges
    .filter(({ client, server }) => matches(client) || matches(server))
    .flatMap(({ client, server }) => [client, server]);
  return keepNodes(graph, new Set([...matching, ...beside]));
}

/** The nodes with the most requests, `always` among them, and what connects them. */
export function busiest(graph: ServiceGraph, count: number, always: readonly string[] = []): ServiceGraph {
  if (graph.nodes.length <= count) {
    return graph;
  }
  const forced = new Set(always);
  const byRate = [...graph.nodes].sort(
    (a, b) => Number(forced.has(b.name)) - Number(forced.has(a.name)) || b.rate - a.rate
  );
  return keepNodes(graph, new Set(byRate.slice(0, count).map(({ name }) => name)));
}

function keepNodes({ nodes, edges }: ServiceGraph, names: ReadonlySet<string>): ServiceGraph {
  return {
    nodes: nodes.filter(({ name }) => names.has(name)),
    edges: edges.filter(({ client, server }) => names.has(client) && names.has(server)),
  };
}

function connectionOf(type: string): ConnectionType {
  switch (type) {
    case 'messaging_system':
      return 'messaging';
    case 'database':
      return 'database';
    case 'virtual_node':
      return 'virtual';
    default:
      return 'request';
  }
}

/** What a node is that has no spans that are counted. One that is a side of an ordinary call sends spans of other kinds. */
function kindOf(name: string, edges: readonly ServiceEdge[], known: ReadonlyMap<string, RedRow>): ServiceNode['kind'] {
  const own = edges.filter(({ client, server }) => client === name || server === name);
  if (own.some(({ connection, server }) => connection === 'database' && server === name)) {
    return 'database';
  }
  return own.length > 0 && own.every((edge) => silentNodeOf(edge, known) === name) ? 'outside' : 'service';
}

/** The side of an edge that sends no spans; undefined where both do. Without a label it is told from what else is known. */
function silentNodeOf(
  { connection, client, server, silentSide }: ServiceEdge,
  known: ReadonlyMap<string, RedRow>
): string | undefined {
  if (connection !== 'virtual') {
    return undefined;
  }
  const isClient = client === UNKNOWN_CLIENT || (known.has(server) && !known.has(client));
  return (silentSide ?? (isClient ? 'client' : 'server')) === 'client' ? client : server;
}

function silentSideOf(label: string | undefined): Pick<ServiceEdge, 'silentSide'> {
  return label === 'client' || label === 'server' ? { silentSide: label } : {};
}

function numbersOfCalls(calls: readonly ServiceEdge[]): Pick<ServiceNode, 'rate' | 'errorShare' | 'p90Seconds'> {
  const rate = calls.reduce((total, call) => total + call.rate, 0);
  const failed = calls.reduce((total, call) => total + call.rate * call.errorShare, 0);
  // Percentiles do not add up; of one caller it is right, of several none is.
  const [only] = calls;
  const p90Seconds = calls.length === 1 && only ? only.p90Seconds : null;
  return { rate, errorShare: rate > 0 ? failed / rate : 0, p90Seconds };
}

function groupByServer(edges: readonly ServiceEdge[]): Map<string, ServiceEdge[]> {
  const groups = new Map<string, ServiceEdge[]>();
  for (const edge of edges) {
    const group = groups.get(edge.server);
    if (group) {
      group.push(edge);
    } else {
      groups.set(edge.server, [edge]);
    }
  }
  return groups;
}

function byEdge(series: readonly LabelledSeries[]): Map<string, number> {
  return new Map(
    series.flatMap((one): Array<[string, number]> => {
      const value = lastOf(one);
      return value === null ? [] : [[edgeKey(one.labels), value]];
    })
  );
}

function edgeKey({ client = '', server = '', connection_type: type = '' }: LabelledSeries['labels']): string {
  return JSON.stringify([client, server, type]);
}

function lastOf({ values }: LabelledSeries): number | null {
  return values.at(-1) ?? null;
}
