import {
  compareVersions,
  parseVersion,
  type Component,
  type Generation,
  type MetricsInventory,
  type TempoVersion,
  type Topology,
} from '../tempo';
import type { Signal } from './signal';

/** What must be known of a system to say which signals it can have. Undefined means unknown, and hides nothing. */
export interface KnownSystem {
  version: TempoVersion | undefined;
  generation: Generation | undefined;
  topology: Topology | undefined;
  inventory: MetricsInventory;
}

/** Why a signal means nothing on a system. The first that holds, in this order. */
export type Inapplicability =
  | { kind: 'generation'; needed: Generation; found: Generation }
  | { kind: 'topology'; needed: Topology; found: Topology }
  | { kind: 'version'; since: string; found: string }
  | { kind: 'component'; anyOf: readonly Component[] }
  | { kind: 'metric'; missing: readonly string[] };

type Applicability = { applies: true } | { applies: false; reason: Inapplicability };

/**
 * The components that can run at all in a generation. A single binary runs all of them at once.
 *
 * Source: `-target=all` of Tempo 2.6.1 and 3.0.3 (cmd/tempo/app/modules.go). From 2.8 on microservices of 2.x may run
 * parts of 3.x too, so the list of 2.x is only used for the single binary.
 */
const SINGLE_BINARY_COMPONENTS: Record<Generation, readonly Component[]> = {
  '2.x': ['distributor', 'ingester', 'metrics-generator', 'querier', 'query-frontend', 'compactor'],
  '3.x': [
    'distributor',
    'live-store',
    'metrics-generator',
    'querier',
    'query-frontend',
    'backend-scheduler',
    'backend-worker',
  ],
};

/** Components that ended with 2.10. */
const GONE_IN_3: readonly Component[] = ['ingester', 'compactor'];

/** Whether a signal can mean anything on a system, and if not, why. */
export function applicability({ requires }: Pick<Signal, 'requires'>, system: KnownSystem): Applicability {
  const reason =
    wrongGeneration(requires.generation, system) ??
    wrongTopology(requires.topology, system) ??
    tooOld(requires.since, system) ??
    noComponent(requires.components, system) ??
    noMetric(requires, system);
  return reason ? { applies: false, reason } : { applies: true };
}

/** The reason as a sentence for people who run Tempo. */
export function explainReason(reason: Inapplicability): string {
  switch (reason.kind) {
    case 'generation':
      return `Only Tempo ${reason.needed} has this; this is Tempo ${reason.found}.`;
    case 'topology':
      return `Only a Tempo ${asTopology(reason.needed)} has this; this one runs ${asTopology(reason.found)}.`;
    case 'version':
      return `Tempo measures this from ${reason.since} on; this is ${reason.found}.`;
    case 'component':
      return `It is measured by the ${joinWords(reason.anyOf, 'or')}, and none is among the processes of this Tempo that Prometheus scrapes.`;
    case 'metric':
      return `Prometheus does not have ${joinWords(reason.missing, 'and')}: it was never sent, or is not scraped.`;
  }
}

function wrongGeneration(needed: Generation | undefined, { generation: found }: KnownSystem) {
  return needed && found && needed !== found ? ({ kind: 'generation', needed, found } as const) : undefined;
}

function wrongTopology(needed: Topology | undefined, { topology: found }: KnownSystem) {
  return needed && found && needed !== found ? ({ kind: 'topology', needed, found } as const) : undefined;
}

function tooOld(since: string | undefined, { version }: KnownSystem) {
  const first = since === undefined ? undefined : parseVersion(since);
  return since !== undefined && first && version && compareVersions(version, first) < 0
    ? ({ kind: 'version', since, found: version.text } as const)
    : undefined;
}

function noComponent(anyOf: readonly Component[] | undefined, system: KnownSystem) {
  return anyOf && !anyOf.some((component) => mayRun(component, system))
    ? ({ kind: 'component', anyOf } as const)
    : undefined;
}

function mayRun(component: Component, { generation, topology, inventory }: KnownSystem): boolean {
  if (inventory.componentLabel && !inventory.truncated) {
    return inventory.components.includes(component);
  }
  if (topology === 'single-binary') {
    return generation
      ? SINGLE_BINARY_COMPONENTS[generation].includes(component)
      : Object.values(SINGLE_BINARY_COMPONENTS).some((components) => components.includes(component));
  }
  return !(generation === '3.x' && GONE_IN_3.includes(component));
}

function noMetric({ metrics = [], anyMetric = [] }: Signal['requires'], { inventory }: KnownSystem) {
  if (inventory.truncated) {
    return undefined;
  }
  const missing = metrics.filter((name) => !isKnown(name, inventory));
  if (missing.length > 0) {
    return { kind: 'metric', missing } as const;
  }
  return anyMetric.length > 0 && !anyMetric.some((name) => isKnown(name, inventory))
    ? ({ kind: 'metric', missing: anyMetric } as const)
    : undefined;
}

/** Under its own name, or as a histogram of that base name. */
function isKnown(name: string, { names }: MetricsInventory): boolean {
  return names.has(name) || names.has(`${name}_bucket`) || names.has(`${name}_count`);
}

function asTopology(topology: Topology): string {
  return topology === 'single-binary' ? 'in a single binary' : 'in microservices mode';
}

function joinWords(words: readonly string[], last: 'and' | 'or'): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}
