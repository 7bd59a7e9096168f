import { maxByTempo, stillHappening, sumByTempo } from '../alertExpressions';
import type { AlertRule } from '../alertRule';
import { TEMPO_LABELS } from '../promql';
import { countWorkers } from './outstanding';

const INDEX_STEPS = [
  'Now and then one fails: nothing to do. It is tried again at the next poll, in five minutes unless set.',
  'The log of the process that polls names the tenant and the reason: credentials, throttling, a broken object?',
  'Is index.json.gz of a tenant damaged? Delete it: the processes list the bucket instead, and a builder writes it anew.',
  'Writes are not affected. Until it works queries may miss new blocks, and look for deleted ones (404).',
];

export const COMPACTIONS_FAILING: AlertRule = {
  name: 'TempoCompactionsFailing',
  severity: 'critical',
  for: '1h',
  expr: stillHappening('tempodb_compaction_errors_total'),
  operator: '>',
  threshold: 2,
  format: 'number',
  summary: 'Tempo cannot compact blocks',
  description:
    '{value} compactions failed in the last hour, and they still do. The blocklist grows and lookups become slow.',
  steps: [
    'Is a compactor (2.x) or backend-worker (3.x) killed for its memory again and again? One huge trace is enough: raise memory, or lower "global.max_bytes_per_trace".',
    'The log names the block and the reason. A block that cannot be read: move its folder out of the bucket of the tenant.',
    'Does object storage refuse? See TempoObjectStorageFailing.',
  ],
  mixin: ['TempoCompactionsFailing'],
};

export const POLLS_FAILING: AlertRule = {
  name: 'TempoPollsFailing',
  severity: 'critical',
  for: '5m',
  expr: stillHappening('tempodb_blocklist_poll_errors_total'),
  operator: '>',
  threshold: 2,
  format: 'number',
  summary: 'Tempo cannot read its list of blocks',
  description: '{value} reads of the blocklist failed in the last hour, and they still do. Queries miss new blocks.',
  steps: INDEX_STEPS,
  mixin: ['TempoPollsFailing'],
};

export const INDEX_FAILING: AlertRule = {
  name: 'TempoTenantIndexFailing',
  severity: 'critical',
  for: '5m',
  expr: stillHappening('tempodb_blocklist_tenant_index_errors_total', 'tenant'),
  operator: '>',
  threshold: 2,
  format: 'number',
  summary: 'The index of blocks of {tenant} cannot be read or written',
  description: '{value} reads or writes of the index of {tenant} failed in the last hour, and they still do.',
  steps: INDEX_STEPS,
  mixin: ['TempoTenantIndexFailures'],
};

export const NO_INDEX_BUILDER: AlertRule = {
  name: 'TempoNoTenantIndexBuilder',
  severity: 'critical',
  for: '5m',
  expr: `${sumByTempo('tempodb_blocklist_tenant_index_builder', 'tenant')} and on (${TEMPO_LABELS.join(', ')}, tenant) ${maxByTempo('tempodb_blocklist_length', 'tenant')} > 0`,
  operator: '<',
  threshold: 1,
  format: 'number',
  summary: 'Nobody writes the index of blocks of {tenant}',
  description:
    'No compactor (2.x) or backend process (3.x) builds the index of {tenant}: it becomes stale within minutes.',
  steps: [
    'Do compactors (2.x) or the backend-scheduler and backend-workers (3.x) run? They build the indexes.',
    'Are they in their ring? A ring with members that are gone gives them the tenant: forget those.',
    'Raise "storage.trace.blocklist_poll_tenant_index_builders" (2 unless set).',
  ],
  mixin: ['TempoNoTenantIndexBuilders'],
};

export const INDEX_TOO_OLD: AlertRule = {
  name: 'TempoTenantIndexTooOld',
  severity: 'critical',
  for: '5m',
  expr: maxByTempo('tempodb_blocklist_tenant_index_age_seconds', 'tenant'),
  operator: '>',
  threshold: 600,
  format: 'duration',
  summary: 'The index of blocks of {tenant} is old',
  description: 'The index of {tenant} is {value} old. Queries miss blocks that were written since.',
  steps: INDEX_STEPS,
  mixin: ['TempoTenantIndexTooOld'],
};

/** Compared for each Tempo and tenant; the mixin's compares averages over everything, by literal dashboard variables. */
export const BLOCKLIST_RISING: AlertRule = {
  name: 'TempoBlocklistRising',
  severity: 'warning',
  for: '6h',
  expr: `${maxByTempo('tempodb_blocklist_length', 'tenant')} / (${maxByTempo('tempodb_blocklist_length offset 7d', 'tenant')} > 100)`,
  operator: '>',
  threshold: 1.4,
  format: 'percentage',
  summary: 'The number of blocks of {tenant} rises quickly',
  description: '{tenant} has {value} of the blocks it had a week ago. Each one makes trace lookups slower.',
  steps: [
    'Does the tenant send that much more (Ingestion page)? Then this is as it should be, until lookups become slow.',
    'Do blocks wait to be compacted? Add compactors (2.x) or backend-workers (3.x).',
    'Are blocks deleted after their retention ("Blocks deleted by retention")?',
  ],
  mixin: ['TempoBlockListRisingQuickly'],
};

const WORKERS = countWorkers((more) => more, TEMPO_LABELS);
const OUTSTANDING = `${sumByTempo('tempodb_compaction_outstanding_blocks', 'tenant')} / on (${TEMPO_LABELS.join(', ')}) group_left () ${WORKERS}`;
const OUTSTANDING_STEPS = [
  'Do all compactors (2.x) or backend-workers (3.x) run, and in what does their log say they fail?',
  'Compaction is bound by CPU: add instances, or give them more.',
  'Does one tenant make very many small blocks? Raise "max_block_duration" and "max_block_bytes" of who writes them.',
];

