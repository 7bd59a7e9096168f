import type { Behaviour } from '../behaviour';
import type { Attribute, Resource, ResourceSpans, Span } from '../model';
import { findAttributeText, labelNameOf, secondsBetween, shortTraceId } from './attributeText';
import { type Edge, EdgeStore } from './edgeStore';
import { CounterMetric, doubling, HistogramMetric } from './seriesRegistry';

const SERVER = 2;
const CLIENT = 3;
const PRODUCER = 4;
const CONSUMER = 5;
const ERROR = 2;

const PEER_ATTRIBUTES = ['peer.service', 'db.name', 'db.system'];
const BUCKETS = doubling(0.1, 8);

/** Who calls whom (`modules/generator/processor/servicegraphs/servicegraphs.go` of 2.6.1 and 3.0.3). */
export class ServiceGraphs {
  private readonly total = new CounterMetric('traces_service_graph_request_total', 'Requests between two services.');
  private readonly failed = new CounterMetric('traces_service_graph_request_failed_total', 'Requests that failed.');
  private readonly server = new HistogramMetric(
    'traces_service_graph_request_server_seconds',
    'Duration of requests as the server saw it.',
    BUCKETS
  );
  private readonly client = new HistogramMetric(
    'traces_service_graph_request_client_seconds',
    'Duration of requests as the client saw it.',
    BUCKETS
  );
  readonly metrics = [this.total, this.failed, this.server, this.client];
  edges = 0;
  expiredEdges = 0;
  droppedSpans = 0;

  private readonly store = new EdgeStore(
    (edge, nowMs) => this.count(edge, nowMs),
    (edge, nowMs) => this.expireEdge(edge, nowMs)
  );

  constructor(
    private readonly dimensions: readonly string[],
    private readonly generation: Behaviour['generation']
  ) {}

  push(batches: readonly ResourceSpans[], nowMs: number): void {
    for (const { resource, scopeSpans } of batches) {
      const service = findAttributeText('service.name', resource.attributes);
      if (service !== undefined) {
        for (const { spans } of scopeSpans) {
          spans.forEach((span) => this.take(span, resource, service, nowMs));
        }
      }
    }
  }

  /** Edges whose other half has not come in time may lead to someone who sends no spans. */
  expire(nowMs: number): void {
    this.store.expire(nowMs);
  }

  private take(span: Span, resource: Resource, service: string, nowMs: number): void {
    const isClient = span.kind === CLIENT || span.kind === PRODUCER;
    if (!isClient && span.kind !== SERVER && span.kind !== CONSUMER) {
      return;
    }
    const clientSpanId = isClient ? span.spanId : span.parentSpanId;
    const result = this.store.upsert(span.traceId, clientSpanId, nowMs, (edge) => {
      edge.connection = span.kind === PRODUCER || span.kind === CONSUMER ? 'messaging_system' : '';
      edge.failed ||= span.statusCode === ERROR;
      this.addDimensions(edge, resource.attributes, span.attributes);
      edge.peer = peerOf(span) ?? edge.peer;
      const seconds = secondsBetween(span.startNs, span.endNs);
      if (isClient) {
        edge.client = service;
        edge.clientSeconds = seconds;
        this.addDatabase(edge, resource, span);
      } else {
        edge.server = service;
        edge.serverSeconds = seconds;
      }
    });
    this.edges += result === 'new' ? 1 : 0;
    this.droppedSpans += result === 'too many' ? 1 : 0;
  }

  private addDimensions(edge: Edge, ...lists: ReadonlyArray<readonly Attribute[]>): void {
    for (const dimension of this.dimensions) {
      const value = findAttributeText(dimension, ...lists);
      if (value !== undefined) {
        edge.dimensions[dimension] = value;
      }
    }
  }

  /** A call of a database is complete with the client's half: databases send no spans. */
  private addDatabase(edge: Edge, resource: Resource, span: Span): void {
    const find = (name: string) => findAttributeText(name, resource.attributes, span.attributes);
    const name = this.databaseName(find);
    if (name === undefined) {
      return;
    }
    edge.connection = 'database';
    edge.serverSeconds = secondsBetween(span.startNs, span.endNs);
    const host = find('network.peer.address');
    const port = find('network.peer.port');
    const address = host !== undefined && port !== undefined ? `${host}:${port}` : host;
    edge.server = find('peer.service') ?? find('server.address') ?? address ?? name;
  }

  /** 2.6 knows only `db.name`, and of `db.system` only that it is there; later releases take any of three as the name. */
  private databaseName(find: (name: string) => string | undefined): string | undefined {
    if (this.generation === '2.6') {
      return find('db.name') ?? (find('db.system') === undefined ? undefined : '');
    }
    return find('db.namespace') ?? find('db.name') ?? find('db.system');
  }

  private count(edge: Edge, nowMs: number): void {
    const labels: Record<string, string> = {
      client: edge.client,
      server: edge.server,
      connection_type: edge.connection,
    };
    for (const dimension of this.dimensions) {
      labels[labelNameOf(dimension)] = edge.dimensions[dimension] ?? '';
    }
    const traceId = shortTraceId(edge.traceId);
    this.total.add(labels, 1, nowMs);
    if (edge.failed) {
      this.failed.add(labels, 1, nowMs);
    }
    this.server.observe(labels, edge.serverSeconds, traceId, nowMs);
    this.client.observe(labels, edge.clientSeconds, traceId, nowMs);
  }

  private expireEdge(edge: Edge, nowMs: number): void {
    edge.connection = 'virtual_node';
    if (edge.client === '' && edge.clientSpanId === '') {
      edge.client = this.generation === '2.6' || edge.peer === '' ? 'user' : edge.peer;
      this.count(edge, nowMs);
      return;
    }
    if (edge.client !== '' && edge.server === '' && edge.peer !== '') {
      edge.server = edge.peer;
      this.count(edge, nowMs);
      return;
    }
    this.expiredEdges++;
  }
}

function peerOf(span: Span): string | undefined {
  for (const name of PEER_ATTRIBUTES) {
    const value = findAttributeText(name, span.attributes);
    if (value !== undefined) {
      return value;
    }
  }
  return undefined;
}
