import { NOT_OF_QUERIER, READ_ROUTES_HTTP, REQUESTS, select, sumBy } from '../../signals';
import type { Probed } from '../../tempo';
import { fine, found, unknown, type Check, type CheckInput, type Judgement } from '../check';
import { HEALTH_DOCS } from '../documentation';
import type { TimedAnswer } from '../evidence';
import { increase, rateOf, recentAverage, recentObservations, recentQuantile } from '../expressions';
import { formatCount, formatSeconds } from '../formatValue';
import { numberCheck } from '../numberCheck';
import { describeFailure } from '../processAnswers';
import { advice, replicas, setting } from '../remedy';

/**
 * A small question that takes this much longer than the way to Tempo and back bothers people. Where the way is not known, its
 * time is counted in, and a slow Grafana must not be blamed on Tempo.
 */
const SLOW_SECONDS = 5;
const SLOW_SECONDS_WITH_WAY = 10;
const USER = ['user'];

/** Whether people get answers to their queries. */
export const READ_CHECKS: readonly Check[] = [
  {
    id: 'reads.search-fails',
    title: 'Searches fail',
    looksAt: 'A search for any span of the last minutes, through the data source.',
    cause: 'A query that every Tempo can answer was not answered. The message says who failed.',
    severity: 'critical',
    confidence: 'certain',
    isSymptom: true,
    judge: ({ evidence }) => judgeProbe(evidence.probes.search, 'search'),
    remedies: [
      advice('Unavailable, connection refused: an ingester or live-store does not answer. See processes and rings.'),
      advice('Time-out: see whether queriers are connected, and whether jobs wait in the queue.'),
      advice('no org id: set the tenant in the data source.'),
    ],
    panel: 'errors.reads-by-outcome',
    doc: HEALTH_DOCS.tuneReads,
  },
  {
    id: 'reads.metrics-fail',
    title: 'TraceQL metrics queries fail',
    looksAt: 'A metrics query over the last minutes, through the data source.',
    cause:
      'Searches and metrics queries take different ways: in 2.x through the metrics-generator, in 3.x through the live-stores.',
    severity: 'warning',
    confidence: 'certain',
    isSymptom: true,
    judge: judgeMetricsProbe,
    remedies: [
      replicas('empty ring: run a metrics-generator.', 'metrics-generator', 1, { generation: '2.x' }),
      advice('cannot guarantee complete results: a live-store is behind Kafka. See its lag.', { generation: '3.x' }),
      advice(
        'empty ring: the metrics-generator of the process has not joined its ring yet, or a ring of another Tempo is in the way. Its log tells.',
        { topology: 'single-binary' }
      ),
    ],
    panel: 'errors.reads-by-outcome',
    doc: HEALTH_DOCS.localBlocks,
  },
  {
    id: 'reads.slow-answers',
    title: 'Small questions take long',
    looksAt: 'How long the small questions of this report took, without the way there and back (/api/echo).',
    cause: 'They look at some minutes of data only. When they are slow, everything that people ask is slower.',
    severity: 'warning',
    confidence: 'likely',
    isSymptom: true,
    judge: judgeProbeTimes,
    remedies: [
      replicas('Add queriers.', 'querier', 4),
      advice('See the findings on the queue, object storage and the number of blocks.'),
    ],
    panel: 'latency.search-p99-now',
    doc: HEALTH_DOCS.tuneReads,
  },
  {
    id: 'reads.no-queriers',
    title: 'No querier is connected',
    looksAt: 'Workers of queriers that are connected to the query-frontend, and queriers that Prometheus can scrape.',
    cause: 'Queries wait in the queue of the query-frontend until they time out: nobody fetches them.',
    severity: 'critical',
    confidence: 'likely',
    queries: (context) => ({
      connected: `max(${select('tempo_query_frontend_connected_clients', context.componentMatchers(['query-frontend']))})`,
      down: `max(${select('up', context.componentMatchers(['querier']))})`,
    }),
    judge: ({ evidence, numbers }) => {
      const connected = numbers.connected?.[0]?.value;
      const isTold = evidence.system.inventory?.componentLabel !== undefined;
      if (connected === 0) {
        return found('The query-frontend has no connections of queriers.', { confidence: 'certain' });
      }
      if (isTold && numbers.down?.[0]?.value === 0) {
        return found('Queriers are connected, but none of them answers Prometheus: they hang or are stopped.');
      }
      return connected === undefined
        ? unknown('The query-frontend sends no metrics to Prometheus.')
        : fine(`${connected} workers are connected.`);
    },
    remedies: [
      replicas('Start queriers.', 'querier', 2),
      advice(
        'If they run: querier.frontend_worker.frontend_address must name the headless service of the query-frontend, port 9095.'
      ),
    ],
    panel: 'latency.queriers-connected',
    doc: HEALTH_DOCS.querier,
  },
  numberCheck({
    id: 'reads.failing',
    title: 'Queries of users fail',
    looksAt: 'Queries answered with 5xx as a share of all in the last minutes.',
    cause:
      'Something behind the query-frontend fails: recent data (ingesters, live-stores, generators), object storage, or time runs out. 2.6 answers 500 to some mistakes in queries, too.',
    severity: 'warning',
    confidence: 'likely',
    isSymptom: true,
    expr: (context) => {
      const reads = [READ_ROUTES_HTTP, NOT_OF_QUERIER];
      const failed = recentObservations(context, REQUESTS, [], ...reads, 'status_code=~"5.."');
      return `${failed} / (${recentObservations(context, REQUESTS, [], ...reads)} > 0.01)`;
    },
    threshold: 0.1,
    critical: 0.5,
    unit: 'ratio',
    says: (worst) => `${worst} of the queries fail.`,
    otherwise: 'Less than 10 % of the queries fail, or nobody asks.',
    remedies: [
      advice(
        '"Reads by kind and outcome" tells which kind of query. Run one on the Query page: the error is explained there.'
      ),
      advice('See the findings on rings, processes and object storage.'),
    ],
    panel: 'errors.reads-by-outcome',
    doc: HEALTH_DOCS.tuneReads,
  }),
  numberCheck({
    id: 'reads.slow',
    title: 'Searches of users are slow',
    looksAt: 'The time in which 99 of 100 searches are answered.',
    cause:
      'Too few workers for the jobs that searches are cut into, too many blocks, slow storage, or ranges that are too long.',
    severity: 'warning',
    confidence: 'likely',
    isSymptom: true,
    requires: { metrics: [REQUESTS] },
    expr: (context) => recentQuantile(context, 0.99, REQUESTS, 'route=~"(.*_)?api_search"', NOT_OF_QUERIER),
    threshold: 10,
    critical: 30,
    unit: 'seconds',
    says: (worst) => `One of a hundred searches takes longer than ${worst}.`,
    otherwise: 'Searches are answered within 10 seconds, or nobody searches.',
    remedies: [
      replicas('Add queriers.', 'querier', 4),
      setting('Let each work on more jobs.', 'querier.max_concurrent_queries', 20),
      setting('Let more jobs of one search run at a time.', 'query_frontend.search.concurrent_jobs', 1000),
      setting(
        'Cut searches into smaller jobs, so that more workers take part.',
        'query_frontend.search.target_bytes_per_job',
        52_428_800
      ),
    ],
    panel: 'latency.search',
    doc: HEALTH_DOCS.tuneReads,
  }),
  numberCheck({
    id: 'reads.queue-full',
    title: 'Queries are refused because the queue is full',
    looksAt: 'Jobs that the query-frontend refused (429) in the last minutes.',
    cause:
      'A tenant has more jobs in the queue than max_outstanding_per_tenant (2000). Long searches make thousands of jobs.',
    severity: 'warning',
    confidence: 'certain',
    expr: (context) => sumBy(USER, rateOf(context, 'tempo_query_frontend_discarded_requests_total')),
    threshold: 0,
    unit: 'per second',
    subject: USER,
    says: (worst, user) => `${worst} jobs of ${user} are refused.`,
    otherwise: 'No job was refused.',
    remedies: [
      setting('Let more wait.', 'query_frontend.max_outstanding_per_tenant', 5000),
      replicas('Better: work on them faster.', 'querier', 4),
      setting('Or make fewer, larger jobs.', 'query_frontend.search.target_bytes_per_job', 209_715_200),
    ],
    panel: 'errors.jobs-refused',
    doc: HEALTH_DOCS.queryFrontend,
  }),
  numberCheck({
    id: 'reads.queue-waiting',
    title: 'Queries wait in the queue',
    looksAt: 'Jobs that waited in the query-frontend all through the last minutes.',
    cause: 'All workers of the queriers are busy, or hang. Queries take as much longer, and time out in the end.',
    severity: 'warning',
    confidence: 'likely',
    expr: ({ matchers }) =>
      `sum by (user) (min_over_time(${select('tempo_query_frontend_queue_length', matchers())}[1m]))`,
    threshold: 20,
    critical: 1000,
    unit: 'count',
    subject: USER,
    says: (worst, user) => `${formatCount(worst, 'job', 'jobs')} of ${user} waited for a minute or more.`,
    otherwise: 'The queue is emptied quickly.',
    remedies: [
      replicas('Add queriers.', 'querier', 4),
      setting('Let each work on more jobs, if it has CPU and memory left.', 'querier.max_concurrent_queries', 40),
    ],
    panel: 'latency.queue-length',
    doc: HEALTH_DOCS.queryFrontend,
  }),
  numberCheck({
    id: 'reads.work-pool-full',
    title: 'A querier cannot queue the blocks of a search by ID',
    looksAt: 'Jobs in the pool that looks through blocks, against its size.',
    cause:
      'Looking for a trace by ID makes a job for each block. Full, it answers "queue doesn\'t have room for … jobs".',
    severity: 'warning',
    confidence: 'likely',
    expr: ({ matchers }) =>
      `max(${select('tempodb_work_queue_length', matchers())} / (${select('tempodb_work_queue_max', matchers())} > 0))`,
    threshold: 0.8,
    unit: 'ratio',
    says: (worst) => `The fullest pool is used to ${worst}.`,
    otherwise: 'The pools have room.',
    remedies: [
      setting('Let more wait.', 'storage.trace.pool.queue_depth', 40_000),
      setting('Let more work.', 'storage.trace.pool.max_workers', 800),
      replicas('Divide them among more queriers.', 'querier', 4),
      advice('Fewer blocks help most: see compaction.'),
    ],
    panel: 'latency.work-pool-use',
    doc: HEALTH_DOCS.storage,
  }),
  numberCheck({
    id: 'reads.retries',
    title: 'Jobs of queries are tried again and again',
    looksAt: 'Retries per job of the query-frontend.',
    cause:
      'Queriers fail at their jobs: storage errors, too little memory, restarts. Retries hide it, and take the time.',
    severity: 'warning',
    confidence: 'likely',
    expr: (context) => recentAverage(context, 'tempo_query_frontend_retries'),
    threshold: 0.2,
    unit: 'count',
    says: (worst) => `Each job is tried again ${worst} times on average.`,
    otherwise: 'Jobs hardly ever have to be tried again.',
    remedies: [advice('The log of the queriers has the errors. See the findings on object storage and memory.')],
    panel: 'latency.retries',
    doc: HEALTH_DOCS.queryFrontend,
  }),
  numberCheck({
    id: 'reads.lagging-live-store',
    title: 'Queries hit live-stores that are behind',
    looksAt: 'Requests that live-stores answered while they lagged, in the last minutes.',
    cause:
      'The newest spans are not there yet. With fail_on_high_lag (on by default) such queries fail: "cannot guarantee complete results".',
    severity: 'warning',
    confidence: 'certain',
    requires: { generation: '3.x' },
    expr: (context) => sumBy(['route'], rateOf(context, 'tempo_live_store_lagged_requests_total')),
    threshold: 0,
    unit: 'per second',
    subject: ['route'],
    says: (worst, route) => `${worst} requests to ${route} hit a live-store that is behind.`,
    otherwise: 'Live-stores keep up.',
    remedies: [
      advice('See the lag of the partitions, and the CPU of the live-stores.'),
      setting('Rather show less than fail.', 'live_store.fail_on_high_lag', 'false'),
    ],
    panel: 'errors.lagged-reads',
    doc: HEALTH_DOCS.architecture,
  }),
  numberCheck({
    id: 'reads.cache-errors',
    title: 'The cache fails',
    looksAt: 'Requests to memcached or Redis that ended with an error in the last minutes.',
    cause:
      'Without the cache every query reads bloom filters and footers from object storage: slower and more expensive.',
    severity: 'warning',
    confidence: 'certain',
    expr: (context) => {
      const shareOf = (cache: string) =>
        `${recentObservations(context, cache, ['name'], 'status_code="500"')} / ${recentObservations(context, cache, ['name'])}`;
      return `${shareOf('tempo_memcache_request_duration_seconds')} or ${shareOf('tempo_rediscache_request_duration_seconds')}`;
    },
    threshold: 0.05,
    unit: 'ratio',
    subject: ['name'],
    says: (worst, name) => `${worst} of the requests to the cache fail (${name}).`,
    otherwise: 'The cache answers, or there is none.',
    remedies: [
      advice('Is memcached there, and short of memory or connections? Its own metrics need memcachedExporter.enabled.'),
      advice('Give it more time: memcached.timeout of the cache in cache.caches (100ms by default).'),
    ],
    panel: 'errors.cache',
    doc: HEALTH_DOCS.storage,
  }),
  numberCheck({
    id: 'reads.canary',
    title: 'The canary does not find its traces',
    looksAt: 'Failed checks of tempo-vulture, where it runs, in the last hour.',
    cause: 'The canary writes traces and reads them back. What it misses, people miss, too.',
    severity: 'critical',
    confidence: 'certain',
    requires: { metrics: ['tempo_vulture_trace_total'] },
    expr: (context) =>
      `sum(${increase(context, 'tempo_vulture_trace_error_total', '1h')}) / sum(${increase(context, 'tempo_vulture_trace_total', '1h')})`,
    threshold: 0.1,
    unit: 'ratio',
    says: (worst) => `${worst} of its checks fail.`,
    otherwise: 'The canary finds its traces.',
    remedies: [
      advice(
        'The label "error" says at what: by ID, by search, spans missing. "Why is my trace missing?" goes on from there.'
      ),
    ],
    panel: 'errors.canary',
    doc: HEALTH_DOCS.monitor,
  }),
];

