import { t } from '@grafana/i18n';
import React, { useCallback, useMemo } from 'react';
import type { QueryQuestion } from '../../../../data';
import type { SearchAnswer } from '../../../../tempo';
import type { Query } from '../../../../traceql';
import { SearchChart } from '../charts/SearchChart';
import { searchCsv } from '../export/exportTable';
import { ExportMenu } from '../export/ExportMenu';
import type { BrushChange } from '../resultChanges';
import { RESULTS_HEIGHT_PX, TOOLBAR_HEIGHT_PX } from '../resultsHeights';
import type { ResultsView } from '../resultsView';
import { attributeColumns, chosenColumns } from './attributeColumns';
import { SearchTable } from './SearchTable';
import { SearchToolbar } from './SearchToolbar';
import { spanRows, traceRows, type SearchRow } from './searchRows';
import { sortSearchRows } from './sortSearchRows';

interface SearchResultsProps {
  answer: SearchAnswer;
  query: Query;
  question: QueryQuestion;
  view: ResultsView;
  onViewChange(change: Partial<ResultsView>): void;
  onBrush(change: BrushChange): void;
}

const CHART_HEIGHT_PX = 230;

/** Traces or spans: a chart of their durations, and the table. */
export function SearchResults({ answer, query, question, view, onViewChange, onBrush }: SearchResultsProps) {
  const { mode, sort, chart } = view;
  const rows = useMemo(
    (): readonly SearchRow[] => (mode === 'traces' ? traceRows(answer) : spanRows(answer)),
    [answer, mode]
  );
  const allColumns = useMemo(() => attributeColumns(answer, query), [answer, query]);
  const columns = useMemo(() => chosenColumns(allColumns, view.columns), [allColumns, view.columns]);
  const sortedRows = useMemo(() => sortSearchRows(rows, sort, columns), [rows, sort, columns]);
  const open = useCallback(
    ({ traceId, spanId }: Pick<SearchRow, 'traceId' | 'spanId'>) => onViewChange({ traceId, spanId }),
    [onViewChange]
  );
  const changeSort = useCallback((changed: ResultsView['sort']) => onViewChange({ sort: changed }), [onViewChange]);
  const changeChart = useCallback((changed: ResultsView['chart']) => onViewChange({ chart: changed }), [onViewChange]);
  const chartHeightPx = chart === 'none' ? 0 : CHART_HEIGHT_PX;
  return (
    <div aria-label={t('query.results.found', 'What was found')} role="group">
      <SearchToolbar view={view} allColumns={allColumns} onViewChange={onViewChange}>
        <ExportMenu question={question} answer={answer} renderCsv={() => searchCsv(sortedRows, columns)} />
      </SearchToolbar>
      {chart !== 'none' && (
        <SearchChart
          chart={chart}
          rows={rows}
          question={question}
          heightPx={CHART_HEIGHT_PX}
          onChart={changeChart}
          onBrush={onBrush}
          onOpen={open}
        />
      )}
      <SearchTable
        rows={sortedRows}
        columns={columns}
        mode={mode}
        sort={sort}
        onSort={changeSort}
        onOpen={open}
        heightPx={RESULTS_HEIGHT_PX - TOOLBAR_HEIGHT_PX - chartHeightPx}
      />
    </div>
  );
}
