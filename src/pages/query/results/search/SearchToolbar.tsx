import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { RadioButtonGroup, useStyles2 } from '@grafana/ui';
import React, { type ReactNode } from 'react';
import { ColumnChooser } from './ColumnChooser';
import type { AttributeColumn } from './attributeColumns';
import type { ChartKind, ResultsView } from '../resultsView';

interface SearchToolbarProps {
  view: ResultsView;
  allColumns: readonly AttributeColumn[];
  onViewChange(change: Partial<ResultsView>): void;
  /** At the end of the line. */
  children?: ReactNode;
}

/** What the results of a search are shown as. */
export function SearchToolbar({ view, allColumns, onViewChange, children }: SearchToolbarProps) {
  const styles = useStyles2(getToolbarStyles);
  return (
    <div className={styles.toolbar}>
      <RadioButtonGroup
        size="sm"
        aria-label={t('query.results.mode', 'Rows of the table')}
        value={view.mode}
        onChange={(mode) => onViewChange({ mode })}
        options={[
          { value: 'traces' as const, label: t('query.results.traces', 'Traces') },
          { value: 'spans' as const, label: t('query.results.spans', 'Spans') },
        ]}
      />
      <RadioButtonGroup<ChartKind>
        size="sm"
        aria-label={t('query.results.chart', 'Chart')}
        value={view.chart}
        onChange={(chart) => onViewChange({ chart })}
        options={[
          { value: 'scatter', label: t('query.results.scatter', 'Scatter') },
          { value: 'histogram', label: t('query.results.histogram', 'Histogram') },
          { value: 'heatmap', label: t('query.results.as-heatmap', 'Heatmap') },
          { value: 'none', label: t('query.results.no-chart', 'No chart') },
        ]}
      />
      <ColumnChooser all={allColumns} choice={view.columns} onChange={(columns) => onViewChange({ columns })} />
      <span className={styles.end}>{children}</span>
    </div>
  );
}

export const getToolbarStyles = (theme: GrafanaTheme2) => ({
  toolbar: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    minHeight: theme.spacing(4),
  }),
  end: css({ marginLeft: 'auto' }),
});
