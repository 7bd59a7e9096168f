import type { Component, Generation, MetricsInventory, Topology } from '../tempo';
import type { SignalContext } from './signal';

/** The variables that select a Tempo, by the label each stands for. Pages and dashboards define the same ones. */
export const SELECTOR_VARIABLES = ['cluster', 'namespace', 'job'] as const;

interface Surroundings {
  generation: Generation | undefined;
  topology: Topology | undefined;
  inventory: MetricsInventory;
}

/**
 * The context of all queries for a discovered system.
 *
 * Only labels that the scrape really has are matched on: a matcher on a label that is not there selects nothing, which
 * is why dashboards made for another scrape say "No data".
 */
export function signalContext({ generation, topology, inventory }: Surroundings): SignalContext {
  const selectors = selectingVariables(inventory).map((label) => `${label}=~"$${label}"`);
  const matchers = (...more: string[]) => [...selectors, ...more].filter((matcher) => matcher !== '').join(',');
  return {
    generation,
    topology,
    inventory,
    tenant: 'tenant=~"$tenant"',
    presence: 'tempo_build_info',
    matchers,
    componentMatchers: (components, ...more) => matchers(componentMatcher(inventory, components), ...more),
  };
}

/**
 * The selecting labels that make sense as variables: `cluster` and `namespace` where the scrape has them; `job` where
 * there is no namespace and more than one job, for then it is all that tells two Tempos apart.
 */
export function selectingVariables(inventory: MetricsInventory): Array<(typeof SELECTOR_VARIABLES)[number]> {
  const { cluster, namespace, job } = inventory.labels;
  const variables: Array<(typeof SELECTOR_VARIABLES)[number]> = [];
  if (cluster) {
    variables.push('cluster');
  }
  if (namespace) {
    variables.push('namespace');
  }
  if (!namespace && job && job.length > 1) {
    variables.push('job');
  }
  return variables;
}

function componentMatcher(inventory: MetricsInventory, components: Component[]): string {
  const alternatives = components.join('|');
  switch (inventory.componentLabel) {
    case 'container':
      return `container=~"(tempo-)?(${alternatives})"`;
    case 'job':
      return `job=~"(.*/)?(tempo-)?(${alternatives})"`;
    case undefined:
      return '';
  }
}
