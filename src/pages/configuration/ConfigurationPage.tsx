import type { AppPluginMeta, PluginConfigPageProps } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Alert, Button, Combobox, Field, FieldSet, LinkButton, Stack, Text } from '@grafana/ui';
import React, { useState } from 'react';
import { PLUGIN_BASE_URL } from '../../constants';
import {
  fetchErrorMessage,
  listMetricsDataSources,
  listTempoDataSources,
  readPluginSettings,
  savePluginSettings,
  type DataSource,
  type PluginSettings,
} from '../../grafana';

type Saving = { state: 'idle' | 'saving' | 'saved' } | { state: 'failed'; said: string };

/** The app's page under Administration: which data sources the pages open with. */
export default function ConfigurationPage({ plugin: { meta } }: PluginConfigPageProps<AppPluginMeta>) {
  const { settings, change, saving, enabled, save } = useConfiguration(meta);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save(enabled);
      }}
    >
      <DataSourceFields settings={settings} onChange={change} />
      <Stack direction="column" gap={2} alignItems="flex-start">
        <SavingNotice saving={saving} />
        <Stack direction="row" gap={1}>
          <Button type="submit" disabled={saving.state === 'saving'}>
            {saving.state === 'saving' ? t('configuration.saving', 'Saving…') : t('configuration.save', 'Save')}
          </Button>
          <Button type="button" variant="secondary" disabled={saving.state === 'saving'} onClick={() => save(!enabled)}>
            {enabled ? t('configuration.disable', 'Disable the app') : t('configuration.enable', 'Enable the app')}
          </Button>
          {enabled && (
            <LinkButton variant="secondary" fill="text" href={PLUGIN_BASE_URL}>
              {t('configuration.open', 'Open the app')}
            </LinkButton>
          )}
        </Stack>
      </Stack>
    </form>
  );
}

/** The form's state: what is chosen, whether it is stored, and whether the app is on. */
function useConfiguration(meta: AppPluginMeta) {
  const [settings, setSettings] = useState<PluginSettings>(() => readPluginSettings(meta.jsonData));
  const [saving, setSaving] = useState<Saving>({ state: 'idle' });
  const [enabled, setEnabled] = useState(meta.enabled ?? false);
  return {
    settings,
    saving,
    enabled,
    change(change: PluginSettings) {
      setSettings({ ...settings, ...change });
      setSaving({ state: 'idle' });
    },
    save(enable: boolean) {
      setSaving({ state: 'saving' });
      savePluginSettings(settings, { enabled: enable, pinned: meta.pinned ?? true }).then(
        () => {
          setEnabled(enable);
          setSaving({ state: 'saved' });
        },
        (error: unknown) => setSaving({ state: 'failed', said: fetchErrorMessage(error) })
      );
    },
  };
}

interface DataSourceFieldsProps {
  settings: PluginSettings;
  onChange(change: PluginSettings): void;
}

function DataSourceFields({ settings, onChange }: DataSourceFieldsProps) {
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

function SavingNotice({ saving }: { saving: Saving }) {
  switch (saving.state) {
    case 'saved':
      return (
        <Alert severity="success" title={t('configuration.saved', 'Saved')}>
          <Trans i18nKey="configuration.saved-note">Pages that are open take it over when they are loaded again.</Trans>
        </Alert>
      );
    case 'failed':
      return (
        <Alert severity="error" title={t('configuration.failed', 'The settings were not saved')}>
          {saving.said}
        </Alert>
      );
    case 'idle':
    case 'saving':
      return null;
  }
}
