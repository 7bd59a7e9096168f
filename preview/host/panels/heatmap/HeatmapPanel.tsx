import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2, type PanelProps } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React, { type MouseEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { PanelDefinition } from '../buildPanelPlugin.ts';
import { PanelDataErrorView } from '../PanelDataErrorView.tsx';
import { buildHeatmapCells, type HeatmapCell, type HeatmapCells } from './buildHeatmapCells.ts';

const AXIS_WIDTH_PX = 70;
const AXIS_HEIGHT_PX = 40;
const ROW_LABEL_HEIGHT_PX = 14;
const LEAST_OPACITY = 0.15;

export const heatmapDefinition: PanelDefinition = {
  id: 'heatmap',
  name: 'Heatmap',
  component: HeatmapPanel,
  hasAnnotations: true,
};

/** Stands for Grafana's heatmap: counts as shades, without calculation, exemplars and colour schemes. */
function HeatmapPanel({ data, width, height, timeZone, id, fieldConfig }: PanelProps) {
  const heatmap = useMemo(() => buildHeatmapCells(data.series), [data.series]);
  if (!heatmap) {
    return <PanelDataErrorView panelId={id} data={data} fieldConfig={fieldConfig} needsNumberField />;
  }
  return <Heatmap heatmap={heatmap} width={width} height={height} timeZone={timeZone} />;
}

interface HeatmapProps {
  heatmap: HeatmapCells;
  width: number;
  height: number;
  timeZone: string;
}

function Heatmap({ heatmap, width, height, timeZone }: HeatmapProps) {
  const styles = useStyles2(getStyles);
  const color = useTheme2().visualization.getColorByName('blue');
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const [hovered, setHovered] = useState<HeatmapCell>();
  const plotWidth = Math.max(width - AXIS_WIDTH_PX, 1);
  const plotHeight = Math.max(height - AXIS_HEIGHT_PX, 1);
  useEffect(() => draw(canvasRef.current, heatmap, color), [heatmap, color, plotWidth, plotHeight]);

  const formatTime = (ms: number) => dateTimeFormat(ms, { timeZone, format: 'HH:mm:ss' });
  const onMouseMove = ({ nativeEvent: { offsetX, offsetY } }: MouseEvent) =>
    setHovered(findCell(heatmap, offsetX / plotWidth, 1 - offsetY / plotHeight));
  const { rowNames, fromMs, toMs, cells, mostCount } = heatmap;
  return (
    <div data-testid="heatmap">
      <div className={styles.plot}>
        <RowLabels rowNames={rowNames} height={plotHeight} />
        <canvas
          ref={canvasRef}
          width={plotWidth}
          height={plotHeight}
          role="img"
          aria-label={`Heatmap: ${rowNames.length} rows, ${cells.length} cells with a count, at most ${mostCount}`}
          onMouseMove={onMouseMove}
          onMouseLeave={() => setHovered(undefined)}
        />
      </div>
      <div className={styles.times} style={{ marginLeft: AXIS_WIDTH_PX }}>
        <span>{formatTime(fromMs)}</span>
        <span>
          {hovered &&
            `${formatTime(hovered.fromMs)} to ${formatTime(hovered.toMs)}, ${rowNames[hovered.row]}: ${hovered.count}`}
        </span>
        <span>{formatTime(toMs)}</span>
      </div>
    </div>
  );
}

function RowLabels({ rowNames, height }: { rowNames: string[]; height: number }) {
  const styles = useStyles2(getStyles);
  const rowHeight = height / rowNames.length;
  const everyNth = Math.max(1, Math.ceil(ROW_LABEL_HEIGHT_PX / rowHeight));
  return (
    <div className={styles.rows} style={{ width: AXIS_WIDTH_PX, height }}>
      {rowNames.map((name, row) =>
        row % everyNth === 0 ? (
          <span key={name} style={{ bottom: (row + 0.5) * rowHeight - ROW_LABEL_HEIGHT_PX / 2 }}>
            {shorten(name)}
          </span>
        ) : null
      )}
    </div>
  );
}

/** Bounds of Tempo's buckets are powers of two, with many digits. */
function shorten(name: string): string {
  return /^\d+\.\d+$/.test(name) ? String(Number(Number(name).toPrecision(3))) : name;
}

function draw(canvas: HTMLCanvasElement | null, heatmap: HeatmapCells, color: string): void {
  const context = canvas?.getContext('2d');
  if (!canvas || !context) {
    return;
  }
  const { width, height } = canvas;
  const { cells, rowNames, fromMs, toMs, mostCount } = heatmap;
  const rowHeight = height / rowNames.length;
  const pxPerMs = width / (toMs - fromMs || 1);
  context.clearRect(0, 0, width, height);
  context.fillStyle = color;
  for (const cell of cells) {
    context.globalAlpha = LEAST_OPACITY + (1 - LEAST_OPACITY) * (cell.count / (mostCount || 1));
    const x = (cell.fromMs - fromMs) * pxPerMs;
    const cellWidth = Math.max((cell.toMs - cell.fromMs) * pxPerMs - 1, 1);
    context.fillRect(x, height - (cell.row + 1) * rowHeight, cellWidth, Math.max(rowHeight - 1, 1));
  }
}

/** @param xShare from the left, @param yShare from the bottom */
function findCell({ cells, fromMs, toMs, rowNames }: HeatmapCells, xShare: number, yShare: number) {
  const timeMs = fromMs + xShare * (toMs - fromMs);
  const row = Math.floor(yShare * rowNames.length);
  return cells.find((cell) => cell.row === row && cell.fromMs <= timeMs && timeMs < cell.toMs);
}

const getStyles = (theme: GrafanaTheme2) => ({
  plot: css({ display: 'flex' }),
  rows: css({
    position: 'relative',
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: `${ROW_LABEL_HEIGHT_PX}px`,
    color: theme.colors.text.secondary,
    span: { position: 'absolute', right: theme.spacing(1), whiteSpace: 'nowrap' },
  }),
  times: css({
    display: 'flex',
    justifyContent: 'space-between',
    fontSize: theme.typography.bodySmall.fontSize,
    color: theme.colors.text.secondary,
  }),
});
