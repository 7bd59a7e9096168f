import type { Component } from './components';

/**
 * What each component of a Tempo in microservices mode answers of itself, as exact paths.
 *
 * Exact, because the same ports answer `/shutdown` and `/flush` to a plain GET (ingester, until 2.10), and 2.x ends the
 * process' connection with a panic on an unknown `/status/…`. A ring that a release lacks is a 404, which harms nobody.
 *
 * Source: cmd/tempo/app/modules.go of 2.6.1 and 3.0.3, and what running components of both answered.
 */
const OF_EVERY_COMPONENT = [
  '/ready',
  '/api/status/buildinfo',
  '/status/services',
  '/status/endpoints',
  '/status/config',
  '/status/runtime_config',
  '/status/overrides',
  '/memberlist',
] as const;

/** The ring of the write path: ingesters until 2.10, live-stores and their partitions from 2.9. */
const WRITE_RINGS = ['/ingester/ring', '/metrics-generator/ring', '/live-store/ring', '/partition-ring'];
const PARTITIONS = ['/live-store/ring', '/partition-ring'];

const MORE: Readonly<Record<Component, readonly string[]>> = {
  distributor: ['/distributor/ring', ...WRITE_RINGS],
  ingester: ['/partition-ring'],
  'live-store': PARTITIONS,
  'block-builder': PARTITIONS,
  'metrics-generator': PARTITIONS,
  querier: WRITE_RINGS,
  'query-frontend': [],
  compactor: ['/compactor/ring'],
  'backend-scheduler': ['/status/backendscheduler'],
  'backend-worker': ['/backend-worker/ring'],
};

/** The paths that may be asked of a component. */
export function listComponentPaths(component: Component): readonly string[] {
  return [...OF_EVERY_COMPONENT, ...MORE[component]];
}

export function isComponentPath(component: Component, path: string): boolean {
  return listComponentPaths(component).includes(path);
}
