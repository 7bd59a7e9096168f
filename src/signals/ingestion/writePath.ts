import type { Component } from '../../tempo';
import type { SignalContext } from '../signal';

/** The components that a span passes on its way into a block, and the one that makes metrics of it. */
export const WRITE_PATH: Component[] = ['distributor', 'ingester', 'live-store', 'block-builder', 'metrics-generator'];

/**
 * Who holds recent traces: the prefix of its metrics. Ingesters did so until 2.10, live-stores do from 3.0 on.
 *
 * Metrics with a `tenant` label exist only where the component does its work, so they decide where the generation is
 * not known, and where 2.8 to 2.10 run the new write path.
 */
export function recentStore({ generation, inventory }: SignalContext): 'tempo_ingester' | 'tempo_live_store' {
  const ingester = inventory.names.has('tempo_ingester_live_traces');
  const liveStore = inventory.names.has('tempo_live_store_live_traces');
  if (ingester !== liveStore) {
    return ingester ? 'tempo_ingester' : 'tempo_live_store';
  }
  return generation === '3.x' ? 'tempo_live_store' : 'tempo_ingester';
}

/** Who writes blocks to object storage: in 3.x block-builders, and in a single binary the live-store itself. */
export function blockWriter(context: SignalContext): 'ingester' | 'live-store' | 'block-builder' {
  if (recentStore(context) === 'tempo_ingester') {
    return 'ingester';
  }
  const building =
    context.topology === undefined
      ? context.inventory.names.has('tempo_block_builder_flushed_blocks')
      : context.topology === 'microservices';
  return building ? 'block-builder' : 'live-store';
}

/** The metrics by which a store of recent traces is known to be at work, one of which a signal may require. */
export function storeMetric(suffix: string): string[] {
  return [`tempo_ingester_${suffix}`, `tempo_live_store_${suffix}`];
}
