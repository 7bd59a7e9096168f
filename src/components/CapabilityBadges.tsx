import { t } from '@grafana/i18n';
import { Badge, Stack, type BadgeColor } from '@grafana/ui';
import React from 'react';
import type { Capabilities } from '../tempo';

/** What was discovered, in a few words: version, topology, tenants, readiness. */
export function CapabilityBadges({ capabilities }: { capabilities: Capabilities }) {
  const { version, otherVersions, topology, tenantMode, readiness } = capabilities;
  return (
    <Stack direction="row" gap={1} wrap="wrap" alignItems="center">
      <Badge
        color={version ? 'blue' : 'orange'}
        text={
          version
            ? t('capabilities.version', 'Tempo {{version}}', { version: version.value.text })
            : t('capabilities.version-unknown', 'Tempo, version unknown')
        }
        tooltip={versionTooltip(capabilities)}
      />
      {otherVersions.length > 0 && (
        <Badge
          color="orange"
          text={t('capabilities.other-versions', 'also {{versions}}', { versions: otherVersions.join(', ') })}
          tooltip={t(
            'capabilities.other-versions-tooltip',
            'Prometheus has metrics of several releases: a rollout is under way, or it scrapes more than one Tempo.'
          )}
        />
      )}
      {topology && (
        <Badge
          color="blue"
          text={
            topology.value === 'single-binary'
              ? t('capabilities.single-binary', 'single binary')
              : t('capabilities.microservices', 'microservices')
          }
        />
      )}
      {tenantMode && (
        <Badge
          color="blue"
          text={
            tenantMode.value === 'multi'
              ? t('capabilities.multi-tenant', 'multi-tenant')
              : t('capabilities.single-tenant', 'single tenant')
          }
        />
      )}
      {readiness && <ReadinessBadge ready={readiness.ready} reason={readiness.ready ? '' : readiness.reason} />}
    </Stack>
  );
}

function ReadinessBadge({ ready, reason }: { ready: boolean; reason: string }) {
  const color: BadgeColor = ready ? 'green' : 'red';
  return ready ? (
    <Badge color={color} icon="check" text={t('capabilities.ready', 'ready')} />
  ) : (
    <Badge color={color} icon="exclamation-triangle" text={t('capabilities.not-ready', 'not ready')} tooltip={reason} />
  );
}

function versionTooltip({ version }: Capabilities): string {
  if (!version) {
    return t(
      'capabilities.version-unknown-tooltip',
      'Neither Tempo’s build information nor tempo_build_info named a release. Everything whose metrics exist is shown.'
    );
  }
  return version.certainty === 'certain'
    ? t('capabilities.version-certain', 'As Tempo says of itself.')
    : t(
        'capabilities.version-likely',
        'Only one source names this release, or Prometheus saw another one: it may be wrong.'
      );
}
