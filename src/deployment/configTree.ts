import { type ConfigMap, type ConfigNode, isConfigList, isConfigMap } from '../tempo';

/** Values by paths of keys joined by dots: a tree in the order of the first mention of each key. */
export function treeOf(entries: ReadonlyArray<readonly [path: string, value: ConfigNode]>): ConfigMap {
  return entries.reduce<ConfigMap>((tree, [path, value]) => withValue(tree, path.split('.'), value), new Map());
}

/** A copy with the value at the path; what is on the way and is no map gives way. */
export function withValue(tree: ConfigMap, [key = '', ...rest]: readonly string[], value: ConfigNode): ConfigMap {
  const child = tree.get(key);
  const next = rest.length === 0 ? value : withValue(isConfigMap(child) ? child : new Map(), rest, value);
  return new Map([...tree, [key, next]]);
}

/**
 * YAML in block style; lists of scalars in one line. Scalars are the text of YAML already, as everywhere in a `ConfigNode`,
 * and quoted where they would be read as something else than one.
 *
 * @returns with a line break at the end; nothing for an empty tree
 */
export function renderTree(tree: ConfigMap): string {
  return mapLines(tree)
    .map((line) => `${line}\n`)
    .join('');
}

function mapLines(map: ConfigMap): string[] {
  return [...map].flatMap(([key, node]) => {
    const name = renderKey(key);
    if (isConfigMap(node)) {
      return node.size === 0 ? [`${name}: {}`] : [`${name}:`, ...indent(mapLines(node))];
    }
    if (isConfigList(node) && node.some(isConfigMap)) {
      return [`${name}:`, ...indent(node.flatMap(itemLines))];
    }
    return [`${name}: ${renderFlow(node)}`];
  });
}

function itemLines(node: ConfigNode): string[] {
  const lines = isConfigMap(node) ? mapLines(node) : [renderFlow(node)];
  return lines.map((line, index) => `${index === 0 ? '- ' : '  '}${line}`);
}

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

function renderFlow(node: ConfigNode): string {
  if (isConfigMap(node)) {
    return `{${[...node].map(([key, value]) => `${renderKey(key)}: ${renderFlow(value)}`).join(', ')}}`;
  }
  return isConfigList(node) ? `[${node.map(renderFlow).join(', ')}]` : renderScalar(node);
}

/** Safe in block and flow style alike: no indicator first, no `: `, ` #`, comma or bracket. */
const PLAIN = /^[A-Za-z0-9_./+$(-](?:[\w ./+*$()@=~-]|:(?=\S))*$/;
/** A lone dash, a document's start or end. */
const INDICATOR = /^(-|-{3}.*|\.{3}.*)?$|^- |\s$/;
/** As a key these would be no text. */
const RESERVED_KEY = /^(true|false|yes|no|on|off|null|~|y|n|[-+.\d][\d._eExXa-fA-F+:-]*)$/i;

function renderScalar(text: string): string {
  return PLAIN.test(text) && !INDICATOR.test(text) ? text : JSON.stringify(text);
}

function renderKey(key: string): string {
  return RESERVED_KEY.test(key) ? JSON.stringify(key) : renderScalar(key);
}
