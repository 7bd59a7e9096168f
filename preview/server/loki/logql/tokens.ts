import { parseError } from './logQl';

export interface Token {
  /** `IDENTIFIER`, `STRING`, `NUMBER`, `DURATION`, `$end`, or the token itself (keywords in lower case), as Loki names them. */
  kind: string;
  /** As written; of a string what it means. */
  text: string;
  line: number;
  column: number;
}

const SPACE = /(?:\s|#[^\n]*)*/y;
const STRING = /"(?:[^"\\\n]|\\.)*"|`[^`]*`/y;
const DURATION = /\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h|d|w|y)(?:\d+(?:ns|us|µs|ms|s|m|h))*\b/y;
const NUMBER = /\d+(?:\.\d+)?/y;
const WORD = /[\p{L}_][\p{L}\p{N}_]*/uy;
const OPERATOR = /\|=|\|~|\|>|!=|!~|!>|=~|==|>=|<=|[{}()[\],.=|<>+\-*/%^]/y;

const KEYWORDS = new Set(
  'and or unless json logfmt regexp unpack pattern line_format label_format decolorize drop keep unwrap by without'.split(
    ' '
  )
);

/** @throws LogQlError where a literal does not end */
export function tokenize(query: string): Token[] {
  const tokens: Token[] = [];
  let at = skip(query, 0);
  while (at < query.length) {
    const { kind, source, text } = read(query, at);
    tokens.push({ kind, text, ...positionOf(query, at) });
    at = skip(query, at + source.length);
  }
  tokens.push({ kind: '$end', text: '', ...positionOf(query, query.length) });
  return tokens;
}

function read(query: string, at: number): { kind: string; source: string; text: string } {
  const first = query[at] ?? '';
  if (first === '"' || first === '`') {
    const source = match(STRING, query, at);
    if (source === undefined) {
      throw parseError('literal not terminated', positionOf(query, at));
    }
    return { kind: 'STRING', source, text: unquote(source) };
  }
  const word = match(WORD, query, at);
  if (word !== undefined) {
    const lower = word.toLowerCase();
    return { kind: KEYWORDS.has(lower) ? lower : 'IDENTIFIER', source: word, text: word };
  }
  const duration = match(DURATION, query, at);
  if (duration !== undefined) {
    return { kind: 'DURATION', source: duration, text: duration };
  }
  const number = match(NUMBER, query, at);
  if (number !== undefined) {
    return { kind: 'NUMBER', source: number, text: number };
  }
  const operator = match(OPERATOR, query, at);
  // To Loki any other character is a name.
  return { kind: operator ?? 'IDENTIFIER', source: operator ?? first, text: operator ?? first };
}

/** Strings in double quotes have the escapes of Go, of which JSON has the usual ones. */
function unquote(source: string): string {
  if (source.startsWith('`')) {
    return source.slice(1, -1);
  }
  try {
    return String(JSON.parse(source));
  } catch {
    throw parseError('invalid syntax');
  }
}

function match(expression: RegExp, text: string, at: number): string | undefined {
  expression.lastIndex = at;
  return expression.exec(text)?.[0];
}

function skip(text: string, at: number): number {
  return at + (match(SPACE, text, at) ?? '').length;
}

function positionOf(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: [...(before.at(-1) ?? '')].length + 1 };
}
