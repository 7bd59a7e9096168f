import { DOCS } from './documentation';
import type { ErrorEntry } from './errorEntry';

/**
 * A component of Tempo is missing, starting, unhealthy or behind.
 *
 * Sources: modules/{querier,generator,livestore,ingester,frontend}, cmd/tempo/app/app.go, dskit ring, 2.6.1 and 3.0.3;
 * recordings with components stopped.
 */
export const CLUSTER_ERRORS: readonly ErrorEntry[] = [
  {
    id: 'local-blocks-missing',
    title: 'Recent data cannot answer metrics queries: the local-blocks processor is off',
    cause:
      'In 2.x the metrics-generator answers metrics queries about recent data, and only with its local-blocks processor, which is off unless it is switched on for the tenant.',
    when: { said: /localblocks processor not found/ },
    samples: [
      'error querying generators in Querier.queryRangeRecent: failed to get response from generators: failed to execute f() for 127.0.0.1:9315: rpc error: code = Unknown desc = localblocks processor not found',
    ],
    remedies: [
      {
        text: 'Switch the processor on for the tenant.',
        config: {
          key: 'overrides.defaults.metrics_generator.processors',
          example:
            'overrides:\n  defaults:\n    metrics_generator:\n      processors: [service-graphs, span-metrics, local-blocks]',
          releases: '2.6 to 2.10',
        },
      },
      {
        text: 'And give it a place for its blocks, let it keep all kinds of spans, and write the blocks to the backend so that older data answers too.',
        config: {
          key: 'metrics_generator.processor.local_blocks',
          example:
            'metrics_generator:\n  processor:\n    local_blocks:\n      filter_server_spans: false\n      flush_to_storage: true\n  traces_storage:\n    path: /var/tempo/generator/traces',
          releases: '2.6 to 2.10',
        },
      },
      { text: 'Until then, only ranges that ended before the recent data (30 minutes by default) may answer.' },
    ],
    links: [DOCS.localBlocks],
  },
  {
    id: 'lagging-live-store',
    title: 'The newest data has not been read yet, so Tempo refuses half an answer',
    cause:
      'A live-store is behind in reading from Kafka. 3.0 then fails queries that reach into the part it does not have.',
    when: { said: /cannot guarantee complete results/ },
    samples: [
      'error querying live-stores in Querier.SearchRecent: rpc error: code = Unknown desc = cannot guarantee complete results',
    ],
    remedies: [
      { text: 'Choose a range that ends some minutes ago, or try again when the live-stores have caught up.' },
      {
        text: 'Find out why they lag: tempo_ingest_group_partition_lag_seconds shows by how much, and on which partition.',
      },
      {
        text: 'Or take answers that may lack the newest data, without being told.',
        config: {
          key: 'live_store.fail_on_high_lag',
          example: 'live_store:\n  fail_on_high_lag: false',
          releases: '3.0',
        },
      },
    ],
    links: [DOCS.traceMissing],
  },
  {
    id: 'no-querier',
    title: 'No querier is connected',
    cause: 'The query-frontend only hands out work. Without queriers that connect to it, no query is ever run.',
    when: { said: /number of queriers connected to query-frontend is 0/ },
    samples: ['Query Frontend not ready: not ready: number of queriers connected to query-frontend is 0'],
    remedies: [
      { text: 'Check that queriers run and are ready.' },
      {
        text: 'Check that they know the query-frontend.',
        config: {
          key: 'querier.frontend_worker.frontend_address',
          example: 'querier:\n  frontend_worker:\n    frontend_address: tempo-query-frontend-discovery:9095',
          releases: '2.6 and later',
        },
      },
    ],
    links: [DOCS.querier],
  },
  {
    id: 'empty-ring',
    title: 'No process that should answer has registered',
    cause:
      'Queriers find the processes with recent data through a ring, and the ring is empty. For metrics queries in 2.x it is that of the metrics-generators: usually none runs.',
    when: { said: /empty ring|no active partition found|partition ring is not configured|no replication sets/ },
    samples: [
      'error finding generators in Querier.queryRangeRecent: empty ring',
      'error querying ingesters in Querier.Search: forIngesterRings: error getting replication set for ring (0): empty ring',
    ],
    remedies: [
      {
        text: 'Run a metrics-generator with the local-blocks processor: metrics queries about recent data need one.',
        generation: '2.x',
        questions: ['metrics'],
        config: {
          key: 'metricsGenerator.enabled',
          example: 'metricsGenerator:\n  enabled: true',
          releases: 'helm chart tempo-distributed, 2.6 to 2.10',
        },
      },
      {
        text: 'Check that the ingesters run and are ready.',
        generation: '2.x',
        questions: ['search', 'tags', 'trace'],
      },
      { text: 'Check that the live-stores run and are ready, and that a partition is active.', generation: '3.x' },
      {
        text: 'Check that all components join the same memberlist: the /memberlist page of each should show the others.',
        config: {
          key: 'memberlist.join_members',
          example: 'memberlist:\n  join_members: [tempo-gossip-ring:7946]',
          releases: '2.6 and later',
        },
      },
    ],
    links: [DOCS.localBlocks],
  },
  {
    id: 'unhealthy-ring',
    title: 'Too many of the processes with recent data are not healthy',
    cause:
      'Of those that hold the recent data so many have stopped sending their heartbeat that an answer could be incomplete. Processes that were killed stay in the ring as unhealthy until they are forgotten.',
    when: {
      said: /too many unhealthy instances|at least \d+ (live|healthy) replicas? required|instance not found in the ring/,
    },
    samples: [
      'error finding generators in Querier.queryRangeRecent: too many unhealthy instances in the ring',
      'at least 2 live replicas required, could only find 1 - unhealthy instances: 10.0.0.1:9095',
    ],
    remedies: [
      {
        text: 'Look at the ring page (/ingester/ring, for metrics /metrics-generator/ring): which are unhealthy, and do they still exist?',
        generation: '2.x',
      },
      {
        text: 'Look at /live-store/ring and /partition-ring: which are unhealthy, and do they still exist?',
        generation: '3.x',
      },
      { text: 'Start them again, or forget on the ring page those that will not come back.' },
    ],
    links: [DOCS.traceMissing],
  },
  {
    id: 'component-starting',
    title: 'Tempo is starting or stopping',
    cause:
      'A component has just been started, or is shutting down. Ingesters and live-stores take up to some minutes to be ready.',
    when: {
      said: /(is|are) (starting|stopping|shutting down)|Some services are not Running|not ready:|queue is stopped|frontend not running/i,
    },
    samples: [
      'Some services are not Running:\nRunning: 16\nStarting: 1',
      'Ingester is starting',
      'LiveStore not ready: live-store is starting',
      'Application is stopping',
    ],
    remedies: [
      { text: 'Try again in a minute.' },
      { text: 'If it lasts, look at /status/services and the log of the component.' },
    ],
  },
  {
    id: 'storage-refuses',
    title: 'Tempo cannot read from its object store',
    cause: 'The bucket, the credentials or the permissions are wrong, or the store is down.',
    when: {
      said: /AccessDenied|NoSuchBucket|SignatureDoesNotMatch|InvalidAccessKeyId|AuthorizationFailure|bucket does not exist|storage: bucket doesn't exist/,
    },
    samples: ['error querying store in Querier.FindTraceByID: AccessDenied: Access Denied'],
    remedies: [
      { text: 'Check bucket, credentials and permissions of the queriers: they need to list and to read.' },
      {
        text: 'All components need the same storage block.',
        config: {
          key: 'storage.trace',
          example:
            'storage:\n  trace:\n    backend: s3\n    s3:\n      bucket: tempo-traces\n      endpoint: s3.eu-west-1.amazonaws.com',
          releases: '2.6 and later',
        },
      },
    ],
  },
  {
    id: 'bad-block',
    title: 'A block in the object store cannot be read',
    cause:
      'A block is damaged or incomplete, usually because a process died while it wrote it, or it was deleted while it was being read.',
    when: {
      said: /error using pageFinder|does not exist|key does not exist|NoSuchKey|error opening (parquet|block)|unexpected EOF/,
    },
    samples: [
      'error querying store in Querier.FindTraceByID: error using pageFinder (1, 5927cbfb-aabe-48b2-9df5-f4c3302d915f): does not exist',
    ],
    remedies: [
      {
        text: 'Try again: a block that has just been compacted is gone from the list after the next poll (5 minutes by default).',
      },
      { text: 'If it lasts, remove the block that the message names from the object store.' },
    ],
    links: [DOCS.badBlocks],
  },
  {
    id: 'internal-panic',
    title: 'A component of Tempo failed while it worked on the query',
    cause: 'This is a defect in Tempo, or a block that it cannot cope with.',
    when: { said: /panic|runtime error|nil pointer|nil response|nil resp in|recovered in/i },
    samples: [
      'internal error: nil response',
      'processing wal block (5927cbfb): panic: runtime error: index out of range',
    ],
    remedies: [
      { text: 'Look for the stack trace in the log of the querier and search the issues of grafana/tempo for it.' },
      { text: 'Try a part of the query, or another range, to find what brings it about.' },
    ],
    links: [{ text: 'Issues of grafana/tempo', url: 'https://github.com/grafana/tempo/issues' }],
  },
  {
    id: 'tls-error',
    title: 'A connection inside of or to Tempo cannot be secured',
    cause: 'The certificate is not trusted, has another name, or one side does not speak TLS.',
    when: {
      said: /x509:|tls: |certificate (signed by unknown|has expired|is not valid)|first record does not look like a TLS/,
    },
    samples: ['tls: failed to verify certificate: x509: certificate signed by unknown authority'],
    remedies: [
      {
        text: 'Check the TLS settings of the data source, and tls_enabled and tls_ca_path of the gRPC clients in Tempo.',
      },
    ],
    links: [DOCS.dataSource],
  },
  {
    id: 'component-unreachable',
    title: 'One component of Tempo cannot reach another',
    cause: 'The process that the message names is down, is being restarted, or a network policy is in the way.',
    when: {
      said: /code = Unavailable|connection refused|error reading server preface|no such host|transport is closing|connection reset|no route to host|failed to get client for/,
    },
    samples: [
      'error querying ingesters in Querier.Search: failed to execute f() for 127.0.0.1:9311: rpc error: code = Unavailable desc = connection error: desc = "error reading server preface: read tcp 127.0.0.1:58954->127.0.0.1:9311: use of closed network connection"',
    ],
    remedies: [
      {
        text: 'Check that the process at the address in the message runs and is ready: for searches an ingester.',
        generation: '2.x',
      },
      {
        text: 'Check that the process at the address in the message runs and is ready: for searches a live-store.',
        generation: '3.x',
      },
      { text: 'Check that network policies let the queriers reach gRPC port 9095 of it.' },
      { text: 'If it will not come back, forget it on its ring page, so that it is no longer asked.' },
    ],
    links: [DOCS.traceMissing],
  },
];
