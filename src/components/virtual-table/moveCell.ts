import { HEADER_ROW, type CellPosition } from './TableColumn';

interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

interface TableSize {
  readonly rowCount: number;
  readonly columnCount: number;
  /** Rows on the screen. */
  readonly pageRows: number;
}

/**
 * Where a key leads from a cell, as the grid pattern of the ARIA practices has it; undefined for keys that lead nowhere.
 * The place is always inside the table.
 */
export function moveCell(from: CellPosition, event: Key, size: TableSize): CellPosition | undefined {
  const target = targetOf(from, event, size);
  return (
    target && {
      row: Math.max(HEADER_ROW, Math.min(size.rowCount - 1, target.row)),
      column: Math.max(0, Math.min(size.columnCount - 1, target.column)),
    }
  );
}

function targetOf({ row, column }: CellPosition, { key, ctrlKey, metaKey }: Key, size: TableSize) {
  const isFar = ctrlKey || metaKey;
  switch (key) {
    case 'ArrowUp':
      return { row: row - 1, column };
    case 'ArrowDown':
      return { row: row + 1, column };
    case 'ArrowLeft':
      return { row, column: column - 1 };
    case 'ArrowRight':
      return { row, column: column + 1 };
    case 'PageUp':
      return { row: Math.max(0, row - size.pageRows), column };
    case 'PageDown':
      return { row: row + size.pageRows, column };
    case 'Home':
      return { row: isFar ? 0 : row, column: 0 };
    case 'End':
      return { row: isFar ? size.rowCount - 1 : row, column: size.columnCount - 1 };
    default:
      return undefined;
  }
}
