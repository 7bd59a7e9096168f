import { COMPONENTS, type Component, type Topology } from '../components';
import type { Readiness } from '../endpoints/ready';
import type { Route } from '../endpoints/statusEndpoints';
import type { ServiceStatus } from '../endpoints/statusServices';
import type { TempoFailure } from '../failure';
import { compareVersions, generationOf, parseVersion, type Generation, type TempoVersion } from '../version';
import type { MetricsInventory } from './metricsInventory';
import type { Probed } from '../probe';
import type { TempoProbe } from './probeTempo';

/** Something found out, where it comes from, and whether it could be otherwise. */
export interface Finding<T> {
  value: T;
  source: 'api' | 'metrics' | 'api and metrics' | 'data source settings';
  certainty: 'certain' | 'likely';
}

/** The endpoints that discovery asks, by the name of the field in the probe. */
export type ProbedEndpoint = keyof TempoProbe;

/**
 * All that was found out of the Tempo behind a data source and of its metrics: the one input that decides which signals,
 * checks and query functions apply. Whatever could not be found out is undefined, never guessed.
 */
export interface Capabilities {
  version: Finding<TempoVersion> | undefined;
  /** Releases that Prometheus saw besides `version`: a rollout, or several Tempos in one Prometheus. */
  otherVersions: readonly string[];
  generation: Finding<Generation> | undefined;
  topology: Finding<Topology> | undefined;
  /** Components known to run, in the order of the write path. */
  components: readonly Component[];
  tenantMode: Finding<'single' | 'multi'> | undefined;
  /** Tenants seen in Tempo's metrics, sorted. */
  tenants: readonly string[];
  /** Set where Tempo wants a tenant that the data source does not send. */
  tenantMissing: boolean;
  /** Which of the asked endpoints answer through this URL; with the failure where not. */
  endpoints: Readonly<Record<ProbedEndpoint, 'answers' | TempoFailure>>;
  readiness: Readiness | undefined;
  services: readonly ServiceStatus[] | undefined;
  routes: readonly Route[] | undefined;
  /** Undefined where no Prometheus was asked, or it did not answer: then nothing is known of metrics. */
  inventory: MetricsInventory | undefined;
}

/** What the capabilities are read from. */
export interface Evidence {
  /** Undefined where no Tempo data source was asked. */
  probe: TempoProbe | undefined;
  inventory: MetricsInventory | undefined;
  /** Values of the `tenant` label in Tempo's metrics. */
  tenants: readonly string[];
  /** Whether the data source is configured to send `X-Scope-OrgID`. */
  sendsTenant: boolean;
}

/** The tenant of a Tempo that has no tenants (pkg/util/test, 2.6.1 to 3.0.3: dskit's default tenant of Tempo). */
const NO_TENANCY = 'single-tenant';

/** Draws the conclusions. Pure: the same evidence gives the same capabilities. */
export function readCapabilities({ probe, inventory, tenants, sendsTenant }: Evidence): Capabilities {
  const services = valueOf(probe?.services);
  const routes = valueOf(probe?.routes);
  const version = findVersion(probe, inventory);
  const topology = findTopology(services, inventory);
  const components = findComponents(topology?.value, services, inventory);
  const tenantMissing = isTenantMissing(probe);
  return {
    version,
    otherVersions: (inventory?.versions ?? []).filter((text) => text !== version?.value.text),
    generation: findGeneration(version, components, routes),
    topology,
    components,
    tenantMode: findTenantMode(tenantMissing, tenants, sendsTenant),
    tenants: [...tenants].sort((a, b) => a.localeCompare(b)),
    tenantMissing,
    endpoints: reachOf(probe),
    readiness: valueOf(probe?.readiness),
    services,
    routes,
    inventory,
  };
}

/**
 * buildinfo first: it is the process that answers. But 3.0.0 to 3.0.2 may answer a wrong number, and an image people
 * build themselves an empty one: certain is only what Prometheus does not contradict.
 */
