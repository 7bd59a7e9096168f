import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';
import type { ServiceShare } from '../../../../tempo';
import { ErrorSign } from '../../../../components/virtual-table';
import { ServiceDot } from './ServiceDot';

/** As many as fit a column; the others are counted. */
const MOST_CHIPS = 3;

/** The services of a trace with their spans and errors; those with errors first, then those with most spans. */
export function ServiceChips({ services }: { services: readonly ServiceShare[] }) {
  const styles = useStyles2(getStyles);
  const sorted = useMemo(
    () => [...services].sort((a, b) => b.errorCount - a.errorCount || b.spanCount - a.spanCount),
    [services]
  );
  if (sorted.length === 0) {
    return null;
  }
  const more = sorted.length - MOST_CHIPS;
  return (
    <span className={styles.chips} title={sorted.map(describeService).join('\n')}>
      {sorted.slice(0, MOST_CHIPS).map((service) => (
        <span key={service.name} className={styles.chip}>
          <ServiceDot service={service.name} />
          <span className={styles.name}>{service.name}</span>
          <span className={styles.count}>{service.spanCount}</span>
          {service.errorCount > 0 && (
            <span className={styles.errors}>
              <ErrorSign />
              <span className={styles.spoken}>{t('query.results.service-errors', 'with errors:')}</span>
              {service.errorCount}
            </span>
          )}
        </span>
      ))}
      {more > 0 && (
        <span className={styles.count}>{t('query.results.more-services', '+{{count}}', { count: more })}</span>
      )}
    </span>
  );
}

function describeService({ name, spanCount, errorCount }: ServiceShare): string {
  return errorCount > 0
    ? t('query.results.service-share-errors', '{{name}}: {{spans}} spans, {{errors}} with errors', {
        name,
        spans: spanCount,
        errors: errorCount,
      })
    : t('query.results.service-share', '{{name}}: {{spans}} spans', { name, spans: spanCount });
}

const getStyles = (theme: GrafanaTheme2) => ({
  chips: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1), minWidth: 0, overflow: 'hidden' }),
  chip: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(0.5), minWidth: 0 }),
  name: css({ overflow: 'hidden', textOverflow: 'ellipsis' }),
  count: css({ color: theme.colors.text.secondary, fontVariantNumeric: 'tabular-nums' }),
  // For screen readers; the sign says it to all others.
  spoken: css({ position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' }),
  errors: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: 2,
    color: theme.colors.error.text,
    fontVariantNumeric: 'tabular-nums',
  }),
});
