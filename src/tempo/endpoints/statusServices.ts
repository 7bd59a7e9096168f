import type { TempoClient } from '../client';
import { malformed, notTempo } from '../decode';
import { isWebPage } from '../failure';
import { parseBoxTable } from './boxTable';

const PATH = '/status/services';

/** dskit's service states; `Unknown` is ours, for a word no release used so far. */
const STATES = ['New', 'Starting', 'Running', 'Stopping', 'Terminated', 'Failed'] as const;
export type ServiceState = (typeof STATES)[number] | 'Unknown';

/** A module of the process that answers, such as `distributor` or `memberlist-kv`. */
export interface ServiceStatus {
  name: string;
  state: ServiceState;
  /** Empty unless the service failed. */
  failure: string;
}

/**
 * The modules of the process that answers, and their states. In a single binary that is the whole Tempo.
 *
 * Source: cmd/tempo/app/app.go writeStatusServices, https://grafana.com/docs/tempo/latest/api_docs/#status
 */
export async function fetchServices(client: TempoClient, signal?: AbortSignal): Promise<ServiceStatus[]> {
  const answer = await client.get(PATH, { accept: 'text/plain', signal });
  const { header, rows } = parseBoxTable(answer.body);
  if (header[0]?.toUpperCase() !== 'SERVICE NAME') {
    throw isWebPage(answer) ? notTempo(PATH, answer) : malformed(PATH, answer, 'there is no table of services in it');
  }
  return rows.map(([name = '', state = '', failure = '']) => ({ name, state: readState(state), failure }));
}

function readState(text: string): ServiceState {
  return STATES.find((state) => state === text) ?? 'Unknown';
}
