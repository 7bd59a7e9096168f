import { observations, quantile, select, sumBy } from '../promql';
import { NOT_LONG_LIVED, REQUESTS } from '../requests';
import type { Section } from '../signal';

/** What the parts of Tempo ask each other, in order of the way of a query. */
export const INSIDE: Section = {
  id: 'inside',
  title: 'Between the components',
  question: 'Which part of a read takes the time?',
  signals: [
    {
      id: 'latency.querier-requests',
      title: 'Querier: p99 by route',
      description: {
        shows: 'Time that a querier takes for one job, by route.',
        good: 'Well below the duration of the whole query.',
        remedy: 'As slow as the query itself: few large jobs; as slow as storage: see "Object storage and cache".',
      },
      unit: 's',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { metrics: [REQUESTS], components: ['querier'] },
      queries: (context) => [
        {
          refId: 'A',
          expr: quantile(context, 0.99, REQUESTS, context.matchers('route=~"(.*_)?querier_api_.*"'), ['route']),
          legend: '{{route}}',
        },
      ],
    },
    {
      id: 'latency.recent-data-requests',
      title: 'Recent data: p99 by call',
      description: {
        shows: 'Time that ingesters (2.x) or live-stores (3.x) take for a query of recent data, by gRPC call.',
        good: 'Tens of milliseconds.',
        remedy:
          'Slow: they are short of CPU, or hold too much: lower "complete_block_timeout", or add instances. Every query of recent data waits for the slowest of them.',
      },
      unit: 's',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { metrics: [REQUESTS], components: ['ingester', 'live-store'] },
      queries: (context) => [
        {
          refId: 'A',
          expr: quantile(context, 0.99, REQUESTS, context.matchers('route=~"/tempopb.(Querier|Metrics)/.*"'), [
            'route',
          ]),
          legend: '{{route}}',
        },
      ],
    },
    {
      id: 'latency.generator-requests',
      title: 'Metrics-generator: p99 by call',
      description: {
        shows:
          'Time that metrics-generators of 2.x take: for spans of distributors, and for TraceQL metrics of recent data, which they answer there.',
        good: 'Milliseconds for spans; below a second for queries.',
        remedy: 'Slow queries: the processor local-blocks holds much; add generators, or give them more CPU.',
      },
      unit: 's',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { generation: '2.x', metrics: [REQUESTS], components: ['metrics-generator'] },
      queries: (context) => [
        {
          refId: 'A',
          expr: quantile(context, 0.99, REQUESTS, context.matchers('route=~"/tempopb.MetricsGenerator/.*"'), ['route']),
          legend: '{{route}}',
        },
      ],
    },
    {
      id: 'latency.scheduler-requests',
      title: 'Backend-scheduler: p99 by call',
      description: {
        shows: 'Time that the backend-scheduler takes to hand out a job, and to note that one is done.',
        good: 'Milliseconds; a worker that asks waits up to a minute when there is nothing to do.',
        remedy: 'Slow while there are jobs: its state in object storage is slow to write.',
      },
      unit: 's',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { since: '2.8', metrics: [REQUESTS, 'tempo_backend_scheduler_jobs_created_total'] },
      queries: (context) => [
        {
          refId: 'A',
          expr: quantile(context, 0.99, REQUESTS, context.matchers('route=~"/tempopb.BackendScheduler/.*"'), ['route']),
          legend: '{{route}}',
        },
      ],
    },
    {
      id: 'latency.grpc-rate',
      title: 'Calls between components per second',
      description: {
        shows: 'Calls between the components, by call, however they ended. Streams and health checks are left out.',
        good: 'It moves with writes and reads.',
        remedy: 'A call that grows without more traffic is being tried again: see its failures on the Errors page.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', stack: true, min: 0 },
      requires: { metrics: [REQUESTS] },
      queries: (context) => [
        {
          refId: 'A',
          expr: observations(context, REQUESTS, context.matchers('method="gRPC"', NOT_LONG_LIVED), ['route']),
          legend: '{{route}}',
        },
      ],
    },
    {
      id: 'latency.in-flight',
      title: 'Requests in progress',
      description: {
        shows:
          'HTTP and gRPC requests that are being worked on, by route; those of scrapes and health checks are left out.',
        good: 'A few, back to 0 when nobody asks.',
        remedy: 'A route that only rises hangs: restart the component, and see what it waits for.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', stack: true, min: 0 },
      requires: { metrics: ['tempo_inflight_requests'] },
      queries: ({ matchers }) => [
        {
          refId: 'A',
          expr: `${sumBy(['route'], select('tempo_inflight_requests', matchers(NOT_LONG_LIVED, 'route!~"metrics|ready|other|status.*"')))} > 0`,
          legend: '{{route}}',
        },
      ],
    },
    {
      id: 'latency.response-size',
      title: 'Size of answers p99',
      description: {
        shows: 'Size of the answers between the components and to users, 99 of 100, for the ten largest routes.',
        good: 'Kilobytes to a few megabytes.',
        remedy:
          'Near "server.grpc_server_max_send_msg_size" (16 MB unless set) traces and answers fail: raise it on both sides, or limit the size of traces.',
      },
      unit: 'bytes',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { metrics: ['tempo_response_message_bytes'] },
      queries: (context) => [
        {
          refId: 'A',
          expr: `topk(10, ${quantile(
            context,
            0.99,
            'tempo_response_message_bytes',
            context.matchers(NOT_LONG_LIVED, 'route!~"metrics|ready|other|status.*|debug_pprof"'),
            ['route']
          )})`,
          legend: '{{route}}',
        },
      ],
    },
  ],
};
