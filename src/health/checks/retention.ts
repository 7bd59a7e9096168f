import { select } from '../../signals';
import { configText, parseGoDuration } from '../../tempo';
import { fine, found, unknown, type Check, type CheckInput, type Judgement, type Subject } from '../check';
import { HEALTH_DOCS } from '../documentation';
import { increase, stillIncreasing } from '../expressions';
import { formatCount, formatSeconds } from '../formatValue';
import { numberCheck } from '../numberCheck';
import { answersTo, configOf, whyUnanswered } from '../processAnswers';
import { advice, setting, tenantLimit } from '../remedy';

const NS_PER_SECOND = 1e9;
/** Code default of block_retention in 2.6 to 3.0; the chart sets 48h. */
const DEFAULT_RETENTION_SECONDS = 336 * 3600;
const STUCK_JOB_SECONDS = 3600;
const RETENTION_2 = 'compactor.compaction.block_retention';
/** The scheduler has a key of the same name, which deletes nothing (modules/backendworker, RetainTenantWithConfig, 3.0.3). */
const RETENTION_3 = 'backend_worker.compaction.block_retention';

/** How long traces are kept, and the jobs that delete and compact them. */
export const RETENTION_CHECKS: readonly Check[] = [
  numberCheck({
    id: 'storage.retention-errors',
    title: 'Old blocks cannot be deleted',
    looksAt: 'Failed deletions in the last hour, as long as they still fail.',
    cause: 'Storage fills with what should be gone. Most often the permission to delete is missing.',
    severity: 'warning',
    confidence: 'certain',
    expr: (context) => stillIncreasing(context, 'tempodb_retention_errors_total'),
    threshold: 0,
    unit: 'events',
    says: (worst) => `${formatCount(worst, 'deletion', 'deletions')} failed within an hour.`,
    otherwise: 'Old blocks are deleted.',
    remedies: [advice('Give the compactor (2.x) or backend-worker (3.x) the permission to delete objects.')],
    panel: 'storage.retention',
    doc: HEALTH_DOCS.compaction,
  }),
  {
    id: 'storage.retention-too-short',
    title: 'Traces are kept for less time than wanted',
    looksAt: 'block_retention in the configuration and in tempo_limits_defaults, against the time that is wanted.',
    cause:
      'Blocks older than the retention are deleted. Tempo keeps 14 days unless told otherwise, the helm chart sets 48 hours.',
    severity: 'warning',
    confidence: 'certain',
    queries: ({ matchers }) => ({
      own: `min by (user) (${select('tempo_limits_overrides', matchers('limit_name="block_retention"'))} > 0)`,
      common: `max(${select('tempo_limits_defaults', matchers('limit_name="block_retention"'))} > 0)`,
    }),
    queriesOptional: true,
    judge: judgeRetention,
    remedies: [
      setting('Keep them for 30 days.', RETENTION_2, '720h', { generation: '2.x' }),
      setting('Keep them for 30 days.', RETENTION_3, '720h', { generation: '3.x' }),
      tenantLimit('Or for one tenant only.', 'compaction.block_retention', '720h'),
    ],
    panel: 'storage.retention',
    doc: HEALTH_DOCS.compaction,
  },
  numberCheck({
    id: 'storage.jobs-failing',
    title: 'Jobs of the backend-scheduler fail',
    looksAt: 'Failed jobs against those created in the last hour.',
    cause:
      'Workers cannot compact or delete: storage errors, too little memory, or scheduler and workers of different releases.',
    severity: 'warning',
    confidence: 'certain',
    requires: { generation: '3.x', metrics: ['tempo_backend_scheduler_jobs_created_total'] },
    expr: (context) =>
      `sum by (job_type) (${increase(context, 'tempo_backend_scheduler_jobs_failed_total', '1h')}) / sum by (job_type) (${increase(context, 'tempo_backend_scheduler_jobs_created_total', '1h')})`,
    threshold: 0.05,
    critical: 0.5,
    unit: 'ratio',
    subject: ['job_type'],
    says: (worst, kind) => `${worst} of the jobs fail (${kind}).`,
    otherwise: 'Jobs succeed.',
    remedies: [advice('The log of the backend-worker has the error. Is it of the same release as the scheduler?')],
    panel: 'errors.backend-jobs',
    doc: HEALTH_DOCS.compaction,
  }),
  {
    id: 'storage.job-stuck',
    title: 'A job of the backend-scheduler hangs or has failed',
    looksAt: `Jobs that have run for more than ${STUCK_JOB_SECONDS / 60} minutes, or failed, on the page of the scheduler.`,
    cause:
      'A job that hangs: the worker that took it is gone or hangs; the scheduler gives it to another after dead_job_timeout (24 hours). One that failed: its worker could not do it.',
    severity: 'warning',
    confidence: 'likely',
    requires: { generation: '3.x' },
    judge: judgeJobs,
    remedies: [
      advice('It failed? The log of the worker of that name says why.'),
      advice('It hangs? See whether that worker still runs, and restart it if it does.'),
      setting('Take jobs of workers that are gone back sooner.', 'backend_scheduler.work.dead_job_timeout', '1h'),
    ],
    panel: 'storage.jobs-active',
    doc: HEALTH_DOCS.compaction,
  },
];

