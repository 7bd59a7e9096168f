import { t } from '@grafana/i18n';
import { Stack } from '@grafana/ui';
import React, { useMemo } from 'react';
import { fetchDurationQuantiles, useAnswer } from '../../../data';
import { FAILED, spansOfDurationTraceql, spansTraceql, type SpanCondition } from '../../../signals/traced';
import { AnswerFailure } from '../sources/AnswerFailure';
import { formatSeconds } from '../table/formatRed';
import { ExampleList } from './ExampleList';
import type { ServicePartProps } from './ServicePartProps';
import { conditionsOf } from './conditionsOf';

/** Typical: between these quantiles. Slow: above the last. */
const QUANTILES = [0.4, 0.6, 0.95] as const;

/** Traces of the service that failed, that were slow, and that were like most, to be opened on the Query page. */
export function ExampleTraces({ service, sources: { asker, tempoUid }, range, control }: ServicePartProps) {
  const { operation } = control.state;
  const where = useMemo(() => conditionsOf(service, operation), [service, operation]);
  const bounds = useAnswer(tempoUid === undefined ? undefined : JSON.stringify([asker.kind, where, range]), (signal) =>
    fetchDurationQuantiles(asker, QUANTILES, where, range, signal)
  );
  if (tempoUid === undefined) {
    return <p>{t('services.no-tempo', 'Choose a Tempo data source to find traces.')}</p>;
  }
  return (
    <Stack direction="column" gap={2} alignItems="stretch">
      <ExampleList
        title={t('services.failing', 'Failing')}
        description={t('services.failing-how', 'Requests that ended with an error')}
        query={spansTraceql({ where: [...where, FAILED] })}
        tempoUid={tempoUid}
        range={range}
      />
      {bounds.status === 'failed' ? (
        <AnswerFailure error={bounds.error} onRetry={bounds.retry} />
      ) : (
        <ExamplesByDuration where={where} bounds={bounds.value} tempoUid={tempoUid} range={range} />
      )}
    </Stack>
  );
}

interface ExamplesByDurationProps extends Pick<ServicePartProps, 'range'> {
  where: readonly SpanCondition[];
  /** By `QUANTILES`; undefined while they are asked for. */
  bounds: ReadonlyArray<number | undefined> | undefined;
  tempoUid: string;
}

function ExamplesByDuration({ where, bounds, tempoUid, range }: ExamplesByDurationProps) {
  const [low, high, slow] = bounds ?? [];
  if (bounds && (low === undefined || high === undefined || slow === undefined)) {
    return (
      <p>
        {t(
          'services.no-examples',
          'How long requests take is not known for this time range, so none can be called slow or typical.'
        )}
      </p>
    );
  }
  return (
    <>
      <ExampleList
        title={t('services.slow', 'Slow')}
        description={t('services.slow-how', 'The slowest 5 of 100: {{from}} and longer', {
          from: formatSeconds(slow ?? null),
        })}
        query={bounds && spansOfDurationTraceql({ where }, { fromSeconds: slow })}
        tempoUid={tempoUid}
        range={range}
      />
      <ExampleList
        title={t('services.typical', 'Typical')}
        description={t('services.typical-how', 'Around the middle: {{from}} to {{to}}', {
          from: formatSeconds(low ?? null),
          to: formatSeconds(high ?? null),
        })}
        query={bounds && spansOfDurationTraceql({ where }, { fromSeconds: low, toSeconds: high })}
        tempoUid={tempoUid}
        range={range}
      />
    </>
  );
}
