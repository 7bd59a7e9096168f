/**
 * The text of a syntax error as Tempo's generated parser words it: `parse error at line 1, col 2: syntax error:
 * unexpected $end`. Follows `lexer.go` and what goyacc makes of `expr.y` in Tempo's `pkg/traceql`.
 */
import { Diagnostic } from '../../../../src/traceql/diagnostics';
import { Behaviour } from '../behaviour';
import { expectedTokens, surroundingsOf } from './expectedTokens';
import { tokenName } from './tokenNames';

export function syntaxErrorText(text: string, diagnostic: Diagnostic | undefined, behaviour: Behaviour): string {
  const place = diagnostic?.tempo;
  if (diagnostic?.code === 'zero-division') {
    return 'parse error : runtime error: integer divide by zero';
  }
  if (!diagnostic || !place) {
    return text.trim() === '' ? 'parse error : syntax error: unexpected $end' : (diagnostic?.message ?? '');
  }
  const where = `parse error at line ${place.line}, col ${place.column}`;
  const offset = offsetOf(text, place.line, place.column, diagnostic.range.start);
  const [before, rest] = [text.slice(0, offset), text.slice(offset)];
  const refused = lexerError(before, rest);
  if (refused) {
    return `${where}: ${refused}`;
  }
  const token = tokenName(rest, behaviour);
  if (token === 'IDENTIFIER' && behaviour.generation !== '2.6' && isTermExpected(before)) {
    return `${where}: unknown identifier: ${identifierOf(rest)}`;
  }
  const expected = expectedTokens(before, token, behaviour);
  return `${where}: syntax error: unexpected ${token}${expected === null ? '' : `, expecting ${expected}`}`;
}

/** Where Tempo counts lines, its column tells the place; else the range of the diagnostic does. */
function offsetOf(text: string, line: number, column: number, start: number): number {
  const lines = text.split('\n');
  if (line < 1 || line > lines.length) {
    return Math.min(Math.max(column - 1, 0), start, text.length);
  }
  if (line > 1) {
    return start;
  }
  // Columns count characters, offsets count UTF-16 units.
  return [...text].slice(0, Math.max(column - 1, 0)).join('').length;
}

/** What the scanner itself does not accept. */
function lexerError(before: string, rest: string): string | null {
  const text = rest.trimStart();
  if (/^((span|resource|event|link|instrumentation|parent)\.|\.)[^\s{}()=~!<>&|^,"]*"[^"]*$/.test(text)) {
    return 'unexpected EOF, expecting "';
  }
  if (/^"/.test(text) && text === rest && /[\p{L}\p{N}_:.-]$/u.test(before)) {
    return 'unexpected EOF, expecting "';
  }
  if (/^"(?:[^"\\\n]|\\.)*$/.test(text.split('\n')[0] ?? '') || /^`[^`]*$/.test(text) || /^'[^'\n]*(\n|$)/.test(text)) {
    return 'literal not terminated';
  }
  if (/^\/\*/.test(text) && !text.includes('*/')) {
    return 'comment not terminated';
  }
  const number = /^(0[xXbBoO][\da-fA-F]+|\d+(_\d+)+)(?![\w.])/.exec(text)?.[0];
  if (number) {
    return `strconv.Atoi: parsing "${number}": invalid syntax`;
  }
  const float = /^\d+(\.\d+)?[eE]\+?\d+/.exec(text)?.[0];
  return float && Number(float) === Infinity ? `strconv.ParseFloat: parsing "${float}": value out of range` : null;
}

/** Whether a value or field may begin here; since 2.7 Tempo then names the word that it does not know. */
function isTermExpected(before: string): boolean {
  const text = before.trimEnd();
  const { opener, word } = surroundingsOf(text);
  const takesTerms = opener === '{' || (opener === '(' && /^(by|avg|min|max|sum|with)$/.test(word));
  return takesTerms && (word === 'with' && opener === '(' ? /=$/ : /[{(!=<>~&|+\-*/%^]$/).test(text);
}

function identifierOf(rest: string): string {
  const text = rest.trimStart();
  return (/^'[^']*'/.exec(text) ?? /^[\p{L}_][\p{L}\p{N}_]*/u.exec(text))?.[0] ?? text.charAt(0);
}
