/**
 * Pipelines, spanset expressions and scalar expressions.
 *
 * Follows `root` to `scalarExpression` of Tempo's `pkg/traceql/expr.y` (2.6 to 3.0). The grammar is ambiguous at `(`,
 * which may open a spanset expression, a scalar expression, a whole pipeline or a pipeline that ends with an aggregate;
 * Tempo's generated parser settles it by preferring to read on. Here a set of what the place allows goes down, and what
 * was found comes up, which gives the same answers.
 */
import {
  ArithmeticOperator,
  ComparisonOperator,
  ScalarExpression,
  ScalarFilter,
  SpansetExpression,
  SpansetOperator,
  Stage,
} from '../ast';
import { OPERATOR_TEXT, Token } from '../tokens';
import {
  allowedFirst,
  ANY,
  ARITHMETIC,
  Found,
  isComparison,
  isMetrics,
  PIPELINE,
  SCALAR,
  SCALAR_PIPELINE,
  SPANSET,
  SPANSET_BINDING,
  startsAggregate,
  startsScalar,
} from './alternatives';
import { BINDING, insertFix } from './expression';
import { isNumber, parseLiteral, parseNumber, startsLiteral } from './fields';
import { parseAggregate, parseFilter, parseGroup, parseSelect, parseCoalesce, parseUnbracedFilter } from './stages';
import { ParserState } from './state';

const T = Token;

/** What was read of a pipeline: its stages, or, where it is not one, the single thing it is. */
export interface PipelineContent {
  readonly stages: Stage[];
  /** Null for a pipeline of stages that is nothing else. */
  readonly single: Found | null;
  /** The pipe before a metrics function was read, which is the current token. */
  readonly metricsFollow: boolean;
}

/**
 * Reads a pipeline or what stands in its place, up to what cannot continue it.
 * @param atRoot whether it is the whole query: then a metrics function ends it
 */
export function parsePipeline(p: ParserState, allowed: number, atRoot: boolean): PipelineContent {
  const { lexer } = p;
  const stages: Stage[] = [];
  const first = parseFirst(p, allowed, stages);
  const takesStages = (allowed & (PIPELINE | SCALAR_PIPELINE)) !== 0;
  if (first?.what === SCALAR_PIPELINE || first?.what === PIPELINE) {
    return first.what === SCALAR_PIPELINE && atRoot ? rootScalarFilter(p, first.node) : single(stages, first);
  }
  if (first?.what === SCALAR) {
    if (!isComparison(lexer.token) || !(takesStages || !p.isStrict)) {
      return single(stages, first);
    }
    stages.push(parseComparison(p, first.node));
  } else if (first) {
    if (lexer.token !== T.Pipe) {
      return single(stages, first);
    }
    if (!takesStages) {
      p.unexpected('`)`: a pipeline cannot stand here, because the left side is not a pipeline in parentheses');
    }
    stages.push(first.node);
  }
  return parseFurtherStages(p, allowed, stages, atRoot);
}

function single(stages: Stage[], found: Found): PipelineContent {
  return { stages, single: found, metricsFollow: false };
}

/** Reads `| stage | stage …`, adding to `stages`. */
export function parseFurtherStages(p: ParserState, allowed: number, stages: Stage[], atRoot: boolean): PipelineContent {
  const { lexer } = p;
  while (p.accept(T.Pipe)) {
    const { start } = lexer;
    if (atRoot && isMetrics(lexer.token)) {
      return { stages, single: null, metricsFollow: true };
    }
    if (startsAggregate(lexer.token)) {
      const aggregate = parseAggregate(p);
      if (lexer.token === T.CloseParen && allowed & SCALAR_PIPELINE) {
        const begin = stages[0]?.range.start ?? start;
        const range = { start: begin, end: aggregate.range.end };
        return single(stages, { what: SCALAR_PIPELINE, node: { kind: 'scalar-pipeline', stages, aggregate, range } });
      }
      stages.push(parseComparison(p, continueScalar(p, aggregate, start, ARITHMETIC, SCALAR)));
    } else {
      stages.push(parseStage(p));
    }
  }
  return { stages, single: null, metricsFollow: false };
}

/** Reads what stands first; stages that are neither spansets nor scalars go to `stages`. */
function parseFirst(p: ParserState, allowed: number, stages: Stage[]): Found | null {
  const { lexer } = p;
  const { token, start } = lexer;
  const takesStages = (allowed & (PIPELINE | SCALAR_PIPELINE)) !== 0 || !p.isStrict;
  if (token === T.OpenParen) {
    return continueFound(p, parseParenthesis(p, allowedFirst(allowed)), start);
  }
  if (token === T.OpenBrace && (takesStages || allowed & SPANSET)) {
    return continueFound(p, { what: SPANSET, node: parseFilter(p) }, start);
  }
  if (startsScalar(token) && (takesStages || allowed & SCALAR)) {
    return { what: SCALAR, node: parseScalar(p, ARITHMETIC) };
  }
  if (takesStages && token === T.By) {
    stages.push(parseGroup(p));
    return null;
  }
  if (takesStages && token === T.Select) {
    stages.push(parseSelect(p));
    return null;
  }
  stages.push(parseUnbracedFilter(p));
  return null;
}

