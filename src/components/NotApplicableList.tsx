import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { CollapsableSection, Text, useStyles2 } from '@grafana/ui';
import React from 'react';

interface NotApplicableListProps {
  entries: ReadonlyArray<{ id: string; title: string; reason: string }>;
}

/** What the page does not show on this system, once, each with its reason: better than empty panels. */
export function NotApplicableList({ entries }: NotApplicableListProps) {
  const styles = useStyles2(getStyles);
  if (entries.length === 0) {
    return null;
  }
  return (
    <CollapsableSection
      isOpen={false}
      label={
        <Text element="h2" variant="h5">
          {t('not-applicable.title', 'Not shown on this system ({{count}})', { count: entries.length })}
        </Text>
      }
    >
      <p>
        <Trans i18nKey="not-applicable.intro">
          These would be empty here. Each says what is missing, so that you can tell a gap in monitoring from a Tempo
          that simply has no such thing.
        </Trans>
      </p>
      <ul className={styles.list}>
        {entries.map(({ id, title, reason }) => (
          <li key={id}>
            <Text weight="medium">{title}</Text>
            {': '}
            {reason}
          </li>
        ))}
      </ul>
    </CollapsableSection>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ paddingLeft: theme.spacing(3), '& li': { marginBottom: theme.spacing(0.5) } }),
});
