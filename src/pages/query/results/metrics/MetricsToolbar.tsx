import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { type PropsWithChildren, type ReactNode } from 'react';
import { TOOLBAR_HEIGHT_PX } from '../resultsHeights';

/** One line above the results: what they are shown as, or a word about them, and what can be done with them. */
export function MetricsToolbar({ actions, children }: PropsWithChildren<{ actions: ReactNode }>) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.bar}>
      <div className={styles.content}>{children}</div>
      {actions}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1), height: TOOLBAR_HEIGHT_PX }),
  content: css({
    display: 'flex',
    flex: 1,
    alignItems: 'center',
    gap: theme.spacing(1),
    minWidth: 0,
    maxHeight: '100%',
    overflow: 'hidden',
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
