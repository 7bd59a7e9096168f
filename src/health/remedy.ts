import type { Component, Generation, Topology } from '../tempo';

/** Something that a person can do about a finding. */
export interface CheckRemedy {
  readonly text: string;
  /** Only there. What is left out does not restrict. */
  readonly generation?: Generation;
  readonly topology?: Topology;
  readonly config?: RemedyConfiguration;
}

/** The same change in the forms that people configure Tempo in. */
export interface RemedyConfiguration {
  /** For `tempo.yaml` or the runtime overrides; left out where only the deployment changes. */
  readonly plain?: { readonly file: 'tempo.yaml' | 'overrides.yaml'; readonly yaml: string };
  /** Values of the helm chart tempo-distributed (1.x for Tempo 2.x, 3.x for Tempo 3.x). */
  readonly helm?: string;
}

/** What a remedy must fit. Undefined means not known: then it is shown. */
export interface RemedySituation {
  readonly generation: Generation | undefined;
  readonly topology: Topology | undefined;
}

/** The remedies that make sense here. */
export function remediesFor(remedies: readonly CheckRemedy[], situation: RemedySituation): CheckRemedy[] {
  const fits = <T>(wanted: T | undefined, is: T | undefined) =>
    wanted === undefined || is === undefined || wanted === is;
  return remedies.filter(
    ({ generation, topology }) => fits(generation, situation.generation) && fits(topology, situation.topology)
  );
}

/** Advice without configuration. */
export function advice(text: string, where: Pick<CheckRemedy, 'generation' | 'topology'> = {}): CheckRemedy {
  return { text, ...where };
}

/**
 * A setting of Tempo. The chart merges `tempo.structuredConfig` over its own configuration, in all its releases.
 *
 * @param path - of the key, joined by dots
 */
export function setting(
  text: string,
  path: string,
  value: string | number,
  where: Pick<CheckRemedy, 'generation' | 'topology'> = {}
): CheckRemedy {
  return {
    text,
    ...where,
    config: {
      plain: { file: 'tempo.yaml', yaml: nest(path, value) },
      helm: nest(`tempo.structuredConfig.${path}`, value),
    },
  };
}

/** Stands above a limit of one tenant: on its own the lines would set all other limits of it to 0. */
const BLOCK_COMMENT =
  '# Add the last line to the block of the tenant. If it has none yet, take the whole block from\n# "Limits", "Change…": a block replaces the defaults, and what it leaves out is 0.';

/** A limit of one tenant in the runtime overrides, in the scoped format that 2.3 and later read. */
export function tenantLimit(text: string, path: string, value: string | number, tenant = 'TENANT'): CheckRemedy {
  const below = (key: string) => `${BLOCK_COMMENT}\n${nestKeys([key, tenant, ...path.split('.')], value)}`;
  return {
    text,
    config: { plain: { file: 'overrides.yaml', yaml: below('overrides') }, helm: below('per_tenant_overrides') },
  };
}

/** A limit of all tenants that have no block of their own. */
export function defaultLimit(
  text: string,
  path: string,
  value: string | number,
  where: Pick<CheckRemedy, 'generation' | 'topology'> = {}
): CheckRemedy {
  return {
    text,
    ...where,
    config: {
      plain: { file: 'tempo.yaml', yaml: nest(`overrides.defaults.${path}`, value) },
      helm: nest(`overrides.defaults.${path}`, value),
    },
  };
}

const HELM_NAMES: Readonly<Partial<Record<Component, string>>> = {
  'live-store': 'liveStore',
  'block-builder': 'blockBuilder',
  'metrics-generator': 'metricsGenerator',
  'query-frontend': 'queryFrontend',
  'backend-scheduler': 'backendScheduler',
  'backend-worker': 'backendWorker',
};

/** The chart has no metrics-generator unless it is switched on, however many are asked for. */
function helmBlock(component: Component): string {
  const key = `${HELM_NAMES[component] ?? component}:`;
  return component === 'metrics-generator' ? `${key}\n  enabled: true` : key;
}

/** More processes of a component. */
export function replicas(
  text: string,
  component: Component,
  count: number,
  where: Pick<CheckRemedy, 'generation'> = {}
): CheckRemedy {
  return {
    text,
    ...where,
    topology: 'microservices',
    config: { helm: `${helmBlock(component)}\n  replicas: ${count}` },
  };
}

/** More memory for a component. */
export function memory(
  text: string,
  component: Component,
  amount: string,
  where: Pick<CheckRemedy, 'generation'> = {}
): CheckRemedy {
  const name = HELM_NAMES[component] ?? component;
  return {
    text,
    ...where,
    topology: 'microservices',
    config: {
      helm: `${name}:\n  resources:\n    requests:\n      memory: ${amount}\n    limits:\n      memory: ${amount}`,
    },
  };
}

/** YAML of one value at a path of keys joined by dots. */
export function nest(path: string, value: string | number): string {
  return nestKeys(path.split('.'), value);
}

function nestKeys(keys: readonly string[], value: string | number): string {
  return keys
    .map((key, depth) => `${'  '.repeat(depth)}${key}:${depth === keys.length - 1 ? ` ${value}` : ''}`)
    .join('\n');
}
