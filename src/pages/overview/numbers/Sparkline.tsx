import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import type { Point } from './readNumbers';
import type { Level } from './numberLevel';

const WIDTH = 100;
const HEIGHT = 24;

interface SparklineProps {
  points: readonly Point[];
  level: Level | undefined;
}

/**
 * The course of a number, without axes; a screen reader has the number itself. Drawn as SVG, which takes the width that
 * there is: Grafana's sparkline is a canvas and must be told, and there would be one for each number.
 */
export function Sparkline({ points, level }: SparklineProps) {
  const styles = useStyles2(getStyles);
  const line = linePath(points);
  return (
    <svg
      className={cx(styles.chart, styles[level ?? 'none'])}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      {line !== '' && <path className={styles.area} d={`${line}V${HEIGHT}H${pathX(points, 0)}Z`} />}
      <path className={styles.line} d={line} />
    </svg>
  );
}

/** From the lowest value, or zero where that is lower, to the highest; a level line lies at the bottom. */
function linePath(points: readonly Point[]): string {
  const values = points.map(({ value }) => value);
  const low = Math.min(0, ...values);
  const span = Math.max(...values) - low || 1;
  const y = (value: number) => round(HEIGHT - 1 - ((value - low) / span) * (HEIGHT - 2));
  return points.map(({ value }, i) => `${i === 0 ? 'M' : 'L'}${pathX(points, i)},${y(value)}`).join('');
}

function pathX(points: readonly Point[], index: number): number {
  const first = points[0]?.timeMs ?? 0;
  const span = (points.at(-1)?.timeMs ?? 0) - first || 1;
  return round((((points[index]?.timeMs ?? first) - first) / span) * WIDTH);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

const getStyles = (theme: GrafanaTheme2) => ({
  chart: css({ display: 'block', width: '100%', height: theme.spacing(4) }),
  line: css({ fill: 'none', stroke: 'currentColor', strokeWidth: 1.5, vectorEffect: 'non-scaling-stroke' }),
  area: css({ fill: 'currentColor', opacity: 0.12, stroke: 'none' }),
  none: css({ color: theme.colors.primary.text }),
  ok: css({ color: theme.colors.success.text }),
  warning: css({ color: theme.colors.warning.text }),
  critical: css({ color: theme.colors.error.text }),
});
