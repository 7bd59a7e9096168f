/**
 * The part of Go's text/template that routes of plugin.json use: fields, pipelines, `if`, and the functions `orEmpty`
 * (Grafana's own), `or`, `and`, `not`, `eq`, `ne`. Anything else is an error that says so.
 *
 * Source: Go's text/template (exec.go) and Grafana 12.3, pkg/api/pluginproxy/utils.go (interpolateString).
 */
import { GoTemplateError, parseGoTemplate, type Expression, type TemplateNode } from './parseGoTemplate';

/** What the templates of a route see. */
export interface TemplateData {
  JsonData: Record<string, unknown>;
  SecureJsonData: Record<string, string>;
}

/**
 * Fills in a template. A setting that is not there becomes `<no value>`, as in Go, unless `orEmpty` or a condition takes
 * care of it. A field of something that is no object is an error.
 *
 * @throws GoTemplateError
 */
export function renderGoTemplate(text: string, data: TemplateData): string {
  return renderNodes(parseGoTemplate(text), data);
}

function renderNodes(nodes: readonly TemplateNode[], data: TemplateData): string {
  return nodes.map((node) => renderNode(node, data)).join('');
}

function renderNode(node: TemplateNode, data: TemplateData): string {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'output':
      return print(evaluate(node.expression, data));
    case 'if':
      return renderNodes(isTrue(evaluate(node.condition, data)) ? node.then : node.otherwise, data);
  }
}

/** Undefined is what is not there, null is JSON's null. */
function evaluate(expression: Expression, data: TemplateData): unknown {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'field':
      return readField(expression.names, data);
    case 'call':
      return call(
        expression.name,
        expression.args.map((arg) => evaluate(arg, data))
      );
  }
}

function readField(names: readonly string[], data: TemplateData): unknown {
  const [root = '', ...rest] = names;
  if (root !== 'JsonData' && root !== 'SecureJsonData') {
    throw new GoTemplateError(`can't evaluate field ${root}`);
  }
  let value: unknown = data[root];
  for (const name of rest) {
    if (value === undefined) {
      // Go goes on with nothing where a key is missing in a map.
      return undefined;
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new GoTemplateError(`can't evaluate field ${name} of ${JSON.stringify(value)}`);
    }
    value = Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
  }
  return value;
}

function call(name: string, args: unknown[]): unknown {
  const [first, ...rest] = args;
  switch (name) {
    case 'orEmpty':
      return first ?? '';
    case 'or':
      return args.find(isTrue) ?? args.at(-1);
    case 'and':
      return args.every(isTrue) ? args.at(-1) : args.find((arg) => !isTrue(arg));
    case 'not':
      return !isTrue(first);
    case 'eq':
      return rest.some((other) => other === first);
    case 'ne':
      return first !== rest[0];
    default:
      throw new GoTemplateError(`the function "${name}" is not part of the preview`);
  }
}

function isTrue(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) {
    return Object.keys(value).length > 0;
  }
  return Boolean(value);
}

function print(value: unknown): string {
  return value === undefined || value === null ? '<no value>' : printInside(value);
}

/** As `%v` prints it. */
function printInside(value: unknown): string {
  if (value === null || value === undefined) {
    return '<nil>';
  }
  if (typeof value === 'number') {
    return printFloat(value);
  }
  if (Array.isArray(value)) {
    return `[${value.map(printInside).join(' ')}]`;
  }
  if (typeof value === 'object') {
    const keys = Object.keys(value).sort();
    return `map[${keys.map((key) => `${key}:${printInside(Reflect.get(value, key))}`).join(' ')}]`;
  }
  return String(value);
}

/** Numbers of jsonData are floats in Go: from a million on, or below 0.0001, they have an exponent (`1e+06`). */
function printFloat(value: number): string {
  const [digits = '', power = '0'] = value.toExponential().split('e');
  const exponent = Number(power);
  if (value === 0 || (exponent >= -4 && exponent < 6)) {
    return String(value);
  }
  return `${digits}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}
