import { css } from '@emotion/css';
import { t } from '@grafana/i18n';
import { Alert, Button, Stack, useStyles2 } from '@grafana/ui';
import React, { type PropsWithChildren } from 'react';

interface ProblemProps {
  severity: 'error' | 'warning' | 'info';
  title: string;
  /** What the other side said, word for word; nothing is shown where it said nothing. */
  said?: string;
  onRetry?(): void;
}

/** Something that stands in the way: what it is, what was said, what to do (the children), and another try. */
export function Problem({ severity, title, said, onRetry, children }: PropsWithChildren<ProblemProps>) {
  const styles = useStyles2(getStyles);
  return (
    <Alert severity={severity} title={title}>
      <Stack direction="column" gap={1} alignItems="flex-start">
        {children && <div>{children}</div>}
        {said && <code className={styles.said}>{said}</code>}
        {onRetry && (
          <Button variant="secondary" icon="sync" onClick={onRetry}>
            {t('problem.retry', 'Try again')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}

const getStyles = () => ({
  // Tempo's errors are long, and have few blanks.
  said: css({ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }),
});
