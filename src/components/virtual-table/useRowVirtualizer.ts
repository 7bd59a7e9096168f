import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useCallback, type RefObject } from 'react';
import { HEADER_HEIGHT_PX, ROW_HEIGHT_PX } from './tableStyles';

const OVERSCAN_ROWS = 8;

interface RowVirtualizerOptions {
  readonly rowCount: number;
  readonly heightPx: number;
  readonly scrollRef: RefObject<HTMLDivElement>;
  /** The row that has the focus: it stays in the document, since what is taken out loses the focus. */
  readonly activeRow: number;
}

/** Which rows are on the screen. The header stands in the scrolled area, above them. */
export function useRowVirtualizer({ rowCount, heightPx, scrollRef, activeRow }: RowVirtualizerOptions) {
  const rangeExtractor = useCallback(
    (range: Range) => withRow(defaultRangeExtractor(range), activeRow, range.count),
    [activeRow]
  );
  // What it returns changes without telling React, which matters only to React's compiler.
  // eslint-disable-next-line react-hooks/incompatible-library
  return useVirtualizer({
    count: rowCount,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => ROW_HEIGHT_PX,
    overscan: OVERSCAN_ROWS,
    scrollMargin: HEADER_HEIGHT_PX,
    scrollPaddingStart: HEADER_HEIGHT_PX,
    initialRect: { width: 0, height: heightPx },
    rangeExtractor,
  });
}

function withRow(indexes: number[], row: number, count: number): number[] {
  if (row < 0 || row >= count || indexes.includes(row)) {
    return indexes;
  }
  return [...indexes, row].sort((a, b) => a - b);
}