function continueFound(p: ParserState, found: Found, start: number): Found {
  switch (found.what) {
    case SPANSET:
    case PIPELINE:
      return { what: found.what, node: continueSpanset(p, found.node, start, 1, found.what) };
    default:
      return { what: found.what, node: continueScalar(p, found.node, start, ARITHMETIC, found.what) };
  }
}

/** Reads `( … )`. */
function parseParenthesis(p: ParserState, allowed: number): Found {
  const { lexer } = p;
  const { start } = lexer;
  lexer.next();
  if (!p.enter()) {
    p.leave();
    return { what: SPANSET, node: p.missing() };
  }
  const content = parsePipeline(p, p.isStrict ? allowed : ANY, false);
  p.leave();
  const found = settle(p, content, allowed, start);
  if (lexer.token !== T.CloseParen) {
    p.unexpected('`)`', insertFix(p, ')'));
    p.skipUntil(AFTER_PARENTHESIS);
  }
  p.accept(T.CloseParen);
  return found;
}

const AFTER_PARENTHESIS: ReadonlySet<Token> = new Set([T.CloseParen, T.Pipe, T.With]);

/** What the content of a parenthesis is, at a place where `allowed` may stand. */
function settle(p: ParserState, { stages, single: found }: PipelineContent, allowed: number, start: number): Found {
  if (found?.what === SPANSET && !(allowed & SPANSET)) {
    if (!(allowed & PIPELINE)) {
      p.unexpected('`|` and an aggregate such as `count()`');
    }
    return { what: PIPELINE, node: found.node };
  }
  if (found) {
    if (!(allowed & found.what)) {
      p.unexpected(found.what === SCALAR ? 'a comparison' : 'another operand');
    }
    return found;
  }
  if (!(allowed & PIPELINE)) {
    p.unexpected(allowed & SCALAR_PIPELINE ? '`|` and an aggregate such as `count()`' : 'another operand');
  }
  const begin = stages[0]?.range.start ?? start + 1;
  return { what: PIPELINE, node: { kind: 'wrapped-pipeline', stages, range: p.rangeFrom(begin) } };
}

// ----------------------------------------------------------------------------------------------------------- spansets

function continueSpanset(
  p: ParserState,
  first: SpansetExpression,
  start: number,
  least: number,
  what: typeof SPANSET | typeof PIPELINE
): SpansetExpression {
  const { lexer } = p;
  let left = first;
  for (;;) {
    const binding = SPANSET_BINDING[lexer.token] ?? 0;
    if (binding === 0 || binding < least) {
      return left;
    }
    const operator = OPERATOR_TEXT[lexer.token] as SpansetOperator;
    lexer.next();
    const rightStart = lexer.start;
    const right = continueSpanset(p, parseSpansetOperand(p, what), rightStart, binding + 1, what);
    left = { kind: 'spanset-binary', operator, left, right, range: p.rangeFrom(start) };
  }
}

function parseSpansetOperand(p: ParserState, what: typeof SPANSET | typeof PIPELINE): SpansetExpression {
  const { lexer } = p;
  if (lexer.token === T.OpenParen) {
    const found = parseParenthesis(p, what);
    return found.what === SPANSET || found.what === PIPELINE
      ? found.node
      : p.invalid(lexer.previousEnd, lexer.previousEnd);
  }
  if (lexer.token === T.OpenBrace) {
    if (what === PIPELINE) {
      const range = p.tokenRange();
      p.error(
        'pipeline-operand',
        'Beside a pipeline in parentheses, this operand needs parentheses too: `({ … })`.',
        range
      );
    }
    return parseFilter(p);
  }
  p.unexpected(what === SPANSET ? 'a spanset such as `{ … }`' : 'a pipeline in parentheses');
  return p.missing();
}

/** Reads a spanset expression after a pipe. */
function parseStage(p: ParserState): Stage {
  const { lexer } = p;
  const { token, start } = lexer;
  if (token === T.OpenBrace) {
    return continueSpanset(p, parseFilter(p), start, 1, SPANSET);
  }
  if (token === T.OpenParen) {
    const found = continueFound(p, parseParenthesis(p, SPANSET | SCALAR), start);
    return found.what === SPANSET || found.what === PIPELINE ? found.node : parseComparison(p, found.node);
  }
  if (startsScalar(token)) {
    return parseComparison(p, parseScalar(p, ARITHMETIC));
  }
  switch (token) {
    case T.By:
      return parseGroup(p);
    case T.Select:
      return parseSelect(p);
    case T.Coalesce:
      return parseCoalesce(p);
    default:
      return parseUnbracedFilter(p);
  }
}

