/** The tree that is evaluated: fields, values and operators only. `lower.ts` makes it from the syntax tree. */
import { AggregateFunction, ComparisonOperator, SpansetOperator } from '../../../../src/traceql/ast';
import { Field } from './field';
import { Static } from './static';

export type BinaryOperator =
  | '&&'
  | '||'
  | '='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | '=~'
  | '!~'
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | '^'
  // Not in the language: what alternatives of one field become (3.0).
  | 'IN'
  | 'NOT IN'
  | 'MATCH ANY'
  | 'MATCH NONE';

export type UnaryOperator = '!' | '-' | 'exists' | 'absent';

export interface StaticNode {
  readonly kind: 'static';
  readonly value: Static;
}

export interface FieldNode {
  readonly kind: 'field';
  readonly field: Field;
}

export interface BinaryNode {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface UnaryNode {
  readonly kind: 'unary';
  readonly operator: UnaryOperator;
  readonly operand: Expression;
}

export type Expression = StaticNode | FieldNode | BinaryNode | UnaryNode;

export interface FilterStage {
  readonly kind: 'filter';
  readonly expression: Expression;
}

export interface SpansetOperation {
  readonly kind: 'operation';
  readonly operator: SpansetOperator;
  readonly left: Stage;
  readonly right: Stage;
}

export interface PipelineStage {
  readonly kind: 'pipeline';
  readonly stages: readonly Stage[];
}

export interface GroupStage {
  readonly kind: 'group';
  readonly expression: Expression;
}

export interface CoalesceStage {
  readonly kind: 'coalesce';
}

export interface SelectStage {
  readonly kind: 'select';
  readonly fields: readonly Field[];
}

/** `count() > 2`: the only form of a scalar filter that Tempo evaluates. */
export interface ScalarFilterStage {
  readonly kind: 'scalar-filter';
  readonly function: AggregateFunction;
  readonly argument: Expression | null;
  readonly operator: ComparisonOperator;
  readonly limit: Static;
}

export type Stage =
  FilterStage | SpansetOperation | PipelineStage | GroupStage | CoalesceStage | SelectStage | ScalarFilterStage;

/** Whether an expression depends on the span at all. Chains of any length are walked without recursion to the left. */
export function referencesSpan(expression: Expression): boolean {
  let node = expression;
  for (;;) {
    switch (node.kind) {
      case 'static':
        return false;
      case 'field':
        return true;
      case 'unary':
        node = node.operand;
        break;
      case 'binary':
        if (referencesSpan(node.right)) {
          return true;
        }
        node = node.left;
        break;
    }
  }
}

/** What the fetch layer and the simplifier ask of an operator: does it give a boolean? */
export function isBoolean(operator: BinaryOperator): boolean {
  return !['+', '-', '*', '/', '%', '^'].includes(operator);
}
