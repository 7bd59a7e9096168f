/**
 * The colours of a query: which piece of the text is what, for highlighting.
 *
 * Built on the lexer, so it agrees with Tempo's `pkg/traceql/lexer.go` (2.6 to 3.0, words of all releases).
 */
import { Range } from './ast';
import { Lexer } from './lex/lexer';
import { RELEASES } from './releases';
import { Token } from './tokens';

export type SyntaxKind =
  | 'comment'
  | 'string'
  | 'number'
  /** `span.`, `.`, `trace:` … */
  | 'scope'
  /** The name after a scope, with its quotes. */
  | 'attribute'
  | 'intrinsic'
  /** `true`, `nil`, `error`, `server` … */
  | 'constant'
  /** `count`, `rate`, `topk` … */
  | 'function'
  /** `by`, `select`, `coalesce`, `with` */
  | 'keyword'
  | 'operator'
  | 'bracket'
  | 'comma'
  /** Words that mean nothing by themselves, such as names of hints, and stray characters. */
  | 'word';

export interface SyntaxToken {
  readonly kind: SyntaxKind;
  readonly range: Range;
}

const NEWEST = RELEASES.length - 1;

const T = Token;

/** Tokens in the order of the text; what lies between them is space. Never throws. */
export function tokenize(text: string): SyntaxToken[] {
  return read(text).tokens;
}

/** What is open where a line ends; all three go on over the ends of lines. */
export type LineState = 'code' | 'comment' | 'raw-string' | 'quoted-name';

export interface TokenizedLine {
  readonly tokens: readonly SyntaxToken[];
  readonly state: LineState;
}

/** What, put before a line, makes the lexer go on where it was. */
const OPENINGS: Readonly<Record<LineState, string>> = {
  code: '',
  comment: '/*',
  'raw-string': '`',
  'quoted-name': '."',
};

/**
 * Tokens of one line, given without its end, for editors that colour line by line. As `tokenize` of the whole text, but
 * for `parent.`, whose effect on the scopes of later lines is not carried over.
 */
export function tokenizeLine(line: string, state: LineState): TokenizedLine {
  const opening = OPENINGS[state];
  const { tokens, state: after } = read(opening + line);
  const shifted = tokens.map(({ kind, range }) => ({
    kind,
    range: { start: Math.max(0, range.start - opening.length), end: range.end - opening.length },
  }));
  return { tokens: shifted.filter(({ range }) => range.end > range.start), state: after };
}

function read(text: string): { tokens: SyntaxToken[]; state: LineState } {
  let state: LineState = 'code';
  const lexer = new Lexer(text, NEWEST, (code, _message, start) => {
    if (code === 'unterminated-comment') {
      state = 'comment';
    } else if (code === 'unterminated-string' && text[start] === '`') {
      state = 'raw-string';
    }
  });
  const tokens: SyntaxToken[] = [];
  let comments = 0;
  for (;;) {
    lexer.next();
    for (; comments < lexer.comments.length; comments++) {
      tokens.push({ kind: 'comment', range: (lexer.comments[comments] as { range: Range }).range });
    }
    const { token, start, end } = lexer;
    if (token === T.End) {
      return { tokens, state };
    }
    if (end > start) {
      tokens.push({ kind: kindOf(token), range: { start, end } });
    }
    if (token === T.AttributeName && end === text.length && endsInQuotes(text.slice(start, end))) {
      state = 'quoted-name';
    }
  }
}

/** Whether a quote in the name of an attribute is still open at its end. */
function endsInQuotes(name: string): boolean {
  let quoted = false;
  for (let at = 0; at < name.length; at++) {
    const character = name[at];
    if (character === '"') {
      quoted = !quoted;
    } else if (character === '\\' && quoted) {
      at++;
    }
  }
  return quoted;
}

function kindOf(token: Token): SyntaxKind {
  return KINDS[token] ?? 'word';
}

/** By token; the tokens of one kind stand together in `tokens.ts`. */
const KINDS: readonly SyntaxKind[] = (() => {
  const kinds = new Array<SyntaxKind>(T.With + 1).fill('word');
  const mark = (kind: SyntaxKind, first: Token, last: Token = first) => kinds.fill(kind, first, last + 1);
  mark('string', T.String);
  mark('number', T.Int, T.Duration);
  mark('attribute', T.AttributeName);
  mark('comma', T.Comma);
  mark('bracket', T.OpenBrace, T.CloseParen);
  mark('operator', T.Pipe, T.UnionSibling);
  mark('scope', T.Dot, T.InstrumentationColon);
  mark('constant', T.True, T.SpanKind);
  mark('intrinsic', T.IntrinsicDuration, T.IntrinsicVersion);
  mark('function', T.Count, T.Sum);
  mark('keyword', T.By, T.Select);
  mark('function', T.MetricsPlain, T.TopBottom);
  mark('keyword', T.With);
  return kinds;
})();
