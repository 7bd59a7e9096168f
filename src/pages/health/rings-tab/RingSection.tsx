import { dateTimeFormat } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Alert, Badge, type BadgeColor } from '@grafana/ui';
import React, { useMemo } from 'react';
import type { RingMember, RingMemberState } from '../../../tempo';
import { formatAge, formatShare } from '../formatFigures';
import { HealthTable, type HealthColumn } from '../HealthTable';
import type { Sighting } from './collectRings';
import { SightingSection } from './SightingSection';

interface RingSectionProps {
  /** As in the path of its page. */
  name: string;
  sighting: Sighting<readonly RingMember[]>;
}

/** The members of a ring, those that are not well first. */
export function RingSection({ name, sighting }: RingSectionProps) {
  const { value: members } = sighting;
  const columns = useMemo(() => ringColumns(members), [members]);
  return (
    <SightingSection
      name={name}
      title={t('health.rings.title', 'Ring: {{name}}', { name })}
      summary={t('health.rings.members', 'Members: {{count}}', { count: members.length })}
      unhealthy={members.filter(({ state }) => state !== 'ACTIVE').length}
      sighting={sighting}
    >
      {members.length === 0 ? (
        <Alert severity="error" title={t('health.rings.empty', 'The ring is empty')}>
          {t(
            'health.rings.empty-why',
            'Who needs a member of it fails with "empty ring". Do the processes run, and do they find each other (memberlist.join_members, port 7946)?'
          )}
        </Alert>
      ) : (
        <HealthTable
          label={t('health.rings.table', 'Members of the ring {{name}}', { name })}
          columns={columns}
          rows={members}
          keyOf={({ id, address }) => `${id} ${address}`}
          firstSort={{ key: 'state', descending: false }}
        />
      )}
    </SightingSection>
  );
}

/** The worst first. */
const ORDER: readonly RingMemberState[] = ['UNHEALTHY', 'UNKNOWN', 'LEFT', 'LEAVING', 'PENDING', 'JOINING', 'ACTIVE'];

const COLOURS: Readonly<Partial<Record<RingMemberState, BadgeColor>>> = { ACTIVE: 'green', UNHEALTHY: 'red' };

function ringColumns(members: readonly RingMember[]): Array<HealthColumn<RingMember>> {
  const columns: Array<HealthColumn<RingMember>> = [
    {
      key: 'member',
      title: t('health.rings.member', 'Member'),
      widthPx: 160,
      grows: true,
      textOf: ({ id }) => id,
    },
    {
      key: 'state',
      title: t('health.rings.state', 'State'),
      widthPx: 140,
      textOf: stateText,
      sortValueOf: ({ state }) => ORDER.indexOf(state),
      renderCell: (member) => <Badge color={COLOURS[member.state] ?? 'orange'} text={stateText(member)} />,
    },
    {
      key: 'heartbeat',
      title: t('health.rings.heartbeat', 'Last heartbeat'),
      description: t('health.rings.heartbeat-help', 'By the clock of the process that answered, when it was asked'),
      widthPx: 130,
      textOf: ({ heartbeatAgeSeconds }) => formatAge(heartbeatAgeSeconds),
      sortValueOf: ({ heartbeatAgeSeconds }) => heartbeatAgeSeconds ?? null,
    },
    { key: 'address', title: t('health.rings.address', 'Address'), widthPx: 150, textOf: ({ address }) => address },
    {
      key: 'registered',
      title: t('health.rings.registered', 'Registered'),
      widthPx: 155,
      textOf: ({ registeredAtMs }) => (registeredAtMs === undefined ? '' : dateTimeFormat(registeredAtMs)),
      sortValueOf: ({ registeredAtMs }) => registeredAtMs ?? null,
    },
  ];
  return [...columns, ...optionalColumns(members)];
}

/** Only what any member has. */
function optionalColumns(members: readonly RingMember[]): Array<HealthColumn<RingMember>> {
  const zone: HealthColumn<RingMember> = {
    key: 'zone',
    title: t('health.rings.zone', 'Zone'),
    widthPx: 100,
    textOf: (member) => member.zone,
  };
  const tokens: HealthColumn<RingMember> = {
    key: 'tokens',
    title: t('health.rings.tokens', 'Tokens'),
    widthPx: 80,
    alignsRight: true,
    textOf: ({ tokenCount }) => String(tokenCount),
    sortValueOf: ({ tokenCount }) => tokenCount,
  };
  const owned: HealthColumn<RingMember> = {
    key: 'owned',
    title: t('health.rings.owned', 'Owned'),
    description: t('health.rings.owned-help', 'Share of the hash ring, without replication'),
    widthPx: 90,
    alignsRight: true,
    textOf: ({ ownedShare }) => formatShare(ownedShare),
    sortValueOf: ({ ownedShare }) => ownedShare,
  };
  return [
    ...(members.some((member) => member.zone !== '') ? [zone] : []),
    ...(members.some(({ tokenCount }) => tokenCount > 0) ? [tokens, owned] : []),
  ];
}

function stateText({ state, readOnly }: RingMember): string {
  return readOnly ? t('health.rings.read-only', '{{state}}, read-only', { state }) : state;
}
