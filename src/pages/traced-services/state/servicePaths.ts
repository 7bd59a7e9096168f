import { PLUGIN_BASE_URL } from '../../../constants';

/** What is carried from page to page: times and data sources. */
const KEPT = ['from', 'to', 'timezone', 'refresh', 'tempo', 'metrics'];

/** The page of a service, with the times and data sources of the page that leads there. */
export function servicePath(service: string, search: string, change: Readonly<Record<string, string>> = {}): string {
  return `${PLUGIN_BASE_URL}/services/${encodeURIComponent(service)}${keptParameters(search, change)}`;
}

/** The same as a template of Grafana's data links, for the field `id` of a frame. */
export function servicePathTemplate(search: string): string {
  return `${PLUGIN_BASE_URL}/services/\${__data.fields.id:percentencode}${keptParameters(search, {})}`;
}

/** The page of all services. */
export function servicesPath(search: string, change: Readonly<Record<string, string>> = {}): string {
  return `${PLUGIN_BASE_URL}/services${keptParameters(search, change)}`;
}

interface QueryLink {
  /** TraceQL. */
  readonly text: string;
  readonly traceId?: string;
  readonly tempoUid: string;
  /** Raw times. */
  readonly from: string;
  readonly to: string;
}

/** The Query page with a query, and with a trace of it open. */
export function queryPath({ text, traceId, tempoUid, from, to }: QueryLink): string {
  const parameters = new URLSearchParams({ q: text, tempo: tempoUid, from, to });
  if (traceId !== undefined) {
    parameters.set('trace', traceId);
  }
  return `${PLUGIN_BASE_URL}/query?${parameters}`;
}

function keptParameters(search: string, change: Readonly<Record<string, string>>): string {
  const before = new URLSearchParams(search);
  const kept = KEPT.flatMap((name) => before.getAll(name).map((value): [string, string] => [name, value]));
  const parameters = new URLSearchParams([...kept, ...Object.entries(change)]).toString();
  return parameters === '' ? '' : `?${parameters}`;
}
