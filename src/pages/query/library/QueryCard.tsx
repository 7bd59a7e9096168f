import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Stack, useStyles2 } from '@grafana/ui';
import React, { type PropsWithChildren, type ReactNode } from 'react';
import { TraceqlText } from '../../../components/traceql-explanation/TraceqlText';

interface QueryCardProps {
  title: string;
  description?: string;
  text: string;
  /** Why it cannot be used; then there is no button for it. */
  obstacle?: string;
  actions?: ReactNode;
  onUse(): void;
}

/** A query of a list, with what can be done with it. */
export function QueryCard({ title, description, text, obstacle, actions, onUse }: PropsWithChildren<QueryCardProps>) {
  const styles = useStyles2(getStyles);
  return (
    <li className={styles.card}>
      <Stack direction="row" justifyContent="space-between" alignItems="flex-start" gap={1}>
        <div className={styles.words}>
          <strong>{title}</strong>
          {description && <div className={styles.description}>{description}</div>}
          {obstacle && <div className={styles.obstacle}>{obstacle}</div>}
        </div>
        <Stack direction="row" gap={0.5}>
          {actions}
          <Button
            size="sm"
            variant="secondary"
            icon="play"
            disabled={obstacle !== undefined}
            onClick={onUse}
            aria-label={t('query.library.use-named', 'Use: {{title}}', {
              title,
              interpolation: { escapeValue: false },
            })}
          >
            {t('query.library.use', 'Use')}
          </Button>
        </Stack>
      </Stack>
      <div className={styles.text}>
        <TraceqlText text={text} highlight={null} />
      </div>
    </li>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  card: css({
    listStyle: 'none',
    padding: theme.spacing(1.5, 0),
    borderBottom: `1px solid ${theme.colors.border.weak}`,
  }),
  words: css({ minWidth: 0, overflowWrap: 'anywhere' }),
  description: css({ color: theme.colors.text.secondary }),
  obstacle: css({ color: theme.colors.warning.text }),
  text: css({ marginTop: theme.spacing(0.5), maxHeight: 120, overflow: 'auto' }),
});
