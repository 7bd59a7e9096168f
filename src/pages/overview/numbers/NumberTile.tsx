import { css, cx } from '@emotion/css';
import { locationUtil, type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, useStyles2, useTheme2 } from '@grafana/ui';
import React from 'react';
import { formatNumber } from './formatNumber';
import type { Level } from './numberLevel';
import type { NumberReading } from './readNumbers';
import { Sparkline } from './Sparkline';

interface NumberTileProps {
  title: string;
  /** A unit id of Grafana's. */
  unit: string;
  /** What is counted, where the unit does not say so: `spans/s`. */
  suffix?: string;
  /** Undefined while it is asked for. */
  reading: NumberReading | undefined;
  level: Level | undefined;
  /** Path below Grafana's root; where more is to be seen. */
  href: string;
}

/** One number with its course and what to think of it; the whole tile leads to the panel behind it. */
export function NumberTile({ title, unit, suffix, reading, level, href }: NumberTileProps) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  return (
    <li className={styles.tile}>
      <h3 className={styles.title}>
        <a className={styles.link} href={locationUtil.assureBaseUrl(href)}>
          {title}
        </a>
      </h3>
      {reading?.status === 'value' ? (
        <>
          <p className={cx(styles.value, level && styles[level])}>
            {formatNumber(reading.last, unit, theme)}
            {suffix && <span className={styles.suffix}> {suffix}</span>}
            <LevelMark level={level} />
          </p>
          <Sparkline points={reading.points} level={level} />
        </>
      ) : (
        <p className={styles.missing}>{missingText(reading)}</p>
      )}
    </li>
  );
}

/** The level in words, for colour alone says nothing to many. All well needs none. */
function LevelMark({ level }: { level: Level | undefined }) {
  const styles = useStyles2(getStyles);
  if (level === undefined || level === 'ok') {
    return null;
  }
  return (
    <span className={styles.mark}>
      <Icon name="exclamation-triangle" size="sm" aria-hidden="true" />
      {level === 'warning' ? t('overview.number.warning', 'Warning') : t('overview.number.critical', 'Critical')}
    </span>
  );
}

function missingText(reading: Exclude<NumberReading, { status: 'value' }> | undefined): string {
  switch (reading?.status) {
    case 'none':
      return t('overview.number.none', 'No value in this time range');
    case 'failed':
      return t('overview.number.failed', 'Could not be asked for: {{said}}', {
        said: reading.said,
        interpolation: { escapeValue: false },
      });
    case undefined:
      return t('overview.number.loading', 'Loading…');
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  tile: css({
    position: 'relative',
    display: 'flex',
    flexDirection: 'column',
    // Fixed, so that nothing moves when data arrive.
    height: theme.spacing(15),
    padding: theme.spacing(1, 1.5),
    overflow: 'hidden',
    listStyle: 'none',
    background: theme.colors.background.primary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    '&:hover': { background: theme.colors.action.hover },
    '&:focus-within': { borderColor: theme.colors.primary.border },
  }),
  title: css({ ...theme.typography.bodySmall, fontWeight: theme.typography.fontWeightMedium, margin: 0 }),
  link: css({
    color: theme.colors.text.primary,
    // The whole tile is the link.
    '&::after': { content: '""', position: 'absolute', inset: 0 },
    '&:focus-visible': { outline: 'none' },
    '&:focus-visible::after': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
  }),
  value: css({
    ...theme.typography.h2,
    display: 'flex',
    alignItems: 'baseline',
    gap: theme.spacing(0.5),
    margin: 0,
    marginBottom: 'auto',
    whiteSpace: 'nowrap',
  }),
  suffix: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
  mark: css({
    ...theme.typography.bodySmall,
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    marginLeft: 'auto',
  }),
  missing: css({
    ...theme.typography.bodySmall,
    margin: 0,
    color: theme.colors.text.secondary,
    overflow: 'auto',
    overflowWrap: 'anywhere',
  }),
  ok: css({ color: theme.colors.success.text }),
  warning: css({ color: theme.colors.warning.text }),
  critical: css({ color: theme.colors.error.text }),
});
