import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { CollapsableSection, Text, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';
import type { QuietCheck } from '../../../health';

interface QuietChecksProps {
  title: string;
  checks: readonly QuietCheck[];
  /** The check that a link leads to; the section that has it is open at first. */
  wanted: string | undefined;
}

/** Checks with nothing to report, each with the reason. */
export function QuietChecks({ title, checks, wanted }: QuietChecksProps) {
  const styles = useStyles2(getStyles);
  const has = checks.some(({ checkId }) => checkId === wanted);
  const [isOpen, setOpen] = useState(has);
  const [openedFor, setOpenedFor] = useState(has ? wanted : undefined);
  if (has && openedFor !== wanted) {
    setOpenedFor(wanted);
    setOpen(true);
  }
  if (checks.length === 0) {
    return null;
  }
  return (
    <CollapsableSection
      isOpen={isOpen}
      onToggle={setOpen}
      label={
        <Text element="h2" variant="h5">
          {title}
        </Text>
      }
    >
      <dl className={styles.list}>
        {checks.map(({ checkId, title: name, reasons }) => (
          <div key={checkId} className={styles.entry} data-check={checkId} tabIndex={-1}>
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
  entry: css({
    marginBottom: theme.spacing(1),
    '& dt': { fontWeight: theme.typography.fontWeightMedium },
    // Where a link to the check leads.
    '&:focus': { outline: `2px solid ${theme.colors.primary.main}` },
  }),
  reason: css({ margin: 0, color: theme.colors.text.secondary, overflowWrap: 'anywhere' }),
});
