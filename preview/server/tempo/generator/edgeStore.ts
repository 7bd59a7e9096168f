export type ConnectionType = '' | 'messaging_system' | 'database' | 'virtual_node';

/** A request from one service to another, of which one half may not have come yet. */
export interface Edge {
  readonly traceId: string;
  /** The ID of the client's span, empty for a request to a root span. */
  readonly clientSpanId: string;
  readonly expiresMs: number;
  client: string;
  server: string;
  connection: ConnectionType;
  clientSeconds: number;
  serverSeconds: number;
  failed: boolean;
  /** What an attribute says of the other side. */
  peer: string;
  readonly dimensions: Record<string, string>;
}

const WAIT_SECONDS = 10;
const MAX_EDGES = 10_000;

/** Edges until both halves are there (`modules/generator/processor/servicegraphs/store`), in order of their first half. */
export class EdgeStore {
  private readonly edges = new Map<string, Edge>();

  constructor(
    private readonly onComplete: (edge: Edge, nowMs: number) => void,
    private readonly onExpire: (edge: Edge, nowMs: number) => void
  ) {}

  /** Adds one half. */
  upsert(
    traceId: string,
    clientSpanId: string,
    nowMs: number,
    update: (edge: Edge) => void
  ): 'new' | 'known' | 'too many' {
    const key = `${traceId}-${clientSpanId}`;
    const known = this.edges.get(key);
    const edge = known ?? newEdge(traceId, clientSpanId, nowMs);
    update(edge);
    if (edge.client !== '' && edge.server !== '') {
      this.onComplete(edge, nowMs);
      this.edges.delete(key);
    } else if (!known) {
      if (this.edges.size >= MAX_EDGES) {
        return 'too many';
      }
      this.edges.set(key, edge);
    }
    return known ? 'known' : 'new';
  }

  expire(nowMs: number): void {
    for (const [key, edge] of this.edges) {
      if (nowMs < edge.expiresMs) {
        return;
      }
      this.edges.delete(key);
      this.onExpire(edge, nowMs);
    }
  }
}

/** Expires on a whole second, as Tempo compares Unix times. */
function newEdge(traceId: string, clientSpanId: string, nowMs: number): Edge {
  return {
    traceId,
    clientSpanId,
    expiresMs: (Math.floor(nowMs / 1000) + WAIT_SECONDS) * 1000,
    client: '',
    server: '',
    connection: '',
    clientSeconds: 0,
    serverSeconds: 0,
    failed: false,
    peer: '',
    dimensions: {},
  };
}
