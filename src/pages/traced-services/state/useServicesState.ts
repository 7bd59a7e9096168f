import { locationService } from '@grafana/runtime';
import { useCallback, useMemo } from 'react';
import { useLocation } from 'react-router-dom';
import { readServicesState, renderServicesState, type ServicesState } from './servicesState';

export interface ServicesStateControl {
  readonly state: ServicesState;
  /** Writes a change into the URL. `replace` makes no new entry in the browser's history: for what changes with every key. */
  change(change: Partial<ServicesState>, replace?: boolean): void;
}

/** The state of the page, which is its URL. */
export function useServicesState(): ServicesStateControl {
  const { search } = useLocation();
  const state = useMemo(() => readServicesState(search), [search]);
  const change = useCallback<ServicesStateControl['change']>((changed, replace = false) => {
    locationService.partial(renderServicesState(changed), replace);
  }, []);
  return { state, change };
}
