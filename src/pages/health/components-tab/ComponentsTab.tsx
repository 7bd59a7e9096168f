import { t, Trans } from '@grafana/i18n';
import { Alert, Stack } from '@grafana/ui';
import React from 'react';
import type { Gathered } from '../../../data';
import { readProcessNumbers } from '../../../health';
import type { Component } from '../../../tempo';
import { ComponentAddresses } from '../ComponentAddresses';
import { ProcessCard } from './ProcessCard';

/** Every process that can be asked, with what it says of itself, and those that cannot. */
export function ComponentsTab({ gathered: { evidence, unreached } }: { gathered: Gathered }) {
  const versions = new Set(
    evidence.processes.flatMap(({ buildInfo }) => (buildInfo?.ok ? [buildInfo.value.version] : []))
  );
  return (
    <Stack direction="column" gap={2}>
      {versions.size > 1 && (
        <Alert
          severity="warning"
          title={t('health.components.skew', 'The components are of different versions: {{versions}}', {
            versions: [...versions].sort().join(', '),
            interpolation: { escapeValue: false },
          })}
        />
      )}
      {evidence.processes.map((process) => (
        <ProcessCard
          key={process.name}
          process={process}
          numbers={readProcessNumbers(evidence.numbers, process.name)}
        />
      ))}
      {unreached.length > 0 && <Unreached components={unreached} />}
    </Stack>
  );
}

/** Not reachable from here: with the lines that make it so. */
function Unreached({ components }: { components: readonly Component[] }) {
  return (
    <Alert
      severity="info"
      title={t('health.components.unreached', 'Not reachable from here: {{components}}', {
        components: components.join(', '),
        interpolation: { escapeValue: false },
      })}
    >
      <Stack direction="column" gap={1} alignItems="flex-start">
        <Trans i18nKey="health.components.unreached-why">
          The data source leads to one process alone. Give the addresses of the others on the configuration page, or
          provision them. The names are those of the helm chart tempo-distributed, installed as &quot;tempo&quot;.
        </Trans>
        <ComponentAddresses components={components} />
      </Stack>
    </Alert>
  );
}
