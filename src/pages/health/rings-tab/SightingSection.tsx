import { t } from '@grafana/i18n';
import { Alert, Badge, Stack, Text } from '@grafana/ui';
import React, { useId, type PropsWithChildren } from 'react';
import { nameOfProcess } from '../nameOfProcess';
import type { Sighting } from './collectRings';

interface SightingSectionProps {
  /** For tests and scripts. */
  name: string;
  title: string;
  /** How many there are. */
  summary: string;
  unhealthy: number;
  sighting: Pick<Sighting<unknown>, 'from' | 'agreeing' | 'disagreeing'>;
}

/** A ring with its name, whether it is well, and whose word it is. */
export function SightingSection(props: PropsWithChildren<SightingSectionProps>) {
  const { name, title, summary, unhealthy, sighting, children } = props;
  const heading = useId();
  const others = sighting.agreeing.map(nameOfProcess).join(', ');
  const from = nameOfProcess(sighting.from);
  return (
    <section aria-labelledby={heading} data-ring={name}>
      <Stack direction="column" gap={1}>
        <Stack direction="row" gap={1} wrap="wrap" alignItems="center">
          <Text element="h2" variant="h5">
            <span id={heading}>{title}</span>
          </Text>
          <Badge
            color={unhealthy > 0 ? 'red' : 'green'}
            text={
              unhealthy > 0
                ? t('health.rings.unhealthy', '{{count}} not well', { count: unhealthy })
                : t('health.rings.healthy', 'all well')
            }
          />
          <Text color="secondary" variant="bodySmall">
            {summary}
          </Text>
          <Text color="secondary" variant="bodySmall">
            {others === ''
              ? t('health.rings.from', 'as {{process}} shows it', { process: from })
              : t('health.rings.from-many', 'as {{process}} shows it, and also {{others}}', { process: from, others })}
          </Text>
        </Stack>
        {sighting.disagreeing.length > 0 && (
          <Alert
            severity="warning"
            title={t('health.rings.disagree', 'Seen otherwise by {{processes}}', {
              processes: sighting.disagreeing.map(nameOfProcess).join(', '),
            })}
          >
            {t(
              'health.rings.disagree-why',
              'Not the same members, or not in the same states. For some seconds after a change this is usual; if it stays, the processes do not reach each other (memberlist, port 7946).'
            )}
          </Alert>
        )}
        {children}
      </Stack>
    </section>
  );
}
