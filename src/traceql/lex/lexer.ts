/**
 * Turns text into tokens, one at a time.
 *
 * Follows `Lex` of Tempo's `pkg/traceql/lexer.go` (2.6 to 3.0) over Go's `text/scanner`, down to its peculiarities:
 * after a scope (`span.`, `.`) the name of an attribute runs up to a space or one of `{}()=~!<>&|^,`, its end is a token
 * of its own; `parent.` keeps its effect on later names; comments are those of Go.
 *
 * No token objects: the parser reads the fields of the lexer, which are those of the current token.
 */
import { Comment } from '../ast';
import { KEYWORDS, Token } from '../tokens';
import { endsAttribute, isDecimal, isDurationPart, isSpace, isWordPart, isWordStart } from './characters';
import { parseDuration } from './durations';
import { scanNumber } from './numbers';
import { scanAttributeName } from './attributeNames';
import { scanString } from './strings';

const T = Token;

/** Told of what is wrong with the text of a token, and where. */
export type LexicalErrorSink = (code: string, message: string, start: number, end: number) => void;

export class Lexer {
  token: Token = T.End;
  start = 0;
  end = 0;
  /** End of the token before. */
  previousEnd = 0;
  /** Decoded text of a string or an attribute name, spelling of a word. */
  value = '';
  /**
   * Where Tempo says an error at this token is: the start of the last token that is not part of an attribute's name
   * (-1: it names no place) …
   */
  reportedStart = -1;
  /** … and whether it knows the line (after `span.`, a duration or an operator of two characters it says line 0). */
  lineKnown = false;
  readonly comments: Comment[] = [];

  private inAttribute = false;
  /** `parent.` was the last scope other than the plain `.`. */
  private afterParent = false;
  private readonly nul: number;
  private nulReported = false;

  constructor(
    readonly text: string,
    private readonly age: number,
    private readonly onError: LexicalErrorSink
  ) {
    this.nul = text.indexOf('\0');
    if (text.charCodeAt(0) === 0xfeff) {
      this.end = 1;
    }
  }

  /** Makes the next token current. */
  next(): void {
    const { reportedStart } = this;
    this.previousEnd = this.end;
    if (this.inAttribute) {
      this.nextInAttribute();
    } else {
      this.scan();
    }
    if (this.nul >= 0 && this.end >= this.nul) {
      this.reportNul(reportedStart);
    }
  }

  /** Tempo meets a NUL when it looks one character ahead: often before it knows where the next token begins. */
  private reportNul(previousStart: number): void {
    if (this.nulReported) {
      return;
    }
    this.nulReported = true;
    const { reportedStart, lineKnown } = this;
    if (this.start >= this.nul && reportedStart === this.start) {
      this.reportedStart = previousStart;
      this.lineKnown = false;
    }
    this.onError('nul-character', 'The query holds a NUL character.', this.nul, this.nul + 1);
    this.reportedStart = reportedStart;
    this.lineKnown = lineKnown;
  }

  /** Makes everything that is left disappear. */
  skipToEnd(): void {
    this.inAttribute = false;
    this.token = T.End;
    this.start = this.end = this.text.length;
  }

  private nextInAttribute(): void {
    this.start = this.end;
    if (this.end >= this.text.length || endsAttribute(this.text.charCodeAt(this.end))) {
      this.inAttribute = false;
      this.token = T.AttributeEnd;
      return;
    }
    this.lineKnown = false;
    const inner = this.afterParent ? this.scopeAfterParent() : null;
    if (inner) {
      this.token = inner.token;
      this.end += inner.length;
      this.afterParent = false;
      return;
    }
    const name = scanAttributeName(this.text, this.start);
    this.end = name.end;
    this.value = name.value;
    this.token = T.AttributeName;
    if (name.problem) {
      this.inAttribute = name.problem.code !== 'unterminated-name';
      this.onError(name.problem.code, name.problem.message, name.problem.start, name.end);
    }
  }

  private scopeAfterParent(): { token: Token; length: number } | null {
    if (this.text.startsWith('span.', this.start)) {
      return { token: T.SpanDot, length: 5 };
    }
    return this.text.startsWith('resource.', this.start) ? { token: T.ResourceDot, length: 9 } : null;
  }

  private scan(): void {
    const text = this.text;
    let at = this.end;
    let code = text.charCodeAt(at);
    for (;;) {
      while (isSpace(code)) {
        code = text.charCodeAt(++at);
      }
      const following = code === 47 ? text.charCodeAt(at + 1) : 0;
      if (following !== 47 && following !== 42) {
        break;
      }
      at = this.comment(at, following === 47);
      code = text.charCodeAt(at);
    }
    this.start = this.end = this.reportedStart = at;
    this.lineKnown = true;
    if (at >= text.length) {
      this.token = T.End;
      return;
    }
    if (code < 128 ? isWordStart(code) : isWordStart(text.codePointAt(at) ?? 0)) {
      this.word();
    } else if (isDecimal(code) || (code === 46 && isDecimal(text.charCodeAt(at + 1)))) {
      this.number();
    } else if (code === 34 || code === 96 || code === 39) {
      this.quoted(code);
    } else {
      this.sign(code);
    }
  }

  private comment(at: number, isLine: boolean): number {
    const closing = this.text.indexOf(isLine ? '\n' : '*/', at + 2);
    let end = closing + (isLine ? 0 : 2);
    if (closing < 0) {
      end = this.text.length;
      if (!isLine) {
        this.reportedStart = at;
        this.lineKnown = true;
        this.onError('unterminated-comment', 'This comment has no end: `*/` is missing.', at, end);
      }
    }
    this.comments.push({ text: this.text.slice(at, end), range: { start: at, end } });
    return end;
  }

