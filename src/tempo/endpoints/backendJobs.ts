import type { TempoClient } from '../client';
import { malformed, notTempo } from '../decode';
import { isWebPage, TempoRequestError } from '../failure';
import { parseTitledBoxTables } from './boxTable';
import { parseGoTime } from './goTime';
import type { Route } from './statusEndpoints';

const PATH = '/status/backendscheduler';

const STATUSES = ['unspecified', 'running', 'succeeded', 'failed'] as const;
/** `unspecified` is a job that no worker took yet. */
export type BackendJobStatus = (typeof STATUSES)[number] | 'unknown';
const KINDS = ['compaction', 'retention', 'redaction'] as const;
export type BackendJobKind = (typeof KINDS)[number] | 'unknown';

/** A piece of work on the blocks of a tenant. */
export interface BackendJob {
  readonly id: string;
  readonly tenant: string;
  readonly kind: BackendJobKind;
  readonly status: BackendJobStatus;
  /** Empty where none has it. */
  readonly worker: string;
  readonly createdAtMs: number | undefined;
  readonly startedAtMs: number | undefined;
  readonly endedAtMs: number | undefined;
}

/** A job that waits for its turn (redactions, 3.0). */
export interface PendingBackendJob {
  readonly id: string;
  readonly tenant: string;
  readonly kind: BackendJobKind;
  readonly blockId: string;
  readonly batchId: string;
}

export interface BackendJobs {
  /** Also those that ended not long ago, the newest first. */
  readonly jobs: readonly BackendJob[];
  readonly pending: readonly PendingBackendJob[];
}

/**
 * The work on blocks that the backend-scheduler (2.8 and later; part of the single binary of 3.0) has given out.
 *
 * Source: modules/backendscheduler StatusHandler (3.0.3): text tables, no JSON.
 *
 * @param routes - those of the same process: asked without the route, Tempo closes the connection with a panic
 * @throws TempoRequestError `unsupported`, without asking, if the route is not among them; all kinds as the client
 */
export async function fetchBackendJobs(
  client: TempoClient,
  routes: readonly Route[],
  signal?: AbortSignal
): Promise<BackendJobs> {
  if (!routes.includes(PATH)) {
    const said = 'This process has no backend-scheduler: it is part of Tempo 3.0, and runs in a process of its own.';
    throw new TempoRequestError({ kind: 'unsupported', path: PATH, said });
  }
  const answer = await client.get(PATH, { accept: 'text/plain', signal });
  const tables = parseTitledBoxTables(answer.body);
  const active = tables.get('Active Jobs');
  if (active?.header[1]?.toUpperCase() !== 'JOB_ID') {
    throw isWebPage(answer) ? notTempo(PATH, answer) : malformed(PATH, answer, 'there is no table of jobs in it');
  }
  return {
    jobs: active.rows.map(([tenant = '', id = '', kind = '', status = '', worker = '', ...times]) => ({
      id,
      tenant,
      kind: wordOf(KINDS, 'JOB_TYPE_', kind),
      status: wordOf(STATUSES, 'JOB_STATUS_', status),
      worker,
      createdAtMs: parseGoTime(times[0] ?? ''),
      startedAtMs: parseGoTime(times[1] ?? ''),
      endedAtMs: parseGoTime(times[2] ?? ''),
    })),
    pending: (tables.get('Pending Jobs')?.rows ?? []).map(
      ([tenant = '', id = '', kind = '', blockId = '', batchId = '']) => ({
        id,
        tenant,
        kind: wordOf(KINDS, 'JOB_TYPE_', kind),
        blockId,
        batchId,
      })
    ),
  };
}

function wordOf<Word extends string>(words: readonly Word[], prefix: string, text: string): Word | 'unknown' {
  return words.find((word) => text === `${prefix}${word.toUpperCase()}`) ?? 'unknown';
}
