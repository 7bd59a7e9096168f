import {
  type LabelChange,
  type LabelFilter,
  type LineOperator,
  LogQlError,
  type LogQuery,
  type Matcher,
  type MatchOperator,
  type NumberOperator,
  parseError,
  type Stage,
  UnknownLogQlError,
} from './logQl';
import { compileRegex } from './labelMatcher';
import { type Token, tokenize } from './tokens';

const MATCH_OPERATORS = ['=', '=~', '!~', '!='];
const LINE_OPERATORS = ['|=', '|~', '!=', '!~'];
const NUMBER_OPERATORS = ['==', '!=', '>', '>=', '<', '<='];
const PATTERN_OPERATORS = ['|>', '!>'];
const UNKNOWN_STAGES = ['unpack', 'pattern', 'decolorize', 'unwrap'];

const NEEDS_A_MATCHER =
  'queries require at least one regexp or equality matcher that does not have an empty-compatible value. ' +
  'For instance, app=~".*" does not meet this requirement, but app=~".+" will';

/**
 * A log query.
 *
 * @throws LogQlError with the words of Loki 3.5
 * @throws UnknownLogQlError for queries of metrics, and for stages that the preview does not have
 */
export function parseLogQl(query: string): LogQuery {
  if (query.trim() === '') {
    throw parseError('syntax error: unexpected $end');
  }
  const reader = new TokenReader(tokenize(query));
  if (isMetricQuery(reader)) {
    throw new UnknownLogQlError('a query of metrics');
  }
  const parsed = { matchers: parseSelector(reader), stages: parseStages(reader) };
  reader.take('$end');
  if (parsed.matchers.every(acceptsEmpty)) {
    throw parseError(NEEDS_A_MATCHER);
  }
  return parsed;
}

/** The label matchers of a stream selector, as `match[]` of the API has them. @throws LogQlError */
export function parseStreamSelector(text: string): Matcher[] {
  const { matchers, stages } = parseLogQl(text);
  if (stages.length > 0) {
    throw new LogQlError('only label matchers are supported');
  }
  return matchers;
}

class TokenReader {
  private at = 0;

  constructor(private readonly tokens: Token[]) {}

  peek(ahead = 0): string {
    return this.tokens[this.at + ahead]?.kind ?? '$end';
  }

  next(): Token {
    const token = this.tokens[this.at];
    if (!token) {
      throw parseError('syntax error: unexpected $end');
    }
    this.at++;
    return token;
  }

  /** The next token, which must be one of these. @param says what Loki says that it expects; by default these */
  take(kind: string | string[], says: string[] = [kind].flat()): Token {
    if (![kind].flat().includes(this.peek())) {
      // Of the end of a whole query Loki does not say that it expects it.
      this.refuse(kind === '$end' ? [] : says);
    }
    return this.next();
  }

  refuse(expected: string[] = []): never {
    const { kind, line, column } = this.next();
    const expecting = expected.length > 0 ? `, expecting ${expected.join(' or ')}` : '';
    throw parseError(`syntax error: unexpected ${kind}${expecting}`, { line, column });
  }
}

function isMetricQuery(reader: TokenReader): boolean {
  return reader.peek() === 'IDENTIFIER' && ['(', 'by', 'without'].includes(reader.peek(1));
}

function parseSelector(reader: TokenReader): Matcher[] {
  reader.take('{', []);
  if (reader.peek() === '}') {
    reader.next();
    return [];
  }
  const matchers = [parseMatcher(reader, ['IDENTIFIER', '}'])];
  while (reader.peek() === ',') {
    reader.next();
    matchers.push(parseMatcher(reader, ['IDENTIFIER']));
  }
  reader.take('}', ['}', ',']);
  return matchers;
}

function parseMatcher(reader: TokenReader, expected: string[]): Matcher {
  const name = reader.take('IDENTIFIER', expected).text;
  const operator = reader.take(MATCH_OPERATORS).kind as MatchOperator;
  return checked({ name, operator, value: reader.take('STRING').text });
}

function checked(matcher: Matcher): Matcher {
  if (matcher.operator.endsWith('~')) {
    compileRegex(matcher.value, true);
  }
  return matcher;
}

/** A matcher that a stream without the label meets leaves all streams in. */
function acceptsEmpty({ operator, value }: Matcher): boolean {
  switch (operator) {
    case '=':
      return value === '';
    case '=~':
      return compileRegex(value, true).test('');
    default:
      // Matchers that deny are no restriction to Loki, whatever they deny; `!=""` is one.
      return !(operator === '!=' && value === '');
  }
}

