/**
 * Field expressions: what stands between braces, in `by(…)` and in aggregates.
 *
 * Follows `fieldExpression` of Tempo's `pkg/traceql/expr.y` (2.6 to 3.0) and its table of precedences, in which `&&` and
 * `||` are equal, and unary minus binds weaker than `*` and `^`.
 */
import { Binary, BinaryOperator, Expression, UnaryOperator } from '../ast';
import { Fix, replaceFix } from '../diagnostics';
import { OPERATOR_TEXT, Token } from '../tokens';
import { reportBareName } from './bareNames';
import { isAdjacentDot, parseField, parseLiteral, startsField, startsLiteral } from './fields';
import { ParserState } from './state';

const T = Token;

const LOGIC = 1;
const COMPARISON = 2;
const NOT = 4;
const POWER = 6;

/** How strongly a token binds as a binary operator; 0 for all that are none. */
const BINDING: Uint8Array = (() => {
  const binding = new Uint8Array(T.With + 1);
  const levels: ReadonlyArray<readonly [number, readonly Token[]]> = [
    [LOGIC, [T.And, T.Or]],
    [COMPARISON, [T.Eq, T.Neq, T.Lt, T.Lte, T.Gt, T.Gte, T.Regex, T.NotRegex]],
    [3, [T.Add, T.Sub]],
    [5, [T.Mul, T.Div, T.Mod]],
    [POWER, [T.Pow]],
  ];
  levels.forEach(([level, tokens]) => tokens.forEach((token) => (binding[token] = level)));
  return binding;
})();

/** The binding of a binary operator, for `render`: greater binds stronger. */
export { BINDING, NOT };

/** Reads an expression whose operators bind at least as strongly as `least`. */
export function parseExpression(p: ParserState, least = LOGIC): Expression {
  const { lexer } = p;
  const { start } = lexer;
  let left = parseOperand(p, least > COMPARISON);
  for (;;) {
    const binding = BINDING[lexer.token] ?? 0;
    if (binding === 0 && !recoverOperator(p, left)) {
      return left;
    }
    const found = BINDING[lexer.token] ?? 0;
    if (found < least || found === 0) {
      return left;
    }
    left = parseRight(p, left, start, found);
  }
}

function parseRight(p: ParserState, left: Expression, start: number, binding: number): Expression {
  const { lexer } = p;
  const { token } = lexer;
  const operator = OPERATOR_TEXT[token] as BinaryOperator;
  lexer.next();
  const isPostfixNil = lexer.token === T.Nil && binding === COMPARISON && takesNil(p, token);
  let right: Expression;
  if (isPostfixNil) {
    right = parseLiteral(p);
  } else if (binding === POWER) {
    right = p.enter() ? parseExpression(p, POWER) : p.missing();
    p.leave();
  } else {
    doubledEquals(p, token);
    right = parseExpression(p, binding + 1);
  }
  return { kind: 'binary', operator, left, right, range: p.rangeFrom(start) };
}

/** Whether `nil` right of the comparison is a form of its own. */
function takesNil(p: ParserState, comparison: Token): boolean {
  const { nil } = p.features;
  if (comparison === T.Neq) {
    return nil !== 'literal';
  }
  return comparison === T.Eq && (nil === 'exists-or-absent' || nil === 'any');
}

/** `a == b` */
function doubledEquals(p: ParserState, token: Token): void {
  const { lexer } = p;
  if (token === T.Eq && lexer.token === T.Eq && lexer.start === lexer.previousEnd) {
    const range = { start: lexer.start - 1, end: lexer.end };
    p.error('double-equals', 'Equality is written with a single `=`.', range, [replaceFix('Use =', range, '=')]);
    lexer.next();
  }
}

function parseOperand(p: ParserState, isValue: boolean): Expression {
  const { lexer } = p;
  const { token } = lexer;
  if (startsField(token)) {
    const field = parseField(p);
    return isAdjacentDot(p) ? reportBareName(p, field.range.start) : field;
  }
  if (token === T.Nil && p.features.nil !== 'literal') {
    return parseLeadingNil(p);
  }
  if (startsLiteral(token)) {
    const literal = parseLiteral(p);
    return isAdjacentDot(p) && token >= T.True ? reportBareName(p, literal.range.start, isValue) : literal;
  }
  switch (token) {
    case T.OpenParen:
      return parseParenthesised(p);
    case T.Sub:
      return parseUnary(p, '-', 4);
    case T.Not:
      return parseUnary(p, '!', NOT + 1);
    case T.Word:
      return parseWord(p, isValue);
    default:
      return unexpectedOperand(p, isValue);
  }
}

