/**
 * The metrics part of a query, and its hints.
 *
 * Follows `metricsAggregation`, `metricsSecondStage(Pipeline)`, `metricsFilter` and `hints` of Tempo's
 * `pkg/traceql/expr.y` (2.6 to 3.0).
 */
import {
  ComparisonOperator,
  FieldOrInvalid,
  FloatLiteral,
  Hint,
  Hints,
  IntLiteral,
  Invalid,
  MetricsAggregate,
  MetricsCompare,
  MetricsFunction,
  MetricsStage,
  SecondStage,
  TopBottom,
} from '../ast';
import { replaceFix } from '../diagnostics';
import { quoteString } from '../quote';
import { OPERATOR_TEXT, Token } from '../tokens';
import { isNumber, parseFieldOnly, parseLiteral, parseNumber, startsLiteral } from './fields';
import { isComparison } from './alternatives';
import { closeArguments, openArguments, parseFieldList, parseFilter } from './stages';
import { ParserState } from './state';

const T = Token;

/** Reads the metrics function at the current token. */
export function parseMetrics(p: ParserState): MetricsStage {
  return p.lexer.token === T.MetricsCompare ? parseCompare(p) : parseMetricsAggregate(p);
}

function parseMetricsAggregate(p: ParserState): MetricsAggregate {
  const { lexer } = p;
  const { start, token } = lexer;
  const name = lexer.value as MetricsFunction;
  let field: FieldOrInvalid | null = null;
  let quantiles: MetricsAggregate['quantiles'] = [];
  const opened = openArguments(p);
  if (token !== T.MetricsPlain) {
    field = opened ? parseFieldOnly(p) : p.missing();
  }
  if (token === T.MetricsQuantile) {
    quantiles = parseQuantiles(p);
  }
  closeArguments(p);
  const by = parseBy(p);
  return { kind: 'metrics', function: name, field, quantiles, by, range: p.rangeFrom(start) };
}

function parseQuantiles(p: ParserState): MetricsAggregate['quantiles'] {
  const quantiles: Array<IntLiteral | FloatLiteral | Invalid> = [];
  if (p.lexer.token !== T.Comma) {
    p.unexpected('`,` and a quantile such as `.99`');
  }
  while (p.accept(T.Comma)) {
    quantiles.push(parseQuantile(p));
  }
  return quantiles;
}

function parseQuantile(p: ParserState): IntLiteral | FloatLiteral | Invalid {
  const { lexer } = p;
  const { start, token } = lexer;
  if (token !== T.Int && token !== T.Float) {
    p.unexpected('a number between 0 and 1');
    return invalidArgument(p);
  }
  const number = parseNumber(p, start);
  return number.kind === 'duration' ? p.invalid(start, lexer.previousEnd) : number;
}

function parseBy(p: ParserState): FieldOrInvalid[] | null {
  if (p.lexer.token !== T.By) {
    return null;
  }
  const fields = openArguments(p) ? parseFieldList(p) : [];
  closeArguments(p);
  return fields;
}

function parseCompare(p: ParserState): MetricsCompare {
  const { lexer } = p;
  const { start } = lexer;
  openArguments(p);
  let selection: MetricsCompare['selection'];
  if (lexer.token === T.OpenBrace) {
    selection = parseFilter(p);
  } else {
    p.unexpected('a spanset such as `{ status = error }`');
    selection = p.missing();
  }
  const topN = p.accept(T.Comma) ? parseInt(p) : null;
  let begin: MetricsCompare['start'] = null;
  let end: MetricsCompare['end'] = null;
  if (topN && p.accept(T.Comma)) {
    begin = parseInt(p);
    p.expect(T.Comma, '`,` and the end of the time range');
    end = parseInt(p);
  }
  closeArguments(p);
  return { kind: 'compare', selection, topN, start: begin, end, range: p.rangeFrom(start) };
}

function parseInt(p: ParserState): IntLiteral | Invalid {
  const { start, token } = p.lexer;
  if (token !== T.Int) {
    p.unexpected('a whole number');
    return invalidArgument(p);
  }
  return parseNumber(p, start) as IntLiteral;
}

const ENDS_ARGUMENT: ReadonlySet<Token> = new Set([T.Comma, T.CloseParen, T.Pipe, T.End, T.OpenBrace, T.CloseBrace]);

/** Passes over an argument that makes no sense. */
function invalidArgument(p: ParserState): Invalid {
  const { lexer } = p;
  const { start } = lexer;
  p.skipUntil(ENDS_ARGUMENT);
  return p.invalid(start, Math.max(start, lexer.previousEnd));
}

