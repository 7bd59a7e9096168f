import { useStyles2 } from '@grafana/ui';
import React, { useMemo, useRef } from 'react';
import { getTableStyles, gridTemplate, HEADER_HEIGHT_PX, ROW_HEIGHT_PX } from './tableStyles';
import { HEADER_ROW, type RowTree, type SortOrder, type TableColumn } from './TableColumn';
import { TableHeader } from './TableHeader';
import { TableRow } from './TableRow';
import { useCellFocus } from './useCellFocus';
import { useRowVirtualizer } from './useRowVirtualizer';

interface VirtualTableProps<Row> {
  /** What the table holds, for screen readers. */
  label: string;
  columns: ReadonlyArray<TableColumn<Row>>;
  /** In the order to show them; of a tree those that can be seen. */
  rows: readonly Row[];
  keyOf(row: Row): string;
  sort: SortOrder;
  onSort(sort: SortOrder): void;
  /** Enter on a cell without an action of its own. */
  onOpen?(row: Row): void;
  tree?: RowTree<Row>;
  heightPx: number;
}

/**
 * A table of any length: only the rows on the screen are in the document. Cells are reached with the arrow keys, Home, End
 * and Page; Tab leaves the table. Enter acts on the cell; of a tree, the right and left arrow in the first column open and
 * close a row. Ctrl+C copies the cell.
 */
export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
  const { label, columns, rows, keyOf, sort, onSort, tree, heightPx } = props;
  const styles = useStyles2(getTableStyles);
  const scrollRef = useRef<HTMLDivElement>(null);
  const pageRows = Math.max(1, Math.floor((heightPx - HEADER_HEIGHT_PX) / ROW_HEIGHT_PX) - 1);
  const focus = useCellFocus({ ...props, scrollRef, pageRows, scrollToRow: (row) => virtualizer.scrollToIndex(row) });
  const activeRow = focus.active.row;
  const virtualizer = useRowVirtualizer({ rowCount: rows.length, heightPx, scrollRef, activeRow });
  const grid = useMemo(() => gridTemplate(columns), [columns]);
  // Keys and focus of the cells bubble up to here.
  const { onKeyDown, onFocus, onBlur } = focus;
  const interaction = { role: tree ? 'treegrid' : 'grid', onKeyDown, onFocus, onBlur };

  return (
    <div ref={scrollRef} className={styles.scroll} style={{ height: heightPx }}>
      <div
        {...interaction}
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length}
        className={styles.table}
        style={{ minWidth: grid.minWidthPx }}
      >
        <TableHeader
          columns={columns}
          template={grid.template}
          sort={sort}
          onSort={onSort}
          activeColumn={activeRow === HEADER_ROW ? focus.active.column : null}
        />
        <div role="rowgroup" className={styles.body} style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const row = rows[index];
            return row === undefined ? null : (
              <TableRow
                key={keyOf(row)}
                row={row}
                index={index}
                columns={columns}
                template={grid.template}
                topPx={start - HEADER_HEIGHT_PX}
                activeColumn={activeRow === index ? focus.active.column : null}
                level={tree?.levelOf(row)}
                isExpanded={tree?.isExpanded(row)}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}
