import type { SortOrder } from '../../../components/virtual-table';

/** The parts of a service's page; each asks its own questions, and only while it is open. */
export const SERVICE_TABS = ['overview', 'operations', 'versions', 'traces'] as const;
export type ServiceTab = (typeof SERVICE_TABS)[number];

/** All that a link to the page says beside times and data sources. What is not in the URL has its default. */
export interface ServicesState {
  /** Part of the names of services to show. */
  readonly filter: string;
  /** The service whose neighbourhood the map shows; empty for all. */
  readonly focus: string;
  /** Calls from `focus` to the border of its neighbourhood, 1 to 3. */
  readonly depth: number;
  /** Most services on the map. */
  readonly shown: number;
  readonly isMapOpen: boolean;
  /** Null for the order that a table has of itself. */
  readonly sort: SortOrder | null;
  readonly tab: ServiceTab;
  /** The operation to which a service's page is narrowed; empty for all. */
  readonly operation: string;
}

export const MAX_DEPTH = 3;

/**
 * Grafana's node graph draws some 50 nodes that can still be told apart, and hides all above 200
 * (`defaultNodeCountLimit`, public/app/plugins/panel/nodeGraph/NodeGraph.tsx, 12.3).
 */
export const SHOWN_AT_FIRST = 40;
export const MOST_SHOWN = 200;

/** Reads a link. Whatever makes no sense has its default: an old or hand-made link must open. */
export function readServicesState(search: string): ServicesState {
  const parameters = new URLSearchParams(search);
  const tab = parameters.get('tab');
  return {
    filter: parameters.get('filter') ?? '',
    focus: parameters.get('focus') ?? '',
    depth: readCount(parameters.get('depth'), 1, MAX_DEPTH),
    shown: readCount(parameters.get('shown'), SHOWN_AT_FIRST, MOST_SHOWN),
    isMapOpen: parameters.get('map') !== 'closed',
    sort: readSort(parameters.get('sort')),
    tab: SERVICE_TABS.find((one) => one === tab) ?? 'overview',
    operation: parameters.get('operation') ?? '',
  };
}

function readCount(text: string | null, fallback: number, most: number): number {
  const number = Number(text);
  return text !== null && Number.isSafeInteger(number) && number > 0 ? Math.min(number, most) : fallback;
}

function readSort(text: string | null): SortOrder | null {
  if (!text) {
    return null;
  }
  return text.startsWith('-') ? { key: text.slice(1), descending: true } : { key: text, descending: false };
}

/** What to write into the URL for a change, for `locationService.partial`; defaults are left out. */
export function renderServicesState(change: Partial<ServicesState>): Record<string, string | null> {
  const { filter, focus, depth, shown, isMapOpen, sort, tab, operation } = change;
  const parameters: Record<string, string | null | undefined> = {
    filter: filter === '' ? null : filter,
    focus: focus === '' ? null : focus,
    depth: depth === 1 ? null : depth?.toString(),
    shown: shown === SHOWN_AT_FIRST ? null : shown?.toString(),
    map: isMapOpen === undefined ? undefined : isMapOpen ? null : 'closed',
    sort: sort && `${sort.descending ? '-' : ''}${sort.key}`,
    tab: tab === 'overview' ? null : tab,
    operation: operation === '' ? null : operation,
  };
  return Object.fromEntries(
    Object.entries(parameters).filter((entry): entry is [string, string | null] => entry[1] !== undefined)
  );
}
