import { t } from '@grafana/i18n';
import { Stack } from '@grafana/ui';
import React from 'react';
import { fetchRed, useAnswer, type RedAsker } from '../../../data';
import type { RedRow } from '../../../signals/traced';
import type { PageSources } from '../sources/SourcesGate';
import { NamedRows } from '../table/NamedRows';
import type { ServicePartProps } from './ServicePartProps';
import { conditionsOf } from './conditionsOf';

/**
 * The versions of the service that ran in the time range, beside each other: from the metrics where the version is a
 * dimension of them, else from the spans.
 */
export function Versions({ service, sources, range, control }: ServicePartProps) {
  const asker = versionAsker(sources);
  const answer = useAnswer(asker && JSON.stringify([asker.kind, service, range]), (signal) =>
    asker
      ? fetchRed(asker, { by: 'version', where: conditionsOf(service), withCourse: false, ...range }, signal)
      : Promise.resolve([])
  );
  if (!asker) {
    return (
      <p>
        {t(
          'services.no-versions',
          'The metrics do not tell versions apart, and there is no Tempo to compute them. Add service.version to the dimensions of the span metrics.'
        )}
      </p>
    );
  }
  return (
    <Stack direction="column" gap={1} alignItems="stretch">
      <p>
        {asker.kind === 'traceql'
          ? t(
              'services.versions-traceql',
              'Computed by Tempo from resource.service.version of the spans. “nil” stands for spans without it.'
            )
          : t('services.versions-metrics', 'From the label of the span metrics.')}
      </p>
      <NamedRows
        answer={answer}
        control={control}
        label={t('services.tab-versions', 'Versions')}
        nameTitle={t('services.columns.version', 'Version')}
        empty={<p>{t('services.versions-empty', 'No requests to this service were found in this time range.')}</p>}
        renderName={renderVersion}
      />
    </Stack>
  );
}

function renderVersion({ name }: RedRow) {
  return <span title={name}>{name}</span>;
}

function versionAsker({ asker, tempoUid }: PageSources): RedAsker | undefined {
  if (asker.kind === 'traceql' || asker.source.labels.version !== undefined) {
    return asker;
  }
  return tempoUid === undefined ? undefined : { kind: 'traceql', tempoUid };
}
