import { t, Trans } from '@grafana/i18n';
import { Alert, Button, Stack, Text } from '@grafana/ui';
import React, { useMemo, useState } from 'react';
import { CodeSample } from '../../../components/CodeSample';
import { PLUGIN_ID } from '../../../constants';
import type { Gathered } from '../../../data';
import { COMPONENT_URL_KEYS } from '../../../grafana';
import type { BackendJobs } from '../../../tempo';
import { HealthTable } from '../HealthTable';
import { listUnanswered } from '../listUnanswered';
import { Unanswered } from '../Unanswered';
import { jobColumns, pendingColumns } from './jobColumns';
import { JobFilters } from './JobFilters';
import { ALL_JOBS, selectJobs, selectPending } from './selectJobs';

/** Only these could have answered. */
const SCHEDULERS = ['backend-scheduler', 'single-binary'];

/** What the backend-scheduler has given out (3.x): compaction, retention and redaction of blocks, the failed ones first. */
export function JobsTab({ gathered: { evidence } }: { gathered: Gathered }) {
  const { processes, nowMs } = evidence;
  const answer = processes.flatMap(({ backendJobs }) => (backendJobs?.ok ? [backendJobs.value] : []))[0];
  const schedulers = processes.filter(({ name }) => SCHEDULERS.includes(name));
  if (answer) {
    return <Jobs jobs={answer} nowMs={nowMs} />;
  }
  const unanswered = listUnanswered(schedulers, 'backendJobs');
  return unanswered.length > 0 ? <Unanswered unanswered={unanswered} /> : <NoScheduler />;
}

function Jobs({ jobs, nowMs }: { jobs: BackendJobs; nowMs: number }) {
  const [filter, setFilter] = useState(ALL_JOBS);
  const columns = useMemo(() => jobColumns(nowMs), [nowMs]);
  const shown = useMemo(() => selectJobs(jobs.jobs, filter), [jobs, filter]);
  const waiting = useMemo(() => selectPending(jobs.pending, filter), [jobs, filter]);
  if (jobs.jobs.length === 0 && jobs.pending.length === 0) {
    return (
      <Alert severity="info" title={t('health.jobs.none', 'The backend-scheduler has no jobs')}>
        {t(
          'health.jobs.none-why',
          'It has given out none, and remembers none that ended. With few or new blocks there is nothing to do.'
        )}
      </Alert>
    );
  }
  const failed = jobs.jobs.filter(({ status }) => status === 'failed').length;
  return (
    <Stack direction="column" gap={2}>
      <JobFilters jobs={jobs} filter={filter} onChange={setFilter} />
      <div role="status">
        {t('health.jobs.counts', 'Shown: {{shown}} of {{all}} jobs; failed: {{failed}}; pending: {{pending}}', {
          shown: shown.length,
          all: jobs.jobs.length,
          failed,
          pending: jobs.pending.length,
        })}
      </div>
      {shown.length > 0 && (
        <HealthTable
          label={t('health.jobs.table', 'Jobs')}
          columns={columns}
          rows={shown}
          keyOf={({ id, tenant }) => `${tenant} ${id}`}
          firstSort={{ key: 'status', descending: false }}
        />
      )}
      {shown.length === 0 && filter !== ALL_JOBS && (
        <Stack direction="row" gap={2} alignItems="center">
          <Trans i18nKey="health.jobs.none-match">No job is like that.</Trans>
          <Button variant="secondary" size="sm" onClick={() => setFilter(ALL_JOBS)}>
            {t('health.jobs.show-all', 'Show all')}
          </Button>
        </Stack>
      )}
      {waiting.length > 0 && <PendingJobs jobs={waiting} />}
    </Stack>
  );
}

function PendingJobs({ jobs }: { jobs: BackendJobs['pending'] }) {
  const columns = useMemo(() => pendingColumns(), []);
  return (
    <Stack direction="column" gap={1}>
      <Text element="h2" variant="h5">
        {t('health.jobs.pending', 'Pending')}
      </Text>
      <HealthTable
        label={t('health.jobs.pending-table', 'Pending jobs')}
        columns={columns}
        rows={jobs}
        keyOf={({ id, tenant, blockId }) => `${tenant} ${id} ${blockId}`}
        firstSort={{ key: 'tenant', descending: false }}
      />
    </Stack>
  );
}

function NoScheduler() {
  const line = `      ${COMPONENT_URL_KEYS['backend-scheduler']}: http://tempo-backend-scheduler:3200`;
  return (
    <Alert severity="info" title={t('health.jobs.unreached', 'The backend-scheduler cannot be asked from here')}>
      <Stack direction="column" gap={1} alignItems="flex-start">
        <Trans i18nKey="health.jobs.unreached-how">
          The jobs are known to the backend-scheduler alone (Tempo 2.8 and later). Give the app its address on the
          configuration page, or by provisioning.
        </Trans>
        <CodeSample
          title="provisioning/plugins/app.yaml"
          code={['apps:', `  - type: ${PLUGIN_ID}`, '    jsonData:', line].join('\n')}
        />
      </Stack>
    </Alert>
  );
}
