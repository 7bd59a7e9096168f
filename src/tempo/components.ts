/**
 * The processes that a Tempo in microservices mode is made of, and the single binary.
 *
 * Source: `-target` of Tempo 2.6.1 and 3.0.3 (cmd/tempo/app/modules.go) and the container names of the helm chart
 * tempo-distributed 1.56.0 and 3.3.0. `compactor` and `ingester` ended with 2.10; live-store, block-builder,
 * backend-scheduler and backend-worker are the 3.x write path and storage.
 */
export const COMPONENTS = [
  'distributor',
  'ingester',
  'live-store',
  'block-builder',
  'metrics-generator',
  'querier',
  'query-frontend',
  'compactor',
  'backend-scheduler',
  'backend-worker',
] as const;

export type Component = (typeof COMPONENTS)[number];

/** Whether one process runs everything, or each component runs on its own. */
export type Topology = 'single-binary' | 'microservices';