function parseParenthesised(p: ParserState): Expression {
  p.lexer.next();
  const inner = p.enter() ? parseExpression(p) : p.missing();
  p.leave();
  if (p.lexer.token !== T.CloseParen) {
    p.unexpected('an operator or `)`', insertFix(p, ')'));
    p.skipUntil(AFTER_EXPRESSION);
  }
  p.accept(T.CloseParen);
  return inner;
}

function parseUnary(p: ParserState, operator: UnaryOperator, least: number): Expression {
  const { start } = p.lexer;
  p.lexer.next();
  const operand = p.enter() ? parseExpression(p, least) : p.missing();
  p.leave();
  return { kind: 'unary', operator, operand, range: p.rangeFrom(start) };
}

/** `nil != x` and its kin: `nil` is no operand of its own since 2.8. */
function parseLeadingNil(p: ParserState): Expression {
  const { lexer } = p;
  const { start } = lexer;
  const nil = parseLiteral(p);
  const { token } = lexer;
  if (token !== T.Eq && token !== T.Neq) {
    if (p.features.nil !== 'any') {
      p.unexpected('`=` or `!=` after `nil` (`x = nil` works since Tempo 2.10; before, write `!(x != nil)`)');
    }
    return nil;
  }
  lexer.next();
  let right: Expression;
  if (lexer.token === T.Nil) {
    right = parseLiteral(p);
  } else {
    if (token === T.Eq && p.features.nil === 'exists') {
      p.unexpected('`nil`: comparing with `= nil` works since Tempo 2.10');
    }
    right = p.enter() ? parseExpression(p, COMPARISON + 1) : p.missing();
    p.leave();
  }
  const operator = token === T.Eq ? '=' : '!=';
  return { kind: 'binary', operator, left: nil, right, range: p.rangeFrom(start) } satisfies Binary;
}

function parseWord(p: ParserState, isValue: boolean): Expression {
  const { lexer } = p;
  const { start, end, value } = lexer;
  const isConstant = value === 'minInt' || value === 'maxInt';
  if (isConstant && p.features.bareWords) {
    lexer.next();
    return { kind: 'int-constant', name: value, range: { start, end } };
  }
  if (isConstant) {
    p.error('not-in-release', `\`${value}\` exists since Tempo 2.10.`, p.tokenRange());
    lexer.next();
    return { kind: 'int-constant', name: value, range: { start, end } };
  }
  if (/^not$/i.test(value)) {
    p.error(
      'word-operator',
      'Negation is written with `!`.',
      p.tokenRange(),
      [replaceFix('Use !', p.tokenRange(), '!')],
      p.features.bareWords
    );
    return parseUnary(p, '!', NOT + 1);
  }
  return reportBareName(p, start, isValue);
}

const AFTER_EXPRESSION: ReadonlySet<Token> = new Set([T.CloseBrace, T.CloseParen, T.Pipe, T.Comma, T.OpenBrace]);
const ENDS_OPERAND: ReadonlySet<Token> = new Set([
  T.CloseBrace,
  T.CloseParen,
  T.Pipe,
  T.Comma,
  T.End,
  T.OpenBrace,
  T.And,
  T.Or,
]);

function unexpectedOperand(p: ParserState, isValue: boolean): Expression {
  const { lexer } = p;
  const { token } = lexer;
  if (ENDS_OPERAND.has(token) || (BINDING[token] ?? 0) > 0) {
    p.unexpected('an attribute, an intrinsic or a literal');
    return p.missing();
  }
  if (token >= T.IntrinsicRootService && token <= T.With) {
    return reportBareName(p, lexer.start, isValue);
  }
  const { start } = lexer;
  p.unexpected('an attribute, an intrinsic or a literal');
  lexer.next();
  return p.invalid(start, lexer.previousEnd);
}

const WORD_OPERATORS: Readonly<Record<string, '&&' | '||'>> = { and: '&&', or: '||' };

/**
 * Between an operand and a token that is no operator: where an operator was clearly meant, reports it, replaces it and
 * returns true. The expression is never continued silently: without a report this returns false.
 */
function recoverOperator(p: ParserState, left: Expression): boolean {
  const { lexer } = p;
  const { token } = lexer;
  if (token !== T.Word && token !== T.Comma) {
    return false;
  }
  const meant = token === T.Comma ? null : WORD_OPERATORS[lexer.value.toLowerCase()];
  if (!meant || left.kind === 'invalid') {
    return false;
  }
  const range = p.tokenRange();
  p.error('word-operator', `\`${lexer.value}\` is written \`${meant}\`.`, range, [
    replaceFix(`Use ${meant}`, range, meant),
  ]);
  lexer.token = meant === '&&' ? T.And : T.Or;
  return true;
}

/** A fix that puts text right behind the token before the current one. */
export function insertFix(p: ParserState, text: string): Fix[] {
  const at = p.lexer.previousEnd;
  return [replaceFix(`Insert ${text.trim()}`, { start: at, end: at }, text)];
}
