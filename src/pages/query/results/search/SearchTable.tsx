import { t } from '@grafana/i18n';
import React, { useCallback, useMemo, useState } from 'react';
import type { ResultsView } from '../resultsView';
import { type RowTree, VirtualTable } from '../../../../components/virtual-table';
import type { AttributeColumn } from './attributeColumns';
import { searchColumns } from './searchColumns';
import type { SearchRow } from './searchRows';
import { sortSearchRows } from './sortSearchRows';

interface SearchTableProps {
  /** In the order to show them. */
  rows: readonly SearchRow[];
  columns: readonly AttributeColumn[];
  mode: ResultsView['mode'];
  sort: ResultsView['sort'];
  onSort(sort: ResultsView['sort']): void;
  onOpen(row: SearchRow): void;
  heightPx: number;
}

/** Traces, each of which opens to its matching spans, or all matching spans. */
export function SearchTable({ rows, columns, mode, sort, onSort, onOpen, heightPx }: SearchTableProps) {
  const { tree, visibleRows } = useSpansBelowTraces(rows, mode);
  const longestNs = useMemo(() => rows.reduce((longest, row) => Math.max(longest, row.durationNs), 0), [rows]);
  const tableColumns = useMemo(
    () => searchColumns({ mode, attributes: columns, longestNs, tree, onOpen }),
    [mode, columns, longestNs, tree, onOpen]
  );
  return (
    <VirtualTable
      label={mode === 'traces' ? t('query.results.traces', 'Traces') : t('query.results.spans', 'Spans')}
      columns={tableColumns}
      rows={visibleRows}
      keyOf={keyOf}
      sort={sort}
      onSort={onSort}
      onOpen={onOpen}
      tree={mode === 'traces' ? tree : undefined}
      heightPx={heightPx}
    />
  );
}

const keyOf = ({ key }: SearchRow) => key;
const OLDEST_FIRST = { key: 'start', descending: false };

function useSpansBelowTraces(rows: readonly SearchRow[], mode: ResultsView['mode']) {
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
  const onToggle = useCallback(({ key }: SearchRow) => {
    setExpanded((before) => {
      const after = new Set(before);
      if (!after.delete(key)) {
        after.add(key);
      }
      return after;
    });
  }, []);
  const tree = useMemo(
    (): RowTree<SearchRow> => ({
      levelOf: ({ kind }) => (kind === 'trace' ? 1 : 2),
      isExpanded: (row) => (row.kind === 'trace' && row.spans.length > 0 ? expanded.has(row.key) : undefined),
      onToggle,
    }),
    [expanded, onToggle]
  );
  const visibleRows = useMemo(
    () =>
      expanded.size === 0 || mode === 'spans'
        ? rows
        : rows.flatMap((row) =>
            row.kind === 'trace' && expanded.has(row.key)
              ? [row, ...sortSearchRows(row.spans, OLDEST_FIRST, [])]
              : [row]
          ),
    [rows, expanded, mode]
  );
  return { tree, visibleRows };
}
