/**
 * Types of expressions and what Tempo says to those that do not fit.
 * Follows the `impliedType` methods in `pkg/traceql/ast.go` and `ast_validate.go` (2.6 to 3.0).
 */
import { BinaryOperator as SyntaxOperator } from '../../../../src/traceql/ast';
import { regexProblem } from '../../../../src/traceql/check/regexSyntax';
import { canMeet, isNumeric, takesType, Type } from '../../../../src/traceql/check/valueTypes';
import { ageOf, resolveRelease } from '../../../../src/traceql/releases';
import { Behaviour } from '../behaviour';
import { Field, IntrinsicName } from './field';
import { BinaryNode, Expression, isBoolean, UnaryNode } from './program';
import { renderExpression } from './render';
import { Static } from './static';

const INTRINSIC_TYPES: Readonly<Partial<Record<IntrinsicName, Type>>> = {
  duration: 'duration',
  'span:childCount': 'int',
  name: 'string',
  status: 'status',
  statusMessage: 'string',
  kind: 'span-kind',
  'event:name': 'string',
  'event:timeSinceStart': 'duration',
  'link:traceID': 'string',
  'link:spanID': 'string',
  parent: 'nil',
  traceDuration: 'duration',
  rootServiceName: 'string',
  rootName: 'string',
  nestedSetLeft: 'int',
  nestedSetRight: 'int',
  nestedSetParent: 'int',
  'trace:id': 'string',
  'span:id': 'string',
  'span:parentID': 'string',
};

export function typeOf(expression: Expression): Type {
  switch (expression.kind) {
    case 'static':
      return typeOfStatic(expression.value);
    case 'field':
      return (expression.field.intrinsic && INTRINSIC_TYPES[expression.field.intrinsic]) ?? 'untyped';
    case 'unary':
      return expression.operator === 'exists' || expression.operator === 'absent' ? 'bool' : typeOf(expression.operand);
    case 'binary': {
      if (isBoolean(expression.operator)) {
        return 'bool';
      }
      const left = typeOf(expression.left);
      return left === 'untyped' ? typeOf(expression.right) : left;
    }
  }
}

export function typeOfStatic({ type }: Static): Type {
  switch (type) {
    case 'boolean':
      return 'bool';
    case 'kind':
      return 'span-kind';
    case 'string[]':
      return 'strings';
    default:
      return type as Type;
  }
}

/** What Tempo says to an operator between two types; null where it fits. */
export function operatorProblem(
  operator: SyntaxOperator,
  left: Type,
  right: Type,
  rendered: () => string,
  behaviour: Behaviour
): string | null {
  if (!canMeet(left, right, ageOf(resolveRelease(behaviour.version).release))) {
    return `binary operations must operate on the same type: ${rendered()}`;
  }
  if (!behaviour.existsOperator && right === 'nil' && operator === '=') {
    return '{.a = nil} not yet supported';
  }
  return takesType(operator, left) && takesType(operator, right)
    ? null
    : `illegal operation for the given types: ${rendered()}`;
}

/** What Tempo says to an expression whose parts are in order. */
function nodeProblem(expression: Expression, behaviour: Behaviour): string | null {
  switch (expression.kind) {
    case 'static':
      return null;
    case 'field':
      return fieldProblem(expression.field, behaviour);
    case 'unary':
      return unaryProblem(expression, behaviour);
    case 'binary':
      return binaryProblem(expression, behaviour);
  }
}

export function binaryProblem(node: BinaryNode, behaviour: Behaviour): string | null {
  const { operator, left, right } = node;
  const rendered = () => renderExpression(node, behaviour);
  const problem = operatorProblem(operator as SyntaxOperator, typeOf(left), typeOf(right), rendered, behaviour);
  if (problem !== null || (operator !== '=~' && operator !== '!~')) {
    return problem;
  }
  const text = renderExpression(right, behaviour);
  if (right.kind !== 'static' || right.value.type !== 'string') {
    return behaviour.existsOperator ? `invalid type for =~ or !~: ${text}` : null;
  }
  return regexProblem(right.value.value) === null ? null : `invalid regex: ${text}`;
}

export function unaryProblem(node: UnaryNode, behaviour: Behaviour): string | null {
  const { operator, operand } = node;
  if (operator === 'absent' && operand.kind === 'field') {
    const text = renderExpression(operand, behaviour);
    if (operand.field.intrinsic !== null) {
      return `${text}=nil is not valid because intrinsics cannot be nil`;
    }
    if (operand.field.scope === 'resource' && operand.field.name === 'service.name') {
      return `${text}=nil is not valid because resource.service.name cannot be nil`;
    }
  }
  const type = typeOf(operand);
  const fits =
    type === 'untyped' ||
    operator === 'exists' ||
    operator === 'absent' ||
    (operator === '!' ? type === 'bool' : isNumeric(type));
  return fits ? null : `illegal operation for the given type: ${renderExpression(node, behaviour)}`;
}

export function fieldProblem({ intrinsic, parent }: Field, behaviour: Behaviour): string | null {
  if (parent) {
    return 'parent not yet supported';
  }
  if (intrinsic === 'parent') {
    return 'intrinsic (parent) not yet supported';
  }
  return intrinsic === 'span:childCount' && behaviour.generation === '2.6'
    ? 'intrinsic (childCount) not yet supported'
    : null;
}

/** The first thing that Tempo says to an expression; its parts come first, from left to right. Chains in a loop. */
export function expressionProblem(expression: Expression, behaviour: Behaviour): string | null {
  const pending: Expression[] = [];
  let node = expression;
  while (node.kind === 'binary' || node.kind === 'unary') {
    pending.push(node);
    node = node.kind === 'binary' ? node.left : node.operand;
  }
  let problem = nodeProblem(node, behaviour);
  for (const parent of pending.reverse()) {
    if (problem === null && parent.kind === 'binary') {
      problem = expressionProblem(parent.right, behaviour);
    }
    problem ??= nodeProblem(parent, behaviour);
  }
  return problem;
}
