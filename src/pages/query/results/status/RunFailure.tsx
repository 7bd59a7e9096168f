import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Alert, Button, ClipboardButton, Stack, TextLink, useStyles2 } from '@grafana/ui';
import React from 'react';
import { useSurroundings, type FailedRun } from '../../../../data';
import { explainFailure, type Remedy } from '../../../../tempo';

interface RunFailureProps {
  run: FailedRun;
  onRetry(): void;
}

/** Why the query failed, what to do, and word for word what was said. */
export function RunFailure({ run, onRetry }: RunFailureProps) {
  const styles = useStyles2(getStyles);
  const { capabilities } = useSurroundings();
  const { title, cause, remedies, links, original } = explainFailure(run.failure, {
    version: capabilities.version?.value.text ?? '',
    question: run.question.kind,
  });
  return (
    <Alert severity="error" title={title}>
      <Stack direction="column" gap={1} alignItems="stretch">
        {cause && <p className={styles.text}>{cause}</p>}
        {remedies.length > 0 && (
          <ul className={styles.remedies}>
            {remedies.map((remedy) => (
              <RemedyItem key={remedy.text} remedy={remedy} />
            ))}
          </ul>
        )}
        {links.map(({ text, url }) => (
          <TextLink key={url} href={url} external inline={false}>
            {text}
          </TextLink>
        ))}
        <Original text={original} />
        <div>
          <Button variant="secondary" icon="sync" onClick={onRetry}>
            <Trans i18nKey="query.failure.retry">Try again</Trans>
          </Button>
        </div>
      </Stack>
    </Alert>
  );
}

function RemedyItem({ remedy: { text, config } }: { remedy: Remedy }) {
  const styles = useStyles2(getStyles);
  return (
    <li>
      {text}
      {config && (
        <>
          {' '}
          <span className={styles.key}>
            {t('query.failure.config', '{{key}} ({{releases}})', { key: config.key, releases: config.releases })}
          </span>
          <pre className={styles.code}>{config.example}</pre>
        </>
      )}
    </li>
  );
}

function Original({ text }: { text: string }) {
  const styles = useStyles2(getStyles);
  if (text === '') {
    return (
      <p className={styles.text}>
        <Trans i18nKey="query.failure.silent">Nothing came back that could be shown.</Trans>
      </p>
    );
  }
  return (
    <div>
      <div className={styles.originalHead}>
        <Trans i18nKey="query.failure.original">The answer, word for word</Trans>
        <ClipboardButton
          size="sm"
          fill="text"
          variant="secondary"
          icon="copy"
          getText={() => text}
          aria-label={t('query.failure.copy', 'Copy the answer')}
        />
      </div>
      <pre className={styles.code}>{text}</pre>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  text: css({ margin: 0 }),
  remedies: css({ paddingLeft: theme.spacing(2) }),
  key: css({ fontFamily: theme.typography.fontFamilyMonospace }),
  originalHead: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1) }),
  code: css({ margin: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }),
});
