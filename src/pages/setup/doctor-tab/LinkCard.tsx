import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Badge, Stack, Text, useStyles2 } from '@grafana/ui';
import React, { useId } from 'react';
import type { DataSourceName, LinkDiagnosis } from '../../../correlations';
import { LinkFinding } from './LinkFinding';
import { LinkTests } from './LinkTests';
import { linkTitle, STATUS_COLOURS, statusText } from './linkTexts';

interface LinkCardProps {
  diagnosis: LinkDiagnosis;
  dataSources: readonly DataSourceName[];
}

/** One link in one direction: whether it leads somewhere, what is wrong with it, and what was asked to find out. */
export function LinkCard({ diagnosis, dataSources }: LinkCardProps) {
  const styles = useStyles2(getStyles);
  const heading = useId();
  const { link, from, to, status, summary, findings, tests } = diagnosis;
  // Where nothing at all could be tested the reason is the summary.
  const untested = diagnosis.untested.filter((text) => text !== summary);
  return (
    <section className={styles.card} aria-labelledby={heading} data-link={link} data-status={status}>
      <Stack direction="column" gap={1.5}>
        <Stack direction="row" gap={1} wrap="wrap" alignItems="center">
          <Badge color={STATUS_COLOURS[status]} text={statusText(status)} />
          <Text element="h2" variant="h5">
            <span id={heading}>{linkTitle(link)}</span>
          </Text>
          <Text color="secondary" variant="bodySmall">
            {endsText(from, to)}
          </Text>
        </Stack>
        <Text element="p">{summary}</Text>
        {findings.map((finding) => (
          <LinkFinding key={`${finding.id} ${finding.datasourceUid}`} finding={finding} />
        ))}
        {untested.length > 0 && (
          <ul className={styles.list}>
            {untested.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        )}
        <LinkTests tests={tests} dataSources={dataSources} />
      </Stack>
    </section>
  );
}

function endsText(from: DataSourceName, to: DataSourceName | undefined): string {
  return to && to.uid !== from.uid
    ? t('setup.link.ends', '{{from}} to {{to}}', {
        from: from.name,
        to: to.name,
        interpolation: { escapeValue: false },
      })
    : from.name;
}

const getStyles = (theme: GrafanaTheme2) => ({
  card: css({
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.secondary,
    padding: theme.spacing(2),
    overflowWrap: 'anywhere',
  }),
  list: css({ margin: 0, paddingLeft: theme.spacing(3), color: theme.colors.text.secondary }),
});
