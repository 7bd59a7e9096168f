import { maxByTempo, quantileByTempo, sumByTempo } from '../alertExpressions';
import type { AlertRule } from '../alertRule';
import { average, maxBy, perProcess, quantile, quantiles, rateSum, select, sumBy } from '../promql';
import { asUser } from '../requests';
import type { Section } from '../signal';
import { withinObjective } from './summary';

const WAIT = 'tempo_query_frontend_queue_duration_seconds';
const RETRIES = 'tempo_query_frontend_retries';
const WORKERS = 'tempo_query_frontend_connected_clients';
const JOBS = 'tempo_query_frontend_jobs_per_query';

/** A query is cut into jobs, which wait in the query-frontend for a querier. */
const NO_QUERIERS: AlertRule = {
  name: 'TempoNoQueriers',
  severity: 'critical',
  for: '5m',
  expr: sumByTempo(WORKERS),
  operator: '<',
  threshold: 1,
  format: 'number',
  summary: "No querier is connected to Tempo's query-frontends",
  description: 'Query-frontends run, but no querier takes their jobs: every search and trace lookup fails.',
  steps: [
    'Do queriers run ("Processes that answer" on the Errors page)? If not, look at their last words in the log and at memory.',
    'Do they find the query-frontend? "querier.frontend_worker.frontend_address" must name its headless service, port 9095.',
    'Does a network policy let them connect by gRPC?',
  ],
};

const QUEUE_SLOW: AlertRule = {
  name: 'TempoQueriesWaiting',
  severity: 'warning',
  for: '10m',
  expr: quantileByTempo(0.99, WAIT),
  operator: '>',
  threshold: 5,
  format: 'duration',
  summary: 'Queries wait for queriers',
  description: 'One of a hundred jobs waits longer than {value} before a querier takes it.',
  steps: [
    'Which tenant fills the queue ("Waiting jobs by tenant")? Ask what changed, or limit it.',
    'Have queriers CPU to spare? Raise "querier.max_concurrent_queries". If not, add queriers.',
    'Do jobs fail and come back ("Retries per job")? Mend that first: it multiplies the load.',
  ],
};

