/**
 * Types of expressions and which operators take them.
 *
 * Follows `enum_statics.go` (`isMatchingOperand`) and `enum_operators.go` (`binaryTypeValid`, `unaryTypesValid`) of
 * Tempo's `pkg/traceql`, 2.6 to 3.0.
 */
import { BinaryOperator } from '../ast';
import { V2_8 } from '../releases';

/** `untyped`: an attribute, whose type is known only when the query runs. `spanset`: the result of a pipeline. */
export type Type =
  | 'nil'
  | 'spanset'
  | 'untyped'
  | 'int'
  | 'float'
  | 'duration'
  | 'string'
  | 'bool'
  | 'status'
  | 'span-kind'
  /** A set of strings; only inside of Tempo, for alternatives that it has merged. */
  | 'strings';

export function isNumeric(type: Type): boolean {
  return type === 'int' || type === 'float' || type === 'duration';
}

/** Whether values of the two types may meet in an operation at all; `age` is that of the release. */
export function canMeet(left: Type, right: Type, age: number): boolean {
  if (left === 'untyped' || right === 'untyped' || left === right || right === 'nil') {
    return true;
  }
  return (isNumeric(left) && isNumeric(right)) || (left === 'nil' && age >= V2_8);
}

const COMPARISONS: ReadonlySet<string> = new Set(['=', '!=', '<', '<=', '>', '>=']);
const ARITHMETIC: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%', '^']);

/** Whether the operator takes an operand of the type. */
export function takesType(operator: BinaryOperator, type: Type): boolean {
  const isEquality = operator === '=' || operator === '!=';
  switch (type) {
    case 'untyped':
      return true;
    case 'bool':
      return isEquality || operator === '&&' || operator === '||';
    case 'int':
    case 'float':
    case 'duration':
      return COMPARISONS.has(operator) || ARITHMETIC.has(operator);
    case 'string':
      return COMPARISONS.has(operator) || operator === '=~' || operator === '!~';
    case 'nil':
    case 'status':
    case 'span-kind':
      return isEquality;
    default:
      return false;
  }
}

/** Whether the result of the operator is a truth value whatever its operands. */
export function isPredicate(operator: BinaryOperator): boolean {
  return !ARITHMETIC.has(operator);
}

const NAMES: Readonly<Record<Type, string>> = {
  nil: '`nil`',
  spanset: 'a set of spans',
  untyped: 'an attribute',
  int: 'a whole number',
  float: 'a number',
  duration: 'a duration',
  string: 'a string',
  bool: 'true or false',
  status: 'a status (ok, error, unset)',
  'span-kind': 'a span kind (server, client …)',
  strings: 'strings',
};

/** The type in words. */
export function nameOfType(type: Type): string {
  return NAMES[type];
}
