import type { SystemEvidence } from '../evidence';
import { NOW_MS, systemOf } from './buildEvidence';
import {
  answered,
  type CheckCase,
  config,
  failed,
  from,
  jobs,
  limits,
  memberlist,
  number,
  numbers,
  ok,
  partition,
  ring,
  routes,
  runtime,
  TENANT,
} from './caseParts';

const PROCESSES: readonly CheckCase[] = [
  {
    id: 'processes.not-ready',
    found: from('ingester', { readiness: ok({ ready: false, reason: 'Ingester not ready: joining' }) }),
    fine: from('ingester', { readiness: ok({ ready: true }) }),
    says: /1 of 1 .* ingester: Ingester not ready: joining/,
  },
  {
    id: 'processes.service-failed',
    found: from('querier', { services: ok([{ name: 'store', state: 'Failed', failure: 'no such bucket' }]) }),
    fine: from('querier', { services: ok([{ name: 'store', state: 'Running', failure: '' }]) }),
    says: /1 of 1 services/,
  },
  {
    id: 'processes.unreachable',
    found: from('querier', { readiness: failed('TimeoutError') }),
    fine: from('querier', { readiness: ok({ ready: false, reason: 'starting' }) }),
    says: /the querier: no answer/,
  },
  numbers('processes.down', { up: [[{ pod: 'p' }, 0], 1] }, { up: [1, 1] }, /1 of 2/),
  numbers('processes.restarting', { starts: [[{ pod: 'p' }, 3]] }, { starts: [2] }, /One process started/),
  {
    id: 'processes.version-skew',
    found: {
      processes: [
        {
          name: 'querier',
          via: 'route',
          buildInfo: ok({ version: '3.0.2', revision: '', branch: '', buildUser: '', buildDate: '', goVersion: '' }),
        },
      ],
      numbers: { versions: [[{ version: '3.0.3' }, 4]] },
    },
    fine: { numbers: { versions: [[{ version: '3.0.3' }, 5]] } },
    says: /3\.0\.2, 3\.0\.3/,
  },
  numbers('processes.memory', { share: [[{ pod: 'p' }, 0.95]] }, { share: [0.5] }, /95 %/, 'warning'),
  number('processes.open-files', 0.9, 0.1, /90 %/, { pod: 'p' }),
  number('processes.cpu-throttled', 0.5, 0.1, /50 %/, { pod: 'p' }),
  number('processes.goroutines', 4, 1, /4 times/, { pod: 'p' }),
];

const RINGS: readonly CheckCase[] = [
  {
    id: 'rings.unhealthy-member',
    found: ring([{ state: 'UNHEALTHY' }, {}]),
    fine: ring([{}]),
    says: /1 member is unhealthy/,
  },
  {
    id: 'rings.empty',
    found: ring([{ state: 'UNHEALTHY' }]),
    fine: ring([{ state: 'UNHEALTHY' }, {}]),
    says: /No active member: ingester/,
    severity: 'critical',
  },
  {
    id: 'rings.stale-heartbeat',
    found: ring([{ heartbeatAgeSeconds: 90 }]),
    fine: ring([{ heartbeatAgeSeconds: 50 }, { state: 'UNHEALTHY', heartbeatAgeSeconds: 900 }]),
    says: /a of the ingester ring has not been heard of/,
  },
  {
    id: 'rings.stuck-member',
    found: ring([{ state: 'JOINING' }]),
    fine: ring([{ state: 'JOINING', registeredAtMs: NOW_MS - 60_000 }, { state: 'LEAVING' }]),
    says: /stuck/,
  },
  {
    id: 'rings.uneven-ownership',
    found: ring([{ ownedShare: 0.8 }, { ownedShare: 0.1 }, { ownedShare: 0.1 }]),
    fine: ring([{ ownedShare: 0.4 }, { ownedShare: 0.3 }, { ownedShare: 0.3 }]),
    says: /1 member owns more than twice its part/,
  },
  {
    id: 'rings.uneven-zones',
    found: ring([{ zone: 'a' }, { zone: 'a' }, { zone: 'b' }]),
    fine: ring([{ zone: 'a' }, { zone: 'b' }]),
    says: /1 ring\./,
  },
  {
    id: 'rings.memberlist-divided',
    found: from('querier', { memberlist: memberlist(['alive', 'suspect']) }),
    fine: from('querier', { memberlist: memberlist(['alive', 'alive']) }),
    says: /1 member does not answer/,
  },
  {
    id: 'rings.partition-without-owner',
    found: partition({ owners: [] }),
    fine: partition({}),
    says: /1 of 1 partitions have no owner/,
  },
  {
    id: 'rings.partition-not-active',
    found: partition({ state: 'pending' }),
    fine: partition({ state: 'pending', stateSinceMs: NOW_MS - 60_000 }),
    says: /1 of 1 partitions/,
  },
];

