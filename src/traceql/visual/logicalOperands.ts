import type { Expression, LogicalOperator } from '../ast';

/** The operands of a chain of `&&`, or of `||`, from left to right; null for all other expressions. */
export function logicalOperands(
  node: Expression
): { readonly operator: LogicalOperator; readonly operands: readonly Expression[] } | null {
  if (node.kind !== 'binary' || (node.operator !== '&&' && node.operator !== '||')) {
    return null;
  }
  const { operator } = node;
  const operands: Expression[] = [];
  let next: Expression = node;
  while (next.kind === 'binary' && next.operator === operator) {
    operands.push(next.right);
    next = next.left;
  }
  return { operator, operands: [...operands, next].reverse() };
}
