import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { CollapsableSection, Text, useStyles2 } from '@grafana/ui';
import React from 'react';
import type { QuietCheck } from '../../../health';

/** Checks with nothing to report, each with the reason. */
export function QuietChecks({ title, checks }: { title: string; checks: readonly QuietCheck[] }) {
  const styles = useStyles2(getStyles);
  if (checks.length === 0) {
    return null;
  }
  return (
    <CollapsableSection
      isOpen={false}
      label={
        <Text element="h2" variant="h5">
          {title}
        </Text>
      }
    >
      <dl className={styles.list}>
        {checks.map(({ checkId, title: name, reasons }) => (
          <div key={checkId} className={styles.entry}>
            <dt>{name}</dt>
            {reasons.map((reason) => (
              <dd key={reason} className={styles.reason}>
                {reason}
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </CollapsableSection>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ margin: 0 }),
  entry: css({ marginBottom: theme.spacing(1), '& dt': { fontWeight: theme.typography.fontWeightMedium } }),
  reason: css({ margin: 0, color: theme.colors.text.secondary, overflowWrap: 'anywhere' }),
});
