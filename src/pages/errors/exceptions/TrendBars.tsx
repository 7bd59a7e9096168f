import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

interface TrendBarsProps {
  /** Oldest first; empty draws nothing. */
  counts: readonly number[];
}

const WIDTH_PX = 120;
const HEIGHT_PX = 22;

/** Counts over time as small bars. The text for screen readers says how the two halves of the range compare. */
export function TrendBars({ counts }: TrendBarsProps) {
  const styles = useStyles2(getStyles);
  const most = Math.max(...counts, 0);
  if (most === 0) {
    return <>–</>;
  }
  const barWidth = WIDTH_PX / counts.length;
  return (
    <svg
      role="img"
      aria-label={describe(counts)}
      className={styles.bars}
      width={WIDTH_PX}
      height={HEIGHT_PX}
      viewBox={`0 0 ${WIDTH_PX} ${HEIGHT_PX}`}
    >
      {counts.map((count, index) => {
        // What happened once is seen beside what happened a thousand times.
        const height = count === 0 ? 0 : Math.max(2, (count / most) * HEIGHT_PX);
        return (
          <rect
            // The place in time is all that a bar is.
            key={index}
            x={index * barWidth}
            y={HEIGHT_PX - height}
            width={Math.max(1, barWidth - 1)}
            height={height}
          />
        );
      })}
    </svg>
  );
}

function describe(counts: readonly number[]): string {
  const half = Math.floor(counts.length / 2);
  const sum = (part: readonly number[]) => part.reduce((total, count) => total + count, 0);
  return t('errors.exceptions.trend-text', '{{first}} in the first half of the range, {{second}} in the second', {
    first: Math.round(sum(counts.slice(0, half))),
    second: Math.round(sum(counts.slice(half))),
  });
}

const getStyles = (theme: GrafanaTheme2) => ({
  bars: css({ display: 'block', fill: theme.colors.error.text }),
});
