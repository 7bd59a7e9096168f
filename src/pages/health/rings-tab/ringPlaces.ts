import type { HealthEvidence } from '../../../health';
import type { Component, Generation } from '../../../tempo';

/** Who has the page of a ring. */
export interface RingPlace {
  readonly page: string;
  /** Any of them does; the one to configure comes first. */
  readonly components: readonly Component[];
}

const WRITERS: readonly Component[] = ['distributor', 'querier'];
const OF_PARTITIONS: readonly Component[] = [...WRITERS, 'live-store', 'block-builder', 'metrics-generator'];

/** Source: cmd/tempo/app/modules.go (2.6.1 and 3.0.3). `/distributor/ring` is left out: few have it (`rate_strategy: global`). */
const PLACES: Readonly<Record<Generation, readonly RingPlace[]>> = {
  '2.x': [
    { page: '/ingester/ring', components: WRITERS },
    { page: '/metrics-generator/ring', components: WRITERS },
    { page: '/compactor/ring', components: ['compactor'] },
  ],
  '3.x': [
    { page: '/partition-ring', components: OF_PARTITIONS },
    { page: '/live-store/ring', components: OF_PARTITIONS },
    { page: '/backend-worker/ring', components: ['backend-worker'] },
  ],
};

/** The pages of rings that nobody leads to. A single binary has all that it uses. */
export function unreachedRings({ processes, system: { generation, topology } }: HealthEvidence): readonly RingPlace[] {
  if (topology === 'single-binary' || processes.some(({ name }) => name === 'single-binary') || !generation) {
    return [];
  }
  return PLACES[generation].filter(
    ({ components }) => !processes.some(({ name }) => name !== 'single-binary' && components.includes(name))
  );
}
