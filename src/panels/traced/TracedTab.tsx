import { t } from '@grafana/i18n';
import { UrlSyncContextProvider, type EmbeddedScene } from '@grafana/scenes';
import { EmptyState, Icon, LoadingPlaceholder, Stack, Text, TextLink } from '@grafana/ui';
import React, { useEffect, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { Problem } from '../../components/Problem';
import { useSurroundings } from '../../data';
import { useTracedSources } from '../../data/traced/useTracedSources';
import type { MissingPart, TracedSources } from '../../signals/traced';
import type { TimeOffset } from '../comparison/timeOffset';
import { PANEL_PARAMETER, showPanel } from '../showPanel';
import type { TracedQuestion } from './buildTracedRunner';
import { askOnce, listNames } from './listNames';
import { chooseNumbers, describeNumbers, idOfNumbers, numbersOf } from './numbersChoice';
import { registerTraceqlDataSource } from './TraceqlDataSource';
import { TracedFilters } from './TracedFilters';
import { useTracedState, type TracedState } from './useTracedState';

/** What a tab is built of. */
export interface TracedTabContext {
  readonly question: TracedQuestion;
  /** With which earlier time it is compared. */
  readonly offset: TimeOffset | undefined;
  change(change: Partial<TracedState>): void;
}

interface TracedTabProps {
  /** Builds the panels. Called anew for every change of what they are about; must be the same function each time. */
  buildScene(context: TracedTabContext): EmbeddedScene;
}

/** A tab about the services that are traced: what it is about, where the numbers come from, and its panels. */
export function TracedTab({ buildScene }: TracedTabProps) {
  const { status, sources, problem, refresh } = useTracedSources();
  return (
    <Stack direction="column" gap={2}>
      {problem !== '' && (
        <Problem
          severity="warning"
          title={t('traced.no-answer', 'Prometheus did not say which metrics of spans it has')}
          said={problem}
          onRetry={refresh}
        />
      )}
      {status === 'loading' ? (
        <LoadingPlaceholder text={t('traced.looking', 'Looking for numbers about the traced services…')} />
      ) : (
        <FoundSources sources={sources} reason={reasonsToSay(sources.reason, problem)} buildScene={buildScene} />
      )}
    </Stack>
  );
}

/** What is missing, but for the map, which the tab has not; a Prometheus that did not answer is there, and was said to fail. */
function reasonsToSay(reason: readonly MissingPart[], problem: string): MissingPart[] {
  return reason.filter(({ id }) => id !== 'no-service-graph' && (id !== 'no-prometheus' || problem === ''));
}

interface FoundSourcesProps extends TracedTabProps {
  sources: TracedSources;
  reason: readonly MissingPart[];
}

function FoundSources({ sources, reason, buildScene }: FoundSourcesProps) {
  const { tempo, metrics, capabilities } = useSurroundings();
  const { state, change } = useTracedState();
  const numbers = useMemo(() => numbersOf(sources, tempo !== undefined), [sources, tempo]);
  const source = chooseNumbers(numbers, state.numbers);
  // Of the version the text alone counts: it is a new object after each discovery.
  const tempoVersion = capabilities.version?.value.text ?? '';
  const { service, operation } = state;
  // Not the state as a whole, which is new with every change of the URL: panels would ask anew when a row is folded.
  const question = useMemo(
    (): TracedQuestion | undefined =>
      source && {
        source,
        selection: { service, operation },
        metricsUid: metrics?.uid,
        tempoUid: tempo?.uid,
        tempoVersion,
      },
    [source, service, operation, metrics?.uid, tempo?.uid, tempoVersion]
  );
  const lists = useMemo(() => {
    const list = (field: 'service' | 'operation') => askOnce(async () => (question ? listNames(question, field) : []));
    return { listServices: list('service'), listOperations: list('operation') };
  }, [question]);
  if (!source || !question) {
    return <NoNumbers reason={reason} />;
  }
  return (
    <>
      <TracedFilters
        state={state}
        onChange={change}
        {...lists}
        numbers={numbers.map((one) => ({ value: idOfNumbers(one), label: describeNumbers(one) }))}
        numbersInUse={idOfNumbers(source)}
      />
      <SourceNote question={question} reason={reason} />
      <TracedScene question={question} offset={state.offset} change={change} buildScene={buildScene} />
    </>
  );
}

function TracedScene({ question, offset, change, buildScene }: TracedTabContext & TracedTabProps) {
  registerTraceqlDataSource();
  const scene = useMemo(() => buildScene({ question, offset, change }), [buildScene, question, offset, change]);
  const panel = useSearchParams()[0].get(PANEL_PARAMETER);
  useEffect(() => (panel === null ? undefined : showPanel(scene, panel)), [scene, panel]);
  return (
    <UrlSyncContextProvider scene={scene} updateUrlOnInit createBrowserHistorySteps>
      <scene.Component model={scene} />
    </UrlSyncContextProvider>
  );
}

/** Which numbers are shown, in words, and what to configure for better ones. */
function SourceNote({ question, reason }: { question: TracedQuestion; reason: readonly MissingPart[] }) {
  const { source, tempoVersion } = question;
  return (
    <Stack direction="column" gap={0.5}>
      <Text color="secondary" variant="bodySmall">
        <Icon name="info-circle" aria-hidden /> {describeSource(source, tempoVersion)}
      </Text>
      {reason.map(({ id, text }) => (
        <Text key={id} color="secondary" variant="bodySmall">
          {text}
        </Text>
      ))}
    </Stack>
  );
}

function describeSource(source: TracedQuestion['source'], tempoVersion: string): string {
  if (source.kind === 'span-metrics') {
    return t(
      'traced.by-metrics',
      'Numbers from {{name}} in Prometheus, made of all spans that the generator or collector saw.',
      {
        name: source.calls,
      }
    );
  }
  return /^2\./.test(tempoVersion)
    ? t(
        'traced.by-traceql-2',
        'Numbers computed by Tempo from its spans (TraceQL metrics). Tempo 2.x needs the processor local-blocks for it, and takes at most 3 hours at once unless query_frontend.metrics.max_duration says otherwise.'
      )
    : t('traced.by-traceql', 'Numbers computed by Tempo from its spans (TraceQL metrics).');
}

const PROCESSORS_DOCS = 'https://grafana.com/docs/tempo/latest/metrics-generator/span_metrics/';

function NoNumbers({ reason }: { reason: readonly MissingPart[] }) {
  return (
    <EmptyState
      variant="not-found"
      hideImage
      message={t('traced.none', 'There are no numbers about the traced services')}
      role="status"
    >
      <Stack direction="column" gap={1}>
        {reason.map(({ id, text }) => (
          <span key={id}>{text}</span>
        ))}
        <TextLink href={PROCESSORS_DOCS} external inline={false}>
          {t('traced.docs', 'How to make metrics of spans')}
        </TextLink>
      </Stack>
    </EmptyState>
  );
}
