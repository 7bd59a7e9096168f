import { t, Trans } from '@grafana/i18n';
import { Alert, LinkButton, Stack } from '@grafana/ui';
import React from 'react';
import { CodeSample } from '../../../components/CodeSample';
import { PLUGIN_ID } from '../../../constants';
import { COMPONENT_URL_KEYS } from '../../../grafana';
import type { Component } from '../../../tempo';
import type { RingPlace } from './ringPlaces';

/** Rings that nobody who can be asked has a page for: who has, and the lines that lead there. */
export function UnreachedRings({ places }: { places: readonly RingPlace[] }) {
  const wanted = new Set(places.flatMap(({ components: [first] }): Component[] => (first ? [first] : [])));
  const lines = [...wanted].map((name) => `      ${COMPONENT_URL_KEYS[name]}: http://tempo-${name}:3200`);
  const file = ['apps:', `  - type: ${PLUGIN_ID}`, '    jsonData:', ...lines].join('\n');
  return (
    <Alert severity="info" title={t('health.rings.unreached', 'Some rings cannot be asked for from here')}>
      <Stack direction="column" gap={1} alignItems="flex-start">
        <ul>
          {places.map(({ page, components }) => (
            <li key={page}>
              {t('health.rings.place', '{{page}}: a page of {{components}}', {
                page,
                components: components.join(', '),
                interpolation: { escapeValue: false },
              })}
            </li>
          ))}
        </ul>
        <Trans i18nKey="health.rings.unreached-how">
          Give the app the address of one component for each, on the configuration page or by provisioning. The names
          are those of the helm chart tempo-distributed, installed as &quot;tempo&quot;.
        </Trans>
        <CodeSample title="provisioning/plugins/app.yaml" code={file} />
        <LinkButton variant="secondary" icon="cog" href={`/plugins/${PLUGIN_ID}`}>
          {t('health.components.configure', 'Configuration')}
        </LinkButton>
      </Stack>
    </Alert>
  );
}
