import { t } from '@grafana/i18n';
import { Combobox, Field, Stack } from '@grafana/ui';
import React, { useId } from 'react';
import type { BackendJob, BackendJobs } from '../../../tempo';
import { kindText, statusText } from './jobTexts';
import { STATUS_ORDER, type JobFilter } from './selectJobs';

const KINDS: ReadonlyArray<BackendJob['kind']> = ['compaction', 'retention', 'redaction', 'unknown'];
const WIDTH = 24;

interface JobFiltersProps {
  jobs: BackendJobs;
  filter: JobFilter;
  onChange(filter: JobFilter): void;
}

/** Which jobs are shown. Only what occurs is offered. */
export function JobFilters({ jobs: { jobs, pending }, filter, onChange }: JobFiltersProps) {
  const id = useId();
  const all = [...jobs, ...pending];
  const tenants = [...new Set(all.map(({ tenant }) => tenant))].sort();
  const statuses = STATUS_ORDER.filter((status) => jobs.some((job) => job.status === status));
  const kinds = KINDS.filter((kind) => all.some((job) => job.kind === kind));
  const choice = {
    width: WIDTH,
    placeholder: t('health.jobs.any', 'Any'),
  } as const;
  return (
    <Stack direction="row" gap={2} wrap="wrap">
      <Field noMargin label={t('health.jobs.tenant', 'Tenant')} htmlFor={`${id}tenant`}>
        <Combobox
          {...choice}
          isClearable
          id={`${id}tenant`}
          options={tenants.map((value) => ({ value }))}
          value={filter.tenant ?? null}
          onChange={(option) => onChange({ ...filter, tenant: option?.value })}
        />
      </Field>
      <Field noMargin label={t('health.jobs.status', 'Status')} htmlFor={`${id}status`}>
        <Combobox
          {...choice}
          isClearable
          id={`${id}status`}
          options={statuses.map((value) => ({ value, label: statusText(value) }))}
          value={filter.status ?? null}
          onChange={(option) => onChange({ ...filter, status: option?.value })}
        />
      </Field>
      <Field noMargin label={t('health.jobs.kind', 'Kind')} htmlFor={`${id}kind`}>
        <Combobox
          {...choice}
          isClearable
          id={`${id}kind`}
          options={kinds.map((value) => ({ value, label: kindText(value) }))}
          value={filter.kind ?? null}
          onChange={(option) => onChange({ ...filter, kind: option?.value })}
        />
      </Field>
    </Stack>
  );
}
