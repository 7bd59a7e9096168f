import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { formatDurationNs } from '../formatValues';

interface DurationBarProps {
  durationNs: number;
  /** Of the longest row: its bar takes the whole width. */
  longestNs: number;
}

/** A duration in figures, and a bar that compares it with the others. */
export function DurationBar({ durationNs, longestNs }: DurationBarProps) {
  const styles = useStyles2(getStyles);
  const percent = longestNs > 0 ? (100 * durationNs) / longestNs : 0;
  return (
    <>
      <span className={styles.figure}>{formatDurationNs(durationNs)}</span>
      <span className={styles.track} aria-hidden>
        <span className={styles.bar} style={{ width: `${percent}%` }} />
      </span>
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  figure: css({ flex: 'none', width: 64, textAlign: 'right', fontVariantNumeric: 'tabular-nums' }),
  track: css({ flex: 1, height: 8, background: theme.colors.background.secondary }),
  bar: css({ display: 'block', minWidth: 1, height: '100%', background: theme.colors.primary.main }),
});
