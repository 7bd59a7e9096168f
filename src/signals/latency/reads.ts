import { quantileByTempo } from '../alertExpressions';
import type { AlertRule } from '../alertRule';
import { buckets, observations, observedRate, orZero, quantile, quantiles } from '../promql';
import {
  byOutcome,
  NOT_OF_QUERIER,
  ofOperation,
  READ_OPERATIONS,
  READ_ROUTES_HTTP,
  REQUESTS,
  requestRate,
  type ReadOperation,
} from '../requests';
import type { Section, Signal } from '../signal';

type OperationId = ReadOperation['id'];

/** What makes an operation slow, and what makes it faster. */
const REMEDIES: Record<OperationId, string> = {
  search:
    'When jobs wait ("Queue"), add queriers. When they do not, searches read too much: see the hints for slow queries on the Query page, shorten the time range, or give searched attributes dedicated columns.',
  'trace-by-id':
    'Every lookup asks all blocks: with a long blocklist compaction is behind (Storage page). Else raise "query_frontend.trace_by_id.query_shards" and add queriers, or add a cache for bloom filters.',
  tags: 'Tags are collected from the blocks of the time range: shorten it, or lower "read.max_bytes_per_tag_values_query" in the overrides.',
  metrics:
    'When jobs wait ("Queue"), add queriers. Else narrow the query by attributes, shorten its range, use a larger step or, from 2.9, sample with the hint "with(sample=true)".',
};

const READ_ROUTES = `route=~"${READ_OPERATIONS.map(({ routes }) => routes).join('|')}"`;

/**
 * Without the routes that last as long as the client wants (tail of logs, streams between components), and of reads only:
 * the mixin's counts every route of every component.
 */
const SLOW_READS: AlertRule = {
  name: 'TempoReadsSlow',
  severity: 'warning',
  for: '15m',
  expr: quantileByTempo(0.99, REQUESTS, `${READ_ROUTES},${NOT_OF_QUERIER}`, 'route'),
  operator: '>',
  threshold: 3,
  format: 'duration',
  summary: 'Tempo is slow to answer {route}',
  description: 'One of a hundred requests to {route} takes longer than {value}. Users wait for searches and traces.',
  steps: [
    'Is it one route or all? One: its panel says what makes it slow. All: go on.',
    'Do jobs wait in the queue ("Queue" on the Latency page)? Add queriers, or raise "querier.max_concurrent_queries".',
    'Is object storage slow ("Object storage and cache")? Look at its side: throttling, network, a region away.',
    'Is the blocklist long or growing (Storage page)? Compaction is behind: add compactors (2.x) or backend-workers (3.x).',
    'Is one tenant or one dashboard behind most of the reads? Limit its range and concurrency in the overrides.',
  ],
  mixin: ['TempoRequestLatency'],
};

/** How long users wait. */
export const READS: Section = {
  id: 'reads',
  title: 'Reads',
  question: 'How long do users wait, for which kind of query, and is it the same for all?',
  signals: [
    ...READ_OPERATIONS.map(durations),
    {
      id: 'latency.reads-by-route',
      title: 'Read p99 by route',
      description: {
        shows:
          'Time within which 99 of 100 requests ended, by route of the API. Routes that start with /tempopb.StreamingQuerier are the same queries, streamed to Grafana.',
        good: 'Steady for each route.',
        remedy: 'One slow route: see its panel beside this one. All slow: queue, storage or CPU of the read path.',
      },
      unit: 's',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { metrics: [REQUESTS], components: ['query-frontend'] },
      queries: (context) => [
        {
          refId: 'A',
          expr: quantile(context, 0.99, REQUESTS, context.matchers(READ_ROUTES, NOT_OF_QUERIER), ['route']),
          legend: '{{route}}',
        },
      ],
    },
    {
      id: 'latency.reads-by-outcome',
      title: 'Average duration by outcome',
      description: {
        shows:
          'Mean duration of reads by how they ended: answered, failed (5xx), a mistake of the client (4xx), too many (429), or cancelled because the client went away.',
        good: 'Failures are as quick as answers. Without reads of an outcome there is no line.',
        remedy:
          'Failures that take long are time-outs: "query_frontend.api_timeout" or "querier.search.query_timeout". Many cancelled ones at the same duration: a time-out in Grafana or a proxy.',
      },
      unit: 's',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { metrics: [REQUESTS], components: ['query-frontend'] },
      queries: (context) => {
        const matchers = context.matchers(READ_ROUTES_HTTP, NOT_OF_QUERIER);
        const waited = byOutcome(observedRate(context, REQUESTS, matchers));
        const ended = byOutcome(requestRate(context, matchers));
        return [{ refId: 'A', expr: `${waited} / (${ended} > 0)`, legend: '{{outcome}}' }];
      },
    },
    {
      id: 'latency.read-rate',
      title: 'Reads per second',
      description: {
        shows: 'Requests by kind, however they ended.',
        good: 'It follows what people and dashboards do.',
        remedy:
          'A jump without people behind it is a dashboard or alert rule that asks too often: see who asks in the log of the query-frontend.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', stack: true, min: 0 },
      requires: { metrics: [REQUESTS], components: ['query-frontend'] },
      queries: (context) =>
        READ_OPERATIONS.map((operation, i) => ({
          refId: String.fromCharCode('A'.charCodeAt(0) + i),
          expr: orZero(context, observations(context, REQUESTS, ofOperation(context, operation))),
          legend: operation.title,
        })),
    },
  ],
};

/** The same as shades: shows two kinds of queries, a fast and a slow one, where quantiles show one line between them. */
export const READ_HEATMAPS: Section = {
  id: 'read-heatmaps',
  title: 'Reads as heatmaps',
  question: 'Are all queries a little slow, or few of them very slow?',
  collapsed: true,
  signals: READ_OPERATIONS.map(heatmap),
};

function durations(operation: ReadOperation): Signal {
  const { id, title } = operation;
  return {
    id: `latency.${id}`,
    title: `${title}: duration`,
    description: {
      shows: 'Time from request to answer at the query-frontend: half, nine of ten, and 99 of 100 requests end sooner.',
      good: 'p99 below three seconds. Without requests there is no line.',
      remedy: REMEDIES[id],
    },
    unit: 's',
    visualization: {
      kind: 'timeseries',
      min: 0,
      thresholds: [{ level: 'ok' }, { from: 3, level: 'warning' }, { from: 10, level: 'critical' }],
    },
    requires: { metrics: [REQUESTS], components: ['query-frontend'] },
    queries: (context) => quantiles(context, REQUESTS, ofOperation(context, operation)),
    ...(id === 'search' ? { alerts: [SLOW_READS] } : {}),
  };
}

function heatmap(operation: ReadOperation): Signal {
  return {
    id: `latency.${operation.id}-heatmap`,
    title: `${operation.title}: distribution of durations`,
    description: {
      shows: 'Requests per second by duration: the darker, the more.',
      good: 'One band, low.',
      remedy: 'A second band above is a kind of query of its own: a large tenant, a long time range, or a cold cache.',
    },
    unit: 's',
    visualization: { kind: 'heatmap' },
    requires: { metrics: [REQUESTS], components: ['query-frontend'] },
    queries: (context) => [buckets(context, REQUESTS, ofOperation(context, operation))],
  };
}
