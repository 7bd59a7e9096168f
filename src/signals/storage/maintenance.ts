import { average, maxBy, orZero, quantile, rateSum, select, sumBy } from '../promql';
import type { Section, SignalContext, SignalQuery } from '../signal';
import {
  BAD_JOBS,
  CALLS_RETRIED,
  COMPACTIONS_FAILING,
  EMPTY_JOBS,
  INDEX_FAILING,
  INDEX_TOO_OLD,
  JOBS_FAILING,
  JOBS_RETRIED,
  NO_INDEX_BUILDER,
  OUTSTANDING_CRITICAL,
  OUTSTANDING_WARNING,
  POLLS_FAILING,
  RETENTION_FAILING,
} from './alerts';
import { outstanding, outstandingPerWorker } from './outstanding';

const POLL = 'tempodb_blocklist_poll_duration_seconds';
const SCHEDULER = 'tempo_backend_scheduler';

/** How processes know which blocks there are. */
export const BLOCKLIST: Section = {
  id: 'blocklist',
  title: 'Blocklist',
  question: 'Do all processes know which blocks there are?',
  signals: [
    {
      id: 'storage.poll-duration',
      title: 'Duration of polling',
      description: {
        shows: 'Time that a process takes to learn which blocks there are, by index or by listing the bucket.',
        good: 'Far below "storage.trace.blocklist_poll" (5 minutes unless set).',
        remedy:
          'Too long: too many blocks or tenants; compact more, let the index do the work ("blocklist_poll_tenant_index_builders"), raise "blocklist_poll_concurrency".',
      },
      unit: 's',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { metrics: [POLL] },
      queries: (context) => [
        // Its first bucket is a minute (tempodb/blocklist/poller.go): what is below is made up.
        { refId: 'A', expr: average(context, POLL, context.matchers()), legend: 'Average' },
        { refId: 'B', expr: `${quantile(context, 0.99, POLL, context.matchers())} > 60`, legend: 'p99' },
      ],
      alerts: [POLLS_FAILING],
    },
    {
      id: 'storage.index-age',
      title: 'Age of the index by tenant',
      description: {
        shows: 'How old the index is that processes read instead of listing the bucket.',
        good: 'Below "blocklist_poll" (5 minutes unless set) and a bit.',
        remedy: 'Older: its builder is gone or cannot write. Queries do not see blocks written since.',
      },
      unit: 's',
      visualization: {
        kind: 'timeseries',
        min: 0,
        thresholds: [{ level: 'ok' }, { from: 600, level: 'warning' }, { from: 1800, level: 'critical' }],
      },
      requires: { metrics: ['tempodb_blocklist_tenant_index_age_seconds'] },
      queries: ({ matchers, tenant }) => [
        {
          refId: 'A',
          expr: maxBy(['tenant'], select('tempodb_blocklist_tenant_index_age_seconds', matchers(tenant))),
          legend: '{{tenant}}',
        },
      ],
      alerts: [INDEX_TOO_OLD, INDEX_FAILING],
    },
    {
      id: 'storage.index-builders',
      title: 'Builders of the index by tenant',
      description: {
        shows: 'Processes that write the index of the tenant.',
        good: '"blocklist_poll_tenant_index_builders" (2 unless set), or 1 with a single process.',
        remedy:
          'At 0 the index becomes stale: compactors (2.x) or backend processes (3.x) are missing, or their ring is wrong.',
      },
      unit: 'short',
      visualization: {
        kind: 'timeseries',
        min: 0,
        thresholds: [{ level: 'critical' }, { from: 1, level: 'ok' }],
      },
      requires: { metrics: ['tempodb_blocklist_tenant_index_builder'] },
      queries: ({ matchers, tenant }) => [
        {
          refId: 'A',
          expr: sumBy(['tenant'], select('tempodb_blocklist_tenant_index_builder', matchers(tenant))),
          legend: '{{tenant}}',
        },
      ],
      alerts: [NO_INDEX_BUILDER],
    },
  ],
};

