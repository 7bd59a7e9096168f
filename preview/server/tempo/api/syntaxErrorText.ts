/**
 * The text of a syntax error as Tempo's generated parser words it: `parse error at line 1, col 2: syntax error:
 * unexpected $end`. The names are those of the tokens in `pkg/traceql/expr.y` and `lexer.go`.
 */
import { Diagnostic } from '../../../../src/traceql/diagnostics';
import { Behaviour } from '../behaviour';

export function syntaxErrorText(text: string, diagnostic: Diagnostic | undefined, behaviour: Behaviour): string {
  const place = diagnostic?.tempo;
  if (!diagnostic || !place) {
    return `parse error at line 0, col 0: syntax error: unexpected $end`;
  }
  const where = `parse error at line ${place.line}, col ${place.column}`;
  const rest = text.slice(offsetOf(text, place.line, place.column, diagnostic.range.start));
  if (diagnostic.code === 'bare-attribute' && behaviour.generation !== '2.6') {
    return `${where}: unknown identifier: ${/^[^.\s{}()]*/.exec(rest)?.[0] ?? ''}`;
  }
  return `${where}: syntax error: unexpected ${tokenName(rest)}${expected(text, diagnostic, behaviour)}`;
}

/** Where Tempo counts lines, its column tells the place; else the range of the diagnostic does. */
function offsetOf(text: string, line: number, column: number, start: number): number {
  if (line !== 1) {
    return start;
  }
  return Math.min(Math.max(column - 1, 0), text.length);
}

const WORDS: ReadonlyArray<readonly [RegExp, string]> = [
  [/^$/, '$end'],
  [/^["`]/, 'STRING'],
  [/^-?\d+(\.\d+)?(ns|us|µs|ms|s|m|h|d|w)/, 'DURATION'],
  [/^(\d+\.\d*|\.\d+|\d+e[+-]?\d+)/, 'FLOAT'],
  [/^\d+/, 'INTEGER'],
];

const OPERATORS = [
  '&>>',
  '&<<',
  '!>>',
  '!<<',
  '&>',
  '&<',
  '&~',
  '!>',
  '!<',
  '!~',
  '>>',
  '<<',
  '&&',
  '||',
  '!=',
  '>=',
  '<=',
  '=~',
  '{',
  '}',
  '(',
  ')',
  ',',
  '=',
  '<',
  '>',
  '~',
  '|',
  '+',
  '-',
  '*',
  '/',
  '%',
  '^',
  '!',
  '.',
];

const KEYWORDS = new Set([
  'nil',
  'true',
  'false',
  'by',
  'coalesce',
  'select',
  'rate',
  'with',
  'count',
  'avg',
  'min',
  'max',
  'sum',
  'duration',
  'name',
  'status',
  'kind',
  'parent',
  'ok',
  'error',
  'unset',
  'count_over_time',
  'compare',
]);

function tokenName(rest: string): string {
  const trimmed = rest.trimStart();
  const word = WORDS.find(([pattern]) => pattern.test(trimmed));
  if (word) {
    return word[1];
  }
  const operator = OPERATORS.find((candidate) => trimmed.startsWith(candidate));
  if (operator) {
    return operator;
  }
  const identifier = /^[\p{L}_][\p{L}\p{N}_:]*/u.exec(trimmed)?.[0] ?? '';
  return KEYWORDS.has(identifier) ? identifier : 'IDENTIFIER';
}

/** The parser names what it expected where that is little: after a metrics function. */
function expected(text: string, { range, code }: Diagnostic, behaviour: Behaviour): string {
  const before = text.slice(0, range.start).trimEnd();
  const isAfterMetrics = /\b(rate|\w+_over_time|compare)\s*\([^|]*\)(\s*by\s*\([^)]*\))?$/.test(before);
  return isAfterMetrics && behaviour.generation === '2.6' && code === 'not-in-release' ? ', expecting with' : '';
}
