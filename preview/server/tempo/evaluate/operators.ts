/**
 * Which operators go with which types while evaluating.
 * Follows `isMatchingOperand` and `binaryTypesValid` in Tempo's `pkg/traceql/enum_statics.go` and `enum_operators.go`.
 */
import { BinaryOperator } from './program';
import { elementType, isNumeric, StaticType } from './static';

/** Whether two values can be combined at all. In 2.6 only the right one may be nil. */
export function isMatchingOperand(left: StaticType, right: StaticType, arrays: boolean): boolean {
  if (left === right || (isNumeric(left) && isNumeric(right)) || right === 'nil') {
    return true;
  }
  return arrays && (left === 'nil' || isMatchingElement(left, right));
}

/** Whether one is an array and the other could be an element of it. */
export function isMatchingElement(left: StaticType, right: StaticType): boolean {
  const leftElement = elementType(left);
  if (leftElement) {
    return isMatchingOperand(leftElement, right, true);
  }
  const rightElement = elementType(right);
  return rightElement !== null && isMatchingOperand(rightElement, left, true);
}

const EQUALITY: readonly BinaryOperator[] = ['=', '!='];
const SETS: readonly BinaryOperator[] = ['IN', 'NOT IN'];
const ORDER: readonly BinaryOperator[] = ['<', '<=', '>', '>='];
const BOOLEAN = new Set<BinaryOperator>(['&&', '||', ...EQUALITY, ...SETS]);
const NUMBER = new Set<BinaryOperator>(['+', '-', '*', '/', '%', '^', ...EQUALITY, ...ORDER, ...SETS]);
const TEXT = new Set<BinaryOperator>(['=~', '!~', 'MATCH ANY', 'MATCH NONE', ...EQUALITY, ...ORDER, ...SETS]);
const OTHER = new Set<BinaryOperator>(EQUALITY);
const NONE = new Set<BinaryOperator>();

const OPERATORS: Readonly<Record<StaticType, ReadonlySet<BinaryOperator>>> = {
  boolean: BOOLEAN,
  'boolean[]': BOOLEAN,
  int: NUMBER,
  'int[]': NUMBER,
  float: NUMBER,
  'float[]': NUMBER,
  duration: NUMBER,
  string: TEXT,
  'string[]': TEXT,
  nil: OTHER,
  status: OTHER,
  kind: OTHER,
};

export function isOperatorValid(
  operator: BinaryOperator,
  left: StaticType,
  right: StaticType,
  arrays: boolean
): boolean {
  return operatorsOf(left, arrays).has(operator) && operatorsOf(right, arrays).has(operator);
}

function operatorsOf(type: StaticType, arrays: boolean): ReadonlySet<BinaryOperator> {
  return !arrays && elementType(type) ? NONE : OPERATORS[type];
}
