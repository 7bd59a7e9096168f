import {
  COMPONENTS,
  NO_INVENTORY,
  type Component,
  type Generation,
  type MetricsInventory,
  type Topology,
} from '../../tempo';
import type { SignalContext } from '../signal';

/** A way that Tempo is built and run, of which the queries may differ from those of others. */
export interface Variant {
  generation: Generation;
  topology: Topology;
  context: SignalContext;
}

/** Labels that dashboards select by. A variable at "All" is `.*`, which matches series without the label, too. */
const SELECTORS = ['cluster=~"$cluster"', 'namespace=~"$namespace"'];

/** The names by which queries tell who holds recent data, and what the generator reports. */
const NAMES_2: readonly string[] = ['tempo_ingester_live_traces'];
const NAMES_3: readonly string[] = [
  'tempo_live_store_live_traces',
  'tempo_metrics_generator_registry_active_series_demand_estimate',
];

/**
 * The surroundings for which queries are made that nobody discovers: dashboards for any Tempo, and the reference. The
 * `presence` of a variant is a metric that only this variant has, so that its lines at 0 are not drawn for others.
 *
 * @param selectors - matchers on cluster and the like that every query shall have
 */
export function portableVariants(selectors: readonly string[] = SELECTORS): Variant[] {
  const variant = (generation: Generation, topology: Topology, names: readonly string[], presence: string): Variant => {
    const matchers = (...more: string[]) => [...selectors, ...more].filter((matcher) => matcher !== '').join(',');
    const context: SignalContext = {
      generation,
      topology,
      inventory: inventoryOf(names),
      tenant: 'tenant=~"$tenant"',
      presence,
      processLabels: ['pod', 'instance'],
      matchers,
      componentMatchers: (components, ...more) => matchers(...notOthers(components), ...more),
    };
    return { generation, topology, context };
  };
  return [
    variant('2.x', 'microservices', NAMES_2, 'tempo_ingester_live_traces'),
    variant('3.x', 'microservices', NAMES_3, 'tempo_live_store_live_traces'),
    variant('3.x', 'single-binary', NAMES_3, 'tempo_live_store_live_traces'),
  ];
}

/**
 * Leaves out processes that are known to be other components. A process that is not known, because the scrape does not tell
 * or because it is a single binary, stays.
 */
function notOthers(components: readonly Component[]): string[] {
  const others = COMPONENTS.filter((component) => !components.includes(component)).join('|');
  return [`container!~"(tempo-)?(${others})"`, `job!~"(.*/)?(tempo-)?(${others})"`];
}

function inventoryOf(names: readonly string[]): MetricsInventory {
  return { ...NO_INVENTORY, names: new Set(names) };
}
