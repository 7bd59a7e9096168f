import { t } from '@grafana/i18n';
import { Alert, Stack } from '@grafana/ui';
import React, { useMemo } from 'react';
import type { Gathered } from '../../../data';
import { Unanswered } from '../Unanswered';
import { collectRings } from './collectRings';
import { ForgetGuide } from './ForgetGuide';
import { MemberlistSection } from './MemberlistSection';
import { PartitionSection } from './PartitionSection';
import { RingSection } from './RingSection';
import { unreachedRings } from './ringPlaces';
import { UnreachedRings } from './UnreachedRings';

/** Who takes part in what, and is it well: every ring once, whoever shows it. */
export function RingsTab({ gathered: { evidence } }: { gathered: Gathered }) {
  const { rings, partitions, memberlist, unanswered } = useMemo(() => collectRings(evidence), [evidence]);
  const unreached = useMemo(() => unreachedRings(evidence), [evidence]);
  const isEmpty = rings.length === 0 && !partitions && !memberlist;
  return (
    <Stack direction="column" gap={3}>
      <Unanswered unanswered={unanswered} />
      {isEmpty && unanswered.length === 0 && (
        <Alert severity="info" title={t('health.rings.none', 'Nobody who can be asked from here shows a ring')} />
      )}
      {rings.map(({ name, sighting }) => (
        <RingSection key={name} name={name} sighting={sighting} />
      ))}
      {partitions && <PartitionSection sighting={partitions} />}
      {memberlist && <MemberlistSection sighting={memberlist} />}
      {unreached.length > 0 && <UnreachedRings places={unreached} />}
      {!isEmpty && <ForgetGuide />}
    </Stack>
  );
}
