import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Stack, Text, useStyles2 } from '@grafana/ui';
import React, { useId } from 'react';
import type { DeploymentSituation } from '../../../deployment';

interface SituationListProps {
  situation: DeploymentSituation;
  /** What could not be found out, in sentences. */
  gaps: readonly string[];
}

/** What was discovered of the deployment, and what was not. */
export function SituationList({ situation, gaps }: SituationListProps) {
  const styles = useStyles2(getStyles);
  const heading = useId();
  return (
    <section aria-labelledby={heading}>
      <Stack direction="column" gap={1}>
        <Text element="h2" variant="h5">
          <span id={heading}>{t('setup.deployment.found', 'What was found')}</span>
        </Text>
        <dl className={styles.facts}>
          {factsOf(situation).map(([name, value]) => (
            <div key={name} className={styles.fact}>
              <dt>{name}</dt>
              <dd className={styles.value}>{value}</dd>
            </div>
          ))}
        </dl>
        {gaps.length > 0 && (
          <ul className={styles.gaps}>
            {gaps.map((gap) => (
              <li key={gap}>{gap}</li>
            ))}
          </ul>
        )}
      </Stack>
    </section>
  );
}

function factsOf({ version, topology, tenants, receivers, processors }: DeploymentSituation): Array<[string, string]> {
  const unknown = t('setup.deployment.unknown', 'not known');
  return [
    [t('setup.deployment.release', 'Release'), version ? `Tempo ${version.text}` : unknown],
    [t('setup.deployment.topology', 'Topology'), topology ? topologyText(topology) : unknown],
    [t('setup.deployment.tenants', 'Tenants'), listed(tenants, unknown)],
    [
      t('setup.deployment.receivers', 'Receivers used within the last hour'),
      receivers
        ? listed(
            receivers.map(({ receiver, transport }) => `${receiver} (${transport})`),
            t('setup.deployment.no-spans', 'none: no spans came')
          )
        : unknown,
    ],
    [
      t('setup.deployment.processors', 'Active processors of the metrics-generator'),
      processors ? listed(processors, t('setup.deployment.no-processors', 'none')) : unknown,
    ],
  ];
}

function topologyText(topology: NonNullable<DeploymentSituation['topology']>): string {
  return topology === 'single-binary'
    ? t('setup.deployment.single-binary', 'single binary')
    : t('setup.deployment.microservices', 'microservices');
}

/** More would say no more. */
const MOST_LISTED = 20;

function listed(names: readonly string[], none: string): string {
  if (names.length === 0) {
    return none;
  }
  const shown = names.slice(0, MOST_LISTED).join(', ');
  const more = names.length - MOST_LISTED;
  return more > 0 ? `${shown} ${t('setup.deployment.more', 'and {{count}} more', { count: more })}` : shown;
}

const getStyles = (theme: GrafanaTheme2) => ({
  facts: css({ margin: 0, display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1, 4) }),
  fact: css({ '& dt': { color: theme.colors.text.secondary, fontWeight: 'normal' } }),
  value: css({ margin: 0, overflowWrap: 'anywhere' }),
  gaps: css({ margin: 0, paddingLeft: theme.spacing(3), color: theme.colors.text.secondary }),
});
