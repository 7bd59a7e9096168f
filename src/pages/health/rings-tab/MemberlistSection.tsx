import { t } from '@grafana/i18n';
import { Badge, CollapsableSection, Text } from '@grafana/ui';
import React, { useMemo } from 'react';
import type { Memberlist, MemberlistKey, MemberlistMember, MemberlistState } from '../../../tempo';
import { HealthTable, type HealthColumn } from '../HealthTable';
import type { Sighting } from './collectRings';
import { SightingSection } from './SightingSection';

/** How the processes find each other, as one of them sees it. */
export function MemberlistSection({ sighting }: { sighting: Sighting<Extract<Memberlist, { used: true }>> }) {
  const { members, keys } = sighting.value;
  const columns = useMemo(() => memberColumns(), []);
  const keysColumns = useMemo(() => keyColumns(), []);
  return (
    <SightingSection
      name="memberlist"
      title={t('health.rings.memberlist', 'Memberlist')}
      summary={t('health.rings.members', 'Members: {{count}}', { count: members.length })}
      unhealthy={members.filter(({ state }) => state !== 'alive').length}
      sighting={sighting}
    >
      <HealthTable
        label={t('health.rings.memberlist-table', 'Members of the memberlist')}
        columns={columns}
        rows={members}
        keyOf={({ name, address }) => `${name} ${address}`}
        firstSort={{ key: 'state', descending: false }}
      />
      {keys.length > 0 && (
        <CollapsableSection
          isOpen={false}
          label={
            <Text element="h3" variant="body">
              {t('health.rings.keys', 'What they keep in step ({{count}})', { count: keys.length })}
            </Text>
          }
        >
          <HealthTable
            label={t('health.rings.keys-table', 'Keys of the memberlist')}
            columns={keysColumns}
            rows={keys}
            keyOf={({ key }) => key}
            firstSort={{ key: 'key', descending: false }}
          />
        </CollapsableSection>
      )}
    </SightingSection>
  );
}

/** The worst first. */
const ORDER: readonly MemberlistState[] = ['dead', 'suspect', 'unknown', 'left', 'alive'];

function memberColumns(): Array<HealthColumn<MemberlistMember>> {
  return [
    {
      key: 'name',
      title: t('health.rings.member', 'Member'),
      widthPx: 220,
      grows: true,
      textOf: ({ name }) => name,
    },
    {
      key: 'state',
      title: t('health.rings.state', 'State'),
      widthPx: 140,
      textOf: ({ state }) => state,
      sortValueOf: ({ state }) => ORDER.indexOf(state),
      renderCell: ({ state }) => (
        <Badge color={state === 'alive' ? 'green' : state === 'dead' ? 'red' : 'orange'} text={state} />
      ),
    },
    { key: 'address', title: t('health.rings.address', 'Address'), widthPx: 220, textOf: ({ address }) => address },
  ];
}

function keyColumns(): Array<HealthColumn<MemberlistKey>> {
  return [
    { key: 'key', title: t('health.rings.key', 'Key'), widthPx: 240, grows: true, textOf: ({ key }) => key },
    { key: 'codec', title: t('health.rings.codec', 'Codec'), widthPx: 220, textOf: ({ codec }) => codec },
    {
      key: 'version',
      title: t('health.rings.version', 'Updates seen'),
      description: t('health.rings.version-help', 'Since the process that answered has started'),
      widthPx: 150,
      alignsRight: true,
      textOf: ({ version }) => String(version),
      sortValueOf: ({ version }) => version,
    },
  ];
}
