import { css } from '@emotion/css';
import { locationUtil, type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Stack, Text, useStyles2 } from '@grafana/ui';
import React from 'react';
import { SeverityBadge } from '../../../components/SeverityBadge';
import type { Severity } from '../../../health';

/** What a health check found, in one line. */
export interface OverviewFinding {
  id: string;
  severity: Severity;
  title: string;
  /** Path below Grafana's root: where the cause and the remedy stand. */
  href: string;
}

interface OverviewFindingsProps {
  findings: readonly OverviewFinding[];
}

const ORDER: readonly Severity[] = ['critical', 'warning', 'info'];

/** What the health checks found, the worst first. Nothing where they found nothing. */
export function OverviewFindings({ findings }: OverviewFindingsProps) {
  const styles = useStyles2(getStyles);
  if (findings.length === 0) {
    return null;
  }
  const sorted = [...findings].sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
  return (
    <section aria-labelledby="overview-findings">
      <Stack direction="column" gap={1}>
        <Text element="h2" variant="h5" id="overview-findings">
          {t('overview.findings.title', 'Findings of the health checks')}
        </Text>
        <ul className={styles.list}>
          {sorted.map(({ id, severity, title, href }) => (
            <li key={id} className={styles.item}>
              <SeverityBadge severity={severity} />
              <a className={styles.link} href={locationUtil.assureBaseUrl(href)}>
                {title}
              </a>
            </li>
          ))}
        </ul>
      </Stack>
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ margin: 0, padding: 0, listStyle: 'none' }),
  item: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1), padding: theme.spacing(0.5, 0) }),
  link: css({ color: theme.colors.text.link, textDecoration: 'underline' }),
});
