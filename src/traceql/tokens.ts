/**
 * The words and signs of TraceQL.
 *
 * Follows the token table of Tempo's `pkg/traceql/lexer.go`, 2.6 to 3.0.
 */
import { V2_7, V2_8 } from './releases';

export enum Token {
  End,
  /** A bare word, or any character that has no meaning of its own. */
  Word,
  String,
  Int,
  Float,
  Duration,
  /** The text after a scope: the name of an attribute. */
  AttributeName,
  /** Of no width: the name of an attribute is complete. */
  AttributeEnd,

  Comma,
  OpenBrace,
  CloseBrace,
  OpenParen,
  CloseParen,
  Pipe,

  And,
  Or,
  Not,
  Eq,
  Neq,
  Regex,
  NotRegex,
  Gt,
  Gte,
  Lt,
  Lte,
  Add,
  Sub,
  Mul,
  Div,
  Mod,
  Pow,

  Descendant,
  Ancestor,
  Sibling,
  NotChild,
  NotParent,
  NotDescendant,
  NotAncestor,
  UnionChild,
  UnionParent,
  UnionDescendant,
  UnionAncestor,
  UnionSibling,

  // Scopes of attributes; the name follows.
  Dot,
  ParentDot,
  ResourceDot,
  SpanDot,
  EventDot,
  LinkDot,
  InstrumentationDot,

  // Scopes of intrinsics; a keyword follows.
  TraceColon,
  SpanColon,
  EventColon,
  LinkColon,
  InstrumentationColon,

  True,
  False,
  Nil,
  /** One of `ok`, `error`, `unset`. */
  Status,
  /** One of `internal`, `server` … */
  SpanKind,

  // Intrinsics without scope.
  IntrinsicDuration,
  IntrinsicName,
  IntrinsicStatus,
  IntrinsicStatusMessage,
  IntrinsicKind,
  IntrinsicParent,
  IntrinsicRootName,
  IntrinsicRootServiceName,
  IntrinsicTraceDuration,
  IntrinsicNestedSetLeft,
  IntrinsicNestedSetRight,
  IntrinsicNestedSetParent,
  IntrinsicChildCount,
  // Words that mean something only after the scope of an intrinsic.
  IntrinsicRootService,
  IntrinsicId,
  IntrinsicTraceId,
  IntrinsicSpanId,
  IntrinsicParentId,
  IntrinsicTimeSinceStart,
  IntrinsicVersion,

  Count,
  Avg,
  Max,
  Min,
  Sum,
  By,
  Coalesce,
  Select,

  /** `rate`, `count_over_time`: no argument. */
  MetricsPlain,
  /** `min_over_time` …: one attribute. */
  MetricsOfField,
  MetricsQuantile,
  MetricsCompare,
  /** `topk`, `bottomk` */
  TopBottom,
  With,
}

interface Keyword {
  readonly token: Token;
  /** Age of the first release (see `releases.ts`) that knows the word. */
  readonly since: number;
}