function parseStages(reader: TokenReader): Stage[] {
  const stages: Stage[] = [];
  for (let kind = reader.peek(); kind !== '$end'; kind = reader.peek()) {
    if (PATTERN_OPERATORS.includes(kind)) {
      throw new UnknownLogQlError(`the line filter ${kind}`);
    }
    if (LINE_OPERATORS.includes(kind)) {
      stages.push(parseLineFilter(reader));
    } else {
      reader.take('|', []);
      stages.push(parseStage(reader));
    }
  }
  return stages;
}

function parseLineFilter(reader: TokenReader): Stage {
  const operator = reader.next().kind as LineOperator;
  const values: string[] = [];
  do {
    if (reader.peek() === 'or') {
      reader.next();
    }
    values.push(reader.take('STRING', ['STRING', 'ip']).text);
  } while (reader.peek() === 'or');
  if (operator.endsWith('~')) {
    values.forEach((value) => compileRegex(value, false));
  }
  return { kind: 'line', operator, values };
}

function parseStage(reader: TokenReader): Stage {
  const kind = reader.peek();
  switch (kind) {
    case 'json':
    case 'logfmt':
      reader.next();
      if (reader.peek() === 'IDENTIFIER' || reader.peek() === '-') {
        throw new UnknownLogQlError(`${kind} with flags or names`);
      }
      return { kind };
    case 'regexp':
      reader.next();
      return { kind, pattern: reader.take('STRING').text };
    case 'line_format':
      reader.next();
      return { kind, template: reader.take('STRING').text };
    case 'label_format':
      reader.next();
      return { kind, changes: parseList(reader, parseLabelChange) };
    case 'drop':
    case 'keep':
      reader.next();
      return { kind, names: parseList(reader, (one) => one.take('IDENTIFIER').text) };
    default:
      if (UNKNOWN_STAGES.includes(kind)) {
        throw new UnknownLogQlError(`the stage ${kind}`);
      }
      return { kind: 'labels', filter: parseOr(reader) };
  }
}

function parseList<T>(reader: TokenReader, parseOne: (reader: TokenReader) => T): T[] {
  const items = [parseOne(reader)];
  while (reader.peek() === ',') {
    reader.next();
    items.push(parseOne(reader));
  }
  return items;
}

function parseLabelChange(reader: TokenReader): LabelChange {
  const name = reader.take('IDENTIFIER').text;
  reader.take('=');
  const { kind, text } = reader.take(['IDENTIFIER', 'STRING']);
  return kind === 'STRING' ? { name, template: text } : { name, from: text };
}

function parseOr(reader: TokenReader): LabelFilter {
  let left = parseAnd(reader);
  while (reader.peek() === 'or') {
    reader.next();
    left = { kind: 'or', left, right: parseAnd(reader) };
  }
  return left;
}

/** `and`, a comma, or nothing at all between two filters. */
function parseAnd(reader: TokenReader): LabelFilter {
  let left = parseOneFilter(reader);
  while (['and', ',', 'IDENTIFIER', '('].includes(reader.peek())) {
    if (reader.peek() === 'and' || reader.peek() === ',') {
      reader.next();
    }
    left = { kind: 'and', left, right: parseOneFilter(reader) };
  }
  return left;
}

function parseOneFilter(reader: TokenReader): LabelFilter {
  if (reader.peek() === '(') {
    reader.next();
    const inside = parseOr(reader);
    reader.take(')', []);
    return inside;
  }
  const name = reader.take('IDENTIFIER', []).text;
  const operator = reader.take([...MATCH_OPERATORS, ...NUMBER_OPERATORS], []).kind;
  return reader.peek() === 'STRING' && MATCH_OPERATORS.includes(operator)
    ? { kind: 'match', matcher: checked({ name, operator: operator as MatchOperator, value: reader.next().text }) }
    : parseNumberFilter(reader, name, operator);
}

function parseNumberFilter(reader: TokenReader, name: string, operator: string): LabelFilter {
  if (reader.peek() === 'DURATION') {
    throw new UnknownLogQlError('comparing durations and bytes');
  }
  const value = Number(reader.take('NUMBER', []).text);
  return { kind: 'number', name, operator: (operator === '=' ? '==' : operator) as NumberOperator, value };
}
