import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { CopySign, getRowButtonStyles } from '../../../../components/virtual-table';

interface TraceLinkProps {
  traceId: string;
  /** Name of the button that copies. Given, since to look up a text for each row takes longer than to draw it. */
  copyLabel: string;
  /** Shown in place of the trace ID. */
  spanId?: string;
  onOpen(): void;
}

/** The ID of a trace or span; pressing it opens the trace. The copy button is for the mouse, Ctrl+C for the keyboard. */
export function TraceLink({ traceId, spanId, copyLabel, onOpen }: TraceLinkProps) {
  const styles = useStyles2(getStyles);
  const buttonStyle = useStyles2(getRowButtonStyles);
  const id = spanId ?? traceId;
  return (
    <>
      <button type="button" tabIndex={-1} data-cell-action className={styles.link} title={id} onClick={onOpen}>
        {id}
      </button>
      <button
        type="button"
        tabIndex={-1}
        className={buttonStyle}
        aria-label={copyLabel}
        onClick={() => void navigator.clipboard?.writeText(id).catch(() => undefined)}
      >
        <CopySign />
      </button>
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  link: css({
    minWidth: 0,
    padding: 0,
    border: 'none',
    background: 'none',
    color: theme.colors.text.link,
    fontFamily: theme.typography.fontFamilyMonospace,
    fontSize: 'inherit',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    cursor: 'pointer',
    '&:hover': { textDecoration: 'underline' },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
  }),
});
