import { t, Trans } from '@grafana/i18n';
import { sceneGraph, SceneObjectBase, type SceneComponentProps, type SceneObjectState } from '@grafana/scenes';
import { Button, Icon, LoadingBar, RadioButtonGroup, Stack, Text } from '@grafana/ui';
import React, { useMemo } from 'react';
import { Problem } from '../../../components/Problem';
import type { ExceptionsFound } from '../../../data/exceptions/findExceptions';
import { useExceptions, type ExceptionsState } from '../../../data/exceptions/useExceptions';
import { useTracedState } from '../../../panels';
import type { ExceptionPlace, ExceptionScope } from '../../../signals/exceptions';
import { explainFailure, type TempoFailure } from '../../../tempo';
import { ExceptionsTable } from './ExceptionsTable';

interface ExceptionsSectionState extends SceneObjectState {
  tempoUid: string;
  /** Release of that Tempo; empty where it is not known. */
  tempoVersion: string;
  service: string | undefined;
  operation: string | undefined;
}

/** The exceptions of the range of the scene. Asks only while it is shown. */
export class ExceptionsSection extends SceneObjectBase<ExceptionsSectionState> {
  static Component = ExceptionsSectionRenderer;
}

function ExceptionsSectionRenderer({ model }: SceneComponentProps<ExceptionsSection>) {
  const { tempoUid, tempoVersion, service, operation } = model.useState();
  const { value: range } = sceneGraph.getTimeRange(model).useState();
  const { state, change } = useTracedState();
  const scope = useMemo(
    (): ExceptionScope => ({ place: state.exceptions, service, operation }),
    [state.exceptions, service, operation]
  );
  const run = useExceptions({ ...scope, tempoUid, fromMs: range.from.valueOf(), toMs: range.to.valueOf() });
  const { found, failure, isRunning } = run;
  return (
    <section aria-label={t('errors.exceptions.label', 'Exceptions')} aria-busy={isRunning}>
      <Stack direction="column" gap={1}>
        <PlaceChoice place={state.exceptions} onChange={(exceptions) => change({ exceptions })} />
        <Progress run={run} />
        {failure && <Failed failure={failure} version={tempoVersion} onRetry={run.retry} />}
        {!failure && found && (
          <>
            <SampleNotice found={found} version={tempoVersion} />
            {found.rows.length > 0 ? (
              <ExceptionsTable found={found} scope={scope} tempoUid={tempoUid} range={range} />
            ) : (
              <NoExceptions place={state.exceptions} />
            )}
          </>
        )}
      </Stack>
    </section>
  );
}

function PlaceChoice({ place, onChange }: { place: ExceptionPlace; onChange(place: ExceptionPlace): void }) {
  return (
    <Stack direction="row" gap={1} alignItems="center" wrap="wrap">
      <Text variant="bodySmall" color="secondary">
        {t('errors.exceptions.place', 'Where exceptions are recorded')}
      </Text>
      <RadioButtonGroup
        aria-label={t('errors.exceptions.place', 'Where exceptions are recorded')}
        size="sm"
        options={[
          { value: 'event' as const, label: t('errors.exceptions.events', 'Events of spans (OpenTelemetry)') },
          { value: 'span' as const, label: t('errors.exceptions.attributes', 'Attributes of spans') },
        ]}
        value={place}
        onChange={onChange}
      />
    </Stack>
  );
}

function Progress({ run }: { run: ExceptionsState }) {
  const { isRunning, isCancelled, cancel, retry } = run;
  return (
    <div role="status">
      {isRunning && (
        <Stack direction="column" gap={1} alignItems="flex-start">
          <LoadingBar width={400} />
          <Stack direction="row" gap={1} alignItems="center">
            <Text color="secondary">{t('errors.exceptions.running', 'Asking Tempo for exceptions…')}</Text>
            <Button variant="secondary" size="sm" onClick={cancel}>
              {t('errors.exceptions.cancel', 'Cancel')}
            </Button>
          </Stack>
        </Stack>
      )}
      {isCancelled && (
        <Stack direction="row" gap={1} alignItems="center">
          <Text color="secondary">{t('errors.exceptions.cancelled', 'The question was cancelled.')}</Text>
          <Button variant="secondary" size="sm" icon="sync" onClick={retry}>
            {t('errors.exceptions.again', 'Ask again')}
          </Button>
        </Stack>
      )}
    </div>
  );
}

interface FailedProps {
  failure: TempoFailure;
  version: string;
  onRetry(): void;
}

function Failed({ failure, version, onRetry }: FailedProps) {
  const { title, cause, remedies, original } = explainFailure(failure, { version, question: 'search' });
  return (
    <Problem severity="error" title={title} said={original} onRetry={onRetry}>
      {[cause, ...remedies.map(({ text }) => text)]
        .filter((text) => text !== '')
        .map((text) => (
          <p key={text}>{text}</p>
        ))}
    </Problem>
  );
}

/** What the numbers do not tell: that they are a sample, or that something is left out. */
function SampleNotice({ found, version }: { found: ExceptionsFound; version: string }) {
  const { sample, countFailure, sampleFailure, partial } = found;
  if (countFailure) {
    const { title, remedies, original } = explainFailure(countFailure, { version, question: 'metrics' });
    return (
      <Problem
        severity="info"
        title={t('errors.exceptions.sample-only', 'Only a sample: Tempo did not count the exceptions')}
        said={original}
      >
        <p>
          {t(
            'errors.exceptions.sample-traces',
            'The numbers are those of {{traces}} traces that Tempo found first, not of the whole range.',
            { traces: sample?.traces ?? 0 }
          )}
        </p>
        <p>{[title, ...remedies.slice(0, 1).map(({ text }) => text)].join('. ')}</p>
      </Problem>
    );
  }
  return (
    <Stack direction="column" gap={0.5}>
      <Text variant="bodySmall" color="secondary">
        <Icon name="info-circle" aria-hidden />{' '}
        {t(
          'errors.exceptions.how',
          'Spans are counted under the first exception that they have. Messages come from a sample of {{traces}} traces; what differs between them (numbers, identifiers) is replaced.',
          { traces: sample?.traces ?? 0 }
        )}
      </Text>
      {version.startsWith('2.') && (
        <Text variant="bodySmall" color="secondary">
          <Trans i18nKey="errors.exceptions.server-spans">
            Tempo 2.x counts server spans alone, unless filter_server_spans of the processor local-blocks is false: what
            is only in the sample was recorded on other spans.
          </Trans>
        </Text>
      )}
      {sampleFailure && (
        <Text variant="bodySmall" color="warning">
          {t('errors.exceptions.no-sample', 'There are no messages: the search for them failed ({{said}}).', {
            said: sampleFailure.said || sampleFailure.kind,
          })}
        </Text>
      )}
      {partial && (
        <Text variant="bodySmall" color="warning">
          {partial}
        </Text>
      )}
    </Stack>
  );
}

function NoExceptions({ place }: { place: ExceptionPlace }) {
  return (
    <Text color="secondary">
      {place === 'event'
        ? t(
            'errors.exceptions.no-events',
            'No span in this range has an event called "exception". If your agent writes exceptions into attributes of spans, choose that above.'
          )
        : t('errors.exceptions.no-attributes', 'No span in this range has the attribute exception.type.')}
    </Text>
  );
}
