import { t } from '@grafana/i18n';
import { LoadingPlaceholder } from '@grafana/ui';
import React from 'react';
import { Problem } from '../../../components/Problem';
import { useProcessConfig } from '../../../data';
import type { ProcessName } from '../../../health';
import { TempoRequestError } from '../../../tempo';
import { failureText } from '../failureText';
import { nameOfProcess } from '../nameOfProcess';
import { ShownConfiguration } from './ShownConfiguration';

/** All of the configuration of a process, asked for when it is opened. */
export function WholeConfiguration({ process }: { process: ProcessName }) {
  const { status, value, error, retry } = useProcessConfig(process);
  if (status === 'failed') {
    return (
      <Problem
        severity="warning"
        title={t('health.config.failed', '{{process}} does not show it', { process: nameOfProcess(process) })}
        onRetry={retry}
      >
        {error instanceof TempoRequestError ? failureText(error.failure) : String(error)}
      </Problem>
    );
  }
  if (!value) {
    return <LoadingPlaceholder text={t('health.config.asking', 'Asking for the configuration…')} />;
  }
  return (
    <ShownConfiguration
      label={t('health.config.all-of', 'All of the configuration: {{process}}', { process: nameOfProcess(process) })}
      fileName={`tempo-${process}.yaml`}
      shown={value}
      isOpenAtFirst={false}
    />
  );
}
