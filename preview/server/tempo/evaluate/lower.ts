/**
 * From the syntax tree to what is evaluated: values get their types, constant parts are worked out, and from 3.0 on
 * alternatives become sets. Follows `newBinaryOperation`, `newUnaryOperation` (`pkg/traceql/ast.go`) and
 * `ast_rewriter.go`.
 */
import * as syntax from '../../../../src/traceql/ast';
import { leftSpine } from '../../../../src/traceql/walk';
import { Behaviour } from '../behaviour';
import { EvaluationError } from './errors';
import { applyBinary, applyUnary } from './expression';
import { fieldOf } from './field';
import { mergeAlternatives } from './mergeAlternatives';
import { BinaryNode, Expression, Stage, UnaryNode } from './program';
import {
  MAX_INT,
  MIN_INT,
  NIL,
  ofBool,
  ofDuration,
  ofFloat,
  ofInt,
  ofKind,
  ofStatus,
  ofString,
  Static,
  TRUE,
} from './static';
import { binaryProblem, unaryProblem } from './validate';

export function lowerStages(stages: readonly syntax.Stage[], behaviour: Behaviour): Stage[] {
  return stages.map((stage) => lowerStage(stage, behaviour));
}

function lowerStage(stage: syntax.Stage, behaviour: Behaviour): Stage {
  switch (stage.kind) {
    case 'filter':
    case 'spanset-binary':
    case 'wrapped-pipeline':
    case 'invalid':
      return lowerSpanset(stage, behaviour);
    case 'scalar-filter':
      return lowerScalarFilter(stage, behaviour);
    case 'group':
      return { kind: 'group', expression: lowerWhole(stage.expression, behaviour) };
    case 'coalesce':
      return { kind: 'coalesce' };
    case 'select':
      return { kind: 'select', fields: stage.fields.map(lowerField) };
  }
}

export function lowerField(field: syntax.FieldOrInvalid): ReturnType<typeof fieldOf> {
  if (field.kind === 'invalid') {
    throw new EvaluationError('invalid field');
  }
  return fieldOf(field);
}

export function lowerSpanset(expression: syntax.SpansetExpression, behaviour: Behaviour): Stage {
  switch (expression.kind) {
    case 'filter': {
      return { kind: 'filter', expression: merged(lowerFilter(expression, behaviour), behaviour) };
    }
    case 'wrapped-pipeline':
      return { kind: 'pipeline', stages: lowerStages(expression.stages, behaviour) };
    case 'spanset-binary': {
      const spine = leftSpine(expression).reverse();
      const first = spine[0] ?? expression;
      return spine.reduce<Stage>(
        (left, node) => ({
          kind: 'operation',
          operator: node.operator,
          left,
          right: lowerSpanset(node.right, behaviour),
        }),
        lowerSpanset(first.left, behaviour)
      );
    }
    case 'invalid':
      throw new EvaluationError('invalid spanset');
  }
}

/** The condition of a filter; that of `{ }` is `true`. */
export function lowerFilter({ expression }: syntax.SpansetFilter, behaviour: Behaviour): Expression {
  return expression ? lowerExpression(expression, behaviour) : ofStatic(TRUE);
}

function lowerScalarFilter(stage: syntax.ScalarFilter, behaviour: Behaviour): Stage {
  const { left, right } = stage;
  if (left.kind !== 'aggregate' || !isLiteral(right)) {
    throw new EvaluationError('scalar filter lhs not supported');
  }
  return {
    kind: 'scalar-filter',
    function: left.function,
    argument: left.argument ? lowerWhole(left.argument, behaviour) : null,
    operator: stage.operator,
    limit: valueOfLiteral(right),
  };
}

function isLiteral(expression: syntax.ScalarExpression): expression is syntax.Literal {
  return !['aggregate', 'scalar-binary', 'scalar-pipeline', 'invalid'].includes(expression.kind);
}

