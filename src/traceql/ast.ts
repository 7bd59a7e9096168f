/**
 * The TraceQL syntax tree.
 *
 * Shape follows the grammar of Tempo's `pkg/traceql/expr.y` (2.6 to 3.0, the union of all releases), not its Go types:
 * nothing is folded, numbers and durations keep the spelling of the author, and what could not be understood stands in
 * the tree as an `invalid` node, so that an editor can go on working with half a query.
 *
 * All nodes are immutable plain data: editing builds new nodes and shares the old ones.
 *
 * Parentheses are not nodes. A node's range leaves its own surrounding parentheses out; the range of the node *above*
 * includes them. `render` puts back those that are needed.
 */

/** Half-open interval of UTF-16 offsets in the text that was parsed. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A comment as written, with its delimiters: `// to the end of the line` or a pair of slash-star and star-slash. */
export interface Comment {
  readonly text: string;
  readonly range: Range;
}

interface NodeBase {
  readonly range: Range;
  /** Comments that stand before the first token of this node. */
  readonly comments?: readonly Comment[];
}

// ---------------------------------------------------------------------------------------------------------- literals

/** `"…"`, or `` `…` `` where `raw`; `value` is the decoded text. */
export interface StringLiteral extends NodeBase {
  readonly kind: 'string';
  readonly value: string;
  readonly raw: boolean;
}

/**
 * A whole number. `text` is the exact spelling (it may exceed what `value`, a JavaScript number, holds exactly).
 * Only where the grammar has no unary minus (scalar filters, metrics filters) may it start with `-`.
 */
export interface IntLiteral extends NodeBase {
  readonly kind: 'int';
  readonly text: string;
  readonly value: number;
}

/** A number with a point or an exponent; sign as for `IntLiteral`. */
export interface FloatLiteral extends NodeBase {
  readonly kind: 'float';
  readonly text: string;
  readonly value: number;
}

/** A duration as written (`1h30m`, `1.5s`, `2w`); `nanoseconds` is exact up to 2^53. Sign as for `IntLiteral`. */
export interface DurationLiteral extends NodeBase {
  readonly kind: 'duration';
  readonly text: string;
  readonly nanoseconds: number;
}

export interface BoolLiteral extends NodeBase {
  readonly kind: 'bool';
  readonly value: boolean;
}

export interface NilLiteral extends NodeBase {
  readonly kind: 'nil';
}

export type StatusName = 'ok' | 'error' | 'unset';

export interface StatusLiteral extends NodeBase {
  readonly kind: 'status';
  readonly value: StatusName;
}

export type SpanKindName = 'unspecified' | 'internal' | 'server' | 'client' | 'producer' | 'consumer';

export interface SpanKindLiteral extends NodeBase {
  readonly kind: 'span-kind';
  readonly value: SpanKindName;
}

/** `minInt` and `maxInt`, the limits of a 64-bit integer (since 2.10). */
export interface IntConstant extends NodeBase {
  readonly kind: 'int-constant';
  readonly name: 'minInt' | 'maxInt';
}

export type NumberLiteral = IntLiteral | FloatLiteral | DurationLiteral;

export type Literal =
  StringLiteral | NumberLiteral | BoolLiteral | NilLiteral | StatusLiteral | SpanKindLiteral | IntConstant;

// ------------------------------------------------------------------------------------------------------------- fields

export type AttributeScope = 'none' | 'span' | 'resource' | 'event' | 'link' | 'instrumentation';

/**
 * `.name`, `span.name`, `parent.name`, `parent.span.name` …; `name` is the decoded name without scope or quotes
 * (`span."my attr".x` has the name `my attr.x`).
 */
export interface Attribute extends NodeBase {
  readonly kind: 'attribute';
  readonly scope: AttributeScope;
  /** Whether the attribute of the parent span is meant; Tempo parses it and says "not yet supported". */
  readonly parent: boolean;
  readonly name: string;
}

/** A built-in field; `name` is the spelling: `duration`, `span:duration`, `trace:rootName` … (see `intrinsics.ts`). */
export interface Intrinsic extends NodeBase {
  readonly kind: 'intrinsic';
  readonly name: string;
}

/** What stands where something else was expected; `text` is empty where something is missing. */
export interface Invalid extends NodeBase {
  readonly kind: 'invalid';
  readonly text: string;
}

export type Field = Attribute | Intrinsic;

// -------------------------------------------------------------------------------------------------- field expressions

export type LogicalOperator = '&&' | '||';
export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';
export type RegexOperator = '=~' | '!~';
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%' | '^';
export type BinaryOperator = LogicalOperator | ComparisonOperator | RegexOperator | ArithmeticOperator;
export type UnaryOperator = '!' | '-';

/**
 * `left operator right`. A test for existence, `.a != nil`, is a binary node with a `nil` operand.
 * Long chains are left-deep: walk them with `leftSpine` (see `walk.ts`), not by recursion.
 */
