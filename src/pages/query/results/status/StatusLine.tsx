import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Button, Icon, Spinner, useStyles2 } from '@grafana/ui';
import React from 'react';
import type { QueryRun } from '../../../../data';
import { describeCost, describeFound, describeLimit, describePartial, describeRun } from './describeRun';
import { useElapsedSeconds } from './useElapsedSeconds';

/** What Tempo says of a partial answer takes two. */
const LINES = 2;
const LINE_HEIGHT_PX = 20;

interface StatusLineProps {
  run: QueryRun;
  onCancel(): void;
}

/**
 * How the query goes: progress and Cancel while it runs, then what was found and what it cost. As high in every state, so that
 * nothing below moves.
 */
export function StatusLine({ run, onCancel }: StatusLineProps) {
  const styles = useStyles2(getStyles);
  const answer = run.status === 'done' ? run.answer : run.status === 'running' ? run.partial : undefined;
  const limit = run.status === 'done' ? describeLimit(run.question, run.answer) : '';
  const partial = run.status === 'done' ? describePartial(run.answer) : '';
  const message = [describeRun(run), partial, limit].filter(Boolean).join(' · ');
  return (
    <div className={styles.status}>
      <div className={styles.line}>
        <span role="status" aria-live="polite" className={styles.message} title={message}>
          {message}
        </span>
        {run.status === 'running' && <Progress run={run} onCancel={onCancel} />}
      </div>
      <div className={styles.details}>
        {partial && (
          <span className={styles.warning} title={partial}>
            <Icon name="exclamation-triangle" size="sm" /> {t('query.status.incomplete', 'Incomplete')}
          </span>
        )}
        {'elapsedMs' in run && <span>{elapsedText(run.elapsedMs)}</span>}
        {run.status === 'running' && answer && <span>{describeFound(answer)}</span>}
        {answer &&
          answer.kind !== 'trace' &&
          describeCost(answer.answer.cost).map((part) => <span key={part}>{part}</span>)}
        {run.status === 'done' && run.streamingProblem && (
          <span title={run.streamingProblem}>
            <Trans i18nKey="query.status.streaming-problem">
              Streaming did not work, so the answer came in one piece.
            </Trans>
          </span>
        )}
      </div>
    </div>
  );
}

interface ProgressProps {
  run: Extract<QueryRun, { status: 'running' }>;
  onCancel(): void;
}

/** Outside of the live region: reading out every second would drown everything else. */
function Progress({ run, onCancel }: ProgressProps) {
  const styles = useStyles2(getStyles);
  const seconds = useElapsedSeconds(run.startedAtMs);
  return (
    <>
      <Spinner inline />
      <span className={styles.elapsed}>{t('query.status.seconds', '{{seconds}} s', { seconds })}</span>
      <Button size="sm" variant="secondary" icon="times" onClick={onCancel}>
        <Trans i18nKey="query.status.cancel">Cancel</Trans>
      </Button>
    </>
  );
}

function elapsedText(elapsedMs: number): string {
  return elapsedMs < 1000
    ? t('query.status.elapsed-ms', '{{ms}} ms', { ms: Math.round(elapsedMs) })
    : t('query.status.elapsed-s', '{{seconds}} s', { seconds: (elapsedMs / 1000).toFixed(1) });
}

const getStyles = (theme: GrafanaTheme2) => ({
  status: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(0.5) }),
  line: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1), height: LINES * LINE_HEIGHT_PX }),
  message: css({
    display: '-webkit-box',
    minWidth: 0,
    overflow: 'hidden',
    lineHeight: `${LINE_HEIGHT_PX}px`,
    WebkitBoxOrient: 'vertical',
    WebkitLineClamp: LINES,
  }),
  elapsed: css({ minWidth: 40, fontVariantNumeric: 'tabular-nums', color: theme.colors.text.secondary }),
  details: css({
    display: 'flex',
    gap: theme.spacing(2),
    height: theme.spacing(2.5),
    overflow: 'hidden',
    whiteSpace: 'nowrap',
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  warning: css({ color: theme.colors.warning.text }),
});
