import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { formatCount } from '../formatValues';
import { ErrorSign } from '../../../../components/virtual-table';

/** Says in words and with a sign that something failed; with a number, how many spans. */
export function ErrorMark({ count }: { count?: number }) {
  const styles = useStyles2(getStyles);
  return (
    <span className={styles.mark}>
      <ErrorSign />
      {count === undefined
        ? t('query.results.error', 'error')
        : t('query.results.error-count', '{{shown}} failed', { shown: formatCount(count) })}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  mark: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    color: theme.colors.error.text,
  }),
});
