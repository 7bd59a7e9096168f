import { dateTimeFormat } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Badge, type BadgeColor } from '@grafana/ui';
import React from 'react';
import type { BackendJob, BackendJobStatus, PendingBackendJob } from '../../../tempo';
import { formatAge, formatSeconds } from '../formatFigures';
import type { HealthColumn } from '../HealthTable';
import { kindText, statusText } from './jobTexts';
import { runSecondsOf, STATUS_ORDER } from './selectJobs';

const COLOURS: Readonly<Record<BackendJobStatus, BadgeColor>> = {
  failed: 'red',
  unknown: 'orange',
  unspecified: 'darkgrey',
  running: 'blue',
  succeeded: 'green',
};

function tenantColumn<Job extends { readonly tenant: string }>(): HealthColumn<Job> {
  return { key: 'tenant', title: t('health.jobs.tenant', 'Tenant'), widthPx: 140, textOf: ({ tenant }) => tenant };
}

function kindColumn<Job extends Pick<BackendJob, 'kind'>>(): HealthColumn<Job> {
  return { key: 'kind', title: t('health.jobs.kind', 'Kind'), widthPx: 120, textOf: ({ kind }) => kindText(kind) };
}

function idColumn<Job extends { readonly id: string }>(): HealthColumn<Job> {
  return { key: 'id', title: t('health.jobs.id', 'Job'), widthPx: 180, grows: true, textOf: ({ id }) => id };
}

/** @param nowMs - when the scheduler was asked */
export function jobColumns(nowMs: number): Array<HealthColumn<BackendJob>> {
  return [
    {
      key: 'status',
      title: t('health.jobs.status', 'Status'),
      widthPx: 130,
      textOf: ({ status }) => statusText(status),
      sortValueOf: ({ status }) => STATUS_ORDER.indexOf(status),
      renderCell: ({ status }) => <Badge color={COLOURS[status]} text={statusText(status)} />,
    },
    kindColumn(),
    tenantColumn(),
    {
      key: 'age',
      title: t('health.jobs.created', 'Created'),
      widthPx: 130,
      textOf: (job) => formatAge(ageSecondsOf(job, nowMs)),
      sortValueOf: (job) => ageSecondsOf(job, nowMs) ?? null,
    },
    {
      key: 'duration',
      title: t('health.jobs.duration', 'Has run'),
      description: t('health.jobs.duration-help', 'Until now where it still runs'),
      widthPx: 120,
      alignsRight: true,
      textOf: (job) => formatSeconds(runSecondsOf(job, nowMs)),
      sortValueOf: (job) => runSecondsOf(job, nowMs) ?? null,
    },
    {
      key: 'ended',
      title: t('health.jobs.ended', 'Ended'),
      widthPx: 170,
      textOf: ({ endedAtMs }) => (endedAtMs === undefined ? '' : dateTimeFormat(endedAtMs)),
      sortValueOf: ({ endedAtMs }) => endedAtMs ?? null,
    },
    { key: 'worker', title: t('health.jobs.worker', 'Worker'), widthPx: 180, textOf: ({ worker }) => worker },
    idColumn(),
  ];
}

export function pendingColumns(): Array<HealthColumn<PendingBackendJob>> {
  return [
    kindColumn(),
    tenantColumn(),
    idColumn(),
    { key: 'block', title: t('health.jobs.block', 'Block'), widthPx: 290, textOf: ({ blockId }) => blockId },
    { key: 'batch', title: t('health.jobs.batch', 'Batch'), widthPx: 180, textOf: ({ batchId }) => batchId },
  ];
}

function ageSecondsOf({ createdAtMs }: BackendJob, nowMs: number): number | undefined {
  return createdAtMs === undefined ? undefined : (nowMs - createdAtMs) / 1000;
}
