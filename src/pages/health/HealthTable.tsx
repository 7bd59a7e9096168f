import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { useMemo, useState, type ReactNode } from 'react';
import {
  sortRows,
  VirtualTable,
  type SortOrder,
  type SortValue,
  type TableColumn,
} from '../../components/virtual-table';

/** A column that shows a text and can be sorted by it, or by what stands behind it. */
export interface HealthColumn<Row> {
  readonly key: string;
  readonly title: string;
  readonly description?: string;
  readonly widthPx: number;
  readonly grows?: boolean;
  readonly alignsRight?: boolean;
  textOf(row: Row): string;
  /** In place of the text. */
  sortValueOf?(row: Row): SortValue;
  /** In place of the text. */
  renderCell?(row: Row): ReactNode;
}

interface HealthTableProps<Row> {
  label: string;
  columns: ReadonlyArray<HealthColumn<Row>>;
  rows: readonly Row[];
  keyOf(row: Row): string;
  /** How it is sorted before anybody chooses. */
  firstSort: SortOrder;
}

const ROW_PX = 34;
const HEADER_PX = 38;
/** Room for a scroll bar below the rows. */
const SCROLL_BAR_PX = 16;
const MOST_PX = 420;

/** A sortable table of any length that is as high as its rows until it scrolls. Texts are shown as they are. */
export function HealthTable<Row>({ label, columns, rows, keyOf, firstSort }: HealthTableProps<Row>) {
  const styles = useStyles2(getStyles);
  const [sort, setSort] = useState(firstSort);
  const sorted = useMemo(() => {
    const column = columns.find(({ key }) => key === sort.key);
    return column ? sortRows(rows, column.sortValueOf ?? column.textOf, sort.descending) : rows;
  }, [columns, rows, sort]);
  const tableColumns = useMemo(
    () =>
      columns.map(({ renderCell, ...column }): TableColumn<Row> => ({
        ...column,
        isSortable: true,
        renderCell:
          renderCell ??
          ((row) => (
            <span className={styles.text} title={column.textOf(row)}>
              {column.textOf(row)}
            </span>
          )),
      })),
    [columns, styles]
  );
  return (
    <VirtualTable
      label={label}
      columns={tableColumns}
      rows={sorted}
      keyOf={keyOf}
      sort={sort}
      onSort={setSort}
      heightPx={Math.min(MOST_PX, HEADER_PX + rows.length * ROW_PX + SCROLL_BAR_PX)}
    />
  );
}

const getStyles = (_: GrafanaTheme2) => ({
  text: css({ minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis' }),
});