/** An expression as a stage of the pipeline has it; those of `compare()` are not rewritten. */
function lowerWhole(expression: syntax.Expression, behaviour: Behaviour): Expression {
  return merged(lowerExpression(expression, behaviour), behaviour);
}

function merged(expression: Expression, behaviour: Behaviour): Expression {
  return behaviour.mergesAlternatives ? mergeAlternatives(expression) : expression;
}

export function lowerExpression(expression: syntax.Expression, behaviour: Behaviour): Expression {
  switch (expression.kind) {
    case 'invalid':
      throw new EvaluationError('invalid expression');
    case 'attribute':
    case 'intrinsic':
      return { kind: 'field', field: fieldOf(expression) };
    case 'unary':
      return simplifyUnary(
        {
          kind: 'unary',
          operator: expression.operator,
          operand: lowerExpression(expression.operand, behaviour),
        },
        behaviour
      );
    case 'binary': {
      const spine = leftSpine(expression).reverse();
      const first = spine[0] ?? expression;
      return spine.reduce<Expression>(
        (left, node) => lowerBinary(node.operator, left, lowerExpression(node.right, behaviour), behaviour),
        lowerExpression(first.left, behaviour)
      );
    }
    default:
      return ofStatic(valueOfLiteral(expression));
  }
}

function lowerBinary(
  operator: syntax.BinaryOperator,
  left: Expression,
  right: Expression,
  behaviour: Behaviour
): Expression {
  if (behaviour.existsOperator && (operator === '!=' || operator === '=') && (isNil(left) || isNil(right))) {
    const operand = isNil(right) ? left : right;
    return simplifyUnary({ kind: 'unary', operator: operator === '!=' ? 'exists' : 'absent', operand }, behaviour);
  }
  const node: BinaryNode = {
    kind: 'binary',
    operator,
    left: behaviour.existsOperator ? withoutLeadingZeros(left, right) : left,
    right: behaviour.existsOperator ? withoutLeadingZeros(right, left) : right,
  };
  return simplifyBinary(node, behaviour);
}

function isNil(expression: Expression): boolean {
  return expression.kind === 'static' && expression.value.type === 'nil';
}

/** Trace IDs are compared as printed, and Tempo prints them without leading zeros. */
function withoutLeadingZeros(operand: Expression, other: Expression): Expression {
  const isId = other.kind === 'field' && other.field.intrinsic === 'trace:id';
  return isId && operand.kind === 'static' && operand.value.type === 'string'
    ? ofStatic(ofString(operand.value.value.replace(/^0+/, '')))
    : operand;
}

function simplifyBinary(node: BinaryNode, behaviour: Behaviour): Expression {
  const { left, right } = node;
  if (left.kind !== 'static' || right.kind !== 'static' || binaryProblem(node, behaviour) !== null) {
    return node;
  }
  try {
    return ofStatic(applyBinary(node.operator, left.value, right.value, behaviour));
  } catch {
    // What cannot be worked out now fails when it meets a span.
    return node;
  }
}

function simplifyUnary(node: UnaryNode, behaviour: Behaviour): Expression {
  if (node.operand.kind !== 'static' || unaryProblem(node, behaviour) !== null) {
    return node;
  }
  try {
    return ofStatic(applyUnary(node, node.operand.value));
  } catch {
    return node;
  }
}

const ofStatic = (value: Static): Expression => ({ kind: 'static', value });

export function valueOfLiteral(literal: syntax.Literal): Static {
  switch (literal.kind) {
    case 'string':
      return ofString(literal.value);
    case 'int':
      return ofInt(BigInt(literal.text));
    case 'float':
      return ofFloat(literal.value);
    case 'duration':
      return ofDuration(BigInt(Math.round(literal.nanoseconds)));
    case 'bool':
      return ofBool(literal.value);
    case 'nil':
      return NIL;
    case 'status':
      return ofStatus(literal.value);
    case 'span-kind':
      return ofKind(literal.value);
    case 'int-constant':
      return ofInt(literal.name === 'minInt' ? MIN_INT : MAX_INT);
  }
}
