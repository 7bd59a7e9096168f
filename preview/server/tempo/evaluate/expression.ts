/**
 * From an expression to a function of a span.
 * Follows `BinaryOperation.execute` and `UnaryOperation.execute` in Tempo's `pkg/traceql/ast_execute.go`.
 */
import { Behaviour } from '../behaviour';
import { EvaluationError } from './errors';
import { FetchedSpan } from './fetchedSpan';
import { compileRegex, Matcher } from './goRegex';
import { isMatchingElement, isMatchingOperand, isOperatorValid } from './operators';
import { BinaryNode, BinaryOperator, Expression, UnaryNode } from './program';
import {
  compareStrings,
  elementsOf,
  equals,
  FALSE,
  isArray,
  isNumeric,
  MIN_INT,
  NIL,
  ofBool,
  ofDuration,
  ofFloat,
  ofInt,
  Static,
  toFloat,
  TRUE,
} from './static';

export type Evaluate = (span: FetchedSpan) => Static;

/** The matcher of an operation, made when it is first needed and then kept, as Tempo does. */
type MatcherOf = (pattern: string) => Matcher;

export function compileExpression(expression: Expression, behaviour: Behaviour): Evaluate {
  switch (expression.kind) {
    case 'static':
      return () => expression.value;
    case 'field':
      return (span) => span.valueOf(expression.field) ?? NIL;
    case 'unary':
      return compileUnary(expression, behaviour);
    case 'binary':
      return compileBinary(expression, behaviour);
  }
}

/** Walks down the left side of chains in a loop, so that thousands of terms need no deep recursion. */
function compileBinary(node: BinaryNode, behaviour: Behaviour): Evaluate {
  const links: Array<{ node: BinaryNode; right: Evaluate; matcher: MatcherOf; samples: number }> = [];
  let first: Expression = node;
  while (first.kind === 'binary') {
    const right = compileExpression(first.right, behaviour);
    links.push({ node: first, right, matcher: keptMatcher(behaviour), samples: behaviour.fullySampled });
    first = first.left;
  }
  links.reverse();
  const start = compileExpression(first, behaviour);
  return (span) => {
    let value = start(span);
    for (const link of links) {
      const { operator } = link.node;
      const decided = link.samples > 0 ? null : decidedByLeft(operator, value);
      if (decided) {
        value = decided;
        continue;
      }
      const other = link.right(span);
      link.samples -= value.type === 'boolean' && other.type === 'boolean' ? 1 : 0;
      value = applyBinary(operator, value, other, behaviour, link.matcher);
    }
    return value;
  };
}

/**
 * The right side is not looked at where the left one decides. Before, Tempo samples both sides for a while
 * (`branchOptimizer`), and `true || nil` is then false. 2.6 always looks at both.
 */
function decidedByLeft(operator: BinaryOperator, left: Static): Static | null {
  if (left.type !== 'boolean') {
    return null;
  }
  if (operator === '&&' && !left.value) {
    return FALSE;
  }
  return operator === '||' && left.value ? TRUE : null;
}

function keptMatcher(behaviour: Behaviour): MatcherOf {
  // Tempo keeps the first expression it meets, even where the pattern comes from the span.
  let kept: Matcher | null = null;
  const many = new Map<string, Matcher>();
  return (pattern) => {
    if (!behaviour.arrays) {
      return (kept ??= compileRegex(pattern, false));
    }
    let matcher = many.get(pattern);
    if (!matcher) {
      matcher = compileRegex(pattern, behaviour.anchoredRegex);
      many.set(pattern, matcher);
    }
    return matcher;
  };
}

/** One binary operation on two values. */
export function applyBinary(
  operator: BinaryOperator,
  left: Static,
  right: Static,
  behaviour: Behaviour,
  matcher: MatcherOf = keptMatcher(behaviour)
): Static {
  if (
    !isMatchingOperand(left.type, right.type, behaviour.arrays) ||
    !isOperatorValid(operator, left.type, right.type, behaviour.arrays)
  ) {
    return FALSE;
  }
  if (behaviour.arrays && isMatchingElement(left.type, right.type)) {
    return applyToArray(operator, left, right, behaviour, matcher);
  }
  return applyToSameType(operator, left, right, behaviour, matcher) ?? applyToRest(operator, left, right, behaviour);
}

