import { t, Trans } from '@grafana/i18n';
import { Combobox, Field, FieldSet, Text } from '@grafana/ui';
import React from 'react';
import { listMetricsDataSources, listTempoDataSources, type DataSource, type PluginSettings } from '../../grafana';

interface DataSourceFieldsProps {
  settings: PluginSettings;
  onChange(change: PluginSettings): void;
}

/** The data sources that the pages open with. */
export function DataSourceFields({ settings, onChange }: DataSourceFieldsProps) {
  return (
    <FieldSet label={t('configuration.data-sources', 'Data sources')}>
      <Text element="p" color="secondary">
        <Trans i18nKey="configuration.intro">
          The pages open with these. Everybody can choose others there; the choice is part of the link.
        </Trans>
      </Text>
      <SourceField
        id="configuration-tempo"
        label={t('configuration.tempo', 'Tempo')}
        description={t(
          'configuration.tempo-description',
          'The Tempo to watch: its query-frontend, gateway or single binary.'
        )}
        sources={listTempoDataSources()}
        value={settings.tempoUid}
        onChange={(tempoUid) => onChange({ tempoUid })}
      />
      <SourceField
        id="configuration-metrics"
        label={t('configuration.metrics', 'Metrics')}
        description={t(
          'configuration.metrics-description',
          'The Prometheus or Mimir that scrapes Tempo. Empty: what the Tempo data source uses for its service map, else the default one.'
        )}
        sources={listMetricsDataSources()}
        value={settings.metricsUid}
        onChange={(metricsUid) => onChange({ metricsUid })}
      />
    </FieldSet>
  );
}

interface SourceFieldProps {
  id: string;
  label: string;
  description: string;
  sources: DataSource[];
  value: string | undefined;
  onChange(uid: string | undefined): void;
}

function SourceField({ id, label, description, sources, value, onChange }: SourceFieldProps) {
  const isGone = value !== undefined && !sources.some(({ uid }) => uid === value);
  return (
    <Field
      label={label}
      description={description}
      invalid={isGone}
      error={t('configuration.gone', 'The data source {{uid}} does not exist any more, or you may not see it.', {
        uid: value ?? '',
      })}
    >
      <Combobox
        id={id}
        width={40}
        isClearable
        placeholder={t('configuration.automatic', 'Chosen automatically')}
        options={sources.map(({ uid, name }) => ({ value: uid, label: name }))}
        value={value ?? null}
        onChange={(option) => onChange(option?.value)}
      />
    </Field>
  );
}