const WRITES: readonly CheckCase[] = [
  numbers('writes.no-spans', { now: [0], before: [5] }, { now: [5], before: [5] }, /now none do/, 'critical'),
  {
    id: 'writes.no-otlp-receiver',
    found: config('distributor:\n  receivers:\n    zipkin: {}'),
    fine: config('distributor:\n  receivers:\n    otlp:\n      protocols: {}'),
    says: /Receivers: zipkin/,
  },
  {
    id: 'writes.receiver-on-localhost',
    found: config('distributor:\n  receivers:\n    otlp:\n      protocols:\n        grpc: {}'),
    fine: config(
      'distributor:\n  receivers:\n    otlp:\n      protocols:\n        grpc:\n          endpoint: 0.0.0.0:4317'
    ),
    says: /Only the distributor itself/,
  },
  number('writes.refused', 0.02, 0.0001, /2 % of the spans/, {}),
  number('writes.slow', 6, 1, /longer than 6 s/, {}),
  number('writes.ingester-append-failures', 0.5, 0, /50 % of the writes to 1\.2\.3\.4/, { ingester: '1.2.3.4' }),
  number('writes.flush-failures', 3, 0, /3 flushes/, {}),
  number('writes.block-completion-failures', 3, undefined, /3 blocks/, {}),
  number('writes.blocks-waiting', 80, 3, /80 blocks/, {}),
  number('writes.replay-errors', 2, 0, /2 blocks of team-a/),
  number('writes.too-much-per-ingester', 40e6, 10e6, /40 MB\/s/, {}),
  number('writes.clock-skew', 180, 1, /3 min/),
  numbers(
    'writes.torn-traces',
    { torn: [[{ tenant: 'team-a', reason: 'rootless_trace_flushed_to_wal' }, 2]], made: [10] },
    { torn: [[TENANT, 0.1]], made: [10] },
    /20 %/
  ),
  number('writes.kafka-failures', 1, undefined, /1\/s writes fail \(timeout\)/, { reason: 'timeout' }),
  number('writes.partition-lag', 400, 20, /6.67 min/, { group: 'live-store' }),
  number('writes.live-store-dropped', 10, undefined, /10 records.*too_old/, { reason: 'too_old' }),
  number('writes.block-builder-errors', 1, 0, /Partition 4/, { partition: '4' }),
  number('writes.partitions-unowned', 2, 0, /2 partitions/, {}),
];

const LIMITS: readonly CheckCase[] = [
  numbers(
    'limits.rate-limited',
    { refused: [[TENANT, 50]], received: [[TENANT, 50]] },
    { refused: [], received: [[TENANT, 50]] },
    /team-a: 50 %/,
    'critical'
  ),
  {
    id: 'limits.zero-rate',
    found: limits('global: {}'),
    fine: limits('ingestion:\n  rate_limit_bytes: 5'),
    says: /team-a/,
  },
  {
    id: 'limits.too-small',
    found: from('distributor', {
      runtimeConfig: runtime('defaults: {}\noverrides:\n  team-a:\n    ingestion:\n      burst_size_bytes: 12000'),
    }),
    fine: from('distributor', {
      runtimeConfig: runtime('defaults: {}\noverrides:\n  team-a:\n    ingestion:\n      burst_size_bytes: 500000'),
    }),
    says: /1 limit is smaller/,
  },
  number('limits.live-traces', 3, undefined, /3\/s spans of team-a/),
  number('limits.trace-too-large', 3, 0, /3\/s spans of team-a/),
  number('limits.discarded-otherwise', 3, undefined, /team-a unknown_error/, { ...TENANT, reason: 'unknown_error' }),
  number('limits.not-compacted', 30, 0, /30 spans of team-a/),
  number('limits.live-traces-near', 0.9, 0.5, /90 %/),
  number('limits.rate-near', 0.9, 0.5, /90 %/),
  number('limits.attributes-cut', 12, undefined, /12 attributes of team-a/),
];

