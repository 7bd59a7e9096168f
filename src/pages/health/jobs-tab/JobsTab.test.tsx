import { configure, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import type { HealthEvidence } from '../../../health';
import type { BackendJob } from '../../../tempo';
import { recordedComponentTransport } from '../../../tempo/testdata/recordedComponents';
import {
  askRecorded,
  gatheredOf,
  recordedEvidence,
  RECORDED_AT_MS,
  refusedProcess,
} from '../testdata/recordedEvidence';
import { JobsTab } from './JobsTab';

beforeAll(() => configure({ defaultHidden: true }));
afterAll(() => configure({ defaultHidden: false }));
// jsdom lays nothing out.
beforeEach(() => {
  jest.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(400);
  jest
    .spyOn(HTMLCanvasElement.prototype, 'getContext')
    .mockReturnValue({ measureText: () => ({ width: 0 }) } as unknown as null);
});
afterEach(() => jest.restoreAllMocks());

let recorded: HealthEvidence;
beforeAll(async () => {
  recorded = await recordedEvidence('3.0.3');
});

const job = (change: Partial<BackendJob>): BackendJob => ({
  id: 'job',
  tenant: 'acme',
  kind: 'compaction',
  status: 'running',
  worker: 'worker-0',
  createdAtMs: RECORDED_AT_MS - 120_000,
  startedAtMs: RECORDED_AT_MS - 60_000,
  endedAtMs: undefined,
  ...change,
});
const show = (jobs: readonly BackendJob[], pending: HealthPending = []) =>
  render(
    <JobsTab
      gathered={gatheredOf(recorded, {
        processes: [{ name: 'single-binary', via: 'data source', backendJobs: { ok: true, value: { jobs, pending } } }],
      })}
    />
  );
type HealthPending = Array<{ id: string; tenant: string; kind: 'redaction'; blockId: string; batchId: string }>;
const rows = (name = 'Jobs') => within(screen.getByRole('grid', { name })).getAllByRole('row').slice(1);
async function choose(label: string, option: string) {
  await userEvent.click(screen.getByLabelText(label));
  await userEvent.click(await screen.findByRole('option', { name: option }));
}

it('says that there are none, as the recorded scheduler had', () => {
  render(<JobsTab gathered={gatheredOf(recorded)} />);
  expect(screen.getByRole('status', { name: 'The backend-scheduler has no jobs' })).toBeInTheDocument();
});

it('reads the table of a scheduler, the failed ones first, with age and duration', async () => {
  const body = [
    '| Active Jobs |',
    '| TENANT | JOB_ID | TYPE | STATUS | WORKER | CREATED | START | END |',
    '| acme | one | JOB_TYPE_COMPACTION | JOB_STATUS_RUNNING | w | 2026-11-22T09:00:36Z | 2026-11-22T09:01:36Z | |',
    '| acme | two | JOB_TYPE_RETENTION | JOB_STATUS_FAILED | w | 2026-11-22T08:02:36Z | 2026-11-22T08:02:36Z | 2026-11-22T08:02:46Z |',
  ].join('\n');
  const inner = recordedComponentTransport('3.0.3 single binary');
  const process = await askRecorded('single-binary', async (request) =>
    request.path === '/status/backendscheduler' ? { status: 200, contentType: 'text/plain', body } : inner(request)
  );
  render(<JobsTab gathered={gatheredOf(recorded, { processes: [process] })} />);
  const [failed, running] = rows();
  expect(failed).toHaveTextContent('failedretentionacme1 hour ago10 s');
  expect(running).toHaveTextContent('runningcompactionacme2 mins ago1 min');
});

it('filters by status, and shows all again', async () => {
  show([job({ id: 'a' }), job({ id: 'b', status: 'failed', kind: 'retention', tenant: 'other' })]);
  expect(screen.getByRole('status')).toHaveTextContent('Shown: 2 of 2 jobs; failed: 1; pending: 0');
  await choose('Status', 'failed');
  expect(rows()).toHaveLength(1);
  await choose('Tenant', 'acme');
  expect(screen.getByText('No job is like that.')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Show all' }));
  expect(rows()).toHaveLength(2);
});

it('shows what waits for its turn', () => {
  show([], [{ id: 'p', tenant: 'acme', kind: 'redaction', blockId: 'block-1', batchId: 'batch-1' }]);
  expect(rows('Pending jobs')[0]).toHaveTextContent('redactionacmepblock-1batch-1');
});

it('says how to reach the scheduler', () => {
  render(<JobsTab gathered={gatheredOf(recorded, { processes: [] })} />);
  expect(screen.getByRole('status')).toHaveTextContent('backendSchedulerUrl: http://tempo-backend-scheduler:3200');
});

it('tells a visitor who may not ask', () => {
  render(<JobsTab gathered={gatheredOf(recorded, { processes: [refusedProcess('backend-scheduler')] })} />);
  expect(screen.getByRole('alert', { name: 'No answer: backend-scheduler' })).toHaveTextContent('You may not ask');
});
