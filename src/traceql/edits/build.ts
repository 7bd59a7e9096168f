/** New nodes. Their range is `{ start: 0, end: 0 }`: they have no place in a text before they are rendered. */
import {
  Attribute,
  AttributeScope,
  Binary,
  BinaryOperator,
  Expression,
  Intrinsic,
  LogicalOperator,
  Range,
  SpansetBinary,
  SpansetExpression,
  SpansetFilter,
  SpansetOperator,
  StringLiteral,
  Unary,
  UnaryOperator,
} from '../ast';

export const NO_RANGE: Range = { start: 0, end: 0 };

export function makeFilter(expression: Expression | null = null): SpansetFilter {
  return { kind: 'filter', expression, range: NO_RANGE };
}

export function makeBinary(left: Expression, operator: BinaryOperator, right: Expression): Binary {
  return { kind: 'binary', operator, left, right, range: NO_RANGE };
}

export function makeUnary(operator: UnaryOperator, operand: Expression): Unary {
  return { kind: 'unary', operator, operand, range: NO_RANGE };
}

export function makeAttribute(scope: AttributeScope, name: string, parent = false): Attribute {
  return { kind: 'attribute', scope, parent, name, range: NO_RANGE };
}

export function makeIntrinsic(name: string): Intrinsic {
  return { kind: 'intrinsic', name, range: NO_RANGE };
}

export function makeString(value: string): StringLiteral {
  return { kind: 'string', value, raw: false, range: NO_RANGE };
}

export function makeSpansets(
  left: SpansetExpression,
  operator: SpansetOperator,
  right: SpansetExpression
): SpansetBinary {
  return { kind: 'spanset-binary', operator, left, right, range: NO_RANGE };
}

/** Joins conditions by one operator, from left to right; there must be at least one. */
export function joinConditions(operator: LogicalOperator, [first, ...others]: readonly Expression[]): Expression {
  const start: Expression = first ?? { kind: 'bool', value: true, range: NO_RANGE };
  return others.reduce((left, right) => makeBinary(left, operator, right), start);
}