/** What two strings, two integers or two booleans give by rules of their own; null where they have none. */
function applyToSameType(
  operator: BinaryOperator,
  left: Static,
  right: Static,
  behaviour: Behaviour,
  matcher: MatcherOf
): Static | null {
  if (left.type === 'string' && right.type === 'string') {
    return applyToStrings(operator, left.value, right.value, behaviour, matcher);
  }
  if (left.type === 'int' && right.type === 'int') {
    return applyToInts(operator, left.value, right.value, behaviour);
  }
  if (left.type !== 'boolean' || right.type !== 'boolean') {
    return null;
  }
  switch (operator) {
    case '&&':
      return ofBool(left.value && right.value);
    case '||':
      return ofBool(left.value || right.value);
    default:
      return null;
  }
}

function applyToStrings(
  operator: BinaryOperator,
  left: string,
  right: string,
  behaviour: Behaviour,
  matcher: MatcherOf
): Static | null {
  switch (operator) {
    case '=~':
      return ofBool(matcher(right).matches(left));
    case '!~':
      return ofBool(!matcher(right).matches(left));
    case '<':
    case '<=':
    case '>':
    case '>=':
      return ofBool(
        isOrdered(
          operator,
          behaviour.comparesQuoted ? compareStrings(`\`${left}\``, `\`${right}\``) : compareStrings(left, right)
        )
      );
    default:
      return null;
  }
}