export const OUTSTANDING_WARNING: AlertRule = {
  name: 'TempoCompactionBehind',
  severity: 'warning',
  for: '6h',
  expr: OUTSTANDING,
  operator: '>',
  threshold: 100,
  format: 'number',
  summary: 'Compaction of {tenant} is behind',
  description: '{value} blocks of {tenant} wait for each process that compacts. Lookups become slower.',
  steps: OUTSTANDING_STEPS,
  mixin: ['TempoCompactorsTooManyOutstandingBlocks', 'TempoCompactionTooManyOutstandingBlocks'],
};

export const OUTSTANDING_CRITICAL: AlertRule = {
  ...OUTSTANDING_WARNING,
  name: 'TempoCompactionFarBehind',
  severity: 'critical',
  for: '24h',
  threshold: 250,
  summary: 'Compaction of {tenant} is far behind, for a day',
};

const PER_MINUTE = (counter: string) => `60 * ${sumByTempo(`rate(${counter}[5m])`)}`;

export const JOBS_FAILING: AlertRule = {
  name: 'TempoBackendJobsFailing',
  severity: 'critical',
  for: '10m',
  expr: `${sumByTempo('increase(tempo_backend_scheduler_jobs_failed_total[15m])')} / (${sumByTempo('increase(tempo_backend_scheduler_jobs_created_total[15m])')} > 0)`,
  operator: '>',
  threshold: 0.05,
  format: 'percentage',
  summary: 'Jobs of the backend-scheduler fail',
  description: '{value} of the jobs for compaction and retention fail.',
  steps: [
    'The log of the backend-worker names the job, the block and the reason.',
    'Does object storage refuse? See TempoObjectStorageFailing. Are workers killed for their memory?',
  ],
  mixin: ['TempoBackendSchedulerJobsFailureRateHigh'],
};

export const JOBS_RETRIED: AlertRule = {
  name: 'TempoBackendJobsRetried',
  severity: 'warning',
  for: '10m',
  expr: PER_MINUTE('tempo_backend_scheduler_jobs_retry_total'),
  operator: '>',
  threshold: 20,
  format: 'number',
  summary: 'The backend-scheduler hands out jobs again and again',
  description: '{value} jobs per minute are handed out again, because their worker did not finish.',
  steps: [
    'Do backend-workers restart? A job of a worker that died is handed out again.',
    'Do jobs take longer than "backend_scheduler.job_timeout"? Raise it, or make blocks smaller.',
  ],
  mixin: ['TempoBackendSchedulerRetryRateHigh'],
};

export const EMPTY_JOBS: AlertRule = {
  name: 'TempoBackendSchedulerFindsNoJobs',
  severity: 'warning',
  for: '10m',
  expr: PER_MINUTE('tempo_backend_scheduler_compaction_tenant_empty_job_total'),
  operator: '>',
  threshold: 10,
  format: 'number',
  summary: 'The backend-scheduler looks for compactions in vain',
  description: '{value} times a minute the scheduler chose a tenant and found nothing to compact.',
  steps: [
    'Is there anything to compact ("Blocks to compact by tenant")? If not, raise "backend_scheduler.provider.compaction.min_cycle_interval".',
    'If there is: does the scheduler read the blocklist (TempoPollsFailing)?',
  ],
  mixin: ['TempoBackendSchedulerCompactionEmptyJobRateHigh'],
};

export const BAD_JOBS: AlertRule = {
  name: 'TempoBackendWorkerBadJobs',
  severity: 'warning',
  for: '10m',
  expr: PER_MINUTE('tempo_backend_worker_bad_jobs_received_total'),
  operator: '>',
  threshold: 0,
  format: 'number',
  summary: 'Backend-workers get jobs they cannot use',
  description: '{value} jobs per minute are refused by backend-workers.',
  steps: ['Do scheduler and workers run the same release ("Processes by version")? Finish the rollout.'],
  mixin: ['TempoBackendWorkerBadJobsRateHigh'],
};

/** A worker that asks while there is nothing to do tries again as well, so this counts only while there is something. */
export const CALLS_RETRIED: AlertRule = {
  name: 'TempoBackendWorkerCallsRetried',
  severity: 'warning',
  for: '10m',
  expr: `${PER_MINUTE('tempo_backend_worker_call_retries_total')} and on (${TEMPO_LABELS.join(', ')}) ${sumByTempo('tempodb_compaction_outstanding_blocks')} > 0`,
  operator: '>',
  threshold: 5,
  format: 'number',
  summary: 'Backend-workers do not reach the backend-scheduler',
  description: '{value} calls per minute to the backend-scheduler are tried again, while blocks wait to be compacted.',
  steps: [
    'Does the backend-scheduler run? There is one only; a second one would hand out the same jobs.',
    'Is "backend_scheduler_client" or "backend_worker.backend_scheduler_addr" right, and port 9095 open?',
  ],
  mixin: ['TempoBackendWorkerCallRetriesHigh'],
};

export const RETENTION_FAILING: AlertRule = {
  name: 'TempoRetentionFailing',
  severity: 'warning',
  for: '5m',
  expr: stillHappening('tempodb_retention_errors_total'),
  operator: '>',
  threshold: 2,
  format: 'number',
  summary: 'Tempo cannot delete old blocks',
  description:
    '{value} deletions failed in the last hour, and they still do: storage grows, and data outlives its retention.',
  steps: [
    'May the credentials delete objects? The log of the compactor (2.x) or backend-worker (3.x) says.',
    'Is object lock or versioning on in the bucket? Then deleted blocks still cost.',
  ],
};
