/**
 * String literals and quoted names: reading the escapes.
 *
 * Follows Go's `strconv.Unquote` and `text/scanner`, and `parseQuotedAtrribute` of Tempo's `pkg/traceql/lexer.go`
 * (2.6 to 3.0).
 */

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
};

const HEX_LENGTHS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** What an escape is: its end, and the text it stands for; null where it is a well-formed escape of no character. */
export interface Escape {
  readonly end: number;
  readonly value: string | null;
  /** The bytes `\xNN` and `\NNN` above 127 mean single bytes, which only together make a character. */
  readonly byte: number | null;
}

/** Reads the escape whose backslash is at `at`; null where there is no valid escape. */
export function readEscape(text: string, at: number): Escape | null {
  const letter = text[at + 1] ?? '';
  const simple = SIMPLE_ESCAPES[letter];
  if (simple !== undefined) {
    return { end: at + 2, value: simple, byte: null };
  }
  if (letter >= '0' && letter <= '7') {
    const digits = text.slice(at + 1, at + 4);
    return /^[0-7]{3}$/.test(digits) ? byteEscape(at + 4, parseInt(digits, 8)) : null;
  }
  const length = HEX_LENGTHS[letter];
  const digits = length ? text.slice(at + 2, at + 2 + length) : '';
  if (!length || digits.length !== length || !/^[0-9a-fA-F]+$/.test(digits)) {
    return null;
  }
  const code = parseInt(digits, 16);
  if (letter === 'x') {
    return byteEscape(at + 4, code);
  }
  const isCharacter = code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return { end: at + 2 + length, value: isCharacter ? String.fromCodePoint(code) : null, byte: null };
}

function byteEscape(end: number, byte: number): Escape {
  if (byte > 255) {
    return { end, value: null, byte: null };
  }
  return byte < 128 ? { end, value: String.fromCharCode(byte), byte: null } : { end, value: '', byte };
}

/**
 * Bytes that are no UTF-8 (`"\xff"`) are kept as lone surrogates: this plus the byte. JavaScript has no other way to hold
 * them, and nothing else is lost.
 */
export const LONE_BYTE = 0xdc00;

function decodeBytes(bytes: readonly number[]): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes));
  } catch {
    return bytes.map((byte) => String.fromCharCode(LONE_BYTE + byte)).join('');
  }
}

/** The text of a `"…"` literal given without its quotes; null where an escape means no character. */
export function unescapeString(body: string): string | null {
  if (!body.includes('\\')) {
    return body;
  }
  let value = '';
  let bytes: number[] = [];
  const flush = () => {
    if (bytes.length > 0) {
      value += decodeBytes(bytes);
      bytes = [];
    }
  };
  for (let at = 0; at < body.length;) {
    const escape = body[at] === '\\' ? readEscape(body, at) : null;
    if (escape && escape.byte !== null) {
      bytes.push(escape.byte);
      at = escape.end;
      continue;
    }
    flush();
    if (escape?.value === null) {
      return null;
    }
    value += escape ? escape.value : (body[at] ?? '');
    at = escape ? escape.end : at + 1;
  }
  flush();
  return value;
}

/** The text of a `` `…` `` literal given without its quotes. */
export function unescapeRawString(body: string): string {
  return body.includes('\r') ? body.replaceAll('\r', '') : body;
}

export interface StringProblem {
  readonly code: 'unterminated-string' | 'invalid-escape' | 'single-quotes';
  readonly message: string;
}

export interface StringScan {
  readonly end: number;
  readonly value: string;
  readonly problem: StringProblem | null;
}

const UNTERMINATED: StringProblem = { code: 'unterminated-string', message: 'This string has no closing quote.' };
const INVALID_ESCAPE: StringProblem = {
  code: 'invalid-escape',
  message: 'This string holds an escape that TraceQL does not know. Write `\\\\` for a backslash, or use backticks.',
};
const SINGLE_QUOTES: StringProblem = {
  code: 'single-quotes',
  message: 'Strings stand in double quotes or backticks, not in single quotes.',
};

/** Reads the literal that begins at `start` with the given quote: `"`, `` ` `` or `'` (which Go keeps for characters). */
export function scanString(text: string, start: number, quote: number): StringScan {
  return quote === 96 ? scanRawString(text, start) : scanEscapedString(text, start, quote);
}

function scanRawString(text: string, start: number): StringScan {
  const closing = text.indexOf('`', start + 1);
  const end = closing < 0 ? text.length : closing;
  const value = unescapeRawString(text.slice(start + 1, end));
  return { end: closing < 0 ? end : end + 1, value, problem: closing < 0 ? UNTERMINATED : null };
}

function scanEscapedString(text: string, start: number, quote: number): StringScan {
  let problem: StringProblem | null = null;
  let characters = 0;
  let at = start + 1;
  let code = text.charCodeAt(at);
  while (code !== quote) {
    if (code === 10 || at >= text.length) {
      const body = text.slice(start + 1, at);
      return { end: at, value: unescapeString(body) ?? body, problem: problem ?? UNTERMINATED };
    }
    const end = code === 92 ? endOfEscape(text, at, quote) : at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
    if (end === null) {
      problem ??= INVALID_ESCAPE;
    }
    at = end ?? endOfBadEscape(text, at);
    code = text.charCodeAt(at);
    characters++;
  }
  const body = text.slice(start + 1, at);
  const value = quote === 34 ? unescapeString(body) : body;
  if (quote === 39 && characters !== 1) {
    problem ??= SINGLE_QUOTES;
  }
  return { end: at + 1, value: value ?? body, problem: problem ?? (value === null ? INVALID_ESCAPE : null) };
}

/** End of the escape at `at`; null where there is none. Between single quotes `\'` is one and `\"` is not. */
function endOfEscape(text: string, at: number, quote: number): number | null {
  const next = text.charCodeAt(at + 1);
  if (quote === 39 && (next === 39 || next === 34)) {
    return next === 39 ? at + 2 : null;
  }
  return readEscape(text, at)?.end ?? null;
}

/** Where to go on behind a backslash that begins no escape. */
function endOfBadEscape(text: string, at: number): number {
  const isLast = at + 1 >= text.length || text.charCodeAt(at + 1) === 10;
  return isLast ? at + 1 : at + 2;
}
