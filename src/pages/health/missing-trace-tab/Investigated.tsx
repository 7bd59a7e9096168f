import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Spinner, Stack, Text, useStyles2 } from '@grafana/ui';
import React from 'react';
import { Problem } from '../../../components/Problem';
import type { MissingTraceProgress, Task } from '../../../data';
import { MISSING_TRACE_STEPS, type MissingTraceStepId, type MissingTraceTarget } from '../../../health';
import { failureText } from '../failureText';
import { StepItem } from './StepItem';
import { stepTitle } from './stepTexts';
import { Verdicts } from './Verdicts';

interface InvestigatedProps {
  task: Task<MissingTraceTarget, MissingTraceProgress>;
}

/** The steps taken, the one under way, and the verdict at the end. */
export function Investigated({ task }: InvestigatedProps) {
  const styles = useStyles2(getStyles);
  const { status, question, progress, failure } = task;
  if (!question) {
    return null;
  }
  const results = progress?.investigation.results ?? [];
  const running = status === 'running' ? progress?.step : undefined;
  return (
    <Stack direction="column" gap={2}>
      <div role="status">
        <Stack direction="row" gap={1} alignItems="center">
          {status === 'running' && <Spinner />}
          <Text color="secondary">{statusText(status, running)}</Text>
        </Stack>
      </div>
      {/* The fields may have been changed since. */}
      <p className={styles.subject}>{subjectText(question)}</p>
      {failure && (
        <Problem
          severity="error"
          title={t('health.missing.failed', 'It could not be found out')}
          said={failureText(failure)}
          onRetry={() => task.start(question)}
        />
      )}
      {progress?.verdicts && <Verdicts verdicts={progress.verdicts} target={question} />}
      {results.length > 0 && (
        <section aria-label={t('health.missing.steps', 'What was looked at')}>
          <ol className={styles.steps}>
            {results.map((result) => (
              <StepItem key={result.step} result={result} />
            ))}
          </ol>
        </section>
      )}
      {status === 'done' && results.length < MISSING_TRACE_STEPS.length && (
        <Text element="p" color="secondary">
          {t('health.missing.ended-early', 'The steps after that make no difference, and were not taken: {{steps}}.', {
            steps: MISSING_TRACE_STEPS.slice(results.length).map(stepTitle).join(', '),
            interpolation: { escapeValue: false },
          })}
        </Text>
      )}
    </Stack>
  );
}

function subjectText(question: MissingTraceTarget): string {
  return question.kind === 'trace'
    ? t('health.missing.about-trace', 'Asked for: trace {{traceId}}', { traceId: question.traceId })
    : t('health.missing.about-service', 'Asked for: traces of {{service}}, {{from}} to {{to}}', {
        service: question.service,
        from: dateTimeFormat(question.fromMs),
        to: dateTimeFormat(question.toMs),
        interpolation: { escapeValue: false },
      });
}

function statusText(status: InvestigatedProps['task']['status'], step: MissingTraceStepId | undefined): string {
  switch (status) {
    case 'running':
      return step
        ? t('health.missing.running', 'Step {{number}} of {{total}}: {{title}}', {
            number: MISSING_TRACE_STEPS.indexOf(step) + 1,
            total: MISSING_TRACE_STEPS.length,
            title: stepTitle(step),
            interpolation: { escapeValue: false },
          })
        : t('health.missing.beginning', 'Beginning…');
    case 'cancelled':
      return t('health.missing.cancelled', 'Cancelled. What was found so far stands below.');
    case 'done':
      return t('health.missing.done', 'Done');
    default:
      return '';
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  subject: css({ margin: 0, overflowWrap: 'anywhere' }),
  steps: css({
    margin: 0,
    padding: 0,
    listStyle: 'none',
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
  }),
});
