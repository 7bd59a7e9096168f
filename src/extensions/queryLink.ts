import type { RawTimeRange, ScopedVars } from '@grafana/data';
import type { DataQuery } from '@grafana/schema';
import { PLUGIN_BASE_URL } from '../constants';

/** What Explore's toolbar and a panel's menu tell an added link (Grafana 12.3, ToolbarExtensionPoint and PanelMenuBehavior). */
export interface QueryLinkContext {
  targets?: readonly DataQuery[];
  timeRange?: RawTimeRange;
  scopedVars?: ScopedVars;
  /** What was run: there the targets carry the data source even where the panel's own do not. */
  data?: { request?: { targets?: readonly DataQuery[] } };
}

/** Fills template variables in. */
export type Interpolate = (text: string, scopedVars: ScopedVars | undefined) => string;

/** A query of the Tempo data source; everything may be missing, the JSON is written by hand too. */
interface TempoTarget extends DataQuery {
  query?: unknown;
  filters?: unknown;
  limit?: unknown;
  spss?: unknown;
}

/**
 * The address of the Query page that shows the first Tempo query of a panel or of Explore; undefined where there is none,
 * so that the link is not offered. Runs on every opening of a menu and is part of the entry of the plugin: small, and
 * without the language library. Search filters are handed on as they are, for the page to translate.
 */
export function queryLink(context: QueryLinkContext | undefined, interpolate: Interpolate): string | undefined {
  const target = findTarget(context);
  if (!target) {
    return undefined;
  }
  const parameters = new URLSearchParams();
  if (typeof target.query === 'string' && target.queryType !== 'traceqlSearch') {
    parameters.set('q', interpolate(target.query, context?.scopedVars));
  } else {
    parameters.set('filters', interpolate(JSON.stringify(target.filters), context?.scopedVars));
  }
  setText(parameters, 'tempo', target.datasource?.uid && interpolate(target.datasource.uid, context?.scopedVars));
  setText(parameters, 'from', context?.timeRange && timeText(context.timeRange.from));
  setText(parameters, 'to', context?.timeRange && timeText(context.timeRange.to));
  setText(parameters, 'limit', positive(target.limit));
  setText(parameters, 'spss', positive(target.spss));
  return `${PLUGIN_BASE_URL}/query?${parameters}`;
}

function findTarget(context: QueryLinkContext | undefined): TempoTarget | undefined {
  const targets: readonly TempoTarget[] = [...(context?.targets ?? []), ...(context?.data?.request?.targets ?? [])];
  return targets.find(
    (target) => target.datasource?.type === 'tempo' && target.hide !== true && (hasText(target) || hasFilters(target))
  );
}

function hasText({ query, queryType = 'traceql' }: TempoTarget): boolean {
  return ['traceql', 'traceId'].includes(queryType) && typeof query === 'string' && query.trim() !== '';
}

function hasFilters({ filters, queryType }: TempoTarget): boolean {
  return queryType === 'traceqlSearch' && Array.isArray(filters) && filters.length > 0;
}

function setText(parameters: URLSearchParams, name: string, text: string | undefined): void {
  if (text) {
    parameters.set(name, text);
  }
}

function timeText(time: RawTimeRange['from']): string {
  return typeof time === 'string' ? time : String(time.valueOf());
}

function positive(value: unknown): string | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? String(value) : undefined;
}
