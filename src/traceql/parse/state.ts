/** What the parts of the parser share: the lexer, the features of the release, and what has been reported. */
import { Invalid, Range } from '../ast';
import { Diagnostic, Fix, replaceFix } from '../diagnostics';
import { Lexer } from '../lex/lexer';
import { positionAt } from '../position';
import { quoteString } from '../quote';
import { Features, releaseOfAge } from '../releases';
import { KEYWORDS, Token } from '../tokens';

/**
 * How deep parentheses, unary operators and `^` may be nested. Tempo has no such limit; beyond it the tree could not be
 * walked by recursion. Chains of operators (`a || b || …`) are not nesting and may be of any length.
 */
export const NESTING_LIMIT = 500;

/** More errors than these help nobody. */
const MAX_DIAGNOSTICS = 100;

/** Errors of the lexer after which Tempo reads on. */
const GOES_ON: ReadonlySet<string> = new Set(['single-quotes', 'nul-character', 'unterminated-comment']);

/** Where the first error is, as Tempo would report it. */
export interface FirstError {
  /** Offset of the place that Tempo names. */
  readonly reportedStart: number;
  readonly lineKnown: boolean;
  /** Offset of the token at which the parser stopped. */
  readonly tokenStart: number;
  /** Tempo goes on parsing after it. */
  readonly parsingGoesOn: boolean;
}

export class ParserState {
  readonly lexer: Lexer;
  readonly diagnostics: Diagnostic[] = [];
  firstError: FirstError | null = null;
  /** Where the first error is at which Tempo stops. */
  stoppedAt: number | null = null;
  private depth = 0;
  private lastErrorStart = -1;

  constructor(
    readonly text: string,
    readonly features: Features
  ) {
    this.lexer = new Lexer(text, features.age, (code, message, start, end) => {
      const range = { start, end };
      this.error(
        code,
        message,
        range,
        code === 'single-quotes' ? [this.doubleQuotesFix(range)] : [],
        GOES_ON.has(code)
      );
    });
    this.lexer.next();
  }

  /** Whether nothing has been reported yet: as long as the parser must agree with Tempo on every token. */
  get isStrict(): boolean {
    return this.firstError === null;
  }

  /** Makes the next token current if the current one is `token`. */
  accept(token: Token): boolean {
    if (this.lexer.token !== token) {
      return false;
    }
    this.lexer.next();
    return true;
  }

  /** Accepts `token`, or reports that it is missing. */
  expect(token: Token, description: string): boolean {
    if (this.accept(token)) {
      return true;
    }
    this.unexpected(description);
    return false;
  }

  /** Range of the current token. */
  tokenRange(): Range {
    return { start: this.lexer.start, end: this.lexer.end };
  }

  /** Range from an offset to the end of the token before the current one; empty where that lies before. */
  rangeFrom(start: number): Range {
    return { start, end: Math.max(start, this.lexer.previousEnd) };
  }

  /** Spelling of the current token. */
  tokenText(): string {
    return this.text.slice(this.lexer.start, this.lexer.end);
  }

  /** Counts one level of nesting; false (and the rest of the text is given up) where there are too many. */
  enter(): boolean {
    if (++this.depth <= NESTING_LIMIT) {
      return true;
    }
    const message = `This is nested more than ${NESTING_LIMIT} levels deep.`;
    this.error('nesting-limit', message, this.tokenRange());
    this.lexer.skipToEnd();
    this.lastErrorStart = this.lexer.start;
    return false;
  }

  leave(): void {
    this.depth--;
  }

  /** Reports the current token as one that cannot stand here. */
  unexpected(expected: string, fixes: readonly Fix[] = []): void {
    const { token } = this.lexer;
    const found = this.describeToken();
    const since = token === Token.Word ? this.laterKeyword() : null;
    if (since) {
      const message = `${found} exists since Tempo ${since}; the release in question does not know it.`;
      this.error('not-in-release', message, this.tokenRange(), fixes);
      return;
    }
    const message = `${token === Token.End ? 'The query ends too early' : `${found} cannot stand here`}: expected ${expected}.`;
    this.error('syntax', message, this.tokenRange(), fixes);
  }

  private describeToken(): string {
    const { token } = this.lexer;
    if (token === Token.AttributeEnd) {
      return 'an empty attribute name';
    }
    return token === Token.End ? 'the end' : `\`${this.tokenText()}\``;
  }

  /** Whether the current word means something in a later release. */
  isLaterKeyword(): boolean {
    return this.laterKeyword() !== null;
  }

  private laterKeyword(): string | null {
    const { lexer, text } = this;
    const scoped = KEYWORDS.get(text.slice(lexer.start, lexer.end + 1));
    const known = scoped ?? KEYWORDS.get(lexer.value);
    return known && known.since > this.features.age ? releaseOfAge(known.since) : null;
  }

  /**
   * Reports an error at the current token. A second error at the same token is not reported: it is a consequence.
   * `parsingGoesOn` where Tempo records it and goes on.
   */
  error(code: string, message: string, range: Range, fixes: readonly Fix[] = [], parsingGoesOn = false): void {
    const { lexer } = this;
    if (!parsingGoesOn) {
      this.stoppedAt ??= lexer.start;
    }
    if (lexer.start === this.lastErrorStart && this.firstError) {
      return;
    }
    this.lastErrorStart = lexer.start;
    if (this.diagnostics.length >= MAX_DIAGNOSTICS) {
      return;
    }
    const isFirst = this.firstError === null;
    const diagnostic: Diagnostic = { severity: 'error', code, message, range, fixes };
    if (!isFirst) {
      this.diagnostics.push(diagnostic);
      return;
    }
    const { reportedStart, lineKnown } = lexer;
    this.firstError = { reportedStart, lineKnown, tokenStart: lexer.start, parsingGoesOn };
    if (reportedStart < 0) {
      this.diagnostics.push(diagnostic);
      return;
    }
    const { line, column } = positionAt(this.text, reportedStart);
    this.diagnostics.push({ ...diagnostic, tempo: { line: lineKnown ? line : 0, column } });
  }

  /** A node of no width for what is missing before the current token. */
  missing(): Invalid {
    const { start } = this.lexer;
    return { kind: 'invalid', text: '', range: { start, end: start } };
  }

  /** A node for text that has no meaning. */
  invalid(start: number, end: number): Invalid {
    const last = Math.max(start, end);
    return { kind: 'invalid', text: this.text.slice(start, last), range: { start, end: last } };
  }

  /** Passes over tokens until one of `stops` or the end. */
  skipUntil(stops: ReadonlySet<Token>): void {
    while (this.lexer.token !== Token.End && !stops.has(this.lexer.token)) {
      this.lexer.next();
    }
  }

  /** The fix that turns `'…'` into a string. */
  doubleQuotesFix(range: Range): Fix {
    const body = this.text.slice(range.start + 1, range.end).replace(/'$/, '');
    return replaceFix('Use double quotes', range, quoteString(body.replace(/\\(.)/gs, '$1')));
  }
}