function findVersion(
  probe: TempoProbe | undefined,
  inventory: MetricsInventory | undefined
): Finding<TempoVersion> | undefined {
  const told = parseVersion(valueOf(probe?.buildInfo)?.version ?? '');
  const seen = (inventory?.versions ?? [])
    .map(parseVersion)
    .filter((version) => version !== undefined)
    .sort(compareVersions);
  const newest = seen.at(-1);
  if (!told) {
    return newest && { value: newest, source: 'metrics', certainty: 'likely' };
  }
  if (!newest) {
    return { value: told, source: 'api', certainty: 'certain' };
  }
  const confirmed = seen.some((version) => compareVersions(version, told) === 0);
  return confirmed
    ? { value: told, source: 'api and metrics', certainty: 'certain' }
    : { value: told, source: 'api', certainty: 'likely' };
}

/** A process that runs both ends of Tempo, distributor and querier, runs all of it. */
function findTopology(
  services: readonly ServiceStatus[] | undefined,
  inventory: MetricsInventory | undefined
): Finding<Topology> | undefined {
  if (services && services.length > 0) {
    const names = new Set(services.map((service) => service.name));
    const value: Topology = names.has('distributor') && names.has('querier') ? 'single-binary' : 'microservices';
    return { value, source: 'api', certainty: 'certain' };
  }
  if (inventory && inventory.components.length > 1) {
    return { value: 'microservices', source: 'metrics', certainty: 'certain' };
  }
  if (inventory?.processes === 1 && inventory.componentLabel === undefined) {
    return { value: 'single-binary', source: 'metrics', certainty: 'likely' };
  }
  return undefined;
}

function findComponents(
  topology: Topology | undefined,
  services: readonly ServiceStatus[] | undefined,
  inventory: MetricsInventory | undefined
): Component[] {
  const names = new Set<string>(inventory?.components ?? []);
  // Of a microservice the table names only its own modules, and `ring` modules of others: only a whole Tempo's counts.
  if (topology === 'single-binary') {
    services?.forEach((service) => names.add(service.name));
  }
  return COMPONENTS.filter((component) => names.has(component));
}

function findGeneration(
  version: Finding<TempoVersion> | undefined,
  components: Component[],
  routes: readonly Route[] | undefined
): Finding<Generation> | undefined {
  if (version) {
    return { ...version, value: generationOf(version.value) };
  }
  if (components.includes('live-store') || components.includes('backend-worker')) {
    return { value: '3.x', source: 'metrics', certainty: 'likely' };
  }
  if (components.includes('ingester') || components.includes('compactor')) {
    return { value: '2.x', source: 'metrics', certainty: 'likely' };
  }
  if (routes?.includes('/api/metrics/summary')) {
    return { value: '2.x', source: 'api', certainty: 'likely' };
  }
  return undefined;
}

/**
 * Through Grafana's proxy a missing tenant and wrong credentials look alike. They differ in what still answers: Tempo
 * asks for a tenant only on queries, while a proxy that wants credentials wants them for `/api/echo` too.
 */
function isTenantMissing(probe: TempoProbe | undefined): boolean {
  if (!probe || probe.query.ok) {
    return false;
  }
  const { kind } = probe.query.failure;
  return kind === 'no-tenant' || (kind === 'unauthorised' && (probe.echo.ok || probe.buildInfo.ok));
}

function findTenantMode(
  tenantMissing: boolean,
  tenants: readonly string[],
  sendsTenant: boolean
): Capabilities['tenantMode'] {
  if (tenantMissing) {
    return { value: 'multi', source: 'api', certainty: 'certain' };
  }
  const named = tenants.filter((tenant) => tenant !== '');
  if (named.some((tenant) => tenant !== NO_TENANCY)) {
    return { value: 'multi', source: 'metrics', certainty: 'certain' };
  }
  if (named.length > 0) {
    return { value: 'single', source: 'metrics', certainty: 'certain' };
  }
  return sendsTenant ? { value: 'multi', source: 'data source settings', certainty: 'likely' } : undefined;
}

function reachOf(probe: TempoProbe | undefined): Capabilities['endpoints'] {
  const reach = (name: ProbedEndpoint): 'answers' | TempoFailure => {
    const probed = probe?.[name];
    if (!probed) {
      return { kind: 'unreachable', path: '', said: '' };
    }
    return probed.ok ? 'answers' : probed.failure;
  };
  return {
    buildInfo: reach('buildInfo'),
    echo: reach('echo'),
    readiness: reach('readiness'),
    services: reach('services'),
    routes: reach('routes'),
    query: reach('query'),
  };
}

function valueOf<T>(probed: Probed<T> | undefined): T | undefined {
  return probed?.ok ? probed.value : undefined;
}
