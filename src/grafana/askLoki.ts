import type { RawAnswer } from '../tempo';
import { proxyTransport } from './proxyTransport';

/** The paths of Loki that this plugin asks: they only read. */
export type LokiPath = 'query_range' | 'labels';

/**
 * Labels of the stream, structured metadata and what parsers made come apart, each as a third element of a value.
 * Grafana's own data source sends it too (pkg/tsdb/loki/api.go, 12.3); Loki before 2.9 ignores it.
 */
const APART = { 'X-Loki-Response-Encoding-Flags': 'categorize-labels' };

/**
 * Asks Loki through Grafana's data source proxy, within the user's rights (`datasources:query`).
 * https://grafana.com/docs/loki/latest/reference/loki-http-api/#query-logs-within-a-range-of-time
 *
 * @returns whatever HTTP answer came, errors included
 * @throws AbortError if the signal ended it; any other error where there was no HTTP answer
 */
export function askLoki(
  uid: string,
  path: LokiPath,
  query: Readonly<Record<string, string | number>>,
  signal: AbortSignal
): Promise<RawAnswer> {
  const parameters = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
  const ask = proxyTransport(uid, APART);
  return ask({ path: `/loki/api/v1/${path}?${parameters}`, accept: 'application/json', signal });
}
