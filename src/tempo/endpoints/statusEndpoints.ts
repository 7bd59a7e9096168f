import type { TempoClient } from '../client';
import { malformed, notTempo } from '../decode';
import { isWebPage } from '../failure';
import { parseBoxTable } from './boxTable';

const PATH = '/status/endpoints';

/** A route of the process that answers, in the router's notation: `/api/traces/{traceID}`. */
export type Route = string;

/**
 * The HTTP routes of the process that answers: the cheap way to know what it can be asked.
 *
 * With `stream_over_http_enabled` the list lacks `/metrics` and `/debug/pprof`, though they answer.
 * Source: cmd/tempo/app/app.go writeStatusEndpoints, https://grafana.com/docs/tempo/latest/api_docs/#status
 */
export async function fetchRoutes(client: TempoClient, signal?: AbortSignal): Promise<Route[]> {
  const answer = await client.get(PATH, { accept: 'text/plain', signal });
  const { header, rows } = parseBoxTable(answer.body);
  if (header[0]?.toUpperCase() !== 'NAME') {
    throw isWebPage(answer) ? notTempo(PATH, answer) : malformed(PATH, answer, 'there is no table of routes in it');
  }
  return rows.map(([name = '']) => name).filter((name) => name.startsWith('/'));
}
