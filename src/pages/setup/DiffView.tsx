import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';
import { diffLines } from '../../correlations';
import { foldDiff, type DiffPart } from './foldDiff';

interface DiffViewProps {
  /** What it is, for screen readers. */
  label: string;
  before: string;
  after: string;
}

/** What changes from one text to the other, line by line, with some lines around. */
export function DiffView({ label, before, after }: DiffViewProps) {
  const styles = useStyles2(getStyles);
  const parts = useMemo(() => foldDiff(diffLines(before, after)), [before, after]);
  return (
    // Wide lines scroll, also by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <pre className={styles.diff} tabIndex={0} aria-label={label}>
      {parts.map((part, index) => (
        // Lines have no names, and never move.
        <DiffLineView key={index} part={part} />
      ))}
    </pre>
  );
}

function DiffLineView({ part }: { part: DiffPart }) {
  const styles = useStyles2(getStyles);
  switch (part.kind) {
    case 'added':
      return <ins className={cx(styles.line, styles.added)}>{`+ ${part.text}\n`}</ins>;
    case 'removed':
      return <del className={cx(styles.line, styles.removed)}>{`- ${part.text}\n`}</del>;
    case 'same':
      return <span className={styles.line}>{`  ${part.text}\n`}</span>;
    case 'folded':
      return (
        <span className={cx(styles.line, styles.folded)}>
          {t('setup.diff.folded', '… {{count}} lines as before', { count: part.lines })}
          {'\n'}
        </span>
      );
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  diff: css({ margin: 0, maxHeight: 400, overflow: 'auto' }),
  line: css({ display: 'block', minWidth: 'max-content', textDecoration: 'none' }),
  added: css({ background: theme.colors.success.transparent }),
  removed: css({ background: theme.colors.error.transparent }),
  folded: css({ color: theme.colors.text.secondary }),
});
