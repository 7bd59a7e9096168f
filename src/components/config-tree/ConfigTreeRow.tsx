import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import React, { memo } from 'react';
import { MASK } from '../../tempo';
import { ExpandSign } from '../virtual-table';
import type { ConfigRow } from './configRows';

interface ConfigTreeRowProps {
  row: ConfigRow;
  /** Undefined where there is nothing to open. */
  isExpanded: boolean | undefined;
  /** Whether Tab leads here. */
  isActive: boolean;
  explanation: string | undefined;
  /** To be marked where it occurs. */
  search: string;
  onFocus(path: string): void;
  onToggle(path: string): void;
}

/** A key with its value and, where it matters, its meaning. */
export const ConfigTreeRow = memo(function ConfigTreeRow(props: ConfigTreeRowProps) {
  const { row, isExpanded, isActive, explanation, search, onFocus, onToggle } = props;
  const styles = useStyles2(getStyles);
  const { path, name, level, text, hasChildren } = row;
  return (
    // The tree takes the keys of all its rows.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      role="treeitem"
      aria-level={level}
      aria-expanded={isExpanded}
      aria-selected={isActive}
      tabIndex={isActive ? 0 : -1}
      data-path={path}
      className={styles.row}
      style={{ paddingLeft: `${level * INDENT_REM}rem` }}
      onFocus={() => onFocus(path)}
      onClick={hasChildren ? () => onToggle(path) : undefined}
    >
      <span className={styles.sign}>{isExpanded !== undefined && <ExpandSign isExpanded={isExpanded} />}</span>
      <span className={styles.pair}>
        <span className={styles.key}>
          <Marked text={name} search={search} />
          {!hasChildren && ': '}
        </span>
        {!hasChildren && <Value text={text} search={search} />}
        {explanation !== undefined && (
          <span className={styles.explanation}>
            {' '}
            <Marked text={explanation} search={search} />
          </span>
        )}
      </span>
    </div>
  );
});

const INDENT_REM = 1.1;

function Value({ text, search }: { text: string; search: string }) {
  const styles = useStyles2(getStyles);
  if (text === '') {
    return <span className={styles.empty}>{t('config-tree.no-value', '(empty)')}</span>;
  }
  return (
    <span className={styles.value}>
      <Marked text={text} search={search} />
      {text.includes(MASK) && <span className={styles.empty}> {t('config-tree.masked', '(masked)')}</span>}
    </span>
  );
}

/** A text with what is searched for marked in it. */
function Marked({ text, search }: { text: string; search: string }) {
  const styles = useStyles2(getStyles);
  const at = search === '' ? -1 : text.toLowerCase().indexOf(search.toLowerCase());
  if (at < 0) {
    return <>{text}</>;
  }
  const end = at + search.length;
  return (
    <>
      {text.slice(0, at)}
      <mark className={styles.mark}>{text.slice(at, end)}</mark>
      {text.slice(end)}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({
    display: 'flex',
    gap: theme.spacing(0.5),
    padding: theme.spacing(0.25, 1),
    // Of a thousand rows only those on the screen cost anything.
    contentVisibility: 'auto',
    containIntrinsicSize: 'auto 1.7rem',
    '&[aria-expanded]': { cursor: 'pointer' },
    '&:hover': { background: theme.colors.action.hover },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
  }),
  sign: css({ flex: 'none', width: 14, paddingTop: 3 }),
  pair: css({ minWidth: 0, overflowWrap: 'anywhere' }),
  key: css({ fontFamily: theme.typography.fontFamilyMonospace, color: theme.colors.text.link }),
  value: css({ fontFamily: theme.typography.fontFamilyMonospace }),
  empty: css({ color: theme.colors.text.secondary, fontFamily: theme.typography.fontFamily }),
  explanation: css({
    marginLeft: theme.spacing(1),
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  mark: css({
    background: theme.colors.warning.main,
    color: theme.colors.warning.contrastText,
    padding: 0,
    borderRadius: theme.shape.radius.default,
  }),
});
