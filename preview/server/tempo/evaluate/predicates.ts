/**
 * Conditions as tests of a single stored value; null is a value that is not there.
 * Follows `create…Predicate` in `vparquet4/block_traceql.go` and `pkg/parquetquery/predicates*.go`.
 */
import { Behaviour } from '../behaviour';
import { Condition, ConditionOperator } from './conditions';
import { EvaluationError } from './errors';
import { compileRegex } from './goRegex';
import { compareStrings, elementsOf, Static } from './static';

export type Test<T> = (value: T | null) => boolean;

const ANY = (): boolean => true;
const PRESENT: Test<unknown> = (value) => value !== null;
const ABSENT: Test<unknown> = (value) => value === null;

/** The tests that need no operand; null where the operator needs one. */
function existenceTest(operator: ConditionOperator): Test<unknown> | null {
  switch (operator) {
    case 'none':
      return ANY;
    case 'exists':
      return PRESENT;
    case 'absent':
      return ABSENT;
    default:
      return null;
  }
}

export function stringTest({ operator, operand }: Condition, behaviour: Behaviour): Test<string> {
  const simple = existenceTest(operator);
  if (simple) {
    return simple;
  }
  const texts = elementsOf(operand ?? { type: 'nil' }).map((element) => {
    if (element.type !== 'string') {
      throw new EvaluationError(`operand is not string: ${printOperand(element)}`);
    }
    return element.value;
  });
  const first = texts[0] ?? '';
  const unset = behaviour.absentIsZero ? '' : null;
  const on = (test: (value: string) => boolean): Test<string> => {
    return (value) => (value === null ? unset !== null && test(unset) : test(value));
  };
  switch (operator) {
    case '=':
    case 'IN':
      return on((value) => texts.includes(value));
    case '!=':
    case 'NOT IN':
      return on((value) => !texts.includes(value));
    case '=~':
    case '!~':
    case 'MATCH ANY':
    case 'MATCH NONE': {
      const should = operator === '=~' || operator === 'MATCH ANY';
      const matchers = texts.map((text) => compileRegex(text, behaviour.anchoredRegex));
      return (value) => value !== null && matchers.some((matcher) => matcher.matches(value) === should);
    }
    default:
      return on(orderTest(operator, (value) => compareStrings(value, first)));
  }
}

function orderTest<T>(operator: ConditionOperator, compare: (value: T) => number): (value: T) => boolean {
  switch (operator) {
    case '<':
      return (value) => compare(value) < 0;
    case '<=':
      return (value) => compare(value) <= 0;
    case '>':
      return (value) => compare(value) > 0;
    case '>=':
      return (value) => compare(value) >= 0;
    default:
      throw new EvaluationError(`operator not supported: ${operator}`);
  }
}

/** Hexadecimal IDs; what is none does not restrict anything. */
export function idTest(condition: Condition, kind: 'span' | 'trace', behaviour: Behaviour): Test<string> {
  const simple = existenceTest(condition.operator);
  if (simple) {
    return simple;
  }
  const ids = elementsOf(condition.operand ?? { type: 'nil' }).map((element) =>
    element.type === 'string' ? idOf(element.value, kind, behaviour) : null
  );
  if (ids.includes(null)) {
    return ANY;
  }
  const isEqual = condition.operator === '=' || condition.operator === 'IN';
  return (value) => {
    const id = value ?? (behaviour.absentIsZero ? '' : null);
    return id !== null && ids.includes(id) === isEqual;
  };
}

/** As bytes (two digits each). Span IDs lose leading zeros and are not filled up again; trace IDs are, but for 2.6. */
function idOf(text: string, kind: 'span' | 'trace', behaviour: Behaviour): string | null {
  const trimmed = kind === 'span' ? text.replace(/^0+/, '') : text;
  const id = (trimmed.length % 2 === 1 ? `0${trimmed}` : trimmed).toLowerCase();
  if (/[^0-9a-f]/.test(id) || id.length > (kind === 'span' ? 16 : 32)) {
    return null;
  }
  if (kind === 'span') {
    return id;
  }
  return behaviour.absentIsZero ? id.replace(/^(00)+/, '') : id.padStart(32, '0');
}

