import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Badge, Button, useStyles2, type BadgeColor } from '@grafana/ui';
import React from 'react';
import type { Discard } from '../../../data';
import type { EffectiveLimit, HealthEvidence } from '../../../health';
import { formatShare } from '../formatFigures';
import { commonLimitOf } from './commonLimit';
import { countsPerText, formatLimitValue, limitText, sourceText } from './formatLimit';

interface LimitTableProps {
  tenant: string;
  limits: readonly EffectiveLimit[];
  /** Those of the tenant; undefined where they are not known. */
  discards: readonly Discard[] | undefined;
  evidence: HealthEvidence;
  /** Path of the limit that is being changed. */
  changing: string | undefined;
  onChange(path: string): void;
}

/** Every limit with its source, its use and what was thrown away beyond it. */
export function LimitTable({ tenant, limits, discards, evidence, changing, onChange }: LimitTableProps) {
  const styles = useStyles2(getStyles);
  const label = t('health.limits.table', 'Limits of {{tenant}}', { tenant, interpolation: { escapeValue: false } });
  return (
    // Wide tables scroll, also by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={label}>
      <table className={styles.table} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{t('health.limits.limit', 'Limit')}</th>
            <th scope="col">{t('health.limits.value', 'In force')}</th>
            <th scope="col">{t('health.limits.use', 'Present use')}</th>
            <th scope="col">{t('health.limits.headroom', 'Left')}</th>
            <th scope="col">{t('health.limits.discarded', 'Thrown away in an hour')}</th>
            <th scope="col">{t('health.limits.change', 'Change')}</th>
          </tr>
        </thead>
        <tbody>
          {limits.map((effective) => {
            const { limit } = effective;
            return (
              <tr key={limit.path} data-limit={limit.path}>
                <th scope="row">
                  {limit.title}
                  <code className={styles.path}>{breakable(limit.path)}</code>
                </th>
                <td>
                  <InForce effective={effective} evidence={evidence} />
                </td>
                <td>
                  <Use effective={effective} />
                </td>
                <td>
                  <Headroom effective={effective} />
                </td>
                <td>{discardText(effective, discards)}</td>
                <td>
                  <Button
                    size="sm"
                    variant="secondary"
                    aria-expanded={limit.path === changing}
                    aria-label={t('health.limits.change-one', 'Change: {{title}}', { title: limit.title })}
                    onClick={() => onChange(limit.path)}
                  >
                    {t('health.limits.change-button', 'Change…')}
                  </Button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** A key that may break behind its dots and underscores, rather than push the last columns out of a narrow page. */
function breakable(path: string) {
  return path.split(/(?<=[._])/).map((part, index) => (
    <React.Fragment key={index}>
      {part}
      <wbr />
    </React.Fragment>
  ));
}

function InForce({ effective, evidence }: { effective: EffectiveLimit; evidence: HealthEvidence }) {
  const styles = useStyles2(getStyles);
  const { limit, value, source } = effective;
  const common = value > 0 ? undefined : commonLimitOf(limit, evidence);
  return (
    <>
      {common && common.seconds > 0 ? formatLimitValue(limit, common.seconds) : limitText(effective)}
      <span className={styles.note}>
        {common
          ? t('health.limits.common', 'that of all tenants: {{path}}', {
              path: common.path,
              interpolation: { escapeValue: false },
            })
          : sourceText(source)}
      </span>
    </>
  );
}

function Use({ effective: { limit, use } }: { effective: EffectiveLimit }) {
  const styles = useStyles2(getStyles);
  if (use === undefined) {
    return <span className={styles.note}>{t('health.limits.not-measured', 'not measured')}</span>;
  }
  return (
    <>
      {formatLimitValue(limit, use)}
      <span className={styles.note}>{countsPerText(limit)}</span>
    </>
  );
}

/** Below this part of the limit it is soon reached. */
const LITTLE = 0.2;

function Headroom({ effective: { headroom } }: { effective: EffectiveLimit }) {
  if (headroom === undefined) {
    return null;
  }
  const color: BadgeColor = headroom === 0 ? 'red' : headroom < LITTLE ? 'orange' : 'green';
  return <Badge color={color} text={formatShare(headroom)} />;
}

/** Empty for limits beyond which nothing is thrown away. */
function discardText({ limit }: EffectiveLimit, discards: readonly Discard[] | undefined): string {
  if (limit.discardReason === undefined || !discards) {
    return '';
  }
  const spans = discards
    .filter(({ reason }) => reason === limit.discardReason)
    .reduce((sum, discard) => sum + discard.spans, 0);
  return spans === 0
    ? t('health.limits.none-discarded', 'nothing')
    : t('health.limits.spans', '{{spans}} spans', { spans: formatLimitValue({ unit: 'count' }, Math.ceil(spans)) });
}

const getStyles = (theme: GrafanaTheme2) => ({
  scroll: css({
    overflowX: 'auto',
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}` },
  }),
  table: css({
    width: '100%',
    minWidth: 640,
    '& th, & td': { textAlign: 'left', verticalAlign: 'top', padding: theme.spacing(0.75, 1) },
    '& th': { fontWeight: theme.typography.fontWeightMedium },
    '& thead th': { color: theme.colors.text.secondary },
    '& tbody tr': { borderTop: `1px solid ${theme.colors.border.weak}` },
  }),
  path: css({
    display: 'block',
    width: 'fit-content',
    whiteSpace: 'normal',
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  note: css({
    display: 'block',
    overflowWrap: 'anywhere',
    [theme.breakpoints.up('xl')]: { overflowWrap: 'break-word' },
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
