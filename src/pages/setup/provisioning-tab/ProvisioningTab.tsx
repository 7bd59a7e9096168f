import { t, Trans } from '@grafana/i18n';
import { locationService } from '@grafana/runtime';
import { Stack, Text, TextLink } from '@grafana/ui';
import React, { useMemo } from 'react';
import { useLocation } from 'react-router-dom';
import { DataSourceSelect } from '../../../components/DataSourceSelect';
import { useLinkedDataSources } from '../../../data';
import { FileSample } from '../FileSample';
import { listProvisioningFiles, type ProvisioningFile } from './provisioningFiles';

/** The parameter of the URL that says which Loki the files lead to. */
const LOGS_PARAMETER = 'logs';

/** Provisioning files that link Tempo, Loki and Prometheus with each other, with the uids of this Grafana. */
export function ProvisioningTab() {
  const wanted = new URLSearchParams(useLocation().search).get(LOGS_PARAMETER) ?? undefined;
  const { lokis, ...linked } = useLinkedDataSources(wanted);
  const { tempo, logs, metrics } = linked;
  // The objects are made anew on every rendering; what they say changes seldom.
  const key = JSON.stringify([tempo, logs, metrics]);
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const files = useMemo(() => listProvisioningFiles({ tempo, logs, metrics }), [key]);
  return (
    <Stack direction="column" gap={3} alignItems="stretch">
      <Text element="p">
        <Trans i18nKey="setup.provisioning.intro">
          Files that link the data sources with each other: traces to logs and metrics, logs and exemplars to traces,
          the service map. They have the uids and names of this Grafana, and keep the other settings of data sources
          that are there. Put them below /etc/grafana/provisioning/datasources, set the variables that they name in the
          environment of Grafana, and restart it.
        </Trans>{' '}
        <TextLink href="https://grafana.com/docs/grafana/latest/administration/provisioning/#data-sources" external>
          {t('setup.provisioning.docs', 'How Grafana reads them')}
        </TextLink>
      </Text>
      {lokis.length > 1 && (
        <div>
          <DataSourceSelect
            id="setup-logs"
            label={t('setup.provisioning.logs', 'Logs')}
            options={lokis}
            value={logs?.uid}
            onChange={(uid) => locationService.partial({ [LOGS_PARAMETER]: uid })}
          />
        </div>
      )}
      {files.map((file) => (
        <section key={file.kind} aria-label={titleOf(file.kind)} data-file={file.kind}>
          <Stack direction="column" gap={1} alignItems="stretch">
            <Text element="h2" variant="h5">
              {titleOf(file.kind)}
            </Text>
            <Text element="p" color="secondary">
              {descriptionOf(file.kind)}
            </Text>
            <FileSample fileName={file.fileName} code={file.text} />
          </Stack>
        </section>
      ))}
    </Stack>
  );
}

function titleOf(kind: ProvisioningFile['kind']): string {
  switch (kind) {
    case 'tempo':
      return t('setup.provisioning.tempo', 'Tempo');
    case 'loki':
      return t('setup.provisioning.loki', 'Loki');
    case 'prometheus':
      return t('setup.provisioning.prometheus', 'Prometheus');
  }
}

function descriptionOf(kind: ProvisioningFile['kind']): string {
  switch (kind) {
    case 'tempo':
      return t(
        'setup.provisioning.about-tempo',
        'Spans lead to their logs, also where the trace ID stands in structured metadata, and to rate, errors and durations of their operation.'
      );
    case 'loki':
      return t(
        'setup.provisioning.about-loki',
        'Trace IDs in labels, structured metadata and lines lead to the trace. Leave it out where there is no Loki.'
      );
    case 'prometheus':
      return t(
        'setup.provisioning.about-prometheus',
        'Exemplars lead to their traces, under both names that the trace ID usually has.'
      );
  }
}
