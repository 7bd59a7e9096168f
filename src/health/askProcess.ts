import {
  fetchBackendJobs,
  fetchBuildInfo,
  fetchMemberlist,
  fetchPartitionRing,
  fetchReadiness,
  fetchRing,
  fetchRoutes,
  fetchRuntimeConfig,
  fetchServices,
  fetchStatusConfig,
  isComponentPath,
  probe,
  RINGS,
  type Probed,
  type Ring,
  type RingName,
  type TempoClient,
} from '../tempo';
import type { ProcessEvidence, ProcessName } from './evidence';

/** A process that can be asked, and the way to it. */
export interface Reach {
  readonly name: ProcessName;
  readonly via: 'data source' | 'route';
  readonly client: TempoClient;
}

/**
 * What a process says of itself: first its routes, then each question that it has a page for, once, side by side.
 *
 * Failures are part of the result. Pages that it does not have are not asked for: 2.x ends the connection on some.
 *
 * @throws AbortError if the signal ended it
 */
export async function askProcess({ name, via, client }: Reach, signal: AbortSignal): Promise<ProcessEvidence> {
  const routes = await probe(fetchRoutes(client, signal));
  if (!routes.ok && isFruitless(routes.failure.kind)) {
    return { name, via, routes, readiness: routes, buildInfo: routes, services: routes };
  }
  const known = routes.ok ? routes.value : [];
  const may = (path: string) => known.includes(path) && (via === 'data source' || mayRoute(name, path));
  const ask = <T>(path: string, question: () => Promise<T>) => (may(path) ? probe(question()) : undefined);
  const [readiness, buildInfo, services, config, runtimeConfig, memberlist, partitions, backendJobs, rings] =
    await Promise.all([
      probe(fetchReadiness(client, signal)),
      probe(fetchBuildInfo(client, signal)),
      probe(fetchServices(client, signal)),
      probe(fetchStatusConfig(client, 'diff', signal)),
      probe(fetchRuntimeConfig(client, signal)),
      ask('/memberlist', () => fetchMemberlist(client, signal)),
      ask('/partition-ring', () => fetchPartitionRing(client, signal)),
      ask('/status/backendscheduler', () => fetchBackendJobs(client, known, signal)),
      Promise.all(RINGS.map(async (ring) => [ring, await ask(`/${ring}/ring`, () => fetchRing(client, ring, signal))])),
    ]);
  return {
    name,
    via,
    routes,
    readiness,
    buildInfo,
    services,
    config,
    runtimeConfig,
    rings: Object.fromEntries(rings.filter(isShown)),
    ...(memberlist && { memberlist }),
    ...(partitions && { partitions }),
    ...(backendJobs && { backendJobs }),
  };
}

/** Nothing else would be answered either. */
function isFruitless(kind: string): boolean {
  return kind === 'unreachable' || kind === 'unauthorised';
}

function mayRoute(name: ProcessEvidence['name'], path: string): boolean {
  return name !== 'single-binary' && isComponentPath(name, path);
}

/** A ring that is not there says nothing: its page exists only where the ring is configured. */
function isShown(entry: unknown[]): entry is [RingName, Probed<Ring>] {
  const probed = entry[1] as Probed<Ring> | undefined;
  return probed !== undefined && (probed.ok || probed.failure.kind !== 'not-found');
}
