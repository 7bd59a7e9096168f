import { t, Trans } from '@grafana/i18n';
import { Stack, Text } from '@grafana/ui';
import React from 'react';
import { Problem } from '../../../components/Problem';
import { useTraceQuality, type TraceQualityProgress } from '../../../data';
import { failureText } from '../failureText';
import { QualityForm, type SampleChoice } from './QualityForm';
import { QualityReport } from './QualityReport';
import { SampleStatus } from './SampleStatus';

/** Spans of one trace come over some time: the newest traces would be judged before they are whole. */
const SETTLED_SECONDS = 120;

/** What is wrong with traces themselves: a sample of recent ones, judged when somebody asks for it. */
export function QualityTab() {
  const task = useTraceQuality();
  const { status, question, progress, failure } = task;
  const start = ({ service, lastSeconds, traces }: SampleChoice) => {
    const toSeconds = Date.now() / 1000 - SETTLED_SECONDS;
    task.start({ service, traces, range: { fromSeconds: toSeconds - lastSeconds, toSeconds } });
  };
  return (
    <Stack direction="column" gap={2}>
      <Text element="p">
        <Trans i18nKey="health.quality.intro">
          Reads some recent traces whole, and looks for what makes traces hard to use: gaps, wrong clocks, missing
          names. The last two minutes are left out, for their spans may still be on the way.
        </Trans>
      </Text>
      <QualityForm isRunning={status === 'running'} onStart={start} onCancel={task.cancel} />
      <SampleStatus status={status} read={progress?.read} />
      {failure && question && (
        <Problem
          severity="error"
          title={t('health.quality.failed', 'No sample could be taken')}
          said={failureText(failure)}
          onRetry={() => task.start(question)}
        />
      )}
      {status === 'done' && isComplete(progress) && <QualityReport progress={progress} />}
    </Stack>
  );
}

function isComplete(
  progress: TraceQualityProgress | undefined
): progress is TraceQualityProgress & { quality: NonNullable<TraceQualityProgress['quality']> } {
  return progress?.quality !== undefined;
}
