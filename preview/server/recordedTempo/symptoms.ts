/**
 * What the components of a Tempo say of themselves with each fault on. One table for all, so that the pages of different
 * components fit together: an ingester that is gone does not answer, and is unhealthy in the ring that a distributor shows.
 *
 * Source: Tempo 2.6.1 and 3.0.3 (cmd/tempo/app/app.go, modules/*), and the recording of components that were stopped.
 */
import type { TempoVersion } from '../recording/recording';
import { type Limits, TIGHT_LIMITS } from '../tempo/ingest/limits';
import type { SystemFault } from './systemFaults';

/** How a ring differs: nobody in it, its own member without a heartbeat, or a dead member beside the living. */
export type RingChange = 'empty' | 'dead' | 'with-dead-member';

export interface ServiceState {
  state: 'Starting' | 'Failed' | 'Stopping';
  failure?: string;
}

/** How a component's pages differ from the recorded ones. */
export interface Symptoms {
  /** Connections are closed without an answer. */
  isDown?: boolean;
  /** Services that do not run, by name. */
  services?: Readonly<Record<string, ServiceState>>;
  /** Why `/ready` is 503 though all services run. */
  notReady?: string;
  /** Another release than the recorded one. */
  version?: string;
  limits?: Limits;
  multitenant?: boolean;
  /** The tenant has a block of overrides that names a single limit. */
  tenantBlock?: boolean;
  /** By path. */
  rings?: Readonly<Record<string, RingChange>>;
  /** Names of members that memberlist does not know. */
  lostMembers?: readonly string[];
  jobsFail?: boolean;
}

const INGESTER_RING = '/ingester/ring';
const GENERATOR_RING = '/metrics-generator/ring';
const LIVE_STORE_RING = '/live-store/ring';

/** The release that the querier has with `version-skew`. */
const OLDER_VERSION = '2.5.0';

/** What all components show, and what single ones do. */
interface Picture {
  everywhere?: Symptoms;
  components?: Readonly<Record<string, Symptoms>>;
}

const MICROSERVICES: Readonly<Partial<Record<SystemFault, Picture>>> = {
  down: { everywhere: { isDown: true } },
  discard: { everywhere: { limits: TIGHT_LIMITS } },
  'no-tenant': { everywhere: { multitenant: true } },
  errors: {
    everywhere: {
      rings: { [INGESTER_RING]: 'dead', [GENERATOR_RING]: 'dead' },
      lostMembers: ['ingester-0', 'metrics-generator-0'],
    },
    components: { ingester: { isDown: true }, 'metrics-generator': { isDown: true } },
  },
  'not-ready': {
    // An ingester joins the ring only after it has replayed its write-ahead log.
    everywhere: { rings: { [INGESTER_RING]: 'dead' } },
    components: {
      ingester: { services: { ingester: { state: 'Starting' } } },
      'query-frontend': { services: { store: { state: 'Starting' } } },
    },
  },
  'ingester-failed': {
    everywhere: { rings: { [INGESTER_RING]: 'dead' } },
    components: {
      ingester: {
        services: {
          ingester: { state: 'Failed', failure: 'failed to replay wal: fatal error replaying wal: permission denied' },
        },
      },
    },
  },
  'generator-missing': {
    everywhere: { rings: { [GENERATOR_RING]: 'empty' } },
    components: {
      'metrics-generator': {
        notReady: 'Generator not ready: metrics-generator check ready failed: not registered in the ring',
      },
    },
  },
  'empty-ring': {
    everywhere: { rings: { [INGESTER_RING]: 'empty' } },
    components: {
      ingester: { notReady: 'Ingester not ready: ingester check ready failed: instance vm not found in the ring' },
    },
  },
  'ring-unhealthy': { everywhere: { rings: { [INGESTER_RING]: 'with-dead-member' } } },
  'querier-stopped': { everywhere: { lostMembers: ['querier-0'] }, components: { querier: { isDown: true } } },
  'tenant-override': { everywhere: { tenantBlock: true } },
  'version-skew': { components: { querier: { version: OLDER_VERSION } } },
};

const SINGLE_BINARY: Readonly<Partial<Record<SystemFault, Symptoms>>> = {
  down: { isDown: true },
  discard: { limits: TIGHT_LIMITS },
  'no-tenant': { multitenant: true },
  errors: { rings: { [LIVE_STORE_RING]: 'dead' } },
  'not-ready': { notReady: 'LiveStore not ready: live-store is starting' },
  'empty-ring': { rings: { [LIVE_STORE_RING]: 'empty' } },
  'ring-unhealthy': { rings: { [LIVE_STORE_RING]: 'with-dead-member' } },
  'tenant-override': { tenantBlock: true },
  'jobs-failed': { jobsFail: true },
};

/** @param component `all` for the single binary */
export function symptomsOf(tempo: TempoVersion, component: string, fault: SystemFault | null): Symptoms {
  if (fault === null) {
    return {};
  }
  if (tempo === '3.0.3') {
    return SINGLE_BINARY[fault] ?? {};
  }
  const { everywhere, components } = MICROSERVICES[fault] ?? {};
  return { ...everywhere, ...components?.[component] };
}
