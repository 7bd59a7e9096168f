import { dateTimeFormat } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Alert, Badge } from '@grafana/ui';
import React, { useMemo } from 'react';
import type { Partition } from '../../../tempo';
import { formatShare } from '../formatFigures';
import { HealthTable, type HealthColumn } from '../HealthTable';
import type { Sighting } from './collectRings';
import { SightingSection } from './SightingSection';

/** The partitions that traces are divided into, and who reads them; those without a reader first. */
export function PartitionSection({ sighting }: { sighting: Sighting<readonly Partition[]> }) {
  const { value: partitions } = sighting;
  const columns = useMemo(() => partitionColumns(), []);
  return (
    <SightingSection
      name="partition"
      title={t('health.rings.partitions', 'Partition ring')}
      summary={t('health.rings.partition-count', 'Partitions: {{count}}', { count: partitions.length })}
      unhealthy={partitions.filter((partition) => rankOf(partition) < FINE).length}
      sighting={sighting}
    >
      {partitions.length === 0 ? (
        <Alert severity="error" title={t('health.rings.no-partitions', 'There are no partitions')}>
          {t(
            'health.rings.no-partitions-why',
            'Distributors cannot write. Partitions are made by live-stores when they start: do they run?'
          )}
        </Alert>
      ) : (
        <HealthTable
          label={t('health.rings.partitions', 'Partition ring')}
          columns={columns}
          rows={partitions}
          keyOf={({ id }) => String(id)}
          firstSort={{ key: 'state', descending: false }}
        />
      )}
    </SightingSection>
  );
}

const FINE = 3;

/** The worst first: corrupt, written by nobody's leave, without a reader, in between, active. */
function rankOf({ state, owners }: Partition): number {
  if (state === 'corrupt') {
    return 0;
  }
  if (state === 'active' && owners.length === 0) {
    return 1;
  }
  if (state === 'unknown') {
    return 2;
  }
  return state === 'active' ? FINE + 1 : FINE;
}

function partitionColumns(): Array<HealthColumn<Partition>> {
  return [
    {
      key: 'id',
      title: t('health.rings.partition', 'Partition'),
      widthPx: 100,
      textOf: ({ id }) => String(id),
      sortValueOf: ({ id }) => id,
    },
    {
      key: 'state',
      title: t('health.rings.state', 'State'),
      widthPx: 150,
      textOf: stateText,
      sortValueOf: rankOf,
      renderCell: (partition) => <Badge color={colourOf(partition)} text={stateText(partition)} />,
    },
    {
      key: 'owners',
      title: t('health.rings.owners', 'Read by'),
      description: t('health.rings.owners-help', 'Live-stores that own the partition; one for each zone'),
      widthPx: 200,
      grows: true,
      textOf: ({ owners }) => (owners.length === 0 ? t('health.rings.no-owner', 'nobody') : owners.join(', ')),
    },
    {
      key: 'since',
      title: t('health.rings.since', 'In this state since'),
      widthPx: 180,
      textOf: ({ stateSinceMs }) => (stateSinceMs === undefined ? '' : dateTimeFormat(stateSinceMs)),
      sortValueOf: ({ stateSinceMs }) => stateSinceMs ?? null,
    },
    {
      key: 'tokens',
      title: t('health.rings.tokens', 'Tokens'),
      widthPx: 90,
      alignsRight: true,
      textOf: ({ tokenCount }) => String(tokenCount),
      sortValueOf: ({ tokenCount }) => tokenCount,
    },
    {
      key: 'owned',
      title: t('health.rings.share', 'Share of traces'),
      widthPx: 150,
      alignsRight: true,
      textOf: ({ ownedShare }) => formatShare(ownedShare),
      sortValueOf: ({ ownedShare }) => ownedShare,
    },
  ];
}

function colourOf(partition: Partition): 'red' | 'green' | 'orange' {
  const rank = rankOf(partition);
  if (rank < FINE) {
    return 'red';
  }
  return rank === FINE ? 'orange' : 'green';
}

function stateText({ state, stateLocked }: Partition): string {
  return stateLocked ? t('health.rings.locked', '{{state}}, locked', { state }) : state;
}
