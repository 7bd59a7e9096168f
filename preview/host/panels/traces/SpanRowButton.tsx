import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import React from 'react';
import type { TraceRow } from './buildTraceRows.ts';
import { formatMs } from './formatMs.ts';

interface SpanRowButtonProps {
  row: TraceRow;
  traceDurationMs: number;
  color: string;
  isOpen: boolean;
  isFocused: boolean;
  onToggle(): void;
}

const INDENT_PX = 12;
const MOST_INDENTS = 20;

/** A line of the waterfall: service and name, indented below its parent, and when the span ran. */
export function SpanRowButton({ row, traceDurationMs, color, isOpen, isFocused, onToggle }: SpanRowButtonProps) {
  const styles = useStyles2(getStyles);
  const { span, depth, offsetMs, isFailed } = row;
  const left = (offsetMs / (traceDurationMs || 1)) * 100;
  const width = Math.max((span.duration / (traceDurationMs || 1)) * 100, 0.2);
  return (
    <button
      type="button"
      className={cx(styles.row, isFocused && styles.focused)}
      aria-expanded={isOpen}
      aria-current={isFocused || undefined}
      data-span-id={span.spanID}
      onClick={onToggle}
    >
      <span className={styles.name} style={{ paddingLeft: Math.min(depth, MOST_INDENTS) * INDENT_PX }}>
        <span className={styles.service} style={{ borderColor: color }}>
          {isFailed && <Icon name="exclamation-circle" className={styles.failed} title="failed" size="sm" />}
          <strong>{span.serviceName}</strong> {span.operationName}
        </span>
      </span>
      <span className={styles.track}>
        <span className={styles.bar} style={{ left: `${left}%`, width: `${width}%`, background: color }} />
      </span>
      <span className={styles.duration}>{formatMs(span.duration)}</span>
    </button>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({
    display: 'flex',
    width: '100%',
    height: theme.spacing(3.5),
    padding: 0,
    textAlign: 'left',
    color: theme.colors.text.primary,
    background: 'transparent',
    border: 'none',
    borderBottom: `1px solid ${theme.colors.border.weak}`,
    fontSize: theme.typography.bodySmall.fontSize,
    cursor: 'pointer',
    '&:hover': { background: theme.colors.action.hover },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
  }),
  focused: css({ background: theme.colors.action.selected }),
  name: css({ flex: '0 0 40%', overflow: 'hidden', alignSelf: 'center' }),
  service: css({
    display: 'block',
    paddingLeft: theme.spacing(0.5),
    borderLeft: '4px solid',
    whiteSpace: 'nowrap',
    textOverflow: 'ellipsis',
    overflow: 'hidden',
  }),
  failed: css({ color: theme.colors.error.text, marginRight: theme.spacing(0.5) }),
  track: css({ position: 'relative', flex: 1, overflow: 'hidden' }),
  bar: css({ position: 'absolute', top: '30%', height: '40%', borderRadius: theme.shape.radius.default }),
  duration: css({
    flex: `0 0 ${theme.spacing(10)}`,
    alignSelf: 'center',
    paddingRight: theme.spacing(0.5),
    textAlign: 'right',
  }),
});
