import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Button, EmptyState, useStyles2 } from '@grafana/ui';
import React, { memo, useMemo } from 'react';
import type { QueryRun } from '../../../data';
import { parse, type Query } from '../../../traceql';
import { ExportMenu } from './export/ExportMenu';
import { MetricsResults } from './metrics/MetricsResults';
import { renderMetricsCsv } from './metrics/renderMetricsCsv';
import type { BrushChange, FilterChange } from './resultChanges';
import { RESULTS_HEIGHT_PX } from './resultsHeights';
import { ResultsSkeleton } from './ResultsSkeleton';
import type { ResultsView } from './resultsView';
import { SearchResults } from './search/SearchResults';
import { ValueMenuProvider } from './search/ValueMenuProvider';
import { NothingFound } from './status/NothingFound';
import { RunFailure } from './status/RunFailure';
import { foundCount, shownAnswer, type ShownAnswer } from './status/shownAnswer';
import { StatusLine } from './status/StatusLine';
import { TraceBesideResults } from './TraceBesideResults';
import { useStableCallback } from './useStableCallback';

export interface ResultsProps {
  run: QueryRun;
  /** Tree of the text that was asked. */
  query: Query;
  view: ResultsView;
  onViewChange(change: Partial<ResultsView>): void;
  onFilter(change: FilterChange): void;
  onBrush(change: BrushChange): void;
  onCancel(): void;
  onRetry(): void;
}

/** The answer to a query: its status, charts and tables, and the trace that is open. */
export function Results(props: ResultsProps) {
  // The page renders with every letter that is typed, and gives new functions each time.
  return (
    <StableResults
      {...props}
      onViewChange={useStableCallback(props.onViewChange)}
      onFilter={useStableCallback(props.onFilter)}
      onBrush={useStableCallback(props.onBrush)}
      onCancel={useStableCallback(props.onCancel)}
      onRetry={useStableCallback(props.onRetry)}
    />
  );
}

const StableResults = memo(function StableResults(props: ResultsProps) {
  const { run, view, onViewChange, onFilter, onCancel } = props;
  const styles = useStyles2(getStyles);
  return (
    <section aria-label={t('query.results.title', 'Results')} aria-busy={run.status === 'running'}>
      <StatusLine run={run} onCancel={onCancel} />
      <ValueMenuProvider onFilter={onFilter}>
        <div className={styles.region} style={{ minHeight: RESULTS_HEIGHT_PX }}>
          <Content {...props} />
        </div>
      </ValueMenuProvider>
      <TraceBesideResults run={run} view={view} onViewChange={onViewChange} />
    </section>
  );
});

function Content(props: ResultsProps) {
  const { run, onRetry } = props;
  const styles = useStyles2(getStyles);
  const shown = shownAnswer(run);
  if (run.status === 'failed') {
    return <RunFailure run={run} onRetry={onRetry} />;
  }
  if (shown) {
    return (
      <div className={cx(run.status === 'running' && shown.from === 'previous' && styles.dimmed)}>
        <AnswerContent {...props} shown={shown} />
      </div>
    );
  }
  switch (run.status) {
    case 'running':
      return <ResultsSkeleton />;
    case 'cancelled':
      return (
        <EmptyState
          variant="call-to-action"
          hideImage
          message={t('query.results.cancelled', 'You cancelled the query')}
        >
          <Button variant="secondary" icon="sync" onClick={onRetry}>
            <Trans i18nKey="query.results.ask-again">Ask again</Trans>
          </Button>
        </EmptyState>
      );
    default:
      return (
        <EmptyState
          variant="call-to-action"
          hideImage
          message={t('query.results.idle', 'Write or build a query and run it')}
        />
      );
  }
}

interface AnswerContentProps extends ResultsProps {
  shown: ShownAnswer;
}

function AnswerContent({ shown, query: asked, view, onViewChange, onBrush }: AnswerContentProps) {
  const { question, answer, from } = shown;
  const query = useMemo(() => (from === 'previous' ? parse(question.text).query : asked), [from, question.text, asked]);
  const openTrace = useStableCallback((traceId: string) => onViewChange({ traceId, spanId: null }));
  const zoom = useStableCallback((fromMs: number, toMs: number) =>
    onBrush({ fromMs, toMs, minDurationNs: 0, maxDurationNs: Infinity })
  );
  if (foundCount(answer) === 0) {
    return shown.from === 'partial' ? <ResultsSkeleton /> : <NothingFound question={question} query={query} />;
  }
  switch (answer.kind) {
    case 'search':
      return (
        <SearchResults
          answer={answer.answer}
          query={query}
          question={question}
          view={view}
          onViewChange={onViewChange}
          onBrush={onBrush}
        />
      );
    case 'metrics':
      return (
        <MetricsResults
          answer={answer.answer}
          query={query}
          question={question}
          heightPx={RESULTS_HEIGHT_PX}
          actions={
            <ExportMenu
              question={question}
              answer={answer.answer}
              renderCsv={() => renderMetricsCsv(answer.answer, query)}
            />
          }
          onOpenTrace={openTrace}
          onZoom={zoom}
        />
      );
    case 'trace':
      return (
        <Button icon="gf-traces" onClick={() => openTrace(answer.answer.traceId)}>
          <Trans i18nKey="query.results.open-trace">Open trace</Trans>
        </Button>
      );
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  region: css({ position: 'relative', marginTop: theme.spacing(1) }),
  dimmed: css({ opacity: 0.5, transition: 'none' }),
});
