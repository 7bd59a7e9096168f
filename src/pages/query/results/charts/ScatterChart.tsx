import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { UPlotChart, useStyles2, useTheme2 } from '@grafana/ui';
import React, { useMemo, useState } from 'react';
import { formatCount, formatDurationNs } from '../formatValues';
import type { BrushChange } from '../resultChanges';
import { useElementWidth } from '../useElementWidth';
import { buildScatterConfig, type HoveredPoint } from './buildScatterConfig';
import { extentOf, type DurationPoint } from './durationPoints';
import { PointTooltip } from './PointTooltip';

interface ScatterChartProps {
  points: readonly DurationPoint[];
  heightPx: number;
  onBrush(change: BrushChange): void;
  onOpen(point: DurationPoint): void;
}

/** Duration over time: dragging a rectangle selects, a click opens the trace. The table has the same for the keyboard. */
export function ScatterChart({ points, heightPx, onBrush, onOpen }: ScatterChartProps) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const { ref, widthPx } = useElementWidth();
  const [hovered, setHovered] = useState<HoveredPoint | null>(null);
  const extent = useMemo(() => extentOf(points), [points]);
  const config = useMemo(
    () => extent && buildScatterConfig({ points, extent, theme, onHover: setHovered, onBrush, onClick: onOpen }),
    [points, extent, theme, onBrush, onOpen]
  );
  const data = useMemo(
    (): [number[], number[]] => [points.map(({ timeMs }) => timeMs), points.map(({ durationNs }) => durationNs)],
    [points]
  );
  if (!extent || !config) {
    return null;
  }
  return (
    <div
      ref={ref}
      className={styles.frame}
      style={{ height: heightPx }}
      role="img"
      aria-label={t(
        'query.results.scatter-label',
        'Duration over time: {{count}} points from {{shortest}} to {{longest}}. The table below has them all.',
        {
          count: formatCount(points.length),
          shortest: formatDurationNs(extent.minDurationNs),
          longest: formatDurationNs(extent.maxDurationNs),
        }
      )}
    >
      {widthPx > 0 && <UPlotChart data={data} width={widthPx} height={heightPx} config={config} />}
      {hovered && <PointTooltip hovered={hovered} chartWidthPx={widthPx} />}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  frame: css({
    position: 'relative',
    width: '100%',
    // The rectangle that is being drawn.
    '.u-select': {
      background: theme.colors.action.selected,
      boxShadow: `inset 0 0 0 1px ${theme.colors.primary.border}`,
    },
  }),
});
