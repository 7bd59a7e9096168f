import { useCallback, useEffect, useRef, useState, type FocusEvent, type KeyboardEvent, type RefObject } from 'react';
import { moveCell } from './moveCell';
import { HEADER_ROW, type CellPosition, type RowTree, type TableColumn } from './TableColumn';

interface CellFocusOptions<Row> {
  readonly columns: ReadonlyArray<TableColumn<Row>>;
  readonly rows: readonly Row[];
  readonly tree?: RowTree<Row>;
  onOpen?(row: Row): void;
  readonly scrollRef: RefObject<HTMLDivElement>;
  readonly pageRows: number;
  scrollToRow(row: number): void;
}

/** Attribute of cells by which they are found again: `row:column`. */
export const CELL_ATTRIBUTE = 'data-cell';

/** Which cell of the table takes part in the tab order, and what the keys do. */
export function useCellFocus<Row>(options: CellFocusOptions<Row>) {
  const { columns, rows, scrollRef, pageRows } = options;
  const [chosen, setChosen] = useState<CellPosition>({ row: HEADER_ROW, column: 0 });
  const active = clamp(chosen, rows.length, columns.length);
  // The cell may not be in the document before the table has scrolled: the focus follows after the next rendering.
  const wantsFocus = useRef(false);
  const hasFocus = useRef(false);
  useEffect(() => {
    // The row that had the focus has been taken out, which fires no event.
    wantsFocus.current ||= hasFocus.current && document.activeElement === document.body;
    const cell = wantsFocus.current ? findCell(scrollRef.current, active) : null;
    if (cell) {
      wantsFocus.current = false;
      cell.focus({ preventScroll: active.row !== HEADER_ROW });
      cell.scrollIntoView?.({ block: 'nearest', inline: 'nearest' });
    }
  });

  const onFocus = useCallback((event: FocusEvent) => {
    hasFocus.current = true;
    const position = positionOf(event.target);
    if (position) {
      setChosen((before) => (before.row === position.row && before.column === position.column ? before : position));
    }
  }, []);

  const onBlur = useCallback(() => {
    hasFocus.current = false;
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    if (toggles(event, active, options) || acts(event, active, options)) {
      event.preventDefault();
      return;
    }
    const target = event.altKey
      ? undefined
      : moveCell(active, event, { rowCount: rows.length, columnCount: columns.length, pageRows });
    if (target) {
      event.preventDefault();
      wantsFocus.current = true;
      if (target.row !== HEADER_ROW && target.row !== active.row) {
        options.scrollToRow(target.row);
      }
      setChosen(target);
    }
  };
  return { active, onFocus, onBlur, onKeyDown };
}

/** Rows get fewer, and columns are taken away. */
function clamp({ row, column }: CellPosition, rowCount: number, columnCount: number): CellPosition {
  return { row: Math.min(row, rowCount - 1), column: Math.min(column, columnCount - 1) };
}

function findCell(table: HTMLElement | null, { row, column }: CellPosition): HTMLElement | null {
  return table?.querySelector<HTMLElement>(`[${CELL_ATTRIBUTE}="${row}:${column}"]`) ?? null;
}

function positionOf(target: Element): CellPosition | undefined {
  const text = target.closest(`[${CELL_ATTRIBUTE}]`)?.getAttribute(CELL_ATTRIBUTE);
  const [row, column] = text?.split(':').map(Number) ?? [];
  return row === undefined || column === undefined ? undefined : { row, column };
}

/** The arrows in the first column of a tree open and close a row. */
function toggles<Row>(
  { key, ctrlKey, metaKey, altKey }: KeyboardEvent,
  active: CellPosition,
  { rows, tree }: CellFocusOptions<Row>
): boolean {
  const row = rows[active.row];
  if (!tree || row === undefined || active.column !== 0 || ctrlKey || metaKey || altKey) {
    return false;
  }
  const isExpanded = tree.isExpanded(row);
  const isToggle = (key === 'ArrowRight' && isExpanded === false) || (key === 'ArrowLeft' && isExpanded === true);
  if (isToggle) {
    tree.onToggle(row);
  }
  return isToggle;
}

/** Enter and Ctrl+C. A button that has the focus itself (by the mouse) does its own thing on Enter. */
function acts<Row>(
  { key, ctrlKey, metaKey, target }: KeyboardEvent,
  { row, column }: CellPosition,
  { rows, columns, scrollRef, onOpen }: CellFocusOptions<Row>
): boolean {
  const rowData = rows[row];
  const cell = findCell(scrollRef.current, { row, column });
  if (key === 'Enter' || key === ' ') {
    if (target !== cell) {
      return false;
    }
    const action = cell?.querySelector<HTMLElement>('[data-cell-action]');
    if (action) {
      action.click();
    } else if (rowData !== undefined) {
      onOpen?.(rowData);
    }
    return true;
  }
  const isCopy = key.toLowerCase() === 'c' && (ctrlKey || metaKey);
  if (!isCopy || rowData === undefined || document.getSelection()?.toString()) {
    return false;
  }
  // Not there in pages without TLS; the browser's own copy of a selection still works.
  void navigator.clipboard?.writeText(columns[column]?.textOf(rowData) ?? '').catch(() => undefined);
  return true;
}
