import { observationRate, sumBy } from './promql';
import type { SignalContext } from './signal';

/** Durations of all HTTP and gRPC requests that a Tempo process answers. */
export const REQUESTS = 'tempo_request_duration_seconds';

/** What users ask of Tempo. */
export interface ReadOperation {
  /** As in ids of signals. */
  id: 'search' | 'trace-by-id' | 'tags' | 'metrics';
  /** Begins a title. */
  title: string;
  /** The label `op` of `tempo_query_frontend_*`: pkg and modules/frontend/slos.go; `metadata` came with 2.7. */
  op: 'search' | 'traces' | 'metadata' | 'metrics';
  /** RE2 for the label `route`: HTTP routes with any `http_api_prefix`, and the same over gRPC streaming. */
  routes: string;
}

const STREAMING = '/tempopb.StreamingQuerier/';

/**
 * Routes as the server names them (cmd/tempo/app/modules.go and pkg/api/http.go, 2.6.1 and 3.0.3). Grafana streams over gRPC
 * (or HTTP/2) where streaming is switched on in the data source, which makes requests of another name.
 */
export const READ_OPERATIONS: readonly ReadOperation[] = [
  { id: 'search', title: 'Searches', op: 'search', routes: `(.*_)?api_search|${STREAMING}Search` },
  {
    id: 'trace-by-id',
    title: 'Traces by ID',
    op: 'traces',
    routes: '(.*_)?api_(v2_)?traces_traceid',
  },
  {
    id: 'tags',
    title: 'Tags and their values',
    op: 'metadata',
    routes: `(.*_)?api_(v2_)?search_tag.*|${STREAMING}SearchTag.*`,
  },
  {
    id: 'metrics',
    title: 'TraceQL metrics',
    op: 'metrics',
    routes: `(.*_)?api_metrics_.*|${STREAMING}Metrics.*`,
  },
];

/** All reads as users send them, over HTTP. */
export const READ_ROUTES_HTTP = 'route=~"(.*_)?api_(v2_)?(search|traces|metrics).*"';

/** Not what the query-frontend sends on to queriers, which a single binary answers too. */
export const NOT_OF_QUERIER = 'route!~"(.*_)?querier_api_.*"';

/** gRPC calls that say nothing about latency: a stream that lasts as long as its processes, and health checks. */
export const NOT_LONG_LIVED = 'route!~"/frontend.Frontend/Process|/grpc.health.v1.Health/.*"';

/** Matchers for the requests of one operation, as users sent them. */
export function ofOperation({ matchers }: SignalContext, { routes }: ReadOperation, ...more: string[]): string {
  return matchers(`route=~"${routes}"`, NOT_OF_QUERIER, ...more);
}

/** The matcher on tenants for metrics that call them `user`. */
export function asUser({ tenant }: SignalContext): string {
  return tenant.replace(/^tenant/, 'user');
}

/**
 * How requests ended, in the words of an operator, as the label `outcome`: `failed` is ours (5xx, and gRPC calls that ended
 * with an error), the client's mistake is not (4xx), `too many` is 429, and `cancelled` is a client that went away.
 */
export function byOutcome(expr: string, by: readonly string[] = []): string {
  const outcomes: Array<[outcome: string, status: string]> = [
    ['answered', '[23]..|success'],
    ["client's mistake", '4..'],
    ['too many', '429'],
    ['cancelled', '499|cancel'],
    ['failed', '5..|error'],
  ];
  const labelled = outcomes.reduce(
    (inner, [outcome, status]) => `label_replace(${inner}, "outcome", "${outcome}", "status_code", "${status}")`,
    expr
  );
  return sumBy([...by, 'outcome'], labelled);
}

/** Requests per second, by matchers. */
export function requestRate(context: SignalContext, matchers: string): string {
  return observationRate(context, REQUESTS, matchers);
}
