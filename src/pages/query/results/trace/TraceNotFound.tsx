import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { Problem } from '../../../../components/Problem';

interface TraceNotFoundProps {
  traceId: string;
  said: string;
  onRetry(): void;
}

/** What it can mean that Tempo does not know a trace. */
export function TraceNotFound({ traceId, said, onRetry }: TraceNotFoundProps) {
  const styles = useStyles2(getStyles);
  return (
    <Problem
      severity="warning"
      title={t('query.trace.not-found', 'Tempo has no trace {{traceId}}', { traceId })}
      onRetry={onRetry}
    >
      <Trans i18nKey="query.trace.not-found-reasons">It can mean one of these:</Trans>
      <ul className={styles.reasons}>
        <li>
          <Trans i18nKey="query.trace.not-found-retention">
            It is older than the retention of Tempo, and its block has been deleted.
          </Trans>
        </li>
        <li>
          <Trans i18nKey="query.trace.not-found-tenant">
            It was sent to another tenant than this data source reads.
          </Trans>
        </li>
        <li>
          <Trans i18nKey="query.trace.not-found-dropped">
            It was not sampled, or Tempo refused it because of a limit.
          </Trans>
        </li>
        <li>
          <Trans i18nKey="query.trace.not-found-fresh">It has only just been sent: try again in some seconds.</Trans>
        </li>
        <li>
          <Trans i18nKey="query.trace.not-found-time">
            The data source narrows traces by the time range (setting “Use time range in query”), and the trace is
            outside.
          </Trans>
        </li>
        <li>
          <Trans i18nKey="query.trace.not-found-id">
            The ID is cut: it must be the whole ID, 32 hexadecimal digits.
          </Trans>
        </li>
      </ul>
      {said && <pre className={styles.said}>{said}</pre>}
    </Problem>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  reasons: css({ paddingLeft: theme.spacing(3), listStyle: 'disc' }),
  said: css({ margin: theme.spacing(1, 0, 0), whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }),
});
