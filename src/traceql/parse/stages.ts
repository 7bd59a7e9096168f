/**
 * The stages of a pipeline: filters, `by`, `coalesce`, `select`, aggregates.
 *
 * Follows `spansetFilter`, `groupOperation`, `coalesceOperation`, `selectOperation` and `aggregate` of Tempo's
 * `pkg/traceql/expr.y` (2.6 to 3.0).
 */
import { Aggregate, AggregateFunction, Coalesce, FieldOrInvalid, Group, Invalid, Select, SpansetFilter } from '../ast';
import { conventionalScope } from '../attributeScopes';
import { Fix, replaceFix } from '../diagnostics';
import { quoteName } from '../quote';
import { Token } from '../tokens';
import { insertFix, parseExpression } from './expression';
import { parseFieldOnly, startsField, startsLiteral } from './fields';
import { ParserState } from './state';

const T = Token;

const AFTER_FILTER: ReadonlySet<Token> = new Set([T.CloseBrace, T.Pipe, T.OpenBrace]);
const AFTER_ARGUMENTS: ReadonlySet<Token> = new Set([T.CloseParen, T.Pipe, T.OpenBrace, T.CloseBrace, T.With]);

/** Reads `{ … }`; the current token is `{`. */
export function parseFilter(p: ParserState): SpansetFilter {
  const { lexer } = p;
  const { start } = lexer;
  lexer.next();
  if (p.accept(T.CloseBrace)) {
    return { kind: 'filter', expression: null, range: p.rangeFrom(start) };
  }
  const expression = parseExpression(p);
  closeFilter(p);
  return { kind: 'filter', expression, range: p.rangeFrom(start) };
}

function closeFilter(p: ParserState): void {
  const { lexer } = p;
  if (lexer.token !== T.CloseBrace) {
    const comma = lexer.token === T.Comma ? [replaceFix('Use &&', p.tokenRange(), ' &&')] : insertFix(p, ' }');
    p.unexpected('an operator or `}`', [...spacedNameFix(p), ...comma]);
    p.skipUntil(AFTER_FILTER);
  }
  p.accept(T.CloseBrace);
}

/** `span.my attr = 1`: a name with a space needs quotes. */
function spacedNameFix(p: ParserState): Fix[] {
  if (p.lexer.token !== T.Word) {
    return [];
  }
  const before = p.text.slice(Math.max(0, p.lexer.previousEnd - 200), p.lexer.previousEnd);
  const found = /((?:span|resource|event|link|instrumentation)?\.)([^\s"{}()=~!<>&|^,]+)$/.exec(before);
  if (!found) {
    return [];
  }
  const range = { start: p.lexer.previousEnd - found[0].length, end: p.lexer.end };
  const name = `${found[2]}${p.text.slice(p.lexer.previousEnd, p.lexer.end)}`;
  return [replaceFix('Quote the name', range, found[1] + quoteName(name))];
}

/** Reports what stands where a stage should; where it is a condition without braces, reads it as one. */
export function parseUnbracedFilter(p: ParserState): SpansetFilter | Invalid {
  const { lexer } = p;
  const { token, start } = lexer;
  const isCondition = startsField(token) || token === T.Word || token === T.Not || startsLiteral(token);
  if (!isCondition) {
    p.unexpected('a spanset such as `{ … }`, or a stage such as `by(…)`, `select(…)`, `count() > 2`');
    const isClosing = token === T.CloseParen || token === T.CloseBrace || token === T.End || token === T.Pipe;
    if (isClosing) {
      return p.missing();
    }
    p.skipUntil(AFTER_ARGUMENTS);
    return p.invalid(start, lexer.previousEnd);
  }
  const end = endOfCondition(p.text, start);
  const name = /^[\w.]+/.exec(p.text.slice(start, end))?.[0] ?? '';
  const scope = token === T.Word || p.text[start + name.length - 1] === '.' ? conventionalScope(name) : null;
  const edits = [
    { range: { start, end: start }, text: scope ? `{ ${scope}.` : '{ ' },
    { range: { start: end, end }, text: ' }' },
  ];
  const isEmptyField = token === T.Word && p.isLaterKeyword();
  if (isEmptyField) {
    p.unexpected('a stage');
  } else {
    p.unexpected('a spanset: conditions stand between braces', [{ title: 'Put it between braces', edits }]);
  }
  const expression = parseExpression(p);
  if (lexer.token === T.CloseBrace) {
    lexer.next();
  }
  return { kind: 'filter', expression, range: p.rangeFrom(start) };
}

/** Where a condition that lacks its braces ends: before a single `|` outside of quotes. */
function endOfCondition(text: string, start: number): number {
  const condition = /^(?:"(?:\\.|[^"\\\n])*"|`[^`]*`|\|\||[^|"`}])*/s.exec(text.slice(start))?.[0] ?? '';
  return start + condition.trimEnd().length;
}

/** Reads `name(`; the current token is the name. */
export function openArguments(p: ParserState): boolean {
  p.lexer.next();
  return p.expect(T.OpenParen, '`(`');
}

export function closeArguments(p: ParserState): void {
  if (p.lexer.token !== T.CloseParen) {
    p.unexpected('`)`', insertFix(p, ')'));
    p.skipUntil(AFTER_ARGUMENTS);
  }
  p.accept(T.CloseParen);
}

export function parseGroup(p: ParserState): Group {
  const { start } = p.lexer;
  const expression = openArguments(p) ? parseExpression(p) : p.missing();
  closeArguments(p);
  return { kind: 'group', expression, range: p.rangeFrom(start) };
}

export function parseCoalesce(p: ParserState): Coalesce {
  const { start } = p.lexer;
  openArguments(p);
  closeArguments(p);
  return { kind: 'coalesce', range: p.rangeFrom(start) };
}

export function parseSelect(p: ParserState): Select {
  const { start } = p.lexer;
  const fields = openArguments(p) ? parseFieldList(p) : [];
  closeArguments(p);
  return { kind: 'select', fields, range: p.rangeFrom(start) };
}

/** Reads `field, field …` */
export function parseFieldList(p: ParserState): FieldOrInvalid[] {
  const fields = [parseFieldOnly(p)];
  while (p.accept(T.Comma)) {
    fields.push(parseFieldOnly(p));
  }
  return fields;
}

export function parseAggregate(p: ParserState): Aggregate {
  const { lexer } = p;
  const { start, token } = lexer;
  const name = lexer.value as AggregateFunction;
  const opened = openArguments(p);
  const argument = opened && token !== T.Count ? parseExpression(p) : null;
  closeArguments(p);
  return { kind: 'aggregate', function: name, argument, range: p.rangeFrom(start) };
}