const OTLP_STATUS = [BigInt(2), BigInt(1), BigInt(0)];
const OTLP_KIND = [BigInt(0), BigInt(1), BigInt(3), BigInt(2), BigInt(4), BigInt(5)];

/** Whole numbers, durations in nanoseconds, and statuses and kinds by their OTLP number. */
export function intTest({ operator, operand }: Condition, behaviour: Behaviour): Test<bigint> {
  const simple = existenceTest(operator);
  if (simple) {
    return simple;
  }
  const numbers = elementsOf(operand ?? { type: 'nil' }).map(wholeNumber);
  return numberTest(operator, numbers, behaviour.absentIsZero ? BigInt(0) : null);
}

function wholeNumber(operand: Static): bigint {
  switch (operand.type) {
    case 'int':
    case 'duration':
      return operand.value;
    case 'status':
      return OTLP_STATUS[operand.value] ?? BigInt(0);
    case 'kind':
      return OTLP_KIND[operand.value] ?? BigInt(0);
    default:
      throw new EvaluationError(`operand is not int, duration, status or kind: ${printOperand(operand)}`);
  }
}

/** As `intTest`, but a float is understood too (since 2.7). */
export function durationTest(condition: Condition, behaviour: Behaviour): Test<bigint> {
  const { operator, operand } = condition;
  const isFloat = operand?.type === 'float' || operand?.type === 'float[]';
  if (!isFloat || behaviour.absentIsZero || existenceTest(operator)) {
    return intTest(condition, behaviour);
  }
  if (operand.type === 'float[]' || !Number.isInteger(operand.value)) {
    // Tempo moves the limit to the next whole number; comparing with the float says the same.
    return operator === '=' || operator === 'IN' || operand.type === 'float[]'
      ? ANY
      : compareWithFloat(operator, operand);
  }
  return intTest({ ...condition, operand: { type: 'int', value: BigInt(operand.value) } }, behaviour);
}

function compareWithFloat(operator: ConditionOperator, operand: Static): Test<bigint> {
  const limit = operand.type === 'float' ? operand.value : NaN;
  if (operator === '!=') {
    return ANY;
  }
  const test = orderTest<bigint>(operator, (value) => Number(value) - limit);
  return (value) => value !== null && test(value);
}

export function floatTest({ operator, operand }: Condition, behaviour: Behaviour): Test<number> {
  const simple = existenceTest(operator);
  if (simple) {
    return simple;
  }
  const numbers = elementsOf(operand ?? { type: 'nil' }).map((element) => {
    if (element.type !== 'float') {
      throw new EvaluationError(`operand is not float: ${printOperand(element)}`);
    }
    return element.value;
  });
  return numberTest(operator, numbers, behaviour.absentIsZero ? 0 : null);
}

function numberTest<T extends number | bigint>(
  operator: ConditionOperator,
  numbers: readonly T[],
  unset: T | null
): Test<T> {
  const test = ((): ((value: T) => boolean) => {
    switch (operator) {
      case '=':
      case 'IN':
        return (value) => numbers.includes(value);
      case '!=':
      case 'NOT IN':
        return (value) => !numbers.includes(value);
      default: {
        const [limit] = numbers;
        return orderTest<T>(operator, (value) =>
          limit === undefined ? NaN : value < limit ? -1 : value > limit ? 1 : 0
        );
      }
    }
  })();
  return (value) => (value === null ? unset !== null && test(unset) : test(value));
}

export function boolTest({ operator, operand }: Condition, behaviour: Behaviour): Test<boolean> {
  const simple = existenceTest(operator);
  if (simple) {
    return simple;
  }
  const wanted = elementsOf(operand ?? { type: 'nil' }).map((element) => element.type === 'boolean' && element.value);
  const isEqual = operator === '=' || operator === 'IN';
  if (!isEqual && operator !== '!=' && operator !== 'NOT IN') {
    throw new EvaluationError(`operator not supported for booleans: ${operator}`);
  }
  return (value) => {
    const actual = value ?? (behaviour.absentIsZero ? false : null);
    return actual !== null && wanted.includes(actual) === isEqual;
  };
}

function printOperand(operand: Static): string {
  return operand.type === 'nil' ? 'nil' : String(operand.value);
}
