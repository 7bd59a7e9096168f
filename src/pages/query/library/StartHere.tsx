import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Button, Card, useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';
import { check } from '../../../traceql';
import { listTemplates } from '../templates/templates';

interface StartHereProps {
  tempo: string;
  onUse(text: string): void;
  onMore(): void;
}

/** The questions that most people come with. */
const FIRST = ['slow', 'failing', 'exceptions', 'rate', 'latency', 'compare'];

/** What to do with an empty page. */
export function StartHere({ tempo, onUse, onMore }: StartHereProps) {
  const styles = useStyles2(getStyles);
  const templates = useMemo(
    () =>
      listTemplates()
        .filter(({ id }) => FIRST.includes(id))
        .map((template) => ({ ...template, text: template.build({ service: '', target: '' }) }))
        .filter(({ text }) => check(text, { tempo }).verdict === 'valid'),
    [tempo]
  );
  return (
    <section aria-labelledby="query-start-here">
      <h2 id="query-start-here" className={styles.title}>
        <Trans i18nKey="query.start.title">Start with a question</Trans>
      </h2>
      <ul className={styles.cards}>
        {templates.map(({ id, title, description, text }) => (
          <li key={id} className={styles.card}>
            <Card noMargin onClick={() => onUse(text)}>
              <Card.Heading>{title}</Card.Heading>
              <Card.Description>{description}</Card.Description>
            </Card>
          </li>
        ))}
      </ul>
      <Button variant="secondary" fill="text" icon="book-open" onClick={onMore}>
        {t('query.start.more', 'All templates, for one service or two')}
      </Button>
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  title: css({ ...theme.typography.h4, marginBottom: theme.spacing(1) }),
  cards: css({
    display: 'grid',
    gap: theme.spacing(1),
    gridTemplateColumns: 'repeat(auto-fill, minmax(260px, 1fr))',
    listStyle: 'none',
    marginBottom: theme.spacing(1),
  }),
  card: css({ display: 'grid' }),
});