function judgeProbe(probe: Probed<TimedAnswer> | undefined, what: string): Judgement {
  if (!probe) {
    return unknown(`No ${what} was asked.`);
  }
  return probe.ok
    ? fine(`A ${what} was answered in ${formatSeconds(probe.value.seconds)}.`)
    : found(`A ${what} was not answered: ${describeFailure(probe.failure)}.`);
}

function judgeMetricsProbe({ evidence }: CheckInput): Judgement {
  const { metrics } = evidence.probes;
  // Has a check of its own, with the remedy.
  return metrics?.ok === false && metrics.failure.said.includes('localblocks processor not found')
    ? fine('See "TraceQL metrics are off".')
    : judgeProbe(metrics, 'metrics query');
}

function judgeProbeTimes({ evidence }: CheckInput): Judgement {
  const { echo, ...questions } = evidence.probes;
  const waySeconds = echo?.ok ? echo.value.seconds : 0;
  const limitSeconds = echo?.ok ? SLOW_SECONDS : SLOW_SECONDS_WITH_WAY;
  const asked = Object.entries(questions).flatMap(([name, probe]: [string, Probed<TimedAnswer> | undefined]) =>
    probe?.ok ? [{ name, seconds: Math.max(0, probe.value.seconds - waySeconds) }] : []
  );
  if (asked.length === 0) {
    return unknown('No question was answered.');
  }
  const slow = asked.filter(({ seconds }) => seconds > limitSeconds);
  return slow.length === 0
    ? fine(`All ${asked.length} questions were answered within ${limitSeconds} seconds.`)
    : found(`${slow.length} of ${asked.length} small questions took longer than ${limitSeconds} seconds.`, {
        subjects: slow.map(({ name, seconds }) => ({ name, detail: formatSeconds(seconds) })),
      });
}