// ------------------------------------------------------------------------------------------------------------ scalars

function parseScalar(p: ParserState, least: number): ScalarExpression {
  const { start } = p.lexer;
  return continueScalar(p, parseScalarOperand(p, SCALAR), start, least, SCALAR);
}

function continueScalar(
  p: ParserState,
  first: ScalarExpression,
  start: number,
  least: number,
  what: typeof SCALAR | typeof SCALAR_PIPELINE
): ScalarExpression {
  const { lexer } = p;
  let left = first;
  for (;;) {
    const binding = BINDING[lexer.token] ?? 0;
    if (binding < least || binding === 0) {
      return left;
    }
    const operator = OPERATOR_TEXT[lexer.token] as ArithmeticOperator;
    const isPower = lexer.token === T.Pow;
    lexer.next();
    const rightStart = lexer.start;
    const deepEnough = !isPower || p.enter();
    const operand = deepEnough ? parseScalarOperand(p, what) : p.missing();
    const right = continueScalar(p, operand, rightStart, isPower ? binding : binding + 1, what);
    if (isPower) {
      p.leave();
    }
    left = { kind: 'scalar-binary', operator, left, right, range: p.rangeFrom(start) };
  }
}

function parseScalarOperand(p: ParserState, what: typeof SCALAR | typeof SCALAR_PIPELINE): ScalarExpression {
  const { lexer } = p;
  const { token, start } = lexer;
  if (token === T.OpenParen) {
    const found = parseParenthesis(p, what);
    return found.what === SCALAR || found.what === SCALAR_PIPELINE ? found.node : p.invalid(start, lexer.previousEnd);
  }
  if (what === SCALAR_PIPELINE && p.isStrict) {
    p.unexpected('a pipeline in parentheses that ends with an aggregate');
  }
  if (startsAggregate(token)) {
    return parseAggregate(p);
  }
  if (isNumber(token)) {
    return parseNumber(p, start);
  }
  if (token === T.Sub) {
    lexer.next();
    if (isNumber(lexer.token)) {
      return parseNumber(p, start);
    }
    p.unexpected('a number after `-`');
    return p.missing();
  }
  p.unexpected('a number, a duration or an aggregate such as `count()`');
  if (startsLiteral(token) || token === T.Word) {
    lexer.next();
    return p.invalid(start, lexer.previousEnd);
  }
  return p.missing();
}

/** Reads the comparison that makes a scalar a filter. */
function parseComparison(p: ParserState, left: ScalarExpression): ScalarFilter {
  const { lexer } = p;
  const { start } = left.range;
  if (!isComparison(lexer.token)) {
    p.unexpected('a comparison such as `> 2`');
    return { kind: 'scalar-filter', operator: '>', left, right: p.missing(), range: p.rangeFrom(start) };
  }
  const operator = OPERATOR_TEXT[lexer.token] as ComparisonOperator;
  lexer.next();
  const right = parseScalar(p, ARITHMETIC);
  return { kind: 'scalar-filter', operator, left, right, range: p.rangeFrom(start) };
}

/** `({…} | count()) > 2` as a whole query: right of the comparison any literal may stand. */
function rootScalarFilter(p: ParserState, left: ScalarExpression): PipelineContent {
  const { lexer } = p;
  const { start } = left.range;
  if (!isComparison(lexer.token)) {
    return { stages: [parseComparison(p, left)], single: null, metricsFollow: false };
  }
  const operator = OPERATOR_TEXT[lexer.token] as ComparisonOperator;
  lexer.next();
  const rightStart = lexer.start;
  const right = startsPlainLiteral(p)
    ? parseLiteral(p)
    : continueScalar(p, parseConstantOrOperand(p), rightStart, ARITHMETIC, SCALAR_PIPELINE);
  const filter: ScalarFilter = {
    kind: 'scalar-filter',
    operator,
    left,
    right,
    range: p.rangeFrom(start),
  };
  return single([filter], { what: SCALAR_PIPELINE, node: right });
}

function startsPlainLiteral(p: ParserState): boolean {
  const { token } = p.lexer;
  return startsLiteral(token) && (token !== T.Nil || p.features.nil === 'literal' || p.features.nil === 'any');
}

function parseConstantOrOperand(p: ParserState): ScalarExpression {
  const { lexer, features } = p;
  const { token, value, start, end } = lexer;
  if (token === T.Word && features.bareWords) {
    const isConstant = value === 'minInt' || value === 'maxInt';
    if (!isConstant) {
      p.error(
        'unquoted-string',
        `\`${value}\` is not a value: strings stand in double quotes.`,
        { start, end },
        [],
        true
      );
    }
    lexer.next();
    return isConstant ? { kind: 'int-constant', name: value, range: { start, end } } : p.invalid(start, end);
  }
  return parseScalarOperand(p, SCALAR_PIPELINE);
}
