import { locationService } from '@grafana/runtime';
import { useMemo } from 'react';
import { useLocation } from 'react-router-dom';
import { readTimeOffset, type TimeOffset } from '../comparison/timeOffset';
import type { TracedSelection } from './tracedSelection';

/** What a link says of a tab about services; the time range is the scene's. */
export interface TracedState extends TracedSelection {
  readonly offset: TimeOffset | undefined;
  /** The source of numbers asked for: the name of a counter, or `traceql`; null leaves it to discovery. */
  readonly numbers: string | null;
  /** Where exceptions are looked for. */
  readonly exceptions: 'event' | 'span';
}

/** Reads a link. What makes no sense has its default. */
export function readTracedState(search: string): TracedState {
  const parameters = new URLSearchParams(search);
  const service = parameters.get('service') || undefined;
  return {
    service,
    // All services have a "GET /": without a service an operation says nothing.
    operation: service && (parameters.get('operation') || undefined),
    offset: readTimeOffset(parameters.get('compare')),
    numbers: parameters.get('numbers') || null,
    exceptions: parameters.get('exceptions') === 'span' ? 'span' : 'event',
  };
}

/** What to write into the URL for a change; null takes a parameter away. Another service has other operations. */
export function renderTracedState(change: Partial<TracedState>): Record<string, string | null> {
  const written: Record<string, string | null> = {};
  if ('service' in change) {
    written.service = change.service ?? null;
    written.operation = null;
  }
  if ('operation' in change) {
    written.operation = change.operation ?? null;
  }
  if ('offset' in change) {
    written.compare = change.offset ?? null;
  }
  if ('numbers' in change) {
    written.numbers = change.numbers ?? null;
  }
  if ('exceptions' in change) {
    written.exceptions = change.exceptions === 'span' ? 'span' : null;
  }
  return written;
}

/** The state of the tab in the URL, and how to change it. Each change is a step of the browser's history. */
export function useTracedState(): { state: TracedState; change(change: Partial<TracedState>): void } {
  const { search } = useLocation();
  const state = useMemo(() => readTracedState(search), [search]);
  return { state, change };
}

function change(changed: Partial<TracedState>): void {
  locationService.partial(renderTracedState(changed));
}
