import { css } from '@emotion/css';
import { dateTimeFormat, systemDateFormats, type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';
import { formatCount, formatDurationNs } from '../formatValues';
import type { BrushChange } from '../resultChanges';
import { durationHeatmap, type DurationHeatmap, type HeatmapCell } from './durationHeatmap';
import type { DurationPoint } from './durationPoints';

interface HeatmapChartProps {
  points: readonly DurationPoint[];
  heightPx: number;
  onBrush(change: BrushChange): void;
}

const COLUMNS = 60;
const MOST_ROWS = 18;
const MOST_LABELS = 6;
/** The faintest cell must still be seen. */
const LEAST_OPACITY = 0.18;

/** How many traces began when and took how long: for more points than a scatter chart can show apart. */
export function HeatmapChart({ points, heightPx, onBrush }: HeatmapChartProps) {
  const styles = useStyles2(getStyles);
  const heatmap = useMemo(() => durationHeatmap(points, { columnCount: COLUMNS, mostRows: MOST_ROWS }), [points]);
  if (!heatmap) {
    return null;
  }
  const rowCount = heatmap.bounds.length - 1;
  return (
    <div className={styles.frame} style={{ height: heightPx }}>
      <DurationLabels bounds={heatmap.bounds} />
      <svg
        className={styles.plot}
        viewBox={`0 0 ${COLUMNS} ${rowCount}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t(
          'query.results.heatmap-label',
          'Density of durations over time: {{count}} points. The fields of "Select by numbers" select an area of it.',
          { count: formatCount(points.length) }
        )}
      >
        {heatmap.cells.map((cell) => (
          // The form beside the chart is the way of the keyboard: a thousand tab stops would be none.
          <rect
            key={`${cell.row}:${cell.column}`}
            className={cell.errorCount > 0 ? styles.errorCell : styles.cell}
            x={cell.column}
            y={rowCount - 1 - cell.row}
            width={0.96}
            height={0.94}
            fillOpacity={opacityOf(cell, heatmap)}
            onClick={() => onBrush(brushOf(cell))}
          >
            <title>{describeCell(cell)}</title>
          </rect>
        ))}
      </svg>
      <span />
      <TimeLabels heatmap={heatmap} />
    </div>
  );
}

function DurationLabels({ bounds }: { bounds: readonly number[] }) {
  const styles = useStyles2(getStyles);
  const rowCount = bounds.length - 1;
  const every = Math.ceil(rowCount / MOST_LABELS);
  return (
    <div className={styles.durations} aria-hidden>
      {bounds.map((bound, index) =>
        index % every === 0 ? (
          <span key={bound} style={{ bottom: `${(100 * index) / rowCount}%` }}>
            {formatDurationNs(bound)}
          </span>
        ) : null
      )}
    </div>
  );
}

function TimeLabels({ heatmap: { fromMs, toMs } }: { heatmap: DurationHeatmap }) {
  const styles = useStyles2(getStyles);
  const format = toMs - fromMs > 24 * 3600e3 ? systemDateFormats.interval.hour : systemDateFormats.interval.second;
  return (
    <div className={styles.times} aria-hidden>
      {[fromMs, (fromMs + toMs) / 2, toMs].map((timeMs) => (
        <span key={timeMs}>{dateTimeFormat(timeMs, { format })}</span>
      ))}
    </div>
  );
}

/** By the logarithm: single slow traces matter as much as the crowd. */
function opacityOf({ count }: HeatmapCell, { highestCount }: DurationHeatmap): number {
  return highestCount <= 1 ? 1 : LEAST_OPACITY + (1 - LEAST_OPACITY) * (Math.log(count) / Math.log(highestCount));
}

function brushOf({ fromMs, toMs, fromNs, toNs }: HeatmapCell): BrushChange {
  return { fromMs, toMs, minDurationNs: fromNs, maxDurationNs: toNs };
}

function describeCell({ fromMs, fromNs, toNs, count, errorCount }: HeatmapCell): string {
  return t('query.results.cell', '{{time}}, {{from}} to {{to}}: {{shown}}, {{errors}} with errors', {
    time: dateTimeFormat(fromMs, { format: systemDateFormats.fullDate }),
    from: formatDurationNs(fromNs),
    to: formatDurationNs(toNs),
    shown: formatCount(count),
    errors: formatCount(errorCount),
  });
}

const getStyles = (theme: GrafanaTheme2) => ({
  frame: css({
    display: 'grid',
    gridTemplateColumns: '60px 1fr',
    gridTemplateRows: '1fr 20px',
    width: '100%',
    paddingRight: theme.spacing(1),
    paddingTop: theme.spacing(1),
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  plot: css({ display: 'block', width: '100%', height: '100%' }),
  cell: css({ fill: theme.colors.primary.text, cursor: 'pointer' }),
  errorCell: css({ fill: theme.colors.error.text, cursor: 'pointer' }),
  durations: css({
    position: 'relative',
    '& > span': { position: 'absolute', right: theme.spacing(1), transform: 'translateY(50%)', whiteSpace: 'nowrap' },
  }),
  times: css({ display: 'flex', justifyContent: 'space-between' }),
});