export interface Binary extends NodeBase {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface Unary extends NodeBase {
  readonly kind: 'unary';
  readonly operator: UnaryOperator;
  readonly operand: Expression;
}

/** What can stand between `{` and `}`. */
export type Expression = Binary | Unary | Field | Literal | Invalid;

// ----------------------------------------------------------------------------------------------------------- spansets

export type StructuralOperator =
  '>' | '>>' | '<' | '<<' | '~' | '!>' | '!>>' | '!<' | '!<<' | '!~' | '&>' | '&>>' | '&<' | '&<<' | '&~';
export type SpansetOperator = LogicalOperator | StructuralOperator;

/** `{ expression }`; `expression` is null for `{ }`, which matches every span. */
export interface SpansetFilter extends NodeBase {
  readonly kind: 'filter';
  readonly expression: Expression | null;
}

/** `{…} >> {…}`; left-deep like `Binary`. */
export interface SpansetBinary extends NodeBase {
  readonly kind: 'spanset-binary';
  readonly operator: SpansetOperator;
  readonly left: SpansetExpression;
  readonly right: SpansetExpression;
}

/** A pipeline in parentheses that is an operand: `({…} | count() > 1) && (…)`. */
export interface WrappedPipeline extends NodeBase {
  readonly kind: 'wrapped-pipeline';
  readonly stages: readonly Stage[];
}

export type SpansetExpression = SpansetFilter | SpansetBinary | WrappedPipeline | Invalid;

// ------------------------------------------------------------------------------------------------------------ scalars

export type AggregateFunction = 'count' | 'avg' | 'min' | 'max' | 'sum';

/** `count()` (no argument: null), `avg(expression)` … */
export interface Aggregate extends NodeBase {
  readonly kind: 'aggregate';
  readonly function: AggregateFunction;
  readonly argument: Expression | null;
}

export interface ScalarBinary extends NodeBase {
  readonly kind: 'scalar-binary';
  readonly operator: ArithmeticOperator;
  readonly left: ScalarExpression;
  readonly right: ScalarExpression;
}

/** A pipeline in parentheses that ends with an aggregate: `({…} | count())`. */
export interface ScalarPipeline extends NodeBase {
  readonly kind: 'scalar-pipeline';
  readonly stages: readonly Stage[];
  readonly aggregate: Aggregate;
}

/** Literals other than numbers may stand only right of a comparison whose left side is a `ScalarPipeline`. */
export type ScalarExpression = Aggregate | ScalarBinary | ScalarPipeline | Literal | Invalid;

/** `count() > 2`, `({…} | count()) > 2`. */
export interface ScalarFilter extends NodeBase {
  readonly kind: 'scalar-filter';
  readonly operator: ComparisonOperator;
  readonly left: ScalarExpression;
  readonly right: ScalarExpression;
}

// ------------------------------------------------------------------------------------------------------------- stages

/** `by(expression)` */
export interface Group extends NodeBase {
  readonly kind: 'group';
  readonly expression: Expression;
}

/** `coalesce()` */
export interface Coalesce extends NodeBase {
  readonly kind: 'coalesce';
}

/** `select(field, field …)` */
export interface Select extends NodeBase {
  readonly kind: 'select';
  readonly fields: readonly FieldOrInvalid[];
}

export type FieldOrInvalid = Field | Invalid;

export type Stage = SpansetExpression | ScalarFilter | Group | Coalesce | Select;

// ------------------------------------------------------------------------------------------------------------ metrics

export type MetricsFunction =
  | 'rate'
  | 'count_over_time'
  | 'min_over_time'
  | 'max_over_time'
  | 'avg_over_time'
  | 'sum_over_time'
  | 'quantile_over_time'
  | 'histogram_over_time';

/**
 * `rate() by(…)`, `quantile_over_time(duration, .5, .99) by(…)` …
 * `field` is null for `rate` and `count_over_time`; `quantiles` is empty for all but `quantile_over_time`;
 * `by` is null where there is none.
 */
export interface MetricsAggregate extends NodeBase {
  readonly kind: 'metrics';
  readonly function: MetricsFunction;
  readonly field: FieldOrInvalid | null;
  readonly quantiles: ReadonlyArray<IntLiteral | FloatLiteral | Invalid>;
  readonly by: readonly FieldOrInvalid[] | null;
}

/** `compare({…} [, topN [, start, end]])`; start and end in nanoseconds since 1970. */
export interface MetricsCompare extends NodeBase {
  readonly kind: 'compare';
  readonly selection: SpansetFilter | Invalid;
  readonly topN: IntLiteral | Invalid | null;
  readonly start: IntLiteral | Invalid | null;
  readonly end: IntLiteral | Invalid | null;
}

export type MetricsStage = MetricsAggregate | MetricsCompare;

/** `| topk(n)`, `| bottomk(n)` (since 2.8) */
export interface TopBottom extends NodeBase {
  readonly kind: 'top-bottom';
  readonly function: 'topk' | 'bottomk';
  readonly limit: IntLiteral | Invalid;
}

/** `> 10` right after the metrics part (since 3.0) */
export interface MetricsFilter extends NodeBase {
  readonly kind: 'metrics-filter';
  readonly operator: ComparisonOperator;
  readonly value: NumberLiteral | Invalid;
}

export type SecondStage = TopBottom | MetricsFilter;

// --------------------------------------------------------------------------------------------------------------- root

/** `name=value` in `with(…)` */
export interface Hint extends NodeBase {
  readonly kind: 'hint';
  readonly name: string;
  readonly value: Literal | Invalid;
}

/** One `with(…)`; where there are several, Tempo heeds only the last. */
export interface Hints extends NodeBase {
  readonly kind: 'hints';
  readonly hints: readonly Hint[];
}

/**
 * A whole query: `stage | stage … [| metrics [second stages]] [with(…)]`.
 * The operators between parenthesised pipelines (`({…} | …) && (…)`) are `SpansetBinary` or `ScalarFilter` nodes over
 * `WrappedPipeline` and `ScalarPipeline`, in a single stage.
 */
export interface Query extends NodeBase {
  readonly kind: 'query';
  readonly stages: readonly Stage[];
  readonly metrics: MetricsStage | null;
  readonly secondStages: readonly SecondStage[];
  readonly hints: readonly Hints[];
  /** Comments after the last node. */
  readonly trailingComments?: readonly Comment[];
}

export type Node = Query | Stage | Expression | ScalarExpression | MetricsStage | SecondStage | Hints | Hint;
