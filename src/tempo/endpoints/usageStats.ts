import * as v from 'valibot';
import type { TempoClient } from '../client';
import { decodeJson } from '../decode';
import { TempoRequestError } from '../failure';
import type { Route } from './statusEndpoints';
import { wireText } from './wireNumbers';

const PATH = '/status/usage-stats';

const schema = v.object({
  clusterID: v.string(),
  createdAt: wireText,
  target: wireText,
  version: v.nullish(v.object({ version: wireText })),
  os: wireText,
  arch: wireText,
  edition: wireText,
});

/** What this Tempo tells its makers of itself. `enabled: false` where that is switched off. */
export type UsageStats =
  | { readonly enabled: false }
  | {
      readonly enabled: true;
      readonly clusterId: string;
      /** RFC 3339: when the cluster was first started. */
      readonly createdAt: string;
      readonly target: string;
      readonly version: string;
      readonly platform: string;
    };

/**
 * The anonymous usage report of the query-frontend.
 *
 * Source: cmd/tempo/app/modules.go usageStatsHandler (2.6.1 and 3.0.3)
 *
 * @param routes - those of the same process: asked without the route, Tempo closes the connection with a panic
 * @throws TempoRequestError `unsupported`, without asking, if the route is not among them; all kinds as the client
 */
export async function fetchUsageStats(
  client: TempoClient,
  routes: readonly Route[],
  signal?: AbortSignal
): Promise<UsageStats> {
  if (!routes.includes(PATH)) {
    const said = 'Only the query-frontend has the usage report.';
    throw new TempoRequestError({ kind: 'unsupported', path: PATH, said });
  }
  const answer = await client.get(PATH, { signal });
  if (answer.body.trim() === 'usage-stats is not enabled') {
    return { enabled: false };
  }
  const { clusterID, createdAt, target, version, os, arch } = decodeJson(PATH, answer, schema);
  return {
    enabled: true,
    clusterId: clusterID,
    createdAt,
    target,
    version: version?.version ?? '',
    platform: [os, arch].filter((part) => part !== '').join('/'),
  };
}
