import type { BackendJob, BackendJobStatus, PendingBackendJob } from '../../../tempo';

/** What of the jobs is shown; undefined does not restrict. */
export interface JobFilter {
  readonly tenant: string | undefined;
  readonly kind: BackendJob['kind'] | undefined;
  readonly status: BackendJobStatus | undefined;
}

export const ALL_JOBS: JobFilter = { tenant: undefined, kind: undefined, status: undefined };

/** The jobs that a filter leaves. */
export function selectJobs(jobs: readonly BackendJob[], { status, ...rest }: JobFilter): readonly BackendJob[] {
  return selectPending(jobs, rest).filter((job) => status === undefined || job.status === status);
}

/** As `selectJobs`, for what has no status yet. */
export function selectPending<Job extends Pick<PendingBackendJob, 'tenant' | 'kind'>>(
  jobs: readonly Job[],
  { tenant, kind }: Pick<JobFilter, 'tenant' | 'kind'>
): readonly Job[] {
  return jobs.filter(
    (job) => (tenant === undefined || job.tenant === tenant) && (kind === undefined || job.kind === kind)
  );
}

/** How long a job has run, or ran, in seconds; undefined where nobody took it yet. */
export function runSecondsOf({ startedAtMs, endedAtMs }: BackendJob, nowMs: number): number | undefined {
  return startedAtMs === undefined ? undefined : Math.max(0, (endedAtMs ?? nowMs) - startedAtMs) / 1000;
}

/** The worst first, then what goes on. */
export const STATUS_ORDER: readonly BackendJobStatus[] = ['failed', 'unknown', 'unspecified', 'running', 'succeeded'];
