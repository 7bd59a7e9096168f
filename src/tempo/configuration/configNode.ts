/** A configuration as Tempo shows it. Scalars are the text of the YAML, for what it means depends on the key. */
export type ConfigNode = string | ConfigList | ConfigMap;
export type ConfigList = readonly ConfigNode[];
/** A Map and no object: keys come from elsewhere, `__proto__` among them. */
export type ConfigMap = ReadonlyMap<string, ConfigNode>;

/** One value of a configuration with the way to it: `distributor.receivers.otlp.protocols.grpc.endpoint`, `remote_write.0.url`. */
export interface ConfigEntry {
  readonly path: string;
  readonly text: string;
}

export const EMPTY_CONFIG: ConfigMap = new Map();

/** What stands at a path of keys (and numbers of list items) joined by dots, or undefined. */
export function configAt(config: ConfigNode | undefined, path: string): ConfigNode | undefined {
  return path
    .split('.')
    .reduce<ConfigNode | undefined>((node, key) => (node === undefined ? undefined : childOf(node, key)), config);
}

/** The text of a scalar at a path, or undefined where there is none. */
export function configText(config: ConfigNode | undefined, path: string): string | undefined {
  const node = configAt(config, path);
  return typeof node === 'string' ? node : undefined;
}

/** The number at a path, or undefined where there is none. */
export function configNumber(config: ConfigNode | undefined, path: string): number | undefined {
  const text = configText(config, path);
  const number = text === undefined || text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : undefined;
}

/** The texts of a list at a path, also where it is written as a map of `name: {}` (Tempo does so with processors). */
export function configTexts(config: ConfigNode | undefined, path: string): string[] {
  const node = configAt(config, path);
  if (isConfigMap(node)) {
    return [...node.keys()];
  }
  return isConfigList(node) ? node.filter((item) => typeof item === 'string') : [];
}

/** All scalars with their paths, in the order of the text; empty maps and lists count as `{}` and `[]`. */
export function configEntries(config: ConfigNode, path = ''): ConfigEntry[] {
  if (typeof config === 'string') {
    return [{ path, text: config }];
  }
  const children: Array<[string, ConfigNode]> = isConfigMap(config)
    ? [...config]
    : config.map((item, index): [string, ConfigNode] => [String(index), item]);
  if (children.length === 0) {
    return path === '' ? [] : [{ path, text: isConfigMap(config) ? '{}' : '[]' }];
  }
  return children.flatMap(([key, child]) => configEntries(child, path === '' ? key : `${path}.${key}`));
}

export function isConfigMap(node: ConfigNode | undefined): node is ConfigMap {
  return node instanceof Map;
}

export function isConfigList(node: ConfigNode | undefined): node is ConfigList {
  return Array.isArray(node);
}

function childOf(node: ConfigNode, key: string): ConfigNode | undefined {
  if (isConfigMap(node)) {
    return node.get(key);
  }
  return isConfigList(node) ? node[Number(key)] : undefined;
}
