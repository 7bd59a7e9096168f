/**
 * The query as a form shows it: rows, groups, chains and steps instead of a tree of binary operations.
 *
 * Plain data, made by `toVisual` and turned back by `fromVisual`, without loss: what no row can show stands in it as an
 * expression or stage of its own (`kind: 'text'`), which a form shows as a field of text. The tree stays the truth: each
 * part holds the path to its node, and edits go there (see `../edits.ts`, `rowEdits.ts`).
 *
 * There are no ranges in the parts that are made here; `nodeAt(query, path)` has them.
 */
import type {
  Aggregate,
  Coalesce,
  Comment,
  ComparisonOperator,
  Expression,
  Field,
  Hints,
  Invalid,
  Literal,
  LogicalOperator,
  MetricsAggregate,
  MetricsCompare,
  NilLiteral,
  RegexOperator,
  SecondStage,
  Select,
  SpansetOperator,
  Stage,
  Unary,
} from '../ast';
import type { Path } from '../edits';

/** A literal, or a number with a minus before it. */
export type Value = Literal | Unary;

/** The operands `from` to `to` (excluded) of the group of conditions at the path; a single condition is one operand. */
export interface Place {
  readonly group: Path;
  readonly from: number;
  readonly to: number;
}

/** `field operator value`; the value may be another field. */
export interface VisualComparison {
  readonly kind: 'comparison';
  readonly place: Place;
  readonly path: Path;
  readonly field: Field;
  readonly operator: ComparisonOperator | RegexOperator;
  readonly value: Value | Field;
  /** The value stands on the left: `5 < span.a`. */
  readonly swapped: boolean;
}

/** `field != nil` (set) or `field = nil`. */
export interface VisualExistence {
  readonly kind: 'existence';
  readonly place: Place;
  readonly path: Path;
  readonly field: Field;
  readonly isSet: boolean;
  readonly nil: NilLiteral;
  readonly swapped: boolean;
}

/** A field by itself, which must be true: `{ .cached }`. */
export interface VisualFlag {
  readonly kind: 'flag';
  readonly place: Place;
  readonly path: Path;
  readonly field: Field;
}

/** One field and several values: `a = 1 || a = 2` (any of them), `a != 1 && a != 2` (none of them). */
export interface VisualChoice {
  readonly kind: 'choice';
  readonly place: Place;
  /** Path of the first comparison. */
  readonly path: Path;
  readonly operator: '=' | '!=';
  readonly choices: ReadonlyArray<{ readonly field: Field; readonly value: Value }>;
}

/** Conditions joined by one operator. */
export interface VisualGroup {
  readonly kind: 'group';
  readonly place: Place;
  readonly path: Path;
  readonly operator: LogicalOperator;
  readonly operands: readonly VisualCondition[];
  /** Which operands of the group each of `operands` stands for. */
  readonly slots: readonly Place[];
}

/** `!condition` */
export interface VisualNegation {
  readonly kind: 'negation';
  readonly place: Place;
  readonly path: Path;
  readonly comments?: readonly Comment[];
  readonly operand: VisualCondition;
}

/** What no row can show: arithmetic, constants, what could not be parsed. */
export interface VisualText {
  readonly kind: 'text';
  readonly place: Place;
  readonly path: Path;
  readonly expression: Expression;
}

export type VisualCondition =
  VisualComparison | VisualExistence | VisualFlag | VisualChoice | VisualGroup | VisualNegation | VisualText;

/** `{ conditions }` */
export interface VisualFilter {
  readonly kind: 'filter';
  readonly path: Path;
  readonly comments?: readonly Comment[];
  readonly condition: VisualCondition | null;
}

/** Spansets joined from left to right, by operators that bind alike; `paths` are those of the operations. */
export interface VisualChain {
  readonly kind: 'chain';
  readonly path: Path;
  readonly operands: readonly VisualSpanset[];
  readonly operators: readonly SpansetOperator[];
  readonly paths: readonly Path[];
}

/** A pipeline in parentheses. */
export interface VisualPipeline {
  readonly kind: 'pipeline';
  readonly path: Path;
  readonly stages: readonly VisualStage[];
}

export interface VisualInvalid {
  readonly kind: 'invalid';
  readonly path: Path;
  readonly node: Invalid;
}

export type VisualSpanset = VisualFilter | VisualChain | VisualPipeline | VisualInvalid;

/** `count() > 2`, `avg(duration) >= 1s` */
export interface VisualAggregate {
  readonly kind: 'aggregate';
  readonly path: Path;
  readonly aggregate: Aggregate;
  readonly operator: ComparisonOperator;
  readonly value: Literal;
}

/** `({…} | count()) > 2`; Tempo reads it and does not support it. */
export interface VisualScalarPipeline {
  readonly kind: 'scalar-pipeline';
  readonly path: Path;
  readonly stages: readonly VisualStage[];
  readonly aggregate: Aggregate;
  readonly operator: ComparisonOperator;
  readonly value: Literal;
}

/** `by(expression)` */
export interface VisualGroupBy {
  readonly kind: 'group-by';
  readonly path: Path;
  readonly comments?: readonly Comment[];
  readonly expression: Expression;
}

/** `coalesce()` and `select(…)`, which are as plain as the tree has them. */
export interface VisualPlainStage {
  readonly kind: 'coalesce' | 'select';
  readonly path: Path;
  readonly stage: Coalesce | Select;
}

/** A stage that only text can show, such as `count() * 2 > avg(.a)`. */
export interface VisualTextStage {
  readonly kind: 'text-stage';
  readonly path: Path;
  readonly stage: Stage;
}

export type VisualStage =
  VisualSpanset | VisualAggregate | VisualScalarPipeline | VisualGroupBy | VisualPlainStage | VisualTextStage;

/** `compare({…}, topN, start, end)` */
export interface VisualCompare extends Omit<MetricsCompare, 'kind' | 'selection' | 'range'> {
  readonly kind: 'compare';
  readonly selection: VisualFilter | VisualInvalid;
}

export interface VisualQuery {
  readonly stages: readonly VisualStage[];
  readonly metrics: MetricsAggregate | VisualCompare | null;
  readonly secondStages: readonly SecondStage[];
  readonly hints: readonly Hints[];
  readonly comments?: readonly Comment[];
  readonly trailingComments?: readonly Comment[];
}
