import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import React, { type PropsWithChildren } from 'react';
import { useValueMenu, type ValueTarget } from './ValueMenuContext';

interface ValueButtonProps {
  target: ValueTarget;
  /** Whether Enter on the cell presses it: the first value of a cell. */
  isCellAction?: boolean;
  isMonospaced?: boolean;
}

/** A value in a table; pressing it opens its menu. */
export function ValueButton({
  target,
  isCellAction = true,
  isMonospaced = false,
  children,
}: PropsWithChildren<ValueButtonProps>) {
  const styles = useStyles2(getStyles);
  const openMenu = useValueMenu();
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-haspopup="menu"
      title={target.text}
      className={cx(styles.button, isMonospaced && styles.monospaced)}
      onClick={(event) => openMenu(target, event.currentTarget)}
      {...(isCellAction ? { 'data-cell-action': true } : {})}
    >
      {children ?? (target.text || <em>{t('query.results.empty-text', 'empty text')}</em>)}
    </button>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  button: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    minWidth: 0,
    maxWidth: '100%',
    padding: theme.spacing(0, 0.5),
    marginLeft: theme.spacing(-0.5),
    border: 'none',
    borderRadius: theme.shape.radius.default,
    background: 'none',
    color: 'inherit',
    font: 'inherit',
    textAlign: 'inherit',
    cursor: 'pointer',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    '&:hover': { background: theme.colors.action.hover, textDecoration: 'underline' },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
  }),
  monospaced: css({ fontFamily: theme.typography.fontFamilyMonospace }),
});