const GENERATOR: readonly CheckCase[] = [
  numbers(
    'generator.no-processors',
    { active: [[{ tenant: 'b' }, 1]], sending: [[TENANT, 5]] },
    { active: [[TENANT, 1]], sending: [[TENANT, 5]] },
    /1 of 1 tenants/
  ),
  {
    id: 'generator.local-blocks-missing',
    found: { probes: { metrics: failed('… localblocks processor not found') } },
    fine: { probes: { metrics: answered() } },
    says: /localblocks/,
  },
  number('generator.series-limit', 2, undefined, /2\/s series of team-a/),
  number('generator.series-near-limit', 0.9, 0.2, /90 %/),
  numbers(
    'generator.late-spans',
    { late: [[TENANT, 5]], received: [[TENANT, 50]] },
    { late: [[TENANT, 0.1]], received: [[TENANT, 50]] },
    /10 % of the spans of team-a/
  ),
  number('generator.collections-failing', 4, undefined, /4 collections/),
  {
    id: 'generator.remote-write-missing',
    found: config(
      'overrides:\n  defaults:\n    metrics_generator:\n      processors: [] \nx: 1'.replace(
        '[] ',
        '\n        - span-metrics'
      )
    ),
    fine: config('metrics_generator:\n  storage:\n    remote_write:\n      - url: http://p'),
    says: /no address/,
  },
  number('generator.remote-write-failing', 0.5, 0, /50 % of the samples/),
  number('generator.remote-write-behind', 300, 5, /5 min/),
  number('generator.service-graph-drops', 0.2, 0, /20 %/),
  number('generator.half-edges', 0.8, 0.1, /80 %/),
];

const READS: readonly CheckCase[] = [
  {
    id: 'reads.search-fails',
    found: { probes: { search: failed('Unavailable') } },
    fine: { probes: { search: answered() } },
    says: /search was not answered: unreachable \(Unavailable\)/,
  },
  {
    id: 'reads.metrics-fail',
    found: { probes: { metrics: failed('empty ring') } },
    fine: { probes: { metrics: failed('localblocks processor not found') } },
    says: /empty ring/,
  },
  {
    id: 'reads.slow-answers',
    found: { probes: { search: answered(7), tags: answered(), echo: answered(1) } },
    // The way takes most of it.
    fine: { probes: { search: answered(7), echo: answered(3) } },
    says: /1 of 2 small questions took longer than 5 s/,
  },
  numbers(
    'reads.no-queriers',
    { connected: [0], down: [] },
    { connected: [4], down: [1] },
    /no connections/,
    'critical'
  ),
  number('reads.failing', 0.6, 0.05, /60 %/, {}),
  number('reads.slow', 40, 1, /40 s/, {}),
  number('reads.queue-full', 4, undefined, /4\/s jobs of team-a/, { user: 'team-a' }),
  number('reads.queue-waiting', 400, 2, /400 jobs of team-a/, { user: 'team-a' }),
  number('reads.work-pool-full', 0.9, 0, /90 %/, {}),
  number('reads.retries', 0.5, 0.01, /0\.5 times/, {}),
  number('reads.lagging-live-store', 1, undefined, /SearchRecent/, { route: '/tempopb.Querier/SearchRecent' }),
  number('reads.cache-errors', 0.5, 0, /50 %.*bloom/, { name: 'bloom' }),
  number('reads.canary', 0.5, 0, /50 %/, {}),
];

const STORAGE: readonly CheckCase[] = [
  number('storage.compaction-behind', 300, 20, /300 blocks of team-a/),
  numbers(
    'storage.no-compaction',
    { waiting: [50], done: [0] },
    { waiting: [50], done: [3] },
    /50 blocks wait/,
    'critical'
  ),
  number('storage.compaction-errors', 3, undefined, /3 compactions/, {}),
  number('storage.blocks-growing', 2, 1, /2 times/),
  number('storage.poll-errors', 3, undefined, /3 polls/),
  number('storage.index-stale', 1800, 60, /30 min/),
  numbers('storage.no-index-builder', { none: [[TENANT, 0]] }, { none: [] }, /No builder: team-a/),
  number('storage.backend-errors', 0.1, 0, /10 % of the GET/, { operation: 'GET' }),
  number('storage.access-denied', 2, undefined, /2\/s PUT/, { operation: 'PUT' }),
  number('storage.retention-errors', 2, 0, /2 deletions/, {}),
  {
    id: 'storage.retention-too-short',
    found: {
      ...config('compactor:\n  compaction:\n    block_retention: 48h0m0s', 'compactor'),
      version: '2.6.1',
      wanted: { retentionSeconds: 2_592_000 },
    },
    fine: { ...config('x: 1', 'compactor'), version: '2.6.1', wanted: { retentionSeconds: 1_209_600 } },
    says: /2 d; 30 d are wanted/,
  },
  {
    id: 'storage.local-disk',
    found: config('storage:\n  trace:\n    backend: local'),
    fine: config('storage:\n  trace:\n    backend: s3'),
    says: /local/,
  },
  number('storage.jobs-failing', 0.2, 0, /20 %/, { job_type: 'JOB_TYPE_COMPACTION' }),
  {
    id: 'storage.job-stuck',
    found: jobs({ startedAtMs: NOW_MS - 7_200_000 }),
    fine: jobs({}),
    says: /1 of 1 jobs/,
  },
];

