/**
 * Names of attributes: where they end, and their quoted parts.
 *
 * Follows `parseAttribute` and `parseQuotedAtrribute` of Tempo's `pkg/traceql/lexer.go` (2.6 to 3.0).
 */
import { endsAttribute } from './characters';

export interface NameProblem {
  readonly code: 'invalid-name-escape' | 'unterminated-name';
  readonly message: string;
  readonly start: number;
}

export interface NameScan {
  readonly end: number;
  /** The name without quotes and escapes. */
  readonly value: string;
  readonly problem: NameProblem | null;
}

/** Reads the name that begins at `start`; any part of it may be quoted: `a."b c".d`. */
export function scanAttributeName(text: string, start: number): NameScan {
  let at = start;
  let value = '';
  let pieceStart = start;
  let problem: NameProblem | null = null;
  while (at < text.length && !endsAttribute(text.charCodeAt(at))) {
    if (text.charCodeAt(at) !== 34) {
      at++;
      continue;
    }
    const quoted = scanQuotedPart(text, at);
    value += text.slice(pieceStart, at) + quoted.value;
    problem ??= quoted.problem;
    at = pieceStart = quoted.end;
  }
  return { end: at, value: value + text.slice(pieceStart, at), problem };
}

function scanQuotedPart(text: string, start: number): NameScan {
  let value = '';
  let problem: NameProblem | null = null;
  let at = start + 1;
  while (at < text.length) {
    const character = text[at] ?? '';
    if (character === '"') {
      return { end: at + 1, value, problem };
    }
    if (character !== '\\') {
      value += character;
      at++;
      continue;
    }
    const escaped = text[at + 1] ?? '';
    if (escaped !== '"' && escaped !== '\\') {
      const message = 'In the quoted name of an attribute only `\\"` and `\\\\` are escapes.';
      problem ??= { code: 'invalid-name-escape', message, start: at };
    }
    value += escaped;
    at += 2;
  }
  const message = 'The quoted name of this attribute has no closing quote.';
  return { end: text.length, value, problem: problem ?? { code: 'unterminated-name', message, start } };
}
