import { isConfigMap, type ConfigNode } from '../../tempo';

/** Texts that YAML would read as something else, or not at all, unless they are quoted. */
const NEEDS_QUOTES = /^$|^[\s\-?:,[\]{}#&*!|>'"%@`]|: |\s#|:$|\s$|[\n\r\t\0]/;
/** Begins like a list or an indicator and is none: numbers, durations, masks and the empty collections. */
const PLAIN = /^(-?\d[\w.+-]*|\{\}|\[\])$/;
/** Keys that YAML takes for something else than a text. */
const RESERVED = /^(true|false|yes|no|on|off|null|~|y|n|[\d.]+)$/i;
const INDENT = '  ';

/** A configuration as YAML that Tempo (and the parser of its status pages) reads back as the same. */
export function renderConfigYaml(config: ConfigNode): string {
  return typeof config === 'string' ? `${scalar(config)}\n` : `${lines(config, '').join('\n')}\n`;
}

function lines(node: Exclude<ConfigNode, string>, indent: string): string[] {
  if (isConfigMap(node)) {
    return node.size === 0
      ? [`${indent}{}`]
      : [...node].flatMap(([key, value]) => entry(`${indent}${keyText(key)}:`, value, `${indent}${INDENT}`));
  }
  return node.length === 0 ? [`${indent}[]`] : node.flatMap((item) => listItem(item, indent));
}

function entry(head: string, value: ConfigNode, indent: string): string[] {
  if (typeof value === 'string') {
    return [value === '' ? `${head} ""` : `${head} ${scalar(value)}`];
  }
  if (isEmpty(value)) {
    return [`${head} ${isConfigMap(value) ? '{}' : '[]'}`];
  }
  return [head, ...lines(value, indent)];
}

/** The first line of an item stands behind its dash. */
function listItem(item: ConfigNode, indent: string): string[] {
  if (typeof item === 'string') {
    return [`${indent}- ${scalar(item)}`];
  }
  const inner = `${indent}${INDENT}`;
  const [first = '', ...rest] = lines(item, inner);
  return [`${indent}- ${first.slice(inner.length)}`, ...rest];
}

function isEmpty(node: Exclude<ConfigNode, string>): boolean {
  return isConfigMap(node) ? node.size === 0 : node.length === 0;
}

/** Names of tenants can look like anything. */
function keyText(key: string): string {
  return RESERVED.test(key) ? JSON.stringify(key) : scalar(key);
}

/** JSON's quotes and escapes are YAML's, too. */
function scalar(text: string): string {
  return NEEDS_QUOTES.test(text) && !PLAIN.test(text) ? JSON.stringify(text) : text;
}
