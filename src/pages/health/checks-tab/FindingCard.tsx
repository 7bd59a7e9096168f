import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { LinkButton, Stack, Text, TextLink, useStyles2 } from '@grafana/ui';
import React, { useId } from 'react';
import { useLocation } from 'react-router-dom';
import { CodeSample } from '../../../components/CodeSample';
import { SeverityBadge } from '../../../components/SeverityBadge';
import type { CheckRemedy, Confidence, HealthFinding, Subject } from '../../../health';
import { panelPath } from '../../../panels';

/** More would bury what is to be done. */
const SHOWN_SUBJECTS = 10;

/** One finding: what was seen, of whom, why it matters, and what to change. */
export function FindingCard({ finding }: { finding: HealthFinding }) {
  const styles = useStyles2(getStyles);
  const heading = useId();
  const { search } = useLocation();
  const { title, what, cause, severity, confidence, subjects, remedies, panel, doc } = finding;
  return (
    <section className={styles.card} aria-labelledby={heading} data-check={finding.checkId} tabIndex={-1}>
      <Stack direction="column" gap={1.5}>
        <Stack direction="row" gap={1} wrap="wrap" alignItems="center">
          <SeverityBadge severity={severity} />
          <Text element="h2" variant="h5">
            <span id={heading}>{title}</span>
          </Text>
          <Text color="secondary" variant="bodySmall">
            {confidenceText(confidence)}
          </Text>
        </Stack>
        <Text element="p">{what}</Text>
        <Subjects subjects={subjects} />
        <Text element="p" color="secondary">
          {cause}
        </Text>
        <Remedies remedies={remedies} />
        <Stack direction="row" gap={2} wrap="wrap" alignItems="center">
          {panel !== undefined && (
            <LinkButton variant="secondary" size="sm" icon="chart-line" href={panelPath(panel, search)}>
              {t('health.finding.panel', 'Show the numbers')}
            </LinkButton>
          )}
          <TextLink href={doc.url} external inline={false}>
            {doc.text}
          </TextLink>
        </Stack>
      </Stack>
    </section>
  );
}

function Subjects({ subjects }: { subjects: readonly Subject[] }) {
  const styles = useStyles2(getStyles);
  if (subjects.length === 0) {
    return null;
  }
  const more = subjects.length - SHOWN_SUBJECTS;
  return (
    <ul className={styles.list}>
      {subjects.slice(0, SHOWN_SUBJECTS).map(({ name, detail }) => (
        <li key={`${name} ${detail}`}>
          <strong>{name}</strong>
          {detail !== '' && `: ${detail}`}
        </li>
      ))}
      {more > 0 && <li>{t('health.finding.more', 'and {{count}} more', { count: more })}</li>}
    </ul>
  );
}

function Remedies({ remedies }: { remedies: readonly CheckRemedy[] }) {
  const styles = useStyles2(getStyles);
  if (remedies.length === 0) {
    return null;
  }
  return (
    <div>
      <Text element="h3" variant="h6">
        <Trans i18nKey="health.finding.remedies">What to do</Trans>
      </Text>
      <ol className={styles.list}>
        {remedies.map(({ text, config }) => (
          <li key={text}>
            {text}
            {config && (
              <div className={styles.configs}>
                {config.plain && <CodeSample title={config.plain.file} code={config.plain.yaml} />}
                {config.helm !== undefined && (
                  <CodeSample title={t('health.finding.helm', 'values.yaml of the helm chart')} code={config.helm} />
                )}
              </div>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}

function confidenceText(confidence: Confidence): string {
  switch (confidence) {
    case 'certain':
      return t('health.finding.certain', 'Certain: Tempo says so itself');
    case 'likely':
      return t('health.finding.likely', 'Likely: the numbers show it');
    case 'possible':
      return t('health.finding.possible', 'Possible: there could be a harmless cause');
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  card: css({
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.secondary,
    padding: theme.spacing(2),
    // Where a link to the check leads.
    '&:focus': { outline: `2px solid ${theme.colors.primary.main}` },
  }),
  list: css({ paddingLeft: theme.spacing(3), margin: 0, overflowWrap: 'anywhere' }),
  configs: css({
    display: 'grid',
    gap: theme.spacing(1),
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 320px), 1fr))',
    padding: theme.spacing(1, 0),
  }),
});