function isOrdered(operator: '<' | '<=' | '>' | '>=', order: number): boolean {
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

function applyToInts(operator: BinaryOperator, left: bigint, right: bigint, behaviour: Behaviour): Static | null {
  switch (operator) {
    case '+':
      return ofInt(left + right);
    case '-':
      return ofInt(left - right);
    case '*':
      return ofInt(left * right);
    case '/':
    case '%':
      if (right === BigInt(0)) {
        throw new EvaluationError(operator === '/' ? 'division by zero' : 'modulo by zero');
      }
      return ofInt(operator === '/' ? left / right : left % right);
    case '^':
      return intPower(left, right, behaviour);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return ofBool(isOrdered(operator, left < right ? -1 : left > right ? 1 : 0));
    default:
      return null;
  }
}

/** Tempo takes whole powers the wrong way round: `2 ^ 3` is 3 to the power of 2. */
function intPower(left: bigint, right: bigint, behaviour: Behaviour): Static {
  if (behaviour.generation !== '2.6') {
    const power = Math.pow(Number(right), Number(left));
    return Number.isFinite(power) ? ofInt(BigInt(Math.trunc(power))) : ofInt(MIN_INT);
  }
  let result = BigInt(1);
  // Beyond 64 steps of squaring nothing new comes out in 64 bits.
  for (let base = right, exponent = left; exponent > BigInt(0); exponent >>= BigInt(1)) {
    result = (exponent & BigInt(1)) === BigInt(1) ? BigInt.asIntN(64, result * base) : result;
    base = BigInt.asIntN(64, base * base);
  }
  return ofInt(result);
}

const FLIPPED: Readonly<Partial<Record<BinaryOperator, BinaryOperator>>> = {
  '>': '<',
  '>=': '<=',
  '<': '>',
  '<=': '>=',
  IN: '=',
  'NOT IN': '!=',
  'MATCH ANY': '=~',
  'MATCH NONE': '!~',
};

/** Any element must match; for `!=` and `!~`, all. */
function applyToArray(
  operator: BinaryOperator,
  left: Static,
  right: Static,
  behaviour: Behaviour,
  matcher: MatcherOf
): Static {
  if (isArray(left.type) && isArray(right.type)) {
    throw new EvaluationError('array operators must consist of a scalar and an array operand');
  }
  const arrayIsLeft = isArray(left.type);
  const isSet = operator === 'IN' || operator === 'NOT IN' || operator === 'MATCH ANY' || operator === 'MATCH NONE';
  if (isSet && arrayIsLeft) {
    throw new EvaluationError('array operators require array on the right side');
  }
  if (['+', '-', '*', '/', '%', '^'].includes(operator)) {
    throw new EvaluationError('unsupported operation');
  }
  const elementOperator = arrayIsLeft || isSet ? (FLIPPED[operator] ?? operator) : operator;
  const [array, scalar] = arrayIsLeft ? [left, right] : [right, left];
  const isRegex = elementOperator === '=~' || elementOperator === '!~';
  const matches = (element: Static) => {
    const [a, b] = arrayIsLeft && isRegex ? [element, scalar] : [scalar, element];
    const result = applyBinary(elementOperator, a, b, behaviour, matcher);
    return result.type === 'boolean' && result.value;
  };
  const elements = elementsOf(array);
  const all = elementOperator === '!=' || elementOperator === '!~';
  return ofBool(all ? elements.every(matches) : elements.some(matches));
}

function applyToRest(operator: BinaryOperator, left: Static, right: Static, behaviour: Behaviour): Static {
  switch (operator) {
    case '=':
      return ofBool(areEqual(left, right, behaviour));
    case '!=':
      return ofBool(!areEqual(left, right, behaviour) && !hidesNil(left, right, behaviour));
    case '+':
      return ofFloat(toFloat(left) + toFloat(right));
    case '-':
      return ofFloat(toFloat(left) - toFloat(right));
    case '*':
      return ofFloat(toFloat(left) * toFloat(right));
    case '/':
      return ofFloat(toFloat(left) / toFloat(right));
    case '%':
      return ofFloat(toFloat(left) % toFloat(right));
    case '^':
      return ofFloat(Math.pow(toFloat(left), toFloat(right)));
    case '<':
      return ofBool(toFloat(left) < toFloat(right));
    case '<=':
      return ofBool(toFloat(left) <= toFloat(right));
    case '>':
      return ofBool(toFloat(left) > toFloat(right));
    case '>=':
      return ofBool(toFloat(left) >= toFloat(right));
    default:
      throw new EvaluationError(`unexpected operator ${operator}`);
  }
}

/** Since 2.10 nothing is equal or unequal to nil. */
function hidesNil(left: Static, right: Static, behaviour: Behaviour): boolean {
  return behaviour.generation !== '2.6' && (left.type === 'nil' || right.type === 'nil');
}

function areEqual(left: Static, right: Static, behaviour: Behaviour): boolean {
  return !hidesNil(left, right, behaviour) && equals(left, right);
}

function compileUnary(node: UnaryNode, behaviour: Behaviour): Evaluate {
  const operand = compileExpression(node.operand, behaviour);
  return (span) => applyUnary(node, operand(span));
}

/** One unary operation on a value. */
export function applyUnary(node: UnaryNode, value: Static): Static {
  switch (node.operator) {
    case '!':
      if (value.type !== 'boolean') {
        throw new EvaluationError(`expression (${node.operator}) expected a boolean, but got ${goTypeName(value)}`);
      }
      return ofBool(!value.value);
    case '-':
      if (!isNumeric(value.type)) {
        throw new EvaluationError(`expression (${node.operator}) expected a numeric, but got ${goTypeName(value)}`);
      }
      return negate(value);
    case 'exists':
      return ofBool(value.type !== 'nil');
    case 'absent':
      // The fetch layer gives the text "nil" for what is known not to be there.
      return ofBool(value.type === 'string' && value.value === 'nil');
  }
}

function negate(value: Static): Static {
  switch (value.type) {
    case 'int':
      return ofInt(-value.value);
    case 'duration':
      return ofDuration(-value.value);
    default:
      return ofFloat(-toFloat(value));
  }
}

/** `TypeIntArray` for `int[]` and so on, as Tempo's error texts have it. */
function goTypeName(value: Static): string {
  const name = value.type.replace('[]', 'Array');
  return `Type${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

/** A scalar comparison after an aggregate (`binOp`): as between values, but whole numbers go by way of floats. */
export function compareScalars(operator: BinaryOperator, left: Static, right: Static, behaviour: Behaviour): boolean {
  if (
    !isMatchingOperand(left.type, right.type, behaviour.arrays) ||
    !isOperatorValid(operator, left.type, right.type, behaviour.arrays)
  ) {
    return false;
  }
  const result = applyToRest(operator, left, right, behaviour);
  return result.type === 'boolean' && result.value;
}