export const QUEUE: Section = {
  id: 'queue',
  title: 'Queue',
  question: 'Do queries wait for queriers?',
  signals: [
    {
      id: 'latency.within-slo',
      title: 'Queries within the objective by operation',
      description: {
        shows:
          'Share of queries that met "duration_slo" or "throughput_bytes_slo" of the query-frontend. Where neither is set: that did not fail. Before 2.7 cancelled queries and mistakes of clients count as missed.',
        good: 'At least 99 % for each operation.',
        remedy: 'Below that look at the duration of the operation, and at its failures on the Errors page.',
      },
      unit: 'percentunit',
      visualization: {
        kind: 'timeseries',
        min: 0,
        max: 1,
        thresholds: [{ level: 'critical' }, { from: 0.95, level: 'warning' }, { from: 0.99, level: 'ok' }],
      },
      requires: { metrics: ['tempo_query_frontend_queries_total'] },
      queries: (context) => [{ refId: 'A', expr: withinObjective(context, ['op']), legend: '{{op}}' }],
    },
    {
      id: 'latency.queue-length',
      title: 'Waiting jobs by tenant',
      description: {
        shows:
          'Jobs in the queues of the query-frontends. Each tenant has its own queue, so that none holds up others.',
        good: '0 most of the time, with short peaks.',
        remedy:
          'A queue that stays needs more queriers. At "query_frontend.max_outstanding_per_tenant" (2000 unless set) queries of the tenant are refused with 429.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', stack: true, min: 0 },
      requires: { metrics: ['tempo_query_frontend_queue_length'] },
      queries: (context) => [
        {
          refId: 'A',
          expr: sumBy(['user'], select('tempo_query_frontend_queue_length', context.matchers(asUser(context)))),
          legend: '{{user}}',
        },
      ],
    },
    {
      id: 'latency.queue-wait',
      title: 'Wait in the queue',
      description: {
        shows: 'Time from when a job was queued until a querier took it.',
        good: 'p99 of milliseconds.',
        remedy: 'Add queriers, or raise "querier.max_concurrent_queries" where they have CPU to spare.',
      },
      unit: 's',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { metrics: [WAIT], components: ['query-frontend'] },
      queries: (context) => quantiles(context, WAIT, context.matchers()),
      alerts: [QUEUE_SLOW],
    },
    {
      id: 'latency.queriers-connected',
      title: 'Connected querier workers',
      description: {
        shows: 'Connections of queriers to each query-frontend; each works on one batch of jobs at a time.',
        good: 'The same for each query-frontend, and steady.',
        remedy:
          'At 0 a query-frontend is not ready and answers nothing. Uneven: queriers found only some of them; check the headless service of the query-frontend.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { metrics: [WORKERS] },
      queries: (context) => {
        const { by, legend } = perProcess(context);
        return [{ refId: 'A', expr: sumBy(by, select(WORKERS, context.matchers())), legend }];
      },
      alerts: [NO_QUERIERS],
    },
    {
      id: 'latency.jobs-per-query',
      title: 'Jobs per query',
      description: {
        shows: 'Average number of jobs that a query was cut into, by operation.',
        good: 'It grows with the number of blocks and the time ranges that people ask for.',
        remedy:
          'When it grows without more data, blocks stay small: see compaction on the Storage page. Fewer, larger jobs: raise "query_frontend.search.target_bytes_per_job".',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { generation: '3.x', metrics: [JOBS], components: ['query-frontend'] },
      queries: (context) => [
        { refId: 'A', expr: average(context, JOBS, context.matchers(), ['op']), legend: '{{op}}' },
      ],
    },
    {
      id: 'latency.jobs-executed',
      title: 'Jobs done per second by querier',
      description: {
        shows: 'Jobs that each querier worked on.',
        good: 'About the same for each.',
        remedy: 'One that does less is cut off from some query-frontends, or is starting.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { metrics: ['tempo_querier_worker_request_executed_total'] },
      queries: (context) => {
        const { by, legend } = perProcess(context);
        return [
          { refId: 'A', expr: rateSum('tempo_querier_worker_request_executed_total', context.matchers(), by), legend },
        ];
      },
    },
    {
      id: 'latency.retries',
      title: 'Retries per job',
      description: {
        shows: 'How often a job was sent to a querier again, on average, and at most for 99 of 100 jobs.',
        good: '0.',
        remedy:
          'Retries hide failures and cost time: look at failed requests of queriers on the Errors page. At "query_frontend.max_retries" the query fails.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { metrics: [RETRIES], components: ['query-frontend'] },
      queries: (context) => [
        { refId: 'A', expr: average(context, RETRIES, context.matchers()), legend: 'Average' },
        { refId: 'B', expr: quantile(context, 0.99, RETRIES, context.matchers()), legend: 'p99' },
      ],
    },
    {
      id: 'latency.batch-size',
      title: 'Jobs per batch',
      description: {
        shows: 'Jobs that a querier takes at a time, on average. Under load batches fill up.',
        good: 'Low while idle, up to "query_frontend.max_batch_size" under load.',
        remedy: 'Always full: queriers are the bottleneck.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { metrics: ['tempo_query_frontend_actual_batch_size'], components: ['query-frontend'] },
      queries: (context) => [
        {
          refId: 'A',
          expr: average(context, 'tempo_query_frontend_actual_batch_size', context.matchers()),
          legend: 'Average',
        },
      ],
    },
    {
      id: 'latency.work-pool-use',
      title: 'Use of the work pool of queriers',
      description: {
        shows: 'Blocks that wait to be read in each querier, as a share of "storage.trace.pool.queue_depth".',
        good: 'A few percent.',
        remedy:
          'At 100 % lookups fail with "queue doesn\'t have room": add queriers, raise the depth, or shorten the blocklist by compaction.',
      },
      unit: 'percentunit',
      visualization: {
        kind: 'timeseries',
        min: 0,
        thresholds: [{ level: 'ok' }, { from: 0.7, level: 'warning' }, { from: 0.9, level: 'critical' }],
      },
      requires: { metrics: ['tempodb_work_queue_length', 'tempodb_work_queue_max'], components: ['querier'] },
      queries: (context) => {
        const { by, legend } = perProcess(context);
        const matchers = context.componentMatchers(['querier']);
        const used = `${select('tempodb_work_queue_length', matchers)} / (${select('tempodb_work_queue_max', matchers)} > 0)`;
        return [{ refId: 'A', expr: maxBy(by, used), legend }];
      },
      alerts: [
        {
          name: 'TempoQuerierWorkPoolFull',
          severity: 'warning',
          for: '10m',
          expr: maxByTempo('tempodb_work_queue_length / (tempodb_work_queue_max > 0)'),
          operator: '>',
          threshold: 0.9,
          format: 'percentage',
          summary: 'The work pool of a querier is nearly full',
          description: 'A querier has {value} of its work pool taken. When it is full, trace lookups fail.',
          steps: [
            'How long is the blocklist (Storage page)? Lookups need one place for each block: compact more, or add queriers.',
            'Raise "storage.trace.pool.queue_depth" (20000 unless set), and "max_workers" where queriers have CPU to spare.',
          ],
        },
      ],
    },
  ],
};
