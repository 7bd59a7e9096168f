import type { GrafanaTheme2 } from '@grafana/data';
import type { DurationPoint } from './durationPoints';

interface DrawOptions {
  readonly theme: GrafanaTheme2;
  /** Canvas pixels. */
  leftOf(point: DurationPoint): number;
  topOf(point: DurationPoint): number;
  readonly pixelRatio: number;
}

const RADIUS_PX = 3;

/** Draws circles, and crosses in another colour for points with errors: shape and colour say the same. */
export function drawPoints(
  context: CanvasRenderingContext2D,
  points: readonly DurationPoint[],
  { theme, leftOf, topOf, pixelRatio }: DrawOptions
): void {
  const radius = RADIUS_PX * pixelRatio;
  const circles = new Path2D();
  const crosses = new Path2D();
  for (const point of points) {
    const left = leftOf(point);
    const top = topOf(point);
    if (point.isError) {
      crosses.moveTo(left - radius, top - radius);
      crosses.lineTo(left + radius, top + radius);
      crosses.moveTo(left - radius, top + radius);
      crosses.lineTo(left + radius, top - radius);
    } else {
      circles.moveTo(left + radius, top);
      circles.arc(left, top, radius, 0, 2 * Math.PI);
    }
  }
  context.save();
  context.fillStyle = theme.colors.primary.text;
  context.globalAlpha = 0.6;
  context.fill(circles);
  context.globalAlpha = 1;
  context.strokeStyle = theme.colors.error.text;
  context.lineWidth = 2 * pixelRatio;
  context.stroke(crosses);
  context.restore();
}