function judgeRetention({ evidence, numbers }: CheckInput): Judgement {
  const wanted = evidence.wanted.retentionSeconds;
  if (wanted === undefined) {
    return unknown(
      'How long traces should be kept is not set: give the number of days on the configuration page of the app.'
    );
  }
  const { answers, failures } = answersTo(evidence, 'config');
  const path = evidence.system.generation === '2.x' ? RETENTION_2 : RETENTION_3;
  const shown = configOf(answers, ['compactor', 'backend-worker'], path)?.value.config;
  const text = shown && configText(shown, path);
  const configured = text === undefined ? shown && DEFAULT_RETENTION_SECONDS : parseGoDuration(text);
  const common = numbers.common?.[0]?.value;
  const kept = common === undefined ? configured : common / NS_PER_SECOND;
  const own = (numbers.own ?? []).filter(({ value }) => value / NS_PER_SECOND < wanted);
  if (kept === undefined && own.length === 0) {
    return unknown(
      whyUnanswered('config', failures, evidence.system.generation === '2.x' ? 'compactor' : 'backend-worker')
    );
  }
  const subjects: Subject[] = own.map(({ labels, value }) => ({
    name: labels.user ?? '',
    detail: formatSeconds(value / NS_PER_SECOND),
  }));
  return (kept !== undefined && kept < wanted) || own.length > 0
    ? found(
        `Traces are kept for ${formatSeconds(Math.min(kept ?? wanted, ...own.map(({ value }) => value / NS_PER_SECOND)))}; ${formatSeconds(wanted)} are wanted.`,
        { subjects }
      )
    : fine(`Traces are kept for ${formatSeconds(kept ?? wanted)}.`);
}

function judgeJobs({ evidence }: CheckInput): Judgement {
  const { answers, failures } = answersTo(evidence, 'backendJobs');
  const [answer] = answers;
  if (!answer) {
    return unknown(whyUnanswered('backendJobs', failures, 'backend-scheduler'));
  }
  const { jobs } = answer.value;
  const bad = jobs.flatMap(({ id, tenant, kind, status, worker, startedAtMs }): Subject[] => {
    const seconds = startedAtMs === undefined ? 0 : (evidence.nowMs - startedAtMs) / 1000;
    const name = `${kind} of ${tenant} (${id})`;
    if (status === 'failed') {
      return [{ name, detail: `failed on ${worker}` }];
    }
    return status === 'running' && seconds > STUCK_JOB_SECONDS
      ? [{ name, detail: `runs on ${worker} for ${formatSeconds(seconds)}` }]
      : [];
  });
  return bad.length === 0
    ? fine(`${formatCount(jobs.length, 'job', 'jobs')}, and none is stuck.`)
    : found(`${bad.length} of ${jobs.length} jobs failed or hang.`, { subjects: bad });
}