  private word(): void {
    const text = this.text;
    let at = this.start;
    let code = text.charCodeAt(at);
    while (code < 128 ? isWordPart(code) : isWordPart(text.codePointAt(at) ?? 0)) {
      at += code >= 0xd800 && code <= 0xdbff ? 2 : 1;
      code = text.charCodeAt(at);
    }
    this.end = at;
    this.value = text.slice(this.start, at);
    if ((code === 46 || code === 58) && this.keyword(text.slice(this.start, at + 1))) {
      this.end = at + 1;
      this.lineKnown = false;
      this.afterParent = this.token === T.ParentDot;
      this.inAttribute = code === 46;
    } else if (!this.keyword(this.value)) {
      this.token = T.Word;
    }
  }

  /** Takes the token of a keyword of this release; tells whether there is one. */
  private keyword(word: string): boolean {
    const known = KEYWORDS.get(word);
    if (!known || known.since > this.age) {
      return false;
    }
    this.token = known.token;
    return true;
  }

  private number(): void {
    const number = scanNumber(this.text, this.start);
    this.end = number.end;
    const durationEnd = this.durationEnd();
    if (durationEnd > this.end && parseDuration(this.text.slice(this.start, durationEnd)) !== null) {
      this.end = durationEnd;
      this.lineKnown = false;
      this.token = T.Duration;
      return;
    }
    this.token = number.isFloat ? T.Float : T.Int;
    if (number.problem) {
      this.onError('invalid-number', `This is no number TraceQL can read: ${number.problem}.`, this.start, this.end);
    }
  }

  private durationEnd(): number {
    let at = this.end;
    let code = this.text.codePointAt(at);
    while (code !== undefined && isDurationPart(code)) {
      at += code > 0xffff ? 2 : 1;
      code = this.text.codePointAt(at);
    }
    return at;
  }

  private quoted(quote: number): void {
    const string = scanString(this.text, this.start, quote);
    this.end = string.end;
    this.value = quote === 39 ? this.text.slice(this.start, this.end) : string.value;
    this.token = quote === 39 ? T.Word : T.String;
    if (string.problem) {
      this.onError(string.problem.code, string.problem.message, this.start, this.end);
    }
  }

  private sign(code: number): void {
    const second = this.text.charCodeAt(this.start + 1);
    this.end = this.start + this.signLength(code, second);
    if (this.token === T.Word) {
      this.value = this.text.slice(this.start, this.end);
    } else if (this.end - this.start > 1) {
      this.lineKnown = false;
    }
  }

  /** Takes the token of a sign; tells its length. */
  private signLength(code: number, second: number): number {
    switch (code) {
      case 33: // !
        return this.signAfterNot(second);
      case 38: // &
        return this.signAfterAmpersand(second);
      case 60: // <
      case 62: // >
        return this.angleSign(code === 62, second);
      case 61: // =
        return second === 126 ? this.take(T.Regex, 2) : this.take(T.Eq, 1);
      case 124: // |
        return second === 124 ? this.take(T.Or, 2) : this.take(T.Pipe, 1);
      default: {
        const token = code < 128 ? (SINGLE_SIGNS[code] ?? T.Word) : T.Word;
        this.inAttribute = token === T.Dot;
        return this.take(token, code < 128 || (this.text.codePointAt(this.start) ?? 0) <= 0xffff ? 1 : 2);
      }
    }
  }

  private take(token: Token, length: number): number {
    this.token = token;
    return length;
  }

  private signAfterNot(second: number): number {
    const doubled = this.text.charCodeAt(this.start + 2) === second;
    switch (second) {
      case 61:
        return this.take(T.Neq, 2);
      case 126:
        return this.take(T.NotRegex, 2);
      case 62:
        return doubled ? this.take(T.NotDescendant, 3) : this.take(T.NotChild, 2);
      case 60:
        return doubled ? this.take(T.NotAncestor, 3) : this.take(T.NotParent, 2);
      default:
        return this.take(T.Not, 1);
    }
  }

  private signAfterAmpersand(second: number): number {
    const doubled = this.text.charCodeAt(this.start + 2) === second;
    switch (second) {
      case 38:
        return this.take(T.And, 2);
      case 126:
        return this.take(T.UnionSibling, 2);
      case 62:
        return doubled ? this.take(T.UnionDescendant, 3) : this.take(T.UnionChild, 2);
      case 60:
        return doubled ? this.take(T.UnionAncestor, 3) : this.take(T.UnionParent, 2);
      default:
        return this.take(T.Word, 1);
    }
  }

  private angleSign(greater: boolean, second: number): number {
    if (second === 61) {
      return this.take(greater ? T.Gte : T.Lte, 2);
    }
    if (second === (greater ? 62 : 60)) {
      return this.take(greater ? T.Descendant : T.Ancestor, 2);
    }
    return this.take(greater ? T.Gt : T.Lt, 1);
  }
}

/** Tokens of one ASCII character. */
const SINGLE_SIGNS: Uint8Array = (() => {
  const tokens = new Uint8Array(128).fill(T.Word);
  const signs = {
    ',': T.Comma,
    '.': T.Dot,
    '{': T.OpenBrace,
    '}': T.CloseBrace,
    '(': T.OpenParen,
    ')': T.CloseParen,
    '+': T.Add,
    '-': T.Sub,
    '/': T.Div,
    '%': T.Mod,
    '*': T.Mul,
    '^': T.Pow,
    '~': T.Sibling,
  };
  Object.entries(signs).forEach(([sign, token]) => (tokens[sign.charCodeAt(0)] = token));
  return tokens;
})();
