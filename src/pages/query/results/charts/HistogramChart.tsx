import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Tooltip, useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';
import { formatCount, formatDurationNs } from '../formatValues';
import { durationBins, type DurationBin } from './durationBins';
import type { DurationPoint } from './durationPoints';

interface HistogramChartProps {
  points: readonly DurationPoint[];
  heightPx: number;
  /** A bar was chosen. */
  onChoose(bin: DurationBin): void;
}

const MOST_BINS = 30;
const AXIS_HEIGHT_PX = 24;
/** More labels would run into each other at 768 pixels. */
const MOST_LABELS = 8;

/** How many traces took how long. Each bar is a button that narrows the search to its durations. */
export function HistogramChart({ points, heightPx, onChoose }: HistogramChartProps) {
  const styles = useStyles2(getStyles);
  const bins = useMemo(() => durationBins(points, MOST_BINS), [points]);
  const highest = bins.reduce((most, { count }) => Math.max(most, count), 1);
  const labelEvery = Math.ceil(bins.length / MOST_LABELS);
  return (
    <div
      role="group"
      aria-label={t('query.results.histogram-label', 'Durations; a bar narrows the search to it')}
      className={styles.bars}
      style={{ height: heightPx }}
    >
      {bins.map((bin, index) => (
        <div key={bin.fromNs} className={styles.bin}>
          <Tooltip content={describeBin(bin)}>
            <button
              type="button"
              className={styles.hitArea}
              style={{ height: heightPx - AXIS_HEIGHT_PX }}
              aria-label={describeBin(bin)}
              disabled={bin.count === 0}
              onClick={() => onChoose(bin)}
            >
              <span className={styles.bar} style={{ height: `${(100 * bin.count) / highest}%` }}>
                <span
                  className={styles.errors}
                  style={{ height: `${(100 * bin.errorCount) / Math.max(1, bin.count)}%` }}
                />
              </span>
            </button>
          </Tooltip>
          <span className={styles.label} aria-hidden>
            {index % labelEvery === 0 ? formatDurationNs(bin.fromNs) : ''}
          </span>
        </div>
      ))}
    </div>
  );
}

function describeBin({ fromNs, toNs, count, errorCount }: DurationBin): string {
  return t('query.results.bin', '{{from}} to {{to}}: {{shown}}, {{errors}} with errors', {
    from: formatDurationNs(fromNs),
    to: formatDurationNs(toNs),
    shown: formatCount(count),
    errors: formatCount(errorCount),
  });
}

const getStyles = (theme: GrafanaTheme2) => ({
  bars: css({ display: 'flex', alignItems: 'flex-end', gap: 2, width: '100%', padding: theme.spacing(0, 1) }),
  bin: css({ flex: 1, minWidth: 0, position: 'relative' }),
  hitArea: css({
    display: 'flex',
    alignItems: 'flex-end',
    width: '100%',
    padding: 0,
    border: 'none',
    background: 'none',
    cursor: 'pointer',
    '&:disabled': { cursor: 'default' },
    '&:hover:not(:disabled)': { background: theme.colors.action.hover },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
  }),
  bar: css({
    display: 'flex',
    alignItems: 'flex-end',
    width: '100%',
    minHeight: 0,
    background: theme.colors.primary.main,
    borderRadius: theme.shape.radius.default,
    overflow: 'hidden',
  }),
  // Stripes beside the colour, for those who do not see it.
  errors: css({
    width: '100%',
    background: `repeating-linear-gradient(45deg, ${theme.colors.error.main} 0 4px, ${theme.colors.error.border} 4px 8px)`,
  }),
  label: css({
    display: 'block',
    height: AXIS_HEIGHT_PX,
    lineHeight: `${AXIS_HEIGHT_PX}px`,
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    whiteSpace: 'nowrap',
  }),
});