/** Small blocks into large ones. */
export const COMPACTION: Section = {
  id: 'compaction',
  title: 'Compaction',
  question: 'Does compaction keep up with what is written?',
  signals: [
    {
      id: 'storage.outstanding-per-worker',
      title: 'Blocks to compact per worker by tenant',
      description: {
        shows:
          'Blocks that wait to be compacted, divided by the processes that do it: compactors (2.x), backend-workers (3.x), or the single binary. It is what dashboards look for under the name tempo_ingester_blocks_per_compactor, which no release of Tempo has.',
        good: 'Below 100.',
        remedy: 'Above it for hours, add compactors or backend-workers, or give them more CPU.',
      },
      unit: 'short',
      visualization: {
        kind: 'timeseries',
        min: 0,
        // TempoCompactorsTooManyOutstandingBlocks, tempo-mixin of 2.6.1 and 3.0.3.
        thresholds: [{ level: 'ok' }, { from: 100, level: 'warning' }, { from: 250, level: 'critical' }],
      },
      requires: { metrics: ['tempodb_compaction_outstanding_blocks'] },
      queries: (context) => [{ refId: 'A', expr: outstandingPerWorker(context), legend: '{{tenant}}' }],
      alerts: [OUTSTANDING_WARNING, OUTSTANDING_CRITICAL],
    },
    {
      id: 'storage.outstanding',
      title: 'Blocks to compact by tenant',
      description: {
        shows: 'Blocks that wait to be compacted.',
        good: 'Goes up and down, and does not rise in the long run.',
        remedy: 'As for blocks per worker.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', stack: true, min: 0 },
      requires: { metrics: ['tempodb_compaction_outstanding_blocks'] },
      queries: (context) => [{ refId: 'A', expr: outstanding(context), legend: '{{tenant}}' }],
    },
    {
      id: 'storage.blocks-compacted',
      title: 'Blocks compacted per minute by level',
      description: {
        shows: 'Blocks that were put together, by how often they had been before.',
        good: 'Most at level 0, fewer at each next one.',
        remedy: 'None while blocks wait: see failures, and the log of who compacts.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', stack: true, min: 0 },
      requires: { metrics: ['tempodb_compaction_blocks_total'] },
      queries: ({ matchers }) => [
        {
          refId: 'A',
          expr: `60 * ${rateSum('tempodb_compaction_blocks_total', matchers(), ['level'])}`,
          legend: 'Level {{level}}',
        },
      ],
      alerts: [COMPACTIONS_FAILING],
    },
    {
      id: 'storage.compaction-bytes',
      title: 'Data written by compaction',
      description: {
        shows: 'Bytes of the new blocks, by level.',
        good: 'A small multiple of the data received.',
        remedy: 'Much more: the same data is compacted over and over; see "max_compaction_objects" and the window.',
      },
      unit: 'Bps',
      visualization: { kind: 'timeseries', stack: true, min: 0 },
      requires: { metrics: ['tempodb_compaction_bytes_written_total'] },
      queries: ({ matchers }) => [
        {
          refId: 'A',
          expr: rateSum('tempodb_compaction_bytes_written_total', matchers(), ['level']),
          legend: 'Level {{level}}',
        },
      ],
    },
    {
      id: 'storage.compaction-traces',
      title: 'Traces written and combined per second',
      description: {
        shows: 'Traces that compaction wrote, and traces of which it put parts of several blocks together.',
        good: 'Combined is a part of written.',
        remedy: 'Many combined: replicas (2.x), or traces that last longer than a block.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { metrics: ['tempodb_compaction_blocks_total'] },
      queries: (context) => [
        compacted(context, 'A', 'tempodb_compaction_objects_written_total', 'Written'),
        compacted(context, 'B', 'tempodb_compaction_objects_combined_total', 'Combined'),
      ],
    },
    {
      id: 'storage.spans-deduplicated',
      title: 'Spans found twice per second',
      description: {
        shows: 'Spans that compaction (and from 3.0 the block-builder) left out because they were there already.',
        good: 'Few, with one replica; replication makes as many as there are replicas.',
        remedy: 'More than before: clients send batches again after time-outs; see write latency.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { generation: '3.x', metrics: ['tempodb_compaction_blocks_total'] },
      queries: (context) => [
        compacted(context, 'A', 'tempodb_compaction_spans_deduped_total', 'Compaction'),
        compacted(context, 'B', 'tempo_block_builder_spans_deduped_total', 'Block-builder'),
      ],
    },
  ],
};

/** Who hands out the work of compaction and retention from 3.0 on. */
export const SCHEDULING: Section = {
  id: 'scheduling',
  title: 'Backend-scheduler',
  question: 'Are the jobs of the backend handed out and done?',
  signals: [
    {
      id: 'storage.jobs-active',
      title: 'Jobs in progress',
      description: {
        shows: 'Jobs that workers have and did not finish yet, by kind.',
        good: 'At most as many as there are workers.',
        remedy: '0 while blocks wait: workers do not run or do not reach the scheduler.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', stack: true, min: 0 },
      requires: { since: '2.8', metrics: [`${SCHEDULER}_jobs_active`] },
      queries: ({ matchers, tenant }) => [
        {
          refId: 'A',
          expr: sumBy(['job_type'], select(`${SCHEDULER}_jobs_active`, matchers(tenant))),
          legend: '{{job_type}}',
        },
      ],
      alerts: [BAD_JOBS, CALLS_RETRIED],
    },
    {
      id: 'storage.jobs-done',
      title: 'Jobs per minute',
      description: {
        shows: 'Jobs that were made, done, failed, and handed out again.',
        good: 'As many done as made, none failed.',
        remedy: 'The log of the backend-worker names what failed; see also "Jobs that went wrong" on the Errors page.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { since: '2.8', metrics: [`${SCHEDULER}_jobs_created_total`] },
      queries: (context) => [
        jobs(context, 'A', 'jobs_created_total', 'Made'),
        jobs(context, 'B', 'jobs_completed_total', 'Done'),
        jobs(context, 'C', 'jobs_failed_total', 'Failed'),
        jobs(context, 'D', 'jobs_retry_total', 'Handed out again'),
      ],
      alerts: [JOBS_FAILING, JOBS_RETRIED],
    },
    {
      id: 'storage.job-duration',
      title: 'Duration of jobs by kind',
      description: {
        shows: 'Average time from handing out a job until it was done. Without finished jobs there is no line.',
        good: 'Steady.',
        remedy: 'Longer: larger blocks, slower storage, or workers short of CPU.',
      },
      unit: 's',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { since: '2.9', metrics: [`${SCHEDULER}_job_duration_seconds`] },
      queries: (context) => [
        {
          refId: 'A',
          expr: `${average(context, `${SCHEDULER}_job_duration_seconds`, context.matchers(), ['job_type'])} >= 0`,
          legend: '{{job_type}}',
        },
      ],
    },
    {
      id: 'storage.empty-jobs',
      title: 'Searches for work in ten minutes',
      description: {
        shows:
          'Compaction jobs found; tenants of which there was nothing to compact; tenants begun anew; calls of workers for which there was no job.',
        good: 'Found jobs while blocks wait; empty ones otherwise.',
        remedy: 'Only empty ones while blocks wait: the scheduler does not see the blocks; see the blocklist.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { since: '2.8', metrics: [`${SCHEDULER}_compaction_tenant_empty_job_total`] },
      queries: (context) => [
        inTenMinutes(context, 'A', `${SCHEDULER}_compaction_jobs_created_total`, 'Found'),
        inTenMinutes(context, 'B', `${SCHEDULER}_compaction_tenant_empty_job_total`, 'Nothing to compact'),
        inTenMinutes(context, 'C', `${SCHEDULER}_compaction_tenant_reset_total`, 'Begun anew'),
        inTenMinutes(context, 'D', `${SCHEDULER}_jobs_not_found_total`, 'No job for a worker'),
        inTenMinutes(context, 'E', `${SCHEDULER}_provider_jobs_merged_total`, 'Merged'),
      ],
      alerts: [EMPTY_JOBS],
    },
  ],
};

/** What is deleted, and when. */
export const RETENTION: Section = {
  id: 'retention',
  title: 'Retention',
  question: 'Is old data deleted?',
  signals: [
    {
      id: 'storage.retention',
      title: 'Blocks deleted by retention per minute',
      description: {
        shows: 'Blocks past their retention that were marked, blocks really deleted, and failures.',
        good: 'As many deleted as marked and compacted in the long run. Nothing is marked while all data is young.',
        remedy:
          'None deleted: check the right to delete in the bucket. Marked blocks are kept for "compacted_block_retention".',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { metrics: ['tempodb_retention_deleted_total'] },
      queries: (context) => [
        perMinute(context, 'A', 'tempodb_retention_marked_for_deletion_total', 'Marked'),
        perMinute(context, 'B', 'tempodb_retention_deleted_total', 'Deleted'),
        perMinute(context, 'C', 'tempodb_retention_errors_total', 'Failed'),
      ],
      alerts: [RETENTION_FAILING],
    },
    {
      id: 'storage.retention-duration',
      title: 'Duration of retention',
      description: {
        shows: 'Time that one round of looking for blocks to delete takes. Without a round there is no line.',
        good: 'Seconds.',
        remedy: 'Long: very many blocks to delete, or object storage is slow to delete.',
      },
      unit: 's',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { metrics: ['tempodb_retention_duration_seconds'] },
      queries: (context) => [
        {
          refId: 'A',
          expr: quantile(context, 0.99, 'tempodb_retention_duration_seconds', context.matchers()),
          legend: 'p99',
        },
        {
          refId: 'B',
          expr: quantile(context, 0.5, 'tempodb_retention_duration_seconds', context.matchers()),
          legend: 'p50',
        },
      ],
    },
  ],
};

function compacted(context: SignalContext, refId: string, counter: string, legend: string): SignalQuery {
  return { refId, expr: orZero(context, rateSum(counter, context.matchers())), legend };
}

function jobs(context: SignalContext, refId: string, suffix: string, legend: string): SignalQuery {
  return {
    refId,
    expr: orZero(context, `60 * ${rateSum(`${SCHEDULER}_${suffix}`, context.matchers(context.tenant))}`),
    legend,
  };
}

function perMinute(context: SignalContext, refId: string, counter: string, legend: string): SignalQuery {
  return { refId, expr: orZero(context, `60 * ${rateSum(counter, context.matchers())}`), legend };
}

function inTenMinutes(context: SignalContext, refId: string, counter: string, legend: string): SignalQuery {
  return { refId, expr: orZero(context, `sum(increase(${select(counter, context.matchers())}[10m]))`), legend };
}
