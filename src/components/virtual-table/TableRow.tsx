import { cx } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';
import React, { memo } from 'react';
import type { TableColumn } from './TableColumn';
import { getCellStyles, getTableStyles } from './tableStyles';
import { CELL_ATTRIBUTE } from './useCellFocus';

interface TableRowProps<Row> {
  row: Row;
  index: number;
  columns: ReadonlyArray<TableColumn<Row>>;
  template: string;
  /** Below the header. */
  topPx: number;
  /** Column of the cell that Tab reaches, if it is in this row. */
  activeColumn: number | null;
  level: number | undefined;
  isExpanded: boolean | undefined;
}

function TableRowComponent<Row>({
  row,
  index,
  columns,
  template,
  topPx,
  activeColumn,
  level,
  isExpanded,
}: TableRowProps<Row>) {
  const styles = useStyles2(getTableStyles);
  const cellStyles = useStyles2(getCellStyles);
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-level={level}
      aria-expanded={isExpanded}
      className={cx(styles.row, styles.bodyRow, level !== undefined && level > 1 && styles.childRow)}
      style={{ gridTemplateColumns: template, transform: `translateY(${topPx}px)` }}
    >
      {columns.map((column, columnIndex) => (
        <div
          key={column.key}
          role="gridcell"
          aria-colindex={columnIndex + 1}
          tabIndex={activeColumn === columnIndex ? 0 : -1}
          className={cx(cellStyles.cell, column.alignsRight && cellStyles.alignRight)}
          {...{ [CELL_ATTRIBUTE]: `${index}:${columnIndex}` }}
        >
          {column.renderCell(row)}
        </div>
      ))}
    </div>
  );
}

/** A row; rendered again only if something of it has changed, so that scrolling costs only the new rows. */
// `memo` loses the type parameter.
export const TableRow = memo(TableRowComponent) as typeof TableRowComponent;
