import { cx } from '@emotion/css';
import { t } from '@grafana/i18n';
import React, { memo } from 'react';
import {
  changeMetricsFunction,
  isKnownTo,
  makeFilter,
  METRICS_OFFERS,
  NO_RANGE,
  setBy,
  setMetrics,
  setMetricsField,
  type MetricsAggregate,
  type MetricsFunction,
  type Query,
  type VisualQuery,
} from '../../traceql';
import { useBuilder } from './BuilderContext';
import { CommentNotes } from './CommentNotes';
import { CompareControls } from './CompareControls';
import { FieldList } from './FieldList';
import { FieldPicker } from './FieldPicker';
import { offerDescription } from './offerDescription';
import { OptionBox } from './OptionBox';
import { PartNotes } from './PartNotes';
import { useIsHighlighted } from './usePartMarks';
import { Quantiles } from './Quantiles';
import { useRowStyles } from './rowStyles';
import { SecondStages } from './SecondStages';

type Choice = 'none' | MetricsFunction | 'compare';

interface MetricsPartProps {
  metrics: VisualQuery['metrics'];
  secondStages: VisualQuery['secondStages'];
}

/** What is computed of the spans: nothing (traces are found), or numbers over time. */
export const MetricsPart = memo(function MetricsPart({ metrics, secondStages }: MetricsPartProps) {
  const { edit, tempo } = useBuilder();
  const styles = useRowStyles();
  const isHighlighted = useIsHighlighted('metrics');
  const chosen: Choice = metrics ? (metrics.kind === 'compare' ? 'compare' : metrics.function) : 'none';
  const options = METRICS_OFFERS.map((offer) => {
    const description = offerDescription(offer, isKnownTo(offer.since, tempo));
    return { value: offer.name as Choice, label: offer.name, description };
  });
  const none = { value: 'none' as Choice, label: t('traceql-builder.no-metrics', 'None: find traces') };
  const title = t('traceql-builder.metrics', 'Metrics');
  return (
    <div className={cx(styles.block, isHighlighted && styles.marked)} role="group" aria-label={title}>
      <div className={styles.bar}>
        <div className={styles.title}>{title}</div>
        <OptionBox<Choice>
          label={t('traceql-builder.metrics-function', 'Metrics function')}
          options={[none, ...options]}
          value={chosen}
          onChange={(choice) => edit((query) => withChoice(query, choice))}
          width={28}
          focusKey="metrics:function"
        />
        {metrics?.kind === 'metrics' && <AggregateField metrics={metrics} />}
      </div>
      <CommentNotes comments={metrics?.comments} />
      {metrics?.kind === 'compare' && <CompareControls compare={metrics} />}
      {metrics?.kind === 'metrics' && <SplitBy metrics={metrics} />}
      <PartNotes part="metrics" />
      {metrics?.kind === 'metrics' && <SecondStages stages={secondStages} />}
    </div>
  );
});

function withChoice(query: Query, choice: Choice): Query {
  switch (choice) {
    case 'none':
      return setMetrics(query, null);
    case 'compare':
      return setMetrics(query, {
        kind: 'compare',
        selection: makeFilter(),
        topN: null,
        start: null,
        end: null,
        range: NO_RANGE,
      });
    default:
      return changeMetricsFunction(query, choice);
  }
}

function AggregateField({ metrics }: { metrics: MetricsAggregate }) {
  const { edit } = useBuilder();
  const styles = useRowStyles();
  const { field } = metrics;
  return (
    <>
      {field && (
        <div className={styles.field}>
          <FieldPicker
            label={t('traceql-builder.metrics-field', 'Field of the metrics')}
            field={field.kind === 'invalid' ? null : field}
            onPick={(picked) => edit((query) => setMetricsField(query, picked))}
          />
        </div>
      )}
      {metrics.function === 'quantile_over_time' && <Quantiles quantiles={metrics.quantiles} />}
    </>
  );
}

function SplitBy({ metrics: { by } }: { metrics: MetricsAggregate }) {
  const styles = useRowStyles();
  return (
    <div className={styles.bar}>
      <span>{t('traceql-builder.split-by', 'One series for each value of')}</span>
      <FieldList
        label={t('traceql-builder.of-series', 'of the series')}
        fields={by ?? []}
        path={['metrics', 'by']}
        onAdd={(query, field) => {
          const { metrics } = query;
          return setBy(query, [...(metrics?.kind === 'metrics' ? (metrics.by ?? []) : []), field]);
        }}
      />
    </div>
  );
}
