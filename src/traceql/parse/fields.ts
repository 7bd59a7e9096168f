/**
 * Attributes, intrinsics and literals.
 *
 * Follows `attributeField`, `intrinsicField`, `scopedIntrinsicField` and `static` of Tempo's `pkg/traceql/expr.y`
 * (2.6 to 3.0).
 */
import {
  Attribute,
  AttributeScope,
  Field,
  FieldOrInvalid,
  Literal,
  NumberLiteral,
  SpanKindName,
  StatusName,
} from '../ast';
import { replaceFix } from '../diagnostics';
import { intrinsicsOfScope, SCOPED_INTRINSICS } from '../intrinsics';
import { parseDuration } from '../lex/durations';
import { floatValue } from '../lex/numbers';
import { Token } from '../tokens';
import { reportBareName } from './bareNames';
import { ParserState } from './state';

const T = Token;

const SCOPES: ReadonlyMap<Token, AttributeScope> = new Map([
  [T.Dot, 'none'],
  [T.ParentDot, 'none'],
  [T.ResourceDot, 'resource'],
  [T.SpanDot, 'span'],
  [T.EventDot, 'event'],
  [T.LinkDot, 'link'],
  [T.InstrumentationDot, 'instrumentation'],
]);

/** Whether a field can begin with the token. */
export function startsField(token: Token): boolean {
  return (
    (token >= T.Dot && token <= T.InstrumentationColon) ||
    (token >= T.IntrinsicDuration && token <= T.IntrinsicChildCount)
  );
}

/** Reads the field at the current token, for which `startsField` holds. */
export function parseField(p: ParserState): FieldOrInvalid {
  const { token } = p.lexer;
  if (token <= T.InstrumentationDot) {
    return parseAttribute(p);
  }
  if (token <= T.InstrumentationColon) {
    return parseScopedIntrinsic(p);
  }
  if (token === T.IntrinsicChildCount && !p.features.unscopedChildCount) {
    const fix = replaceFix('Use span:childCount', p.tokenRange(), 'span:childCount');
    p.error(
      'not-in-release',
      '`childCount` without scope is gone since Tempo 2.10; it is `span:childCount` now.',
      p.tokenRange(),
      [fix]
    );
  }
  return intrinsic(p, p.lexer.start);
}

function intrinsic(p: ParserState, start: number): Field {
  const { end } = p.lexer;
  p.lexer.next();
  return { kind: 'intrinsic', name: p.text.slice(start, end).replace(/\s/g, ''), range: { start, end } };
}

function parseAttribute(p: ParserState): Attribute {
  const { lexer } = p;
  const { start } = lexer;
  const parent = lexer.token === T.ParentDot;
  let scope = SCOPES.get(lexer.token) ?? 'none';
  lexer.next();
  if (parent && (lexer.token === T.SpanDot || lexer.token === T.ResourceDot)) {
    scope = SCOPES.get(lexer.token) ?? 'none';
    lexer.next();
  }
  if (lexer.token !== T.AttributeName) {
    p.unexpected('the name of an attribute');
    while (lexer.token === T.SpanDot || lexer.token === T.ResourceDot) {
      lexer.next();
    }
  }
  const name = lexer.token === T.AttributeName ? lexer.value : '';
  p.accept(T.AttributeName);
  const end = lexer.previousEnd;
  p.accept(T.AttributeEnd);
  return { kind: 'attribute', scope, parent, name, range: { start, end } };
}

function parseScopedIntrinsic(p: ParserState): FieldOrInvalid {
  const { lexer } = p;
  const { start, token } = lexer;
  const scope = p.tokenText();
  lexer.next();
  const fits = SCOPED_INTRINSICS.get(token)?.has(lexer.token) ?? false;
  if (fits && (lexer.token !== T.IntrinsicChildCount || p.features.scopedChildCount)) {
    return scopedIntrinsic(p, start, scope);
  }
  if (fits) {
    p.error('not-in-release', '`span:childCount` exists since Tempo 2.10.', { start, end: lexer.end });
    return scopedIntrinsic(p, start, scope);
  }
  const names = intrinsicsOfScope(scope, p.features.age);
  p.unexpected(`one of ${names.join(', ')}`);
  if (lexer.token === T.Word || (lexer.token >= T.True && lexer.token <= T.With)) {
    lexer.next();
  }
  return p.invalid(start, lexer.previousEnd);
}

function scopedIntrinsic(p: ParserState, start: number, scope: string): Field {
  const name = scope + p.tokenText();
  p.lexer.next();
  return { kind: 'intrinsic', name, range: p.rangeFrom(start) };
}

/** Reads a field where nothing else may stand: in `by(…)` of metrics, `select(…)`, `min_over_time(…)`. */
export function parseFieldOnly(p: ParserState): FieldOrInvalid {
  const { token } = p.lexer;
  if (startsField(token)) {
    const field = parseField(p);
    return isAdjacentDot(p) ? reportBareName(p, field.range.start) : field;
  }
  if (token === T.Word || (token >= T.True && token <= T.With)) {
    return reportBareName(p, p.lexer.start);
  }
  p.unexpected('an attribute such as `span.name`, or an intrinsic such as `duration`');
  if (token === T.CloseParen || token === T.Comma || token === T.End || token === T.Pipe || token === T.CloseBrace) {
    return p.missing();
  }
  const { start } = p.lexer;
  p.lexer.next();
  return p.invalid(start, p.lexer.previousEnd);
}

/** Whether the current token is a dot right behind the token before, as in `service.name`. */
export function isAdjacentDot(p: ParserState): boolean {
  return p.lexer.token === T.Dot && p.lexer.start === p.lexer.previousEnd;
}

/** Whether a literal can begin with the token. */
export function startsLiteral(token: Token): boolean {
  return (token >= T.String && token <= T.Duration) || (token >= T.True && token <= T.SpanKind);
}

/** Reads the literal at the current token, for which `startsLiteral` holds. */
export function parseLiteral(p: ParserState): Literal {
  const { lexer } = p;
  const { start, end, token } = lexer;
  const range = { start, end };
  let literal: Literal;
  switch (token) {
    case T.String:
      literal = { kind: 'string', value: lexer.value, raw: p.text.charCodeAt(start) === 96, range };
      break;
    case T.Int:
    case T.Float:
    case T.Duration:
      return parseNumber(p, start);
    case T.Nil:
      literal = { kind: 'nil', range };
      break;
    case T.Status:
      literal = { kind: 'status', value: lexer.value as StatusName, range };
      break;
    case T.SpanKind:
      literal = { kind: 'span-kind', value: lexer.value as SpanKindName, range };
      break;
    default:
      literal = { kind: 'bool', value: token === T.True, range };
  }
  lexer.next();
  return literal;
}

/** Whether a number or duration begins with the token. */
export function isNumber(token: Token): boolean {
  return token === T.Int || token === T.Float || token === T.Duration;
}

/** Reads the number at the current token; `start` is where its minus is, if it has one. */
export function parseNumber(p: ParserState, start: number): NumberLiteral {
  const { lexer } = p;
  const digits = p.tokenText();
  const negative = start < lexer.start;
  const text = negative ? `-${digits}` : digits;
  const sign = negative ? -1 : 1;
  const range = { start, end: lexer.end };
  const { token } = lexer;
  lexer.next();
  if (token === T.Duration) {
    return { kind: 'duration', text, nanoseconds: sign * Number(parseDuration(digits) ?? 0), range };
  }
  return token === T.Int
    ? { kind: 'int', text, value: sign * Number(digits), range }
    : { kind: 'float', text, value: sign * floatValue(digits), range };
}
