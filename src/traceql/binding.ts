/**
 * How strongly operators bind; greater binds stronger.
 *
 * Follows the table of precedences in Tempo's `pkg/traceql/expr.y`, 2.6 to 3.0.
 */
import { ArithmeticOperator, BinaryOperator, SpansetOperator, UnaryOperator } from './ast';

export const LOGIC = 1;
export const COMPARISON = 2;
export const SUM = 3;
export const NOT = 4;
export const PRODUCT = 5;
export const POWER = 6;

/** Binding in expressions, where `&&` and `||` are equal. */
export function bindingOf(operator: BinaryOperator | ArithmeticOperator): number {
  switch (operator) {
    case '&&':
    case '||':
      return LOGIC;
    case '+':
    case '-':
      return SUM;
    case '*':
    case '/':
    case '%':
      return PRODUCT;
    case '^':
      return POWER;
    default:
      return COMPARISON;
  }
}

/** Binding of a unary operator: `-a * b` is `-(a * b)`, and `!a * b` is `!(a * b)`. */
export function unaryBindingOf(operator: UnaryOperator): number {
  return operator === '-' ? SUM : NOT;
}

/** Binding between spansets: all structural operators are equal. */
export function spansetBindingOf(operator: SpansetOperator): number {
  return operator === '&&' || operator === '||' ? LOGIC : COMPARISON;
}
