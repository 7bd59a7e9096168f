import { css } from '@emotion/css';
import { locationUtil, type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Badge, Stack, Text, useStyles2, type BadgeColor } from '@grafana/ui';
import React from 'react';

/** What a health check found, in one line. */
export interface OverviewFinding {
  id: string;
  severity: 'critical' | 'warning' | 'info';
  title: string;
  /** Path below Grafana's root: where the cause and the remedy stand. */
  href: string;
}

interface OverviewFindingsProps {
  findings: readonly OverviewFinding[];
}

const ORDER: ReadonlyArray<OverviewFinding['severity']> = ['critical', 'warning', 'info'];

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

const COLOURS: Record<OverviewFinding['severity'], BadgeColor> = { critical: 'red', warning: 'orange', info: 'blue' };

function SeverityBadge({ severity }: { severity: OverviewFinding['severity'] }) {
  return <Badge color={COLOURS[severity]} text={severityText(severity)} />;
}

function severityText(severity: OverviewFinding['severity']): string {
  switch (severity) {
    case 'critical':
      return t('overview.findings.critical', 'Critical');
    case 'warning':
      return t('overview.findings.warning', 'Warning');
    case 'info':
      return t('overview.findings.info', 'For your information');
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ margin: 0, padding: 0, listStyle: 'none' }),
  item: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1), padding: theme.spacing(0.5, 0) }),
  link: css({ color: theme.colors.text.link, textDecoration: 'underline' }),
});
