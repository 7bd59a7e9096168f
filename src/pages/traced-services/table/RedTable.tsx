import { t } from '@grafana/i18n';
import React, { useMemo, type ReactNode } from 'react';
import { sortRows, VirtualTable, type SortOrder, type TableColumn } from '../../../components/virtual-table';
import type { RedRow } from '../../../signals/traced';
import { redColumns } from './redColumns';

interface RedTableProps {
  /** What the table holds, for screen readers. */
  label: string;
  /** What a row is. */
  nameTitle: string;
  rows: readonly RedRow[];
  /** Null for the busiest first. */
  sort: SortOrder | null;
  onSort(sort: SortOrder): void;
  renderName(row: RedRow): ReactNode;
  /** Columns after the numbers. */
  more?: ReadonlyArray<TableColumn<RedRow>>;
  /** Whether the rows have a course to draw. */
  hasCourses: boolean;
  mostHeightPx: number;
}

const BUSIEST_FIRST: SortOrder = { key: 'rate', descending: true };
const ROW_PX = 34;
const HEADER_PX = 40;
/** Room for a scroll bar below the rows. */
const SCROLL_BAR_PX = 16;

/** Rate, errors and duration of many, sorted by any of them. Only what is on the screen is in the document. */
export function RedTable(props: RedTableProps) {
  const { label, nameTitle, rows, sort, onSort, renderName, more, hasCourses, mostHeightPx } = props;
  const columns = useMemo(
    () => [...redColumns({ nameTitle, renderName, hasCourses }), ...(more ?? [])],
    [nameTitle, renderName, hasCourses, more]
  );
  const order = sort && columns.some(({ key }) => key === sort.key) ? sort : BUSIEST_FIRST;
  const sorted = useMemo(
    () => sortRows(rows, (row) => sortValueOf(row, order.key), order.descending),
    [rows, order.key, order.descending]
  );
  return (
    <VirtualTable
      label={label}
      columns={columns}
      rows={sorted}
      keyOf={keyOf}
      sort={order}
      onSort={onSort}
      heightPx={Math.min(mostHeightPx, HEADER_PX + rows.length * ROW_PX + SCROLL_BAR_PX)}
    />
  );
}

const keyOf = ({ name }: RedRow) => name;

function sortValueOf(row: RedRow, key: string): string | number | null {
  switch (key) {
    case 'errors':
      return row.errorShare;
    case 'p90':
      return row.p90Seconds;
    case 'name':
      return row.name;
    default:
      return row.rate;
  }
}

/** How many there are, in words; a sentence of its own for one. */
export function countText(shown: number, all: number, what: string): string {
  return shown === all
    ? t('services.count', '{{what}}: {{all}}', { what, all })
    : t('services.count-filtered', '{{what}}: {{shown}} of {{all}}', { what, shown, all });
}
