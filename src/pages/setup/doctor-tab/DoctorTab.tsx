import { t, Trans } from '@grafana/i18n';
import { locationService } from '@grafana/runtime';
import { Stack, Text } from '@grafana/ui';
import React, { useEffect } from 'react';
import { useLocation } from 'react-router-dom';
import { Problem } from '../../../components/Problem';
import type { Changes, DoctorProgress, DoctorQuestion, Task } from '../../../data';
import { ChangeModal } from './ChangeModal';
import { ChangeNotices } from './ChangeNotices';
import { Corrections } from './Corrections';
import { DoctorStatus } from './DoctorStatus';
import { LinkCard } from './LinkCard';
import { TraceForm } from './TraceForm';
import { TraceNote } from './TraceNote';
import { readTrace, readTraceText, TRACE_PARAMETER } from './traceUrl';

interface DoctorTabProps {
  doctor: Task<DoctorQuestion, DoctorProgress>;
  changes: Changes;
}

/** Follows every link of the Tempo data source with a real trace, says what is wrong, and corrects it. */
export function DoctorTab({ doctor, changes }: DoctorTabProps) {
  const asked = readTraceText(useLocation().search);
  const { status, progress, failure, question, start, cancel } = doctor;
  useAskedOnce(doctor, asked);

  const run = (text: string) => {
    if (text === asked) {
      startWith(text, start);
    } else {
      locationService.partial({ [TRACE_PARAMETER]: text === '' ? null : text });
    }
  };
  return (
    <Stack direction="column" gap={3}>
      <Text element="p">
        <Trans i18nKey="setup.intro">
          Follows each link between traces, logs and metrics with a real trace, in both directions, as Grafana would. It
          only reads; nothing is changed without your consent.
        </Trans>
      </Text>
      <TraceForm asked={asked} isRunning={status === 'running'} onRun={run} onCancel={cancel} />
      <div>
        <DoctorStatus status={status} progress={progress} />
        <ChangeNotices changes={changes} />
      </div>
      {failure && question && (
        <Problem
          severity="error"
          title={t('setup.failed', 'The links could not be tested')}
          said={failure.said}
          onRetry={() => start(question)}
        />
      )}
      {progress && <Diagnosed progress={progress} isRunning={status === 'running'} changes={changes} />}
      <ChangeModal changes={changes} />
    </Stack>
  );
}

interface DiagnosedProps {
  progress: DoctorProgress;
  isRunning: boolean;
  changes: Changes;
}

function Diagnosed({ progress, isRunning, changes }: DiagnosedProps) {
  const { choice, diagnoses, input } = progress;
  return (
    <>
      {choice && <TraceNote choice={choice} tempoUid={input.tempo.uid} />}
      <section aria-label={t('setup.links', 'Links')}>
        <Stack direction="column" gap={2}>
          {diagnoses.map((diagnosis) => (
            <LinkCard
              key={`${diagnosis.link} ${diagnosis.from.uid} ${diagnosis.to?.uid ?? ''}`}
              diagnosis={diagnosis}
              dataSources={input.all}
            />
          ))}
        </Stack>
      </section>
      <Corrections progress={progress} isRunning={isRunning} changes={changes} />
    </>
  );
}

/** Opening the page, or a link to it, tests at once; coming back from another tab shows what was found. */
function useAskedOnce({ question, start, cancel }: DoctorTabProps['doctor'], asked: string): void {
  const named = readTrace(asked);
  const wanted = named.kind === 'given' ? named.traceId : undefined;
  const isAsked = question !== undefined && question.traceId === wanted;
  useEffect(() => {
    if (named.kind === 'wrong') {
      cancel();
    } else if (!isAsked) {
      start({ traceId: wanted });
    }
    // A question that was cancelled stays asked: it is started again by the button alone.
  }, [named.kind, wanted, isAsked, start, cancel]);
}

function startWith(text: string, start: DoctorTabProps['doctor']['start']): void {
  const named = readTrace(text);
  if (named.kind !== 'wrong') {
    start({ traceId: named.kind === 'given' ? named.traceId : undefined });
  }
}
