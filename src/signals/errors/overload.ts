import { sumByTempo } from '../alertExpressions';
import { observations, orZero, rateSum } from '../promql';
import { asUser, REQUESTS } from '../requests';
import type { Section } from '../signal';

const REFUSED = 'tempo_query_frontend_discarded_requests_total';

/** What Tempo turns away because it is too much. */
export const OVERLOAD: Section = {
  id: 'overload',
  title: 'Overload',
  question: 'Does Tempo turn work away because it is too much?',
  signals: [
    {
      id: 'errors.too-many-requests',
      title: 'Answers 429 by route',
      description: {
        shows: 'Requests per second that were refused as too many.',
        good: 'A line at 0.',
        remedy: 'The queue of a tenant is full: see "Jobs refused by tenant", and the queue on the Latency page.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', stack: true, min: 0 },
      requires: { metrics: [REQUESTS], components: ['query-frontend'] },
      queries: (context) => [
        {
          refId: 'A',
          expr: orZero(context, observations(context, REQUESTS, context.matchers('status_code="429"'), ['route']), {
            label: 'route',
            value: 'none',
          }),
          legend: '{{route}}',
        },
      ],
    },
    {
      id: 'errors.jobs-refused',
      title: 'Jobs refused by tenant',
      description: {
        shows: 'Jobs per second that found no place in the queue of their tenant; their queries are answered with 429.',
        good: 'A line at 0.',
        remedy:
          'Add queriers, or raise "query_frontend.max_outstanding_per_tenant". One tenant alone: limit the range and number of its queries.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', stack: true, min: 0 },
      requires: { metrics: ['tempo_query_frontend_connected_clients'] },
      queries: (context) => [
        {
          refId: 'A',
          expr: orZero(context, rateSum(REFUSED, context.matchers(asUser(context)), ['user']), {
            label: 'user',
            value: 'none',
          }),
          legend: '{{user}}',
        },
      ],
      alerts: [
        {
          name: 'TempoQueriesRefused',
          severity: 'warning',
          for: '5m',
          expr: sumByTempo(`rate(${REFUSED}[5m])`, 'user'),
          operator: '>',
          threshold: 0,
          format: 'number',
          summary: 'Tempo refuses queries of {user}',
          description: 'The queue of {user} is full: {value} jobs per second are refused, and users see 429.',
          steps: [
            'Is it one tenant or all? One: what does it ask, a dashboard over a long range? Limit "read.max_search_duration".',
            'All: see TempoQueriesWaiting. Too few queriers, or slow ones.',
            'Raise "query_frontend.max_outstanding_per_tenant" only when the memory of the query-frontend allows it.',
          ],
        },
      ],
    },
    {
      id: 'errors.cancelled',
      title: 'Cancelled reads by route',
      description: {
        shows: 'Reads per second whose client went away before the answer (499).',
        good: 'Few: people who go on to another page.',
        remedy: 'Many are time-outs of Grafana or of a proxy: see latency, or raise their time-outs.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', stack: true, min: 0 },
      requires: { metrics: [REQUESTS], components: ['query-frontend'] },
      queries: (context) => [
        {
          refId: 'A',
          expr: orZero(
            context,
            observations(
              context,
              REQUESTS,
              context.matchers('status_code=~"499|cancel"', 'route!~"/frontend.Frontend/Process"'),
              ['route']
            ),
            {
              label: 'route',
              value: 'none',
            }
          ),
          legend: '{{route}}',
        },
      ],
    },
    {
      id: 'errors.lagged-reads',
      title: 'Queries of live-stores that lag',
      description: {
        shows:
          'Queries of recent data per second that reached a live-store that was behind Kafka. With "live_store.fail_on_high_lag" they fail: "cannot guarantee complete results".',
        good: 'A line at 0.',
        remedy: 'See "Kafka and freshness" on the Ingestion page for the partition, and add or restart live-stores.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', stack: true, min: 0 },
      requires: { generation: '3.x', topology: 'microservices', components: ['live-store'] },
      queries: (context) => [
        {
          refId: 'A',
          expr: orZero(context, rateSum('tempo_live_store_lagged_requests_total', context.matchers(), ['route']), {
            label: 'route',
            value: 'none',
          }),
          legend: '{{route}}',
        },
      ],
    },
  ],
};
