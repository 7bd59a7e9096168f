import { locationService } from '@grafana/runtime';
import { useCallback, useMemo } from 'react';
import { useLocation } from 'react-router-dom';
import type { ResultsView } from '../results';
import { readQueryState, renderQueryState, renderResultsView, type QueryState } from './queryState';

export interface QueryStateControl {
  readonly state: QueryState;
  /** Writes a change into the URL. `replace` makes no new entry in the browser's history: for what changes with every key. */
  change(change: Partial<Omit<QueryState, 'view'>>, replace?: boolean): void;
  changeView(change: Partial<ResultsView>): void;
}

/** The state of the page, which is its URL. */
export function useQueryState(): QueryStateControl {
  const { search } = useLocation();
  const state = useMemo(() => readQueryState(search), [search]);
  const change = useCallback<QueryStateControl['change']>((changed, replace = false) => {
    locationService.partial(renderQueryState(changed), replace);
  }, []);
  const changeView = useCallback((changed: Partial<ResultsView>) => {
    // Going back closes the drawer, and does not step through every sorting.
    locationService.partial(renderResultsView(changed), changed.traceId === undefined);
  }, []);
  return { state, change, changeView };
}
