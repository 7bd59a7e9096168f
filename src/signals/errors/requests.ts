import { sumByTempo } from '../alertExpressions';
import type { AlertRule } from '../alertRule';
import { observations, orZero, rateSum, sumBy } from '../promql';
import {
  NOT_LONG_LIVED,
  NOT_OF_QUERIER,
  ofOperation,
  READ_OPERATIONS,
  READ_ROUTES_HTTP,
  REQUESTS,
  requestRate,
  byOutcome,
} from '../requests';
import type { Section, SignalContext, SignalQuery, Threshold } from '../signal';

/** Ours, not the client's. */
const FAILED = 'status_code=~"5.."';
/** A streamed query ends with `error` whosever fault it was, so that its failures cannot be told from mistakes of clients. */
const HTTP = 'method!="gRPC"';
const CALL_FAILED = 'status_code!~"success|cancel|[234].."';
/** A worker that asks for a job when there is none gets NotFound, which counts as an error (3.0.3). */
const NOT_IDLE_WORKERS = 'route!="/tempopb.BackendScheduler/Next"';

export const SHARE_THRESHOLDS: Threshold[] = [
  { level: 'ok' },
  { from: 0.01, level: 'warning' },
  { from: 0.05, level: 'critical' },
];

/**
 * By the objective of the query-frontend and not by status: it covers streamed queries too, and Tempo 2.6 answers 500 to
 * TraceQL metrics that do not validate, before it counts them as queries (seen in the recording of 2.6.1).
 */
const READS_FAILING: AlertRule = {
  name: 'TempoReadsFailing',
  severity: 'critical',
  for: '10m',
  expr: missedShare(),
  operator: '>',
  threshold: 0.1,
  format: 'percentage',
  summary: 'Tempo fails to answer queries: {op}',
  description:
    '{value} of the queries ({op}) fail, or miss "duration_slo" and "throughput_bytes_slo" where these are set. Tempo 2.6 counts cancelled queries, too.',
  steps: [
    'Which status and which route ("Failed reads by route and status")? 503 and 504 are time-outs: go on with TempoQueriesWaiting.',
    'No failures, but an objective is set: queries are slow. Go on with TempoReadsSlow.',
    'Do queriers fail ("Failed jobs in queriers")? Their log names the reason.',
    'Do ingesters (2.x) or live-stores (3.x) fail ("Failed calls between components")? Is one of them down or behind?',
    'Does object storage refuse ("Object storage: failed requests")? Check credentials and throttling.',
    'TraceQL metrics alone, Tempo 2.x: is the processor local-blocks on for the tenant?',
  ],
};

