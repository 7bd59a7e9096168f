import { t, Trans } from '@grafana/i18n';
import { Alert, Stack } from '@grafana/ui';
import React from 'react';
import type { Component } from '../../../tempo';
import { ComponentAddresses } from '../ComponentAddresses';
import type { RingPlace } from './ringPlaces';

/** Rings that nobody who can be asked has a page for: who has, and the lines that lead there. */
export function UnreachedRings({ places }: { places: readonly RingPlace[] }) {
  const wanted = new Set(places.flatMap(({ components: [first] }): Component[] => (first ? [first] : [])));
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
        <ComponentAddresses components={[...wanted]} />
      </Stack>
    </Alert>
  );
}