/** Reads what may follow the metrics function. */
export function parseSecondStages(p: ParserState): SecondStage[] {
  const { lexer } = p;
  const limit = { none: 0, one: 1, many: Infinity }[p.features.secondStages];
  const stages: SecondStage[] = [];
  for (;;) {
    const isFilter = isComparison(lexer.token);
    if (lexer.token !== T.Pipe && !isFilter) {
      return stages;
    }
    if (p.isStrict && (stages.length >= limit || (isFilter && limit !== Infinity))) {
      reportTooMany(p, isFilter, limit);
    }
    if (isFilter) {
      stages.push(parseMetricsFilter(p));
      continue;
    }
    lexer.next();
    if (lexer.token !== T.TopBottom) {
      p.unexpected('`topk(…)` or `bottomk(…)`');
      p.skipUntil(AFTER_SECOND_STAGE);
      continue;
    }
    stages.push(parseTopBottom(p));
  }
}

const AFTER_SECOND_STAGE: ReadonlySet<Token> = new Set([T.Pipe, T.With]);

function reportTooMany(p: ParserState, isFilter: boolean, limit: number): void {
  if (isFilter) {
    p.error('not-in-release', 'Comparisons after a metrics function exist since Tempo 3.0.', p.tokenRange());
  } else if (limit === 0) {
    p.error(
      'not-in-release',
      'Nothing can follow a metrics function before Tempo 2.8 (`topk`, `bottomk`).',
      p.tokenRange()
    );
  } else {
    p.error(
      'not-in-release',
      'Before Tempo 3.0 only one `topk` or `bottomk` can follow a metrics function.',
      p.tokenRange()
    );
  }
}

function parseTopBottom(p: ParserState): TopBottom {
  const { lexer } = p;
  const { start } = lexer;
  const name = lexer.value as TopBottom['function'];
  openArguments(p);
  const limit = parseInt(p);
  closeArguments(p);
  return { kind: 'top-bottom', function: name, limit, range: p.rangeFrom(start) };
}

function parseMetricsFilter(p: ParserState): SecondStage {
  const { lexer } = p;
  const { start } = lexer;
  const operator = OPERATOR_TEXT[lexer.token] as ComparisonOperator;
  lexer.next();
  const valueStart = lexer.start;
  p.accept(T.Sub);
  if (isNumber(lexer.token)) {
    const value = parseNumber(p, valueStart);
    return { kind: 'metrics-filter', operator, value, range: p.rangeFrom(start) };
  }
  p.unexpected('a number or a duration');
  const value = invalidArgument(p);
  return { kind: 'metrics-filter', operator, value, range: p.rangeFrom(start) };
}

/** Reads all `with(…)`. */
export function parseHints(p: ParserState): Hints[] {
  const { lexer } = p;
  const all: Hints[] = [];
  while (lexer.token === T.With) {
    const { start } = lexer;
    const hints: Hint[] = [];
    if (openArguments(p)) {
      do {
        hints.push(parseHint(p));
      } while (p.accept(T.Comma));
    }
    closeArguments(p);
    // A hint that is missing stands at the next token, which may lie behind white space.
    const end = Math.max(p.rangeFrom(start).end, hints.at(-1)?.range.end ?? 0);
    all.push({ kind: 'hints', hints, range: { start, end } });
  }
  return all;
}

function parseHint(p: ParserState): Hint {
  const { lexer } = p;
  const { start } = lexer;
  let name = '';
  if (lexer.token === T.Word || (!p.isStrict && lexer.token >= T.True)) {
    name = p.tokenText();
    lexer.next();
  } else {
    p.unexpected('the name of a hint');
  }
  p.expect(T.Eq, '`=`');
  const value = parseHintValue(p);
  return { kind: 'hint', name, value, range: p.rangeFrom(start) };
}

function parseHintValue(p: ParserState): Hint['value'] {
  const { lexer, features } = p;
  const { start, end, token, value } = lexer;
  const isNil = token === T.Nil && features.nil !== 'literal' && features.nil !== 'any';
  if (startsLiteral(token) && !isNil) {
    return parseLiteral(p);
  }
  if (token !== T.Word || !features.bareWords) {
    p.unexpected('a literal');
    return invalidArgument(p);
  }
  const isConstant = value === 'minInt' || value === 'maxInt';
  if (!isConstant) {
    const range = { start, end };
    const fix = replaceFix(`Make it the string ${quoteString(value)}`, range, quoteString(value));
    p.error('unquoted-string', `\`${value}\` is not a value: strings stand in double quotes.`, range, [fix], true);
  }
  lexer.next();
  return isConstant ? { kind: 'int-constant', name: value, range: { start, end } } : p.invalid(start, end);
}
