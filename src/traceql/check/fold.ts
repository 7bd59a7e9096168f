/**
 * Computing constants, as far as the verdict depends on it: the type of the result, and the values of whole numbers,
 * because dividing by zero has consequences.
 *
 * Follows `BinaryOperation.execute` and `intPow` in Tempo's `pkg/traceql/ast_execute.go`, 2.6 to 3.0.
 */
import { BinaryOperator, Range } from '../ast';
import { regexProblem } from './regexSyntax';
import { Constant, Term, TermContext } from './term';
import { isPredicate } from './valueTypes';

const ZERO = BigInt(0);
const ONE = BigInt(1);
const TWO_63 = BigInt('0x8000000000000000');

/** Beyond so many rounds (about a second) the loop that computes powers counts as endless. */
const MAX_POWER_ROUNDS = BigInt(1_000_000_000);

function constantOf(type: Constant['type'], range: Range, value?: bigint): Constant {
  return { form: 'constant', type, value, refersToSpan: false, problems: [], range };
}

/** The constant that two operands without a span make, or null where Tempo leaves the operation as it is. */
export function fold(
  context: TermContext,
  operator: BinaryOperator,
  left: Term,
  right: Term,
  range: Range
): Constant | null {
  if (left.form !== 'constant' || right.form !== 'constant') {
    return null;
  }
  if (operator === '=~' || operator === '!~') {
    return typeof right.value === 'string' && regexProblem(right.value) === null ? constantOf('bool', range) : null;
  }
  if (isPredicate(operator)) {
    return constantOf('bool', range);
  }
  if (typeof left.value !== 'bigint' || typeof right.value !== 'bigint') {
    return constantOf('float', range);
  }
  const value = foldInts(context, operator, left.value, right.value, range);
  return value === null ? null : constantOf('int', range, BigInt.asIntN(64, value));
}

function foldInts(
  context: TermContext,
  operator: BinaryOperator,
  left: bigint,
  right: bigint,
  range: Range
): bigint | null {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '^':
      return context.features.slowPowers ? loopPower(context, left, right, range) : floatPower(left, right);
    default:
      if (right !== ZERO) {
        return operator === '/' ? left / right : left % right;
      }
      if (context.features.zeroDivision === 'crash') {
        // Tempo meets the one first that ends first.
        context.crash = context.crash && context.crash.end <= range.end ? context.crash : range;
      }
      return null;
  }
}

/** Up to 2.10 `a ^ b` is b multiplied a times with itself. */
function loopPower(context: TermContext, left: bigint, right: bigint, range: Range): bigint {
  if (left > MAX_POWER_ROUNDS) {
    context.hang ??= range;
  }
  let result = ONE;
  let square = BigInt.asIntN(64, right);
  for (let rounds = left > ZERO ? left : ZERO; rounds > ZERO; rounds /= BigInt(2)) {
    if (rounds % BigInt(2) === ONE) {
      result = BigInt.asIntN(64, result * square);
    }
    square = BigInt.asIntN(64, square * square);
  }
  return result;
}

/** Since 3.0 it is computed with floats, operands still swapped. */
function floatPower(left: bigint, right: bigint): bigint {
  const power = Number(right) ** Number(left);
  if (!Number.isFinite(power) || Math.abs(power) >= Number(TWO_63)) {
    return -TWO_63;
  }
  return BigInt(Math.trunc(power));
}
