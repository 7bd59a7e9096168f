/** The template cannot be parsed or carried out; Grafana answers 500. */
export class GoTemplateError extends Error {
  override name = 'GoTemplateError';
}

export type Expression =
  | { kind: 'literal'; value: string | number | boolean }
  | { kind: 'field'; names: readonly string[] }
  | { kind: 'call'; name: string; args: readonly Expression[] };

export type TemplateNode =
  | { kind: 'text'; text: string }
  | { kind: 'output'; expression: Expression }
  | { kind: 'if'; condition: Expression; then: readonly TemplateNode[]; otherwise: readonly TemplateNode[] };

type Part = { text: string } | { action: string };

const ACTION = /\{\{(?:-\s)?([\s\S]*?)(?:\s-)?\}\}/g;
const TOKEN = /\s*("(?:[^"\\]|\\.)*"|`[^`]*`|[()|]|(?:\.[A-Za-z_]\w*)+|[A-Za-z_]\w*|-?\d+(?:\.\d+)?)/y;

/** @throws GoTemplateError where Go cannot parse it either, or where it is more than the preview knows */
export function parseGoTemplate(text: string): TemplateNode[] {
  const parts = split(text);
  const nodes = parseNodes(parts);
  if (parts.length > 0) {
    throw new GoTemplateError('unexpected {{else}} or {{end}}');
  }
  return nodes;
}

/** Into text and actions; `{{-` and `-}}` take the white space beside them away. */
function split(text: string): Part[] {
  const parts: Part[] = [];
  let from = 0;
  let trimsNext = false;
  const addText = (raw: string, trimsEnd: boolean) => {
    const started = trimsNext ? raw.trimStart() : raw;
    parts.push({ text: trimsEnd ? started.trimEnd() : started });
  };
  for (const match of text.matchAll(ACTION)) {
    addText(text.slice(from, match.index), /^\{\{-\s/.test(match[0]));
    parts.push({ action: (match[1] ?? '').trim() });
    trimsNext = /\s-\}\}$/.test(match[0]);
    from = match.index + match[0].length;
  }
  if (text.slice(from).includes('{{')) {
    throw new GoTemplateError('unclosed action');
  }
  addText(text.slice(from), false);
  return parts;
}

/** Takes parts off the list until it is empty or the next is `else` or `end`. */
function parseNodes(parts: Part[]): TemplateNode[] {
  const nodes: TemplateNode[] = [];
  for (let part = parts[0]; part !== undefined; part = parts[0]) {
    if ('text' in part) {
      nodes.push({ kind: 'text', text: part.text });
    } else if (/^(else|end)\b/.test(part.action)) {
      break;
    } else if (/^if\b/.test(part.action)) {
      nodes.push(parseIf(parts, part.action.slice('if'.length)));
      continue;
    } else if (!/^\/\*[\s\S]*\*\/$/.test(part.action)) {
      nodes.push({ kind: 'output', expression: parseExpression(part.action) });
    }
    parts.shift();
  }
  return nodes;
}

function parseIf(parts: Part[], condition: string): TemplateNode {
  parts.shift();
  const then = parseNodes(parts);
  const next = parts[0];
  const action = next && 'action' in next ? next.action : '';
  const elseIf = /^else\s+if\b/.exec(action)?.[0];
  if (elseIf !== undefined) {
    // `{{else if}}` shares its `{{end}}` with the `{{if}}`.
    const otherwise = [parseIf(parts, action.slice(elseIf.length))];
    return { kind: 'if', condition: parseExpression(condition), then, otherwise };
  }
  let otherwise: TemplateNode[] = [];
  if (action === 'else') {
    parts.shift();
    otherwise = parseNodes(parts);
  }
  const end = parts.shift();
  if (!end || !('action' in end) || end.action !== 'end') {
    throw new GoTemplateError('unexpected EOF: an {{if}} without its {{end}}');
  }
  return { kind: 'if', condition: parseExpression(condition), then, otherwise };
}

function parseExpression(text: string): Expression {
  const tokens = tokenize(text);
  const expression = parsePipeline(tokens);
  if (tokens.length > 0) {
    throw new GoTemplateError(`unexpected "${tokens[0]}" in ${text}`);
  }
  return expression;
}

function tokenize(text: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  const end = text.trimEnd().length;
  while (TOKEN.lastIndex < end) {
    const at = TOKEN.lastIndex;
    const token = TOKEN.exec(text)?.[1];
    if (token === undefined) {
      throw new GoTemplateError(`"${text.slice(at).trim()}" is not part of the preview, or no template`);
    }
    tokens.push(token);
  }
  return tokens;
}

/** The value of each command is the last argument of the next. */
function parsePipeline(tokens: string[]): Expression {
  let expression = parseCommand(tokens);
  while (tokens[0] === '|') {
    tokens.shift();
    const next = parseCommand(tokens);
    if (next.kind !== 'call') {
      throw new GoTemplateError('what follows "|" is no function');
    }
    expression = { ...next, args: [...next.args, expression] };
  }
  return expression;
}

function parseCommand(tokens: string[]): Expression {
  const [first, ...args] = parseOperands(tokens);
  if (first === undefined) {
    throw new GoTemplateError('missing value for command');
  }
  if (first.kind === 'call' && first.args.length === 0) {
    return { ...first, args };
  }
  if (args.length > 0) {
    throw new GoTemplateError('what is no function has arguments');
  }
  return first;
}

function parseOperands(tokens: string[]): Expression[] {
  const operands: Expression[] = [];
  while (tokens.length > 0 && tokens[0] !== '|' && tokens[0] !== ')') {
    operands.push(parseOperand(tokens));
  }
  return operands;
}

function parseOperand(tokens: string[]): Expression {
  const token = tokens.shift() ?? '';
  if (token === '(') {
    const inside = parsePipeline(tokens);
    if (tokens.shift() !== ')') {
      throw new GoTemplateError('unclosed left paren');
    }
    return inside;
  }
  if (token.startsWith('.')) {
    return { kind: 'field', names: token.slice(1).split('.') };
  }
  if (token.startsWith('"') || token.startsWith('`')) {
    return { kind: 'literal', value: token.startsWith('"') ? String(JSON.parse(token)) : token.slice(1, -1) };
  }
  if (token === 'true' || token === 'false') {
    return { kind: 'literal', value: token === 'true' };
  }
  return /^-?\d/.test(token) ? { kind: 'literal', value: Number(token) } : { kind: 'call', name: token, args: [] };
}
