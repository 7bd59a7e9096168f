/** One line of a stream as the stand-in for Loki keeps it. */
export interface StoredLine {
  timeMs: number;
  line: string;
  metadata?: Record<string, string>;
}

export interface Stream {
  labels: Record<string, string>;
  lines: StoredLine[];
}

export interface FoundLine extends StoredLine {
  labels: Record<string, string>;
}

/** What Loki answers with status 400. */
export class LogqlError extends Error {}

interface Row {
  stored: StoredLine;
  stream: Record<string, string>;
  /** Labels, metadata and what stages made. */
  fields: Record<string, string>;
}

type Stage = (row: Row) => boolean;

/**
 * Evaluates a small part of LogQL as Loki 3 does: a selector, line filters, json, logfmt, label_format with `contains`, label
 * filters with and/or, drop. Everything else is refused.
 */
export function evaluateLogql(expr: string, streams: readonly Stream[]): FoundLine[] {
  const tokens = tokenize(expr);
  const { matches, rest } = readSelector(tokens, expr);
  const stages = readStages(rest);
  return streams
    .filter(({ labels }) => matches(labels))
    .flatMap(({ labels, lines }) =>
      lines
        .filter((stored) => {
          const row: Row = { stored, stream: labels, fields: { ...labels, ...stored.metadata } };
          return stages.every((stage) => stage(row));
        })
        .map((stored) => ({ ...stored, labels }))
    );
}

const TOKEN = /\s*("(?:[^"\\]|\\.)*"|`[^`]*`|\|=|\|~|!=|!~|=~|==|[{}(),|=]|[A-Za-z_][A-Za-z0-9_]*|\S)/y;

function tokenize(expr: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(expr); match; match = TOKEN.exec(expr)) {
    tokens.push(match[1] ?? '');
  }
  return tokens;
}

function unquote(token: string | undefined): string {
  if (token?.startsWith('`')) {
    return token.slice(1, -1);
  }
  if (!token?.startsWith('"')) {
    throw new LogqlError(
      `parse error at line 1, col 1: syntax error: unexpected ${token ?? 'end of input'}, expecting STRING`
    );
  }
  return token.slice(1, -1).replace(/\\(.)/g, '$1');
}

function isName(token: string | undefined): token is string {
  return token !== undefined && /^[A-Za-z_][A-Za-z0-9_]*$/.test(token);
}

function readSelector(tokens: readonly string[], expr: string) {
  const end = tokens.indexOf('}');
  if (tokens[0] !== '{' || end < 0) {
    throw new LogqlError(`parse error at line 1, col 1: syntax error: unexpected ${expr.slice(0, 1)}`);
  }
  const matchers: Array<(labels: Record<string, string>) => boolean> = [];
  let selects = false;
  for (let at = 1; at < end; at += 4) {
    const [name, operator, quoted, comma] = tokens.slice(at, at + 4);
    if (!isName(name) || !operator || !['=', '!=', '=~', '!~'].includes(operator) || (comma !== ',' && comma !== '}')) {
      throw new LogqlError(
        `parse error at line 1, col ${at}: syntax error: unexpected ${isName(name) ? operator : name}`
      );
    }
    const test = compare(operator, unquote(quoted));
    selects ||= !test('');
    matchers.push((labels) => test(labels[name] ?? ''));
  }
  if (!selects) {
    throw new LogqlError(
      'parse error : queries require at least one regexp or equality matcher that does not have an empty-compatible value. For instance, app=~".*" does not meet this requirement, but app=~".+" will'
    );
  }
  return {
    matches: (labels: Record<string, string>) => matchers.every((test) => test(labels)),
    rest: tokens.slice(end + 1),
  };
}

function compare(operator: string, wanted: string): (value: string) => boolean {
  const whole = new RegExp(`^(?:${operator.includes('~') ? wanted : ''})$`);
  switch (operator) {
    case '=':
    case '==':
      return (value) => value === wanted;
    case '!=':
      return (value) => value !== wanted;
    case '=~':
      return (value) => whole.test(value);
    default:
      return (value) => !whole.test(value);
  }
}