const CONFIGURATION: readonly CheckCase[] = [
  number('configuration.overrides-broken', 0, 1, /failed/, {}),
  numbers('configuration.overrides-differ', { versions: [2] }, { versions: [1] }, /2 versions/),
  number('configuration.user-overrides-failing', 5, undefined, /5 reloads/, {}),
  {
    id: 'configuration.legacy-overrides',
    found: config('overrides:\n  ingestion_rate_limit_bytes: 5'),
    fine: config('overrides:\n  defaults: {}'),
    says: /ingestion_rate_limit_bytes/,
  },
  {
    id: 'configuration.not-ready-for-3',
    found: config('ingester:\n  max_block_duration: 5m'),
    fine: config('querier:\n  max_concurrent_queries: 5'),
    says: /ingester/,
  },
  {
    id: 'configuration.few-workers',
    // One file for all, as the chart has it.
    found: { ...config('querier:\n  max_concurrent_queries: 5\nquery_frontend:\n  x: 1'), numbers: { queriers: [2] } },
    fine: { ...config('querier:\n  x: 1\nquery_frontend:\n  x: 1'), numbers: { queriers: [10] } },
    says: /2 queriers with 5 workers/,
  },
  {
    id: 'configuration.job-size',
    found: config('query_frontend:\n  search:\n    target_bytes_per_job: 1000000'),
    fine: config('query_frontend:\n  search:\n    target_bytes_per_job: 52428800'),
    says: /1 MB/,
  },
  {
    id: 'configuration.recent-data-gap',
    found: config('live_store:\n  complete_block_timeout: 5m0s', 'single-binary'),
    fine: config('x: 1', 'single-binary'),
    says: /5 min after/,
  },
];

const ACCESS: readonly CheckCase[] = [
  {
    id: 'access.tenant-missing',
    found: { probes: { search: failed('no org id', 'no-tenant') } },
    fine: { probes: { search: answered() } },
    says: /no org id/,
  },
  {
    id: 'access.changing-routes',
    found: routes('/shutdown'),
    fine: routes('/api/search'),
    says: /\/shutdown/,
    severity: 'warning',
  },
  { id: 'access.profiles', found: routes('/debug/pprof'), fine: routes('/metrics'), says: /pprof/ },
  {
    id: 'access.secrets-shown',
    found: config('storage:\n  trace:\n    s3:\n      secret_key: abc'),
    fine: config('storage:\n  trace:\n    s3:\n      bucket: b'),
    says: /1 value looks secret and is shown/,
  },
  {
    id: 'access.tenants-unprotected',
    found: { dataSource: { tenants: ['a', 'b'] } },
    // Tempo does ask.
    fine: { dataSource: { tenants: ['a', 'b'], tenantMissing: true } },
    says: /2 tenants: a, b/,
  },
];

/** One for each check. */
export const CASES: readonly CheckCase[] = [
  ...PROCESSES,
  ...RINGS,
  ...WRITES,
  ...LIMITS,
  ...GENERATOR,
  ...READS,
  ...STORAGE,
  ...CONFIGURATION,
  ...ACCESS,
];

/** Checks that mean nothing on a system. */
export const NO_VERSION_CASES: ReadonlyArray<[id: string, system: SystemEvidence]> = [
  ['writes.flush-failures', systemOf('3.0.3')],
  ['writes.partition-lag', systemOf('2.6.1')],
  ['writes.clock-skew', systemOf('2.8.0')],
  ['writes.kafka-failures', systemOf('3.0.3', 'single-binary')],
  ['storage.local-disk', systemOf('3.0.3', 'single-binary')],
  ['generator.local-blocks-missing', systemOf('3.0.3')],
];
