import { quantile, rateSum, select, sumBy } from '../promql';
import { ofOperation, READ_OPERATIONS, REQUESTS, type ReadOperation } from '../requests';
import type { Section, Signal, SignalContext, Threshold } from '../signal';

/** As in the tempo-mixin: TempoRequestLatency, 2.6.1. */
const READ_THRESHOLDS: Threshold[] = [{ level: 'ok' }, { from: 3, level: 'warning' }, { from: 10, level: 'critical' }];

/** The numbers that say at a glance whether Tempo answers in time. */
export const SUMMARY: Section = {
  id: 'latency-summary',
  title: 'At a glance',
  question: 'Does Tempo answer in time?',
  signals: [
    ...READ_OPERATIONS.map(p99),
    {
      id: 'latency.within-slo-now',
      title: 'Within the objective',
      description: {
        shows:
          'Share of queries that met "query_frontend.*.duration_slo" or "throughput_bytes_slo". Where neither is set: that did not fail.',
        good: 'At least 99 %. No value while nobody queries.',
        remedy: 'See "Queries within the objective" for the operation, then its duration and failures.',
      },
      unit: 'percentunit',
      visualization: {
        kind: 'stat',
        thresholds: [{ level: 'critical' }, { from: 0.95, level: 'warning' }, { from: 0.99, level: 'ok' }],
      },
      requires: { metrics: ['tempo_query_frontend_queries_total'] },
      queries: (context) => [{ refId: 'A', expr: withinObjective(context), legend: 'Within' }],
    },
    {
      id: 'latency.queue-p99-now',
      title: 'Wait in queue p99',
      description: {
        shows: 'Time that 99 of 100 jobs waited at most for a querier.',
        good: 'Milliseconds.',
        remedy: 'Add queriers, or raise "querier.max_concurrent_queries" where they have CPU to spare.',
      },
      unit: 's',
      visualization: {
        kind: 'stat',
        thresholds: [{ level: 'ok' }, { from: 1, level: 'warning' }, { from: 5, level: 'critical' }],
      },
      requires: { metrics: ['tempo_query_frontend_queue_duration_seconds'], components: ['query-frontend'] },
      queries: (context) => [
        {
          refId: 'A',
          expr: quantile(context, 0.99, 'tempo_query_frontend_queue_duration_seconds', context.matchers()),
          legend: 'p99',
        },
      ],
    },
    {
      id: 'latency.queriers-now',
      title: 'Querier workers',
      description: {
        shows: 'Connections of queriers to query-frontends. Each works on one batch of jobs at a time.',
        good: 'Queriers times "querier.max_concurrent_queries", for each query-frontend.',
        remedy: 'At 0 no query is answered: check that queriers run and find the query-frontend.',
      },
      unit: 'short',
      visualization: { kind: 'stat', thresholds: [{ level: 'critical' }, { from: 1, level: 'ok' }] },
      requires: { metrics: ['tempo_query_frontend_connected_clients'] },
      queries: ({ matchers }) => [
        {
          refId: 'A',
          expr: sumBy([], select('tempo_query_frontend_connected_clients', matchers())),
          legend: 'Workers',
        },
      ],
    },
  ],
};

/** The share of queries within their objective. Cancelled ones, which 2.7 and later tell apart, are left out. */
export function withinObjective({ matchers, tenant }: SignalContext, by: readonly string[] = []): string {
  const count = (name: string) => rateSum(name, matchers(tenant, 'result!="canceled"'), by);
  const all = count('tempo_query_frontend_queries_total');
  // Until the first query meets its objective its counter is not there.
  return `(${count('tempo_query_frontend_queries_within_slo_total')} or 0 * ${all}) / (${all} > 0)`;
}

function p99(operation: ReadOperation): Signal {
  return {
    id: `latency.${operation.id}-p99-now`,
    title: `${operation.title} p99`,
    description: {
      shows: 'Time within which 99 of 100 of these requests were answered.',
      good: 'Below three seconds. No value while nobody asks.',
      remedy: `See "${operation.title}: duration" below.`,
    },
    unit: 's',
    visualization: { kind: 'stat', thresholds: READ_THRESHOLDS },
    requires: { metrics: [REQUESTS], components: ['query-frontend'] },
    queries: (context) => [
      { refId: 'A', expr: quantile(context, 0.99, REQUESTS, ofOperation(context, operation)), legend: 'p99' },
    ],
  };
}
