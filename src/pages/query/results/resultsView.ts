import type { SortOrder } from '../../../components/virtual-table';

/** How the answer is shown; all of it stands in the URL. */
export interface ResultsView {
  readonly mode: 'traces' | 'spans';
  /** Keys of the attribute columns, in their order; see `attributeColumns.ts`. */
  readonly columns: readonly string[];
  readonly sort: SortOrder;
  /** The trace that is open in the drawer. */
  readonly traceId: string | null;
  readonly spanId: string | null;
  readonly chart: ChartKind;
}

export type ChartKind = 'none' | 'scatter' | 'histogram' | 'heatmap';

/** Newest first. */
export const DEFAULT_RESULTS_VIEW: ResultsView = {
  mode: 'traces',
  columns: [],
  sort: { key: 'start', descending: true },
  traceId: null,
  spanId: null,
  chart: 'scatter',
};
