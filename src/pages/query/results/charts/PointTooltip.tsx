import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { formatDurationNs, formatTimeMs } from '../formatValues';
import { ErrorMark } from '../search/ErrorMark';
import { ServiceDot } from '../search/ServiceDot';
import type { HoveredPoint } from './buildScatterConfig';

/** Beside the axis. */
const PLOT_LEFT_PX = 60;

/** What the point under the mouse is. Of no use to the keyboard, for which the table has the same. */
export function PointTooltip({ hovered, chartWidthPx }: { hovered: HoveredPoint; chartWidthPx: number }) {
  const styles = useStyles2(getStyles);
  const { point, leftPx, topPx } = hovered;
  const isRight = leftPx > chartWidthPx / 2;
  return (
    <div
      aria-hidden
      className={styles.tooltip}
      style={{
        top: Math.max(0, topPx - 20),
        ...(isRight ? { right: chartWidthPx - leftPx - PLOT_LEFT_PX + 16 } : { left: leftPx + PLOT_LEFT_PX + 16 }),
      }}
    >
      <div className={styles.title}>
        {point.service !== '' && <ServiceDot service={point.service} />}
        {[point.service, point.name].filter(Boolean).join(': ') || t('query.results.unnamed', 'Name not known')}
      </div>
      <div>
        {formatDurationNs(point.durationNs)} {point.isError && <ErrorMark />}
      </div>
      <div>{formatTimeMs(point.timeMs)}</div>
      <div className={styles.hint}>{t('query.results.click-opens', 'Click opens the trace')}</div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  tooltip: css({
    position: 'absolute',
    zIndex: theme.zIndex.tooltip,
    maxWidth: 320,
    padding: theme.spacing(1),
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.elevated,
    boxShadow: theme.shadows.z2,
    fontSize: theme.typography.bodySmall.fontSize,
    pointerEvents: 'none',
  }),
  title: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(0.5), overflowWrap: 'anywhere' }),
  hint: css({ color: theme.colors.text.secondary }),
});
