import type { ReactNode } from 'react';

/** A column of `VirtualTable`. */
export interface TableColumn<Row> {
  readonly key: string;
  readonly title: string;
  /** The least width in pixels; what is left over goes to the columns that grow. */
  readonly widthPx: number;
  readonly grows?: boolean;
  readonly isSortable: boolean;
  readonly alignsRight?: boolean;
  /** Explains the column in a tooltip. */
  readonly description?: string;
  /**
   * What a cell shows. Buttons in it need `tabIndex={-1}`: the cell takes the focus, and Enter presses the first button that
   * has `data-cell-action`.
   */
  renderCell(row: Row): ReactNode;
  /** What Ctrl+C copies. */
  textOf(row: Row): string;
}

/** A cell by its place. Row -1 is the header. */
export interface CellPosition {
  readonly row: number;
  readonly column: number;
}

export const HEADER_ROW = -1;

export interface SortOrder {
  /** Key of a column. */
  readonly key: string;
  readonly descending: boolean;
}

/** How rows stand below each other; where it is given, the table is a tree. */
export interface RowTree<Row> {
  /** 1 for rows at the top. */
  levelOf(row: Row): number;
  /** Undefined where there is nothing to expand. */
  isExpanded(row: Row): boolean | undefined;
  onToggle(row: Row): void;
}
