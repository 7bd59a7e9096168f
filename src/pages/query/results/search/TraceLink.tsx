import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { IconButton, useStyles2 } from '@grafana/ui';
import React from 'react';

interface TraceLinkProps {
  traceId: string;
  /** Shown in place of the trace ID. */
  spanId?: string;
  onOpen(): void;
}

/** The ID of a trace or span; pressing it opens the trace. The copy button is for the mouse, Ctrl+C for the keyboard. */
export function TraceLink({ traceId, spanId, onOpen }: TraceLinkProps) {
  const styles = useStyles2(getStyles);
  const id = spanId ?? traceId;
  return (
    <>
      <button type="button" tabIndex={-1} data-cell-action className={styles.link} title={id} onClick={onOpen}>
        {id}
      </button>
      <IconButton
        name="copy"
        size="sm"
        tabIndex={-1}
        className={styles.copy}
        aria-label={t('query.results.copy-id', 'Copy ID')}
        onClick={() => void navigator.clipboard?.writeText(id).catch(() => undefined)}
      />
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
  copy: css({ flex: 'none', margin: 0 }),
});
