import { queryPrometheus } from '../../grafana';
import {
  callQuantilePromql,
  callRatePromql,
  failedCallRatePromql,
  readEdges,
  type EdgeField,
  type EdgeScope,
  type GraphSource,
  type ServiceEdge,
} from '../../signals/traced';
import { instantly, windowOf, type MsRange } from './fetchRed';

interface EdgeQuestion extends MsRange {
  readonly graph: GraphSource;
  readonly metricsUid: string;
  /** Only what calls it, and what it calls. */
  readonly of?: string;
}

const EDGE: readonly EdgeField[] = ['client', 'server', 'connection_type'];

/**
 * Which service calls which, how often, with how many errors and how long it takes: one request.
 *
 * @throws AbortError if the signal ended it; Error as `queryPrometheus`
 */
export async function fetchServiceEdges(
  { graph, metricsUid, of, fromMs, toMs }: EdgeQuestion,
  signal: AbortSignal
): Promise<ServiceEdge[]> {
  const scope: EdgeScope = { by: EDGE, window: windowOf({ fromMs, toMs }) };
  const edgeLabels: readonly EdgeField[] = graph.namesVirtualNodes ? [...EDGE, 'virtual_node'] : EDGE;
  const ask = (build: (scope: EdgeScope) => string | undefined) =>
    instantly(of === undefined ? build(scope) : eitherSide(build, scope, of));
  const p90 = (side: 'server' | 'client' | 'messaging') => ask((edges) => callQuantilePromql(graph, side, 0.9, edges));
  const answer = await queryPrometheus(
    metricsUid,
    {
      queries: {
        rates: ask((edges) => callRatePromql(graph, { ...edges, by: edgeLabels })),
        failed: ask((edges) => failedCallRatePromql(graph, edges)),
        serverP90: p90('server'),
        clientP90: p90('client'),
        messagingP90: p90('messaging'),
      },
      fromMs,
      toMs,
      points: 1,
    },
    signal
  );
  return readEdges(answer);
}

/** Edges that begin or end at a service; PromQL has no "or" between labels. */
function eitherSide(
  build: (scope: EdgeScope) => string | undefined,
  scope: EdgeScope,
  service: string
): string | undefined {
  const sides = (['client', 'server'] as const).map((field) =>
    build({ ...scope, where: [{ field, operator: '=', value: service }] })
  );
  return sides.includes(undefined) ? undefined : sides.map((side) => `(${side})`).join(' or ');
}
