import { t } from '@grafana/i18n';
import { Spinner, Stack, Text } from '@grafana/ui';
import React from 'react';
import type { SampleProgress, Task } from '../../../data';

interface SampleStatusProps {
  status: Task<unknown, unknown>['status'];
  read: SampleProgress | undefined;
}

/** How far the sample is. */
export function SampleStatus({ status, read }: SampleStatusProps) {
  return (
    <div role="status">
      <Stack direction="row" gap={1} alignItems="center">
        {status === 'running' && <Spinner />}
        <Text color="secondary">{statusText(status, read)}</Text>
      </Stack>
    </div>
  );
}

function statusText(status: SampleStatusProps['status'], read: SampleProgress | undefined): string {
  switch (status) {
    case 'running':
      return read && read.total > 0
        ? t('health.quality.reading', 'Read {{done}} of {{total}} traces', { ...read })
        : t('health.quality.searching', 'Searching for traces…');
    case 'done':
      return read ? t('health.quality.read', 'Read {{total}} traces', { total: read.total }) : '';
    case 'cancelled':
      return t('health.quality.cancelled', 'Cancelled. A part of a sample is not judged.');
    default:
      return '';
  }
}
