import { t } from '@grafana/i18n';
import { Alert, Button, ClipboardButton, Stack } from '@grafana/ui';
import React from 'react';
import { ConfigTree, renderConfigYaml } from '../../../components/config-tree';
import { downloadText } from '../../../components/downloadText';
import { explainConfigKey } from '../../../health';
import type { ShownConfig } from '../../../tempo';

interface ShownConfigurationProps {
  label: string;
  fileName: string;
  shown: ShownConfig;
  isOpenAtFirst: boolean;
}

/** A configuration as a tree, with what it gives away, to be copied as YAML without secrets. */
export function ShownConfiguration({ label, fileName, shown, isOpenAtFirst }: ShownConfigurationProps) {
  const { config, exposed } = shown;
  return (
    <Stack direction="column" gap={2} alignItems="stretch">
      {exposed.length > 0 && (
        <Alert severity="warning" title={t('health.config.exposed', 'Tempo itself shows what looks like secrets')}>
          {t(
            'health.config.exposed-why',
            'They are masked here, but whoever reaches the status pages of Tempo can read them, and so can everybody who may query the data source. Put them into environment variables, files or the secret fields that Tempo masks, and change them.'
          )}
          <ul>
            {exposed.map((path) => (
              <li key={path}>
                <code>{path}</code>
              </li>
            ))}
          </ul>
        </Alert>
      )}
      <Stack direction="row" gap={1} wrap="wrap">
        <ClipboardButton variant="secondary" icon="copy" getText={() => renderConfigYaml(config)}>
          {t('health.config.copy', 'Copy as YAML')}
        </ClipboardButton>
        <Button
          variant="secondary"
          icon="download-alt"
          onClick={() => downloadText(renderConfigYaml(config), fileName, 'application/yaml')}
        >
          {t('health.config.download', 'Download')}
        </Button>
      </Stack>
      <ConfigTree label={label} config={config} explain={explainConfigKey} isOpenAtFirst={isOpenAtFirst} />
    </Stack>
  );
}