const words: ReadonlyArray<readonly [token: Token, since: number, words: string]> = [
  [Token.True, 0, 'true'],
  [Token.False, 0, 'false'],
  [Token.Nil, 0, 'nil'],
  [Token.Status, 0, 'ok error unset'],
  [Token.SpanKind, 0, 'unspecified internal server client producer consumer'],
  [Token.IntrinsicDuration, 0, 'duration'],
  [Token.IntrinsicName, 0, 'name'],
  [Token.IntrinsicStatus, 0, 'status'],
  [Token.IntrinsicStatusMessage, 0, 'statusMessage'],
  [Token.IntrinsicKind, 0, 'kind'],
  [Token.IntrinsicParent, 0, 'parent'],
  [Token.IntrinsicRootName, 0, 'rootName'],
  [Token.IntrinsicRootServiceName, 0, 'rootServiceName'],
  [Token.IntrinsicTraceDuration, 0, 'traceDuration'],
  [Token.IntrinsicNestedSetLeft, 0, 'nestedSetLeft'],
  [Token.IntrinsicNestedSetRight, 0, 'nestedSetRight'],
  [Token.IntrinsicNestedSetParent, 0, 'nestedSetParent'],
  [Token.IntrinsicChildCount, 0, 'childCount'],
  [Token.IntrinsicRootService, 0, 'rootService'],
  [Token.IntrinsicId, 0, 'id'],
  [Token.IntrinsicTraceId, 0, 'traceID'],
  [Token.IntrinsicSpanId, 0, 'spanID'],
  [Token.IntrinsicParentId, V2_8, 'parentID'],
  [Token.IntrinsicTimeSinceStart, 0, 'timeSinceStart'],
  [Token.IntrinsicVersion, V2_7, 'version'],
  [Token.Count, 0, 'count'],
  [Token.Avg, 0, 'avg'],
  [Token.Max, 0, 'max'],
  [Token.Min, 0, 'min'],
  [Token.Sum, 0, 'sum'],
  [Token.By, 0, 'by'],
  [Token.Coalesce, 0, 'coalesce'],
  [Token.Select, 0, 'select'],
  [Token.MetricsPlain, 0, 'rate count_over_time'],
  [Token.MetricsOfField, 0, 'histogram_over_time'],
  [Token.MetricsOfField, V2_7, 'min_over_time max_over_time avg_over_time'],
  [Token.MetricsOfField, V2_8, 'sum_over_time'],
  [Token.MetricsQuantile, 0, 'quantile_over_time'],
  [Token.MetricsCompare, 0, 'compare'],
  [Token.TopBottom, V2_8, 'topk bottomk'],
  [Token.With, 0, 'with'],
  [Token.ParentDot, 0, 'parent.'],
  [Token.ResourceDot, 0, 'resource.'],
  [Token.SpanDot, 0, 'span.'],
  [Token.EventDot, 0, 'event.'],
  [Token.LinkDot, 0, 'link.'],
  [Token.InstrumentationDot, V2_7, 'instrumentation.'],
  [Token.TraceColon, 0, 'trace:'],
  [Token.SpanColon, 0, 'span:'],
  [Token.EventColon, 0, 'event:'],
  [Token.LinkColon, 0, 'link:'],
  [Token.InstrumentationColon, V2_7, 'instrumentation:'],
];

/** Every word of the language; scopes stand with their `.` or `:`. */
export const KEYWORDS: ReadonlyMap<string, Keyword> = new Map(
  words.flatMap(([token, since, list]) => list.split(' ').map((word) => [word, { token, since }] as const))
);

const OPERATORS: ReadonlyArray<readonly [Token, string]> = [
  [Token.And, '&&'],
  [Token.Or, '||'],
  [Token.Not, '!'],
  [Token.Eq, '='],
  [Token.Neq, '!='],
  [Token.Regex, '=~'],
  [Token.NotRegex, '!~'],
  [Token.Gt, '>'],
  [Token.Gte, '>='],
  [Token.Lt, '<'],
  [Token.Lte, '<='],
  [Token.Add, '+'],
  [Token.Sub, '-'],
  [Token.Mul, '*'],
  [Token.Div, '/'],
  [Token.Mod, '%'],
  [Token.Pow, '^'],
  [Token.Descendant, '>>'],
  [Token.Ancestor, '<<'],
  [Token.Sibling, '~'],
  [Token.NotChild, '!>'],
  [Token.NotParent, '!<'],
  [Token.NotDescendant, '!>>'],
  [Token.NotAncestor, '!<<'],
  [Token.UnionChild, '&>'],
  [Token.UnionParent, '&<'],
  [Token.UnionDescendant, '&>>'],
  [Token.UnionAncestor, '&<<'],
  [Token.UnionSibling, '&~'],
];

/** Spelling of an operator token; empty for all others. */
export const OPERATOR_TEXT: readonly string[] = (() => {
  const texts = new Array<string>(Token.With + 1).fill('');
  OPERATORS.forEach(([token, text]) => (texts[token] = text));
  return texts;
})();
