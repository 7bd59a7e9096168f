import { observedRate, rateSum, sumBy } from '../promql';
import { ofOperation, READ_OPERATIONS, REQUESTS } from '../requests';
import type { Section, SignalContext, SignalQuery } from '../signal';

const INSPECTED = 'tempo_query_frontend_bytes_inspected_total';

/**
 * How much is read to answer. `tempo_query_frontend_bytes_processed_per_second` is no use here: it is filled only where a
 * throughput objective is set, and since 2.8 it is a sum of speeds (modules/frontend/slos.go).
 */
export const VOLUME: Section = {
  id: 'volume',
  title: 'Data read for queries',
  question: 'How much does Tempo read to answer, and how fast?',
  signals: [
    {
      id: 'latency.bytes-inspected',
      title: 'Data inspected by operation',
      description: {
        shows: 'Bytes that queriers and holders of recent data went through for queries.',
        good: 'It moves with the number of queries.',
        remedy:
          'When it grows faster, queries span more time, select less by attributes of their own columns, or come from new dashboards.',
      },
      unit: 'Bps',
      visualization: { kind: 'timeseries', stack: true, min: 0 },
      requires: { since: '2.9', metrics: [INSPECTED] },
      queries: ({ matchers, tenant }) => [
        { refId: 'A', expr: rateSum(INSPECTED, matchers(tenant), ['op']), legend: '{{op}}' },
      ],
    },
    {
      id: 'latency.bytes-per-query',
      title: 'Data inspected per query',
      description: {
        shows: 'Bytes that one query went through on average, by operation.',
        good: 'Steady. Without queries there is no line.',
        remedy:
          'Rising: look for queries without a filter on service or name, and for long time ranges. Attributes that are searched often belong into dedicated columns.',
      },
      unit: 'bytes',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { since: '2.9', metrics: [INSPECTED, 'tempo_query_frontend_queries_total'] },
      queries: ({ matchers, tenant }) => [
        {
          refId: 'A',
          expr: `${rateSum(INSPECTED, matchers(tenant), ['op'])} / (${rateSum('tempo_query_frontend_queries_total', matchers(tenant), ['op'])} > 0)`,
          legend: '{{op}}',
        },
      ],
    },
    {
      id: 'latency.bytes-by-tenant',
      title: 'Data inspected by tenant',
      description: {
        shows: 'Bytes gone through for the queries of each tenant.',
        good: 'No tenant takes all.',
        remedy:
          'Limit a tenant that does: "read.max_search_duration" and "read.max_metrics_duration" in its overrides.',
      },
      unit: 'Bps',
      visualization: { kind: 'timeseries', stack: true, min: 0 },
      requires: { since: '2.9', metrics: [INSPECTED] },
      queries: ({ matchers, tenant }) => [
        { refId: 'A', expr: rateSum(INSPECTED, matchers(tenant), ['tenant']), legend: '{{tenant}}' },
      ],
    },
    {
      id: 'latency.throughput',
      title: 'Throughput of queries',
      description: {
        shows: 'Bytes inspected for each second that users waited, by operation.',
        good: 'Hundreds of megabytes per second for large searches; small ones cannot be fast in this sense.',
        remedy:
          'When it falls while queries stay the same, storage or CPU got slower, or fewer queriers work on a query.',
      },
      unit: 'Bps',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { since: '2.9', metrics: [INSPECTED, REQUESTS], components: ['query-frontend'] },
      queries: (context) => throughput(context),
    },
    {
      id: 'latency.queries-by-tenant',
      title: 'Queries per second by tenant',
      description: {
        shows: 'Queries of each tenant, all operations together.',
        good: 'As many as its people and dashboards make.',
        remedy: 'A tenant with very many has a dashboard or alert rule that asks too often.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', stack: true, min: 0 },
      requires: { metrics: ['tempo_query_frontend_queries_total'] },
      queries: ({ matchers, tenant }) => [
        {
          refId: 'A',
          expr: rateSum('tempo_query_frontend_queries_total', matchers(tenant), ['tenant']),
          legend: '{{tenant}}',
        },
      ],
    },
  ],
};

function throughput(context: SignalContext): SignalQuery[] {
  return READ_OPERATIONS.map((operation, i) => {
    const inspected = rateSum(INSPECTED, context.matchers(context.tenant, `op="${operation.op}"`));
    const waited = sumBy([], observedRate(context, REQUESTS, ofOperation(context, operation)));
    return {
      refId: String.fromCharCode('A'.charCodeAt(0) + i),
      expr: `${inspected} / (${waited} > 0)`,
      legend: operation.title,
    };
  });
}
