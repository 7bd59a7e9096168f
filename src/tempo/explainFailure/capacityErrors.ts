import { DOCS } from './documentation';
import type { ErrorEntry } from './errorEntry';

/**
 * Tempo has too much to do, or takes too long.
 *
 * Sources: modules/frontend/{handler.go,queue,v1,pipeline/sync_handler_retry.go}, tempodb/pool/pool.go,
 * cmd/tempo/app/modules.go, 2.6.1 and 3.0.3; reverse proxies of Grafana and others.
 */
export const CAPACITY_ERRORS: readonly ErrorEntry[] = [
  {
    id: 'queue-full',
    title: 'Tempo has too many jobs waiting for this tenant',
    cause:
      'A query is cut into jobs, more of them the longer its range. All queries of a tenant share one queue in the query-frontend, 2,000 jobs long unless another length was set.',
    when: { said: /job queue full|too many outstanding requests/ },
    samples: ['job queue full', 'too many outstanding requests'],
    remedies: [
      { text: 'Try again in a moment, with a shorter range.' },
      { text: 'Run more queriers if this happens often: the queue fills where they do not keep up.' },
      {
        text: 'Make the queue longer.',
        config: {
          key: 'query_frontend.max_outstanding_per_tenant',
          example: 'query_frontend:\n  max_outstanding_per_tenant: 5000',
          releases: '2.6 and later',
        },
      },
      {
        text: 'Cut queries into fewer, larger jobs.',
        config: {
          key: 'query_frontend.search.target_bytes_per_job',
          example: 'query_frontend:\n  search:\n    target_bytes_per_job: 209715200',
          releases: '2.6 and later',
        },
      },
    ],
    links: [DOCS.tooManyRequests, DOCS.queryFrontend],
  },
  {
    id: 'pool-full',
    title: 'A querier has more blocks to look into than it can queue',
    cause: 'There are very many blocks, usually because they are not compacted.',
    when: { said: /queue doesn't have room for \d+ jobs|failed to add a job to work queue/ },
    samples: ["queue doesn't have room for 100 jobs"],
    remedies: [
      {
        text: 'Check that the compactor runs and keeps up: tempodb_compaction_outstanding_blocks should not grow.',
        generation: '2.x',
      },
      {
        text: 'Check that backend-scheduler and backend-workers run and keep up: tempodb_compaction_outstanding_blocks should not grow.',
        generation: '3.x',
      },
      {
        text: 'Let queriers queue more.',
        config: {
          key: 'storage.trace.pool.queue_depth',
          example: 'storage:\n  trace:\n    pool:\n      queue_depth: 40000',
          releases: '2.6 and later',
        },
      },
    ],
    links: [DOCS.tooManyJobs],
  },
  {
    id: 'rate-limited',
    title: 'Too many requests in a short time',
    cause: 'A gateway or hosted service in front of Tempo limits how often it may be asked.',
    when: { kinds: ['overloaded'], said: /too many requests|rate limit|429/i },
    samples: ['429 Too Many Requests'],
    remedies: [{ text: 'Try again in a moment. If it happens often, ask for a higher limit.' }],
  },
  {
    id: 'api-timeout',
    title: 'Tempo gave the query up at its own time limit',
    cause: 'The query took longer than the time that the query-frontend gives to any request.',
    when: { said: /unable to process request in the configured timeout/ },
    samples: ['unable to process request in the configured timeout'],
    remedies: [
      {
        text: 'Choose a shorter range, add conditions on resource attributes, or give attributes their scope: span.x is faster than .x.',
      },
      {
        text: 'Give requests more time. 0 sets no limit.',
        config: {
          key: 'query_frontend.api_timeout',
          example: 'query_frontend:\n  api_timeout: 2m',
          releases: '2.6 and later',
        },
      },
    ],
    links: [DOCS.queryFrontend],
  },
  {
    id: 'deadline-exceeded',
    title: 'The query took too long',
    cause: 'A part of Tempo did not answer another one in time: a querier its jobs, or the object store a querier.',
    when: { said: /context deadline exceeded|DeadlineExceeded|i\/o timeout|Client\.Timeout exceeded/ },
    samples: [
      'context deadline exceeded',
      'error querying store in Querier.FindTraceByID: rpc error: code = DeadlineExceeded desc = context deadline exceeded',
    ],
    remedies: [
      {
        text: 'Choose a shorter range, add conditions on resource attributes, or give attributes their scope: span.x is faster than .x.',
      },
      {
        text: 'Give searches and metrics queries in a querier more time.',
        config: {
          key: 'querier.search.query_timeout',
          example: 'querier:\n  search:\n    query_timeout: 60s',
          releases: '2.6 and later',
        },
        questions: ['search', 'metrics', 'tags'],
      },
      {
        text: 'Give a querier more time to find a trace.',
        config: {
          key: 'querier.trace_by_id.query_timeout',
          example: 'querier:\n  trace_by_id:\n    query_timeout: 30s',
          releases: '2.6 and later',
        },
        questions: ['trace'],
      },
      { text: 'Look at the read latency of Tempo: a slow object store or missing cache shows there.' },
    ],
    links: [DOCS.querier],
  },
  {
    id: 'cancelled-upstream',
    title: 'The request was broken off on its way',
    cause: 'Something between the browser and Tempo closed the connection: a proxy, a restart, or a newer request.',
    when: { said: /context canceled|code = Canceled|client closed request/i },
    samples: ['context canceled', 'rpc error: code = Canceled desc = context canceled'],
    remedies: [{ text: 'Try again.' }],
  },
  {
    id: 'proxy-timeout',
    title: 'No answer came in time',
    cause:
      'Grafana or a proxy in front of Tempo gave up waiting. Grafana waits 30 seconds unless the data source or the server says otherwise. Queries wait without end where no querier is connected.',
    when: { kinds: ['timeout'] },
    samples: ['Gateway Timeout', ''],
    remedies: [
      { text: 'Choose a shorter range or a narrower query.' },
      {
        text: 'Let Grafana wait longer for this data source (seconds).',
        config: {
          key: 'jsonData.timeout',
          example: 'datasources:\n  - name: Tempo\n    type: tempo\n    jsonData:\n      timeout: 120',
          releases: 'Grafana, all releases',
        },
      },
      {
        text: 'Or for all data sources.',
        config: {
          key: '[dataproxy] timeout',
          example: '[dataproxy]\ntimeout = 120',
          releases: 'Grafana, all releases',
        },
      },
      { text: 'Check that queriers run and are connected to the query-frontend.' },
    ],
    links: [DOCS.dataProxy],
  },
];
