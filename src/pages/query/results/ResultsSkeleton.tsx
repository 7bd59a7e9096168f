import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { LoadingPlaceholder, useStyles2 } from '@grafana/ui';
import React from 'react';
import { RESULTS_HEIGHT_PX } from './resultsHeights';

/** Keeps the place of the first answer. */
export function ResultsSkeleton() {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.frame} style={{ height: RESULTS_HEIGHT_PX }}>
      <LoadingPlaceholder text={t('query.results.loading', 'Waiting for the answer…')} />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  frame: css({
    display: 'flex',
    justifyContent: 'center',
    paddingTop: theme.spacing(8),
    border: `1px dashed ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
  }),
});
