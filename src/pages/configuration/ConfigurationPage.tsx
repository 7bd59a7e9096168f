import type { AppPluginMeta, PluginConfigPageProps } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Alert, Button, LinkButton, Stack } from '@grafana/ui';
import React, { useState } from 'react';
import { PLUGIN_BASE_URL } from '../../constants';
import {
  fetchErrorMessage,
  problemOfComponentUrl,
  readPluginSettings,
  savePluginSettings,
  type PluginSettings,
} from '../../grafana';
import { ComponentFields } from './ComponentFields';
import { DataSourceFields } from './DataSourceFields';

type Saving = { state: 'idle' | 'saving' | 'saved' | 'refused' } | { state: 'failed'; said: string };

/** The app's page under Administration: which data sources the pages open with, and where Tempo's components are. */
export default function ConfigurationPage({ plugin: { meta } }: PluginConfigPageProps<AppPluginMeta>) {
  const { settings, change, secret, saving, enabled, save } = useConfiguration(meta);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save(enabled);
      }}
    >
      <DataSourceFields settings={settings} onChange={change} />
      <ComponentFields settings={settings} onChange={change} secret={secret} />
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
  const secret = useSecret(meta.secureJsonFields?.authorization ?? false);
  const [settings, setSettings] = useState<PluginSettings>(() => readPluginSettings(meta.jsonData));
  const [saving, setSaving] = useState<Saving>({ state: 'idle' });
  const [enabled, setEnabled] = useState(meta.enabled ?? false);
  return {
    settings,
    saving,
    enabled,
    secret,
    change(change: PluginSettings) {
      setSettings({ ...settings, ...change });
      setSaving({ state: 'idle' });
    },
    save(enable: boolean) {
      if (Object.values(settings.componentUrls ?? {}).some((url) => url.trim() !== '' && problemOfComponentUrl(url))) {
        setSaving({ state: 'refused' });
        return;
      }
      setSaving({ state: 'saving' });
      const authorization = secret.isConfigured ? undefined : secret.value;
      savePluginSettings(settings, { enabled: enable, pinned: meta.pinned ?? true, authorization }).then(
        () => {
          secret.stored();
          setEnabled(enable);
          setSaving({ state: 'saved' });
        },
        (error: unknown) => setSaving({ state: 'failed', said: fetchErrorMessage(error) })
      );
    },
  };
}

/** A value that can be written and never read back: Grafana only says whether there is one. */
function useSecret(wasConfigured: boolean) {
  const [isConfigured, setIsConfigured] = useState(wasConfigured);
  const [value, setValue] = useState<string>();
  return {
    isConfigured,
    value,
    write: setValue,
    reset() {
      setIsConfigured(false);
      setValue('');
    },
    stored() {
      setIsConfigured((was) => was || (value !== undefined && value !== ''));
      setValue(undefined);
    },
  };
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
    case 'refused':
      return (
        <Alert
          severity="error"
          title={t(
            'configuration.refused',
            'Not saved: the URL of a component is none. Correct it, or leave it empty.'
          )}
        />
      );
    case 'idle':
    case 'saving':
      return null;
  }
}