/** What fails, and whose fault it is. */
export const REQUEST_ERRORS: Section = {
  id: 'request-errors',
  title: 'Requests',
  question: 'Which requests fail, and is that us or the client?',
  signals: [
    {
      id: 'errors.read-failure-share',
      title: 'Share of reads that fail by kind',
      description: {
        shows:
          'Requests over HTTP answered with 5xx as a share of all, by kind of query. Mistakes of clients (4xx) and cancelled requests do not count. Tempo 2.6 answers 500 to queries that do not validate. Streamed queries do not tell whose fault it was: see "Queries that missed their objective" and "Failed calls".',
        good: '0 %. Without requests of a kind there is no line.',
        remedy: 'See the routes and statuses beside this panel, then which component fails.',
      },
      unit: 'percentunit',
      visualization: { kind: 'timeseries', min: 0, thresholds: SHARE_THRESHOLDS },
      requires: { metrics: [REQUESTS], components: ['query-frontend'] },
      queries: (context) => readFailures(context),
    },
    {
      id: 'errors.reads-by-outcome',
      title: 'Reads per second by outcome',
      description: {
        shows:
          "answered; failed (5xx: ours); client's mistake (4xx: a query that does not parse, a trace that does not exist); too many (429); cancelled (the client went away).",
        good: 'Almost all answered.',
        remedy: 'Failed: look below. Mistakes: look at who asks what. Cancelled: look at latency.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', stack: true, min: 0 },
      requires: { metrics: [REQUESTS], components: ['query-frontend'] },
      queries: (context) => [
        {
          refId: 'A',
          expr: byOutcome(requestRate(context, context.matchers(READ_ROUTES_HTTP, NOT_OF_QUERIER))),
          legend: '{{outcome}}',
        },
      ],
    },
    {
      id: 'errors.failed-reads',
      title: 'Failed reads by route and status',
      description: {
        shows: 'Reads per second that Tempo answered with 5xx.',
        good: 'A line at 0.',
        remedy:
          '500: the log of the query-frontend has the reason. 503: the query took longer than "query_frontend.api_timeout". 504: a component behind it did not answer in time.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', stack: true, min: 0 },
      requires: { metrics: [REQUESTS], components: ['query-frontend'] },
      queries: (context) => [byRouteAndStatus(context, context.matchers(READ_ROUTES_HTTP, NOT_OF_QUERIER, FAILED))],
    },
    {
      id: 'errors.client-mistakes',
      title: 'Mistakes of clients by route and status',
      description: {
        shows: 'Reads per second answered with 4xx, but for 429 and 499.',
        good: 'Some: people mistype queries, and look for traces that are gone.',
        remedy:
          '400: a query that does not parse, or a range over the limit. 404: the trace is not there, or not any more: see retention. 401: no tenant. 422: the trace is too large to be read.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', stack: true, min: 0 },
      requires: { metrics: [REQUESTS], components: ['query-frontend'] },
      queries: (context) => [
        byRouteAndStatus(
          context,
          context.matchers(READ_ROUTES_HTTP, NOT_OF_QUERIER, 'status_code=~"4.."', 'status_code!~"429|499"')
        ),
      ],
    },
    {
      id: 'errors.missed-objective',
      title: 'Queries that missed their objective per second',
      description: {
        shows:
          'Queries, streamed ones too, that failed, or that were slower than "duration_slo" and "throughput_bytes_slo" where these are set, by operation.',
        good: 'Lines at 0.',
        remedy: 'With few failures beside this panel it is slowness: see the Latency page.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { metrics: ['tempo_query_frontend_queries_total'] },
      queries: ({ matchers, tenant }) => {
        const all = rateSum('tempo_query_frontend_queries_total', matchers(tenant, 'result!="canceled"'), ['op']);
        const met = rateSum('tempo_query_frontend_queries_within_slo_total', matchers(tenant, 'result!="canceled"'), [
          'op',
        ]);
        // Two counters of one process that are read one after the other may differ for a moment.
        return [{ refId: 'A', expr: `clamp_min(${all} - (${met} or 0 * ${all}), 0)`, legend: '{{op}}' }];
      },
      alerts: [READS_FAILING],
    },
    {
      id: 'errors.failed-jobs',
      title: 'Failed jobs in queriers by route',
      description: {
        shows: 'Parts of queries per second that a querier answered with 5xx. The query-frontend tries them again.',
        good: 'A line at 0.',
        remedy: 'The log of the querier names what it could not reach: ingesters, live-stores, or object storage.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', stack: true, min: 0 },
      requires: { metrics: [REQUESTS], components: ['querier'] },
      queries: (context) => [byRouteAndStatus(context, context.matchers('route=~"(.*_)?querier_api_.*"', FAILED))],
    },
    {
      id: 'errors.failed-calls',
      title: 'Failed calls between components',
      description: {
        shows:
          'gRPC calls per second that ended with an error, as the component that was called counts them. Cancelled ones are left out, and a backend-worker that finds no job.',
        good: 'A line at 0.',
        remedy:
          'Pusher: writes to ingesters. Querier, Metrics: recent data in ingesters or live-stores. MetricsGenerator: generators. The log of the called component says why.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', stack: true, min: 0 },
      requires: { metrics: [REQUESTS] },
      queries: (context) => [
        {
          refId: 'A',
          expr: orZero(
            context,
            observations(
              context,
              REQUESTS,
              context.matchers('method="gRPC"', NOT_LONG_LIVED, NOT_IDLE_WORKERS, CALL_FAILED),
              ['route']
            ),
            { label: 'route', value: 'none' }
          ),
          legend: '{{route}}',
        },
      ],
    },
    {
      id: 'errors.canary',
      title: 'Errors of the canary',
      description: {
        shows:
          'Share of the checks of tempo-vulture (which writes traces and looks for them) that went wrong, by kind of error.',
        good: '0 %.',
        remedy:
          'requestfailed: Tempo did not answer. notfound: written spans cannot be found: see freshness on the Ingestion page. missingspans, incorrectresult: data was lost or is not read whole.',
      },
      unit: 'percentunit',
      visualization: { kind: 'timeseries', min: 0, thresholds: SHARE_THRESHOLDS },
      requires: { metrics: ['tempo_vulture_trace_total'] },
      queries: ({ matchers }) => [
        {
          refId: 'A',
          expr: `${rateSum('tempo_vulture_trace_error_total', matchers(), ['error'])} / on () group_left () (${rateSum('tempo_vulture_trace_total', matchers())} > 0)`,
          legend: '{{error}}',
        },
      ],
      alerts: [
        {
          name: 'TempoCanaryFailing',
          severity: 'critical',
          for: '5m',
          expr: `${sumByTempo('rate(tempo_vulture_trace_error_total[5m])', 'error')} / on (cluster, namespace) group_left () ${sumByTempo('rate(tempo_vulture_trace_total[5m])')}`,
          operator: '>',
          threshold: 0.1,
          format: 'percentage',
          summary: 'The canary of Tempo fails: {error}',
          description: '{value} of the checks of tempo-vulture end with {error}: users do not find their traces.',
          steps: [
            'requestfailed: is Tempo reachable at all? See TempoReadsFailing.',
            'notfound_*: are spans refused or discarded? Are consumers of Kafka behind (3.x)? Are pollers behind (Storage page)?',
            'missingspans, incorrectresult: was an ingester or live-store lost? Look at restarts and replay errors.',
          ],
          mixin: ['TempoVultureHighErrorRate'],
        },
      ],
    },
  ],
};

function readFailures(context: SignalContext): SignalQuery[] {
  return READ_OPERATIONS.map((operation, i) => {
    const all = sumBy([], requestRate(context, ofOperation(context, operation, HTTP)));
    const failed = sumBy([], requestRate(context, ofOperation(context, operation, HTTP, FAILED)));
    return {
      refId: String.fromCharCode('A'.charCodeAt(0) + i),
      expr: `(${failed} or 0 * ${all}) / (${all} > 0)`,
      legend: operation.title,
    };
  });
}

function byRouteAndStatus(context: SignalContext, matchers: string): SignalQuery {
  return {
    refId: 'A',
    expr: orZero(context, observations(context, REQUESTS, matchers, ['route', 'status_code']), {
      label: 'route',
      value: 'none',
    }),
    legend: '{{route}} {{status_code}}',
  };
}

function missedShare(): string {
  const count = (name: string) => sumByTempo(`rate(${name}{result!="canceled"}[5m])`, 'op');
  const all = count('tempo_query_frontend_queries_total');
  // A counter that never counted is not there.
  return `1 - (${count('tempo_query_frontend_queries_within_slo_total')} or 0 * ${all}) / (${all} > 0)`;
}
