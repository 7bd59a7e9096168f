import type { GrafanaTheme2 } from '@grafana/data';
import { AxisPlacement, ScaleDirection, ScaleDistribution, ScaleOrientation } from '@grafana/schema';
import { UPlotConfigBuilder, type UPlotChart } from '@grafana/ui';
import type { ComponentProps } from 'react';
import { formatDurationNs } from '../formatValues';
import type { BrushChange } from '../resultChanges';
import { drawPoints } from './drawPoints';
import type { DurationPoint, PointExtent } from './durationPoints';
import { durationTicks } from './durationTicks';
import { nearestPoint } from './nearestPoint';

export type Plot = Parameters<NonNullable<ComponentProps<typeof UPlotChart>['plotRef']>>[0];

/** A point under the mouse, and where it is inside the chart. */
export interface HoveredPoint {
  readonly point: DurationPoint;
  readonly leftPx: number;
  readonly topPx: number;
}

interface ScatterConfigOptions {
  readonly points: readonly DurationPoint[];
  readonly extent: PointExtent;
  readonly theme: GrafanaTheme2;
  onHover(hovered: HoveredPoint | null): void;
  onBrush(change: BrushChange): void;
  onClick(point: DurationPoint): void;
}

const TIME_SCALE = 'x';
const DURATION_SCALE = 'duration';
/** Space above and below the points, as a factor since the axis is logarithmic. */
const DURATION_MARGIN = 1.3;
const TIME_MARGIN = 0.02;
/** For a single point. */
const LEAST_SPAN_MS = 1000;
const REACH_PX = 12;
/** Less is a click with an unsteady hand. */
const LEAST_BRUSH_PX = 4;
const MOST_TICKS = 9;

/** Duration over time, with its own drawing: the points have shapes. uPlot gives axes, the selection and the coordinates. */
export function buildScatterConfig(options: ScatterConfigOptions): UPlotConfigBuilder {
  const { extent, theme } = options;
  const marginMs = Math.max(LEAST_SPAN_MS, (extent.toMs - extent.fromMs) * TIME_MARGIN);
  const minNs = extent.minDurationNs / DURATION_MARGIN;
  const maxNs = extent.maxDurationNs * DURATION_MARGIN;
  const builder = new UPlotConfigBuilder();
  builder.addScale({
    scaleKey: TIME_SCALE,
    isTime: true,
    orientation: ScaleOrientation.Horizontal,
    direction: ScaleDirection.Right,
    range: [extent.fromMs - marginMs, extent.toMs + marginMs],
  });
  builder.addScale({
    scaleKey: DURATION_SCALE,
    distribution: ScaleDistribution.Log,
    log: 10,
    orientation: ScaleOrientation.Vertical,
    direction: ScaleDirection.Up,
    range: [minNs, maxNs],
  });
  builder.addAxis({ scaleKey: TIME_SCALE, isTime: true, placement: AxisPlacement.Bottom, theme });
  builder.addAxis({
    scaleKey: DURATION_SCALE,
    placement: AxisPlacement.Left,
    theme,
    splits: () => durationTicks(minNs, maxNs, MOST_TICKS),
    filter: (_, ticks) => ticks,
    values: (_, ticks) => ticks.map((tick) => formatDurationNs(tick)),
  });
  // The data decide about nothing but which scales exist: the drawing below shows them.
  builder.addSeries({ scaleKey: DURATION_SCALE, theme, pathBuilder: () => null, pointsFilter: () => [] });
  builder.setCursor({
    points: { show: false },
    drag: { setScale: false, x: true, y: true, uni: 0 },
    y: true,
  });
  addDrawing(builder, options);
  addInteraction(builder, options);
  return builder;
}

function addDrawing(builder: UPlotConfigBuilder, { points, theme }: ScatterConfigOptions): void {
  builder.addHook('draw', (plot: Plot) => {
    drawPoints(plot.ctx, points, {
      theme,
      leftOf: ({ timeMs }) => plot.valToPos(timeMs, TIME_SCALE, true),
      topOf: ({ durationNs }) => plot.valToPos(durationNs, DURATION_SCALE, true),
      pixelRatio: window.devicePixelRatio,
    });
  });
}

function addInteraction(builder: UPlotConfigBuilder, options: ScatterConfigOptions): void {
  const { points, onHover, onBrush, onClick } = options;
  let hovered: HoveredPoint | null = null;
  builder.addHook('setCursor', (plot: Plot) => {
    const { left = -1, top = -1 } = plot.cursor;
    const point = left < 0 ? undefined : findPoint(plot, points, left, top);
    if (point !== hovered?.point) {
      hovered = point ? { point, ...placeOf(plot, point) } : null;
      plot.over.style.cursor = point ? 'pointer' : 'crosshair';
      onHover(hovered);
    }
  });
  builder.addHook('setSelect', (plot: Plot) => {
    const { left, top, width, height } = plot.select;
    if (width < LEAST_BRUSH_PX || height < LEAST_BRUSH_PX) {
      return;
    }
    plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    onBrush({
      fromMs: plot.posToVal(left, TIME_SCALE),
      toMs: plot.posToVal(left + width, TIME_SCALE),
      minDurationNs: plot.posToVal(top + height, DURATION_SCALE),
      maxDurationNs: plot.posToVal(top, DURATION_SCALE),
    });
  });
  builder.addHook('init', (plot: Plot) => {
    plot.over.style.cursor = 'crosshair';
    // uPlot itself swallows the click that ends a drag.
    plot.over.addEventListener('click', () => {
      if (hovered) {
        onClick(hovered.point);
      }
    });
    plot.over.addEventListener('mouseleave', () => {
      hovered = null;
      onHover(null);
    });
  });
}

function findPoint(plot: Plot, points: readonly DurationPoint[], leftPx: number, topPx: number) {
  return nearestPoint(points, { leftPx, topPx }, (point) => placeOf(plot, point), REACH_PX);
}

function placeOf(plot: Plot, { timeMs, durationNs }: DurationPoint) {
  return { leftPx: plot.valToPos(timeMs, TIME_SCALE), topPx: plot.valToPos(durationNs, DURATION_SCALE) };
}