function readStages(tokens: readonly string[]): Stage[] {
  const stages: Stage[] = [];
  let rest = [...tokens];
  while (rest.length > 0) {
    const [head] = rest;
    if (head === '|=' || head === '|~' || head === '!=' || head === '!~') {
      stages.push(lineFilter(head, unquote(rest[1])));
      rest = rest.slice(2);
    } else if (head === '|') {
      const next = rest.findIndex((token, at) => at > 0 && ['|', '|=', '|~'].includes(token));
      const stage = rest.slice(1, next < 0 ? rest.length : next);
      stages.push(readStage(stage));
      rest = next < 0 ? [] : rest.slice(next);
    } else {
      throw new LogqlError(`parse error at line 1, col 1: syntax error: unexpected ${head ?? ''}`);
    }
  }
  return stages;
}

function lineFilter(operator: string, text: string): Stage {
  const regex = operator.includes('~') ? new RegExp(text) : undefined;
  const isWanted = operator.startsWith('|');
  return ({ stored: { line } }) => (regex ? regex.test(line) : line.includes(text)) === isWanted;
}

function readStage(tokens: readonly string[]): Stage {
  const [head, name, equals, template] = tokens;
  switch (head) {
    case 'json':
      return (row) => {
        const parsed = parseJson(row.stored.line);
        Object.assign(row.fields, parsed);
        return true;
      };
    case 'logfmt':
      return (row) => {
        for (const [, key = '', quoted, bare] of row.stored.line.matchAll(/(\w+)=(?:"([^"]*)"|(\S+))/g)) {
          row.fields[key] = quoted ?? bare ?? '';
        }
        return true;
      };
    case 'drop':
      return (row) => {
        tokens.slice(1).forEach((dropped) => delete row.fields[dropped]);
        return true;
      };
    case 'label_format':
      return labelFormat(name ?? '', equals, unquote(template));
    default:
      return labelFilter(tokens);
  }
}

function parseJson(line: string): Record<string, string> {
  try {
    const parsed: unknown = JSON.parse(line);
    return typeof parsed === 'object' && parsed !== null
      ? Object.fromEntries(Object.entries(parsed).map(([key, value]) => [key, String(value)]))
      : {};
  } catch {
    return { __error__: 'JSONParserErr' };
  }
}

function labelFormat(name: string, equals: string | undefined, template: string): Stage {
  const [, text] = /^\{\{\s*contains "([^"]*)" __line__\s*\}\}$/.exec(template) ?? [];
  if (equals !== '=' || text === undefined) {
    throw new LogqlError(`the stand-in for Loki does not know the template ${template}`);
  }
  return (row) => {
    row.fields[name] = String(row.stored.line.includes(text));
    return true;
  };
}

/** `a="b" or c="d" and e="f"`: and binds stronger. */
function labelFilter(tokens: readonly string[]): Stage {
  const terms: string[][] = [[]];
  for (const token of tokens) {
    if (token === 'or') {
      terms.push([]);
    } else {
      terms.at(-1)?.push(token);
    }
  }
  const tests = terms.map((term) => {
    const conditions: Array<(fields: Record<string, string>) => boolean> = [];
    for (let at = 0; at < term.length; at += 4) {
      const [name, operator, quoted, and] = term.slice(at, at + 4);
      if (!isName(name) || !operator || (and !== undefined && and !== 'and' && and !== ',')) {
        throw new LogqlError(`parse error at line 1, col 1: syntax error: unexpected ${name ?? 'end of input'}`);
      }
      const test = compare(operator, unquote(quoted));
      conditions.push((fields) => test(fields[name] ?? ''));
    }
    return (fields: Record<string, string>) => conditions.length > 0 && conditions.every((test) => test(fields));
  });
  return ({ fields }) => tests.some((test) => test(fields));
}
