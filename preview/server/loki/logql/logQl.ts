/**
 * LogQL, as far as the preview's Loki knows it: log queries with label matchers, line filters, parsers, label filters and
 * formatting. Source: Loki 3.5, pkg/logql/syntax/expr.y.
 */

export type MatchOperator = '=' | '!=' | '=~' | '!~';
export type LineOperator = '|=' | '!=' | '|~' | '!~';
export type NumberOperator = '==' | '!=' | '>' | '>=' | '<' | '<=';

export interface Matcher {
  name: string;
  operator: MatchOperator;
  value: string;
}

export type LabelFilter =
  | { kind: 'match'; matcher: Matcher }
  | { kind: 'number'; name: string; operator: NumberOperator; value: number }
  | { kind: 'and' | 'or'; left: LabelFilter; right: LabelFilter };

export type LabelChange = { name: string } & ({ from: string } | { template: string });

export type Stage =
  /** One of the values is enough. */
  | { kind: 'line'; operator: LineOperator; values: string[] }
  | { kind: 'json' | 'logfmt' }
  | { kind: 'regexp'; pattern: string }
  | { kind: 'labels'; filter: LabelFilter }
  | { kind: 'label_format'; changes: LabelChange[] }
  | { kind: 'line_format'; template: string }
  | { kind: 'drop' | 'keep'; names: string[] };

export interface LogQuery {
  matchers: Matcher[];
  stages: Stage[];
}

/** The query is refused: 400 with the words of Loki. */
export class LogQlError extends Error {
  override name = 'LogQlError';
}

/** The query is LogQL, but more than the preview knows. */
export class UnknownLogQlError extends Error {
  override name = 'UnknownLogQlError';

  constructor(what: string) {
    super(`${what} is not part of the preview's Loki`);
  }
}

/** Without a position where Loki has none. */
export function parseError(message: string, position?: { line: number; column: number }): LogQlError {
  const place = position ? `at line ${position.line}, col ${position.column}:` : ':';
  return new LogQlError(`parse error ${place} ${message}`);
}
