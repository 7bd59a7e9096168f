import type {
  AppPlugin,
  PluginExtensionAddedComponentConfig,
  PluginExtensionAddedLinkConfig,
  PluginExtensionExposedComponentConfig,
} from '@grafana/data';

interface Registered<Config> {
  pluginId: string;
  config: Config;
}

export type RegisteredLink = Registered<PluginExtensionAddedLinkConfig>;
export type RegisteredComponent = Registered<PluginExtensionAddedComponentConfig>;
export type RegisteredExposure = Registered<PluginExtensionExposedComponentConfig>;

export interface Extensions {
  /** By extension point. */
  links: ReadonlyMap<string, RegisteredLink[]>;
  components: ReadonlyMap<string, RegisteredComponent[]>;
  /** By the ID of the component. */
  exposed: ReadonlyMap<string, RegisteredExposure>;
}

let extensions: Extensions = { links: new Map(), components: new Map(), exposed: new Map() };
const listeners = new Set<() => void>();

export function getExtensions(): Extensions {
  return extensions;
}

export function subscribeToExtensions(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Takes in what a loaded plugin adds to others; what Grafana refuses is left out and said on the console. */
export function registerExtensions(plugin: AppPlugin): void {
  const pluginId = plugin.meta.id;
  const links = plugin.addedLinkConfigs.filter((config) => isAccepted(pluginId, config.title, findLinkProblem(config)));
  const components = plugin.addedComponentConfigs;
  const exposed = plugin.exposedComponentConfigs.filter(({ id, title }) =>
    isAccepted(pluginId, title, id.startsWith(pluginId) ? undefined : `its id must begin with "${pluginId}"`)
  );
  extensions = {
    links: addByTarget(extensions.links, pluginId, links),
    components: addByTarget(extensions.components, pluginId, components),
    exposed: new Map([...extensions.exposed, ...exposed.map((config) => [config.id, { pluginId, config }] as const)]),
  };
  warnOfUndeclared(plugin);
  listeners.forEach((notify) => notify());
}

/** Source: Grafana 12.3, public/app/features/plugins/extensions/registry/AddedLinksRegistry.ts. */
function findLinkProblem({ title, path, onClick, configure }: PluginExtensionAddedLinkConfig): string | undefined {
  if (!title) {
    return 'it has no title';
  }
  if (configure && typeof configure !== 'function') {
    return 'configure is no function';
  }
  return path || onClick ? undefined : 'it has neither path nor onClick';
}

function isAccepted(pluginId: string, title: string, problem: string | undefined): boolean {
  if (problem) {
    console.error(`The extension "${title}" of ${pluginId} is refused: ${problem}.`);
  }
  return problem === undefined;
}

function addByTarget<Config extends { targets: string | string[] }>(
  known: ReadonlyMap<string, Array<Registered<Config>>>,
  pluginId: string,
  configs: Config[]
): ReadonlyMap<string, Array<Registered<Config>>> {
  const next = new Map(known);
  for (const config of configs) {
    for (const target of [config.targets].flat()) {
      next.set(target, [...(next.get(target) ?? []), { pluginId, config }]);
    }
  }
  return next;
}

/** Grafana loads plugins by what plugin.json declares, and in development refuses the rest. */
function warnOfUndeclared({ meta, addedLinkConfigs, exposedComponentConfigs }: AppPlugin): void {
  const { addedLinks = [], exposedComponents = [] } = meta.extensions ?? {};
  for (const { title, targets } of addedLinkConfigs) {
    const declared = addedLinks.filter((one) => one.title === title).flatMap((one) => one.targets);
    const missing = [targets].flat().filter((target) => !declared.includes(target));
    if (missing.length > 0) {
      console.error(`plugin.json of ${meta.id} does not declare the link "${title}" for ${missing.join(', ')}.`);
    }
  }
  for (const { id } of exposedComponentConfigs) {
    if (!exposedComponents.some((one) => one.id === id)) {
      console.error(`plugin.json of ${meta.id} does not declare the exposed component ${id}.`);
    }
  }
}
