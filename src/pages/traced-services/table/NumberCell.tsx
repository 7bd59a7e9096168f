import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import React, { type PropsWithChildren } from 'react';
import { ErrorSign } from '../../../components/virtual-table';

interface NumberCellProps {
  text: string;
  /** Marked by a sign and a colour. */
  isBad?: boolean;
}

/** A number, with its course before it. */
export function NumberCell({ text, isBad = false, children }: PropsWithChildren<NumberCellProps>) {
  const styles = useStyles2(getStyles);
  return (
    <>
      {children}
      <span className={isBad ? styles.bad : styles.number}>
        {isBad && (
          <span role="img" aria-label={t('services.many-errors', 'Many errors')}>
            <ErrorSign />
          </span>
        )}
        {text}
      </span>
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const number = { display: 'inline-flex', alignItems: 'center', justifyContent: 'flex-end', minWidth: 78, gap: 4 };
  return {
    number: css(number, { fontVariantNumeric: 'tabular-nums' }),
    bad: css(number, { fontVariantNumeric: 'tabular-nums', color: theme.colors.error.text }),
  };
};
