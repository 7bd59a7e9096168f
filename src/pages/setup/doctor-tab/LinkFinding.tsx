import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Stack, Text, useStyles2 } from '@grafana/ui';
import React, { useId } from 'react';
import { SeverityBadge } from '../../../components/SeverityBadge';
import type { CorrelationFinding } from '../../../correlations';
import type { Confidence } from '../../../health';

/** What is wrong with a link: what was seen, the proof of it, and what to do. */
export function LinkFinding({ finding }: { finding: CorrelationFinding }) {
  const styles = useStyles2(getStyles);
  const heading = useId();
  const { id, severity, confidence, title, what, cause, evidence, remedies } = finding;
  return (
    <section className={styles.finding} aria-labelledby={heading} data-finding={id}>
      <Stack direction="column" gap={1}>
        <Stack direction="row" gap={1} wrap="wrap" alignItems="center">
          <SeverityBadge severity={severity} />
          <Text element="h3" variant="h6">
            <span id={heading}>{title}</span>
          </Text>
          <Text color="secondary" variant="bodySmall">
            {confidenceText(confidence)}
          </Text>
        </Stack>
        <Text element="p">{what}</Text>
        {evidence.length > 0 && (
          <ul className={styles.list}>
            {evidence.map((fact) => (
              <li key={fact}>{fact}</li>
            ))}
          </ul>
        )}
        <Text element="p" color="secondary">
          {cause}
        </Text>
        {remedies.length > 0 && (
          <div>
            <Text element="h4" variant="h6">
              <Trans i18nKey="setup.finding.remedies">What to do</Trans>
            </Text>
            <ol className={styles.list}>
              {remedies.map((remedy) => (
                <li key={remedy}>{remedy}</li>
              ))}
            </ol>
          </div>
        )}
      </Stack>
    </section>
  );
}

function confidenceText(confidence: Confidence): string {
  switch (confidence) {
    case 'certain':
      return t('setup.finding.certain', 'Certain');
    case 'likely':
      return t('setup.finding.likely', 'Likely');
    case 'possible':
      return t('setup.finding.possible', 'Possible: there could be a harmless cause');
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  finding: css({ borderLeft: `2px solid ${theme.colors.border.medium}`, paddingLeft: theme.spacing(2) }),
  list: css({ margin: 0, paddingLeft: theme.spacing(3), overflowWrap: 'anywhere' }),
});
