import { t } from '@grafana/i18n';
import { Button, EmptyState, LoadingPlaceholder, Stack } from '@grafana/ui';
import React from 'react';
import { fetchRedOverTime, useAnswer } from '../../../data';
import { AnswerFailure } from '../sources/AnswerFailure';
import { conditionsOf } from './conditionsOf';
import { Dependencies } from './Dependencies';
import { RedCharts } from './RedCharts';
import type { ServicePartProps } from './ServicePartProps';

/** Rate, errors and durations over time, of the whole service or one operation, and who calls it and whom it calls. */
export function ServiceOverview(props: ServicePartProps) {
  const { service, sources, range, control } = props;
  const { operation } = control.state;
  const { asker } = sources;
  const where = conditionsOf(service, operation);
  const answer = useAnswer(JSON.stringify([asker.kind, service, operation, range]), (signal) =>
    fetchRedOverTime(asker, where, range, signal)
  );
  const found = answer.value ?? answer.before;
  return (
    <Stack direction="column" gap={2}>
      {operation !== '' && (
        <Stack direction="row" gap={1} alignItems="center" wrap="wrap">
          <span>
            {t('services.only-operation', 'Only the operation “{{operation}}”', {
              operation,
              interpolation: { escapeValue: false },
            })}
          </span>
          <Button variant="secondary" size="sm" icon="times" onClick={() => control.change({ operation: '' })}>
            {t('services.all-operations', 'All operations')}
          </Button>
        </Stack>
      )}
      {answer.status === 'failed' && <AnswerFailure error={answer.error} onRetry={answer.retry} />}
      {answer.status === 'loading' && !found && (
        <LoadingPlaceholder text={t('services.asking-service', 'Asking for the numbers of the service…')} />
      )}
      {answer.status !== 'failed' && found?.requests.length === 0 && (
        <EmptyState
          variant="not-found"
          hideImage
          message={t('services.service-empty', 'Nobody asked “{{service}}” anything in this time range', {
            service,
            interpolation: { escapeValue: false },
          })}
        >
          {t('services.service-empty-why', 'It serves no requests, or none lately, or its name is another.')}
        </EmptyState>
      )}
      {answer.status !== 'failed' && found && found.requests.length > 0 && (
        <RedCharts red={found} range={range} isLoading={answer.status === 'loading'} />
      )}
      <Dependencies {...props} />
    </Stack>
  );
}
