import { dateTimeFormat } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Spinner, Stack, Text } from '@grafana/ui';
import React from 'react';
import type { DoctorProgress, DoctorQuestion, Task } from '../../../data';
import type { LinkDiagnosis, LinkStatus } from '../../../correlations';

type DoctorStatusProps = Pick<Task<DoctorQuestion, DoctorProgress>, 'status' | 'progress'>;

/** What is being asked, and what came out of it, in one line that screen readers hear. */
export function DoctorStatus({ status, progress }: DoctorStatusProps) {
  return (
    <div role="status">
      <Stack direction="row" gap={1} alignItems="center">
        {status === 'running' && <Spinner />}
        <Text color="secondary">{textOf({ status, progress })}</Text>
      </Stack>
    </div>
  );
}

function textOf({ status, progress }: DoctorStatusProps): string {
  switch (status) {
    case 'running':
      return runningText(progress);
    case 'cancelled':
      return t('setup.cancelled', 'Cancelled. What was found so far stands below.');
    case 'done':
      return progress ? doneText(progress) : '';
    default:
      return '';
  }
}

function runningText(progress: DoctorProgress | undefined): string {
  if (!progress || progress.step === 'trace') {
    return t('setup.progress.trace', 'Looking for a trace to test with…');
  }
  const { done, total, probe } = progress.asked;
  const counted = { done, total, why: probe?.why ?? '', interpolation: { escapeValue: false } };
  return progress.step === 'links'
    ? t('setup.progress.links', 'Testing the links. Answered {{done}} of {{total}}: {{why}}', counted)
    : t('setup.progress.corrections', 'Testing the corrections. Answered {{done}} of {{total}}: {{why}}', counted);
}

function doneText({ diagnoses, input }: DoctorProgress): string {
  return t(
    'setup.done',
    'As of {{time}}. Work: {{works}}. Broken: {{broken}}. Doubtful: {{doubtful}}. Not set up: {{missing}}. Not tested: {{untested}}.',
    {
      time: dateTimeFormat(input.nowMs),
      works: count(diagnoses, 'works'),
      broken: count(diagnoses, 'broken'),
      doubtful: count(diagnoses, 'doubtful'),
      missing: count(diagnoses, 'not-configured'),
      untested: count(diagnoses, 'untested'),
      interpolation: { escapeValue: false },
    }
  );
}

function count(diagnoses: readonly LinkDiagnosis[], status: LinkStatus): number {
  return diagnoses.filter((diagnosis) => diagnosis.status === status).length;
}
