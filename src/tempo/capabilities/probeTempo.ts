import type { TempoClient } from '../client';
import { fetchBuildInfo, type BuildInfo } from '../endpoints/buildInfo';
import { fetchEcho } from '../endpoints/echo';
import { fetchIntrinsicTags } from '../endpoints/intrinsicTags';
import { fetchReadiness, type Readiness } from '../endpoints/ready';
import { fetchRoutes, type Route } from '../endpoints/statusEndpoints';
import { fetchServices, type ServiceStatus } from '../endpoints/statusServices';
import { probe, type Probed } from '../probe';

/** What Tempo's own API says of it through one URL. */
export interface TempoProbe {
  buildInfo: Probed<BuildInfo>;
  echo: Probed<void>;
  readiness: Probed<Readiness>;
  services: Probed<ServiceStatus[]>;
  routes: Probed<Route[]>;
  /** The names of intrinsics: the one question here that needs a tenant. */
  query: Probed<string[]>;
}

/**
 * Asks Tempo who it is: six small questions, each once, side by side. None of them reads traces.
 *
 * Failures are part of the result (a gateway does not route `/status/*`, a data source may lack a tenant).
 *
 * @throws AbortError if the signal ended it
 */
export async function probeTempo(client: TempoClient, signal?: AbortSignal): Promise<TempoProbe> {
  const [buildInfo, echo, readiness, services, routes, query] = await Promise.all([
    probe(fetchBuildInfo(client, signal)),
    probe(fetchEcho(client, signal)),
    probe(fetchReadiness(client, signal)),
    probe(fetchServices(client, signal)),
    probe(fetchRoutes(client, signal)),
    probe(fetchIntrinsicTags(client, signal)),
  ]);
  return { buildInfo, echo, readiness, services, routes, query };
}
