import {
  GoTemplateError,
  parseGoTemplate,
  type Expression,
  type TemplateNode,
} from '../../pluginProxy/parseGoTemplate';
import { type LogQlError, parseError, UnknownLogQlError } from './logQl';
import type { Labels } from './labelSet';

/** Fills the template of `label_format` or `line_format`; a label that is not there is empty. */
export type LabelTemplate = (labels: Labels, line: string) => string;

type Value = string | number | boolean;
type Scope = { labels: Labels; line: string };

/** @throws LogQlError where it is none @throws UnknownLogQlError where it is more than the preview knows */
export function compileLabelTemplate(text: string): LabelTemplate {
  const nodes = parse(text);
  return (labels, line) => nodes.map((node) => renderNode(node, { labels, line })).join('');
}

function parse(text: string): TemplateNode[] {
  try {
    return parseGoTemplate(text);
  } catch (error) {
    throw error instanceof GoTemplateError ? refuse(error) : error;
  }
}

function refuse({ message }: GoTemplateError): LogQlError {
  return parseError(`invalid template: ${message}`);
}

function renderNode(node: TemplateNode, scope: Scope): string {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'output':
      return String(evaluate(node.expression, scope));
    case 'if':
      return (evaluate(node.condition, scope) ? node.then : node.otherwise)
        .map((one) => renderNode(one, scope))
        .join('');
  }
}

function evaluate(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'field':
      return scope.labels[expression.names.join('.')] ?? '';
    case 'call':
      return call(
        expression.name,
        expression.args.map((arg) => evaluate(arg, scope)),
        scope
      );
  }
}

/** Arguments are in the order of Loki's functions: what is looked for comes first. */
const FUNCTIONS: Record<string, (first: string, second: string) => Value> = {
  contains: (part, text) => text.includes(part),
  hasPrefix: (part, text) => text.startsWith(part),
  hasSuffix: (part, text) => text.endsWith(part),
  eq: (left, right) => left === right,
  ne: (left, right) => left !== right,
  lower: (text) => text.toLowerCase(),
  upper: (text) => text.toUpperCase(),
  not: (text) => text === '' || text === 'false',
};

function call(name: string, args: Value[], { line }: Scope): Value {
  if (name === '__line__') {
    return line;
  }
  if (name === 'or' || name === 'and') {
    const decides = name === 'or' ? Boolean : (arg: Value) => !arg;
    return args.find(decides) ?? args.at(-1) ?? '';
  }
  const known = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (!known) {
    throw new UnknownLogQlError(`the function "${name}"`);
  }
  return known(String(args[0] ?? ''), String(args[1] ?? ''));
}
