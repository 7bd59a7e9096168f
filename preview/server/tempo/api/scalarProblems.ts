/** Aggregates and comparisons of them, as Tempo validates and prints them (`ast_validate.go`, `ast_stringer.go`). */
import * as syntax from '../../../../src/traceql/ast';
import { isNumeric, Type } from '../../../../src/traceql/check/valueTypes';
import { leftSpine } from '../../../../src/traceql/walk';
import { Behaviour } from '../behaviour';
import { lowerExpression, lowerField, lowerFilter, valueOfLiteral } from '../evaluate/lower';
import { referencesSpan } from '../evaluate/program';
import { renderField } from '../evaluate/field';
import { renderExpression } from '../evaluate/render';
import { expressionProblem, operatorProblem, typeOf, typeOfStatic } from '../evaluate/validate';

type Problem = string | null;

/** How the stages of a pipeline in parentheses are validated. */
type StageProblem = (stage: syntax.Stage, behaviour: Behaviour) => Problem;

export function scalarFilterProblem(
  filter: syntax.ScalarFilter,
  stageProblem: StageProblem,
  behaviour: Behaviour
): Problem {
  const { left, right } = filter;
  const problem =
    scalarProblem(left, stageProblem, behaviour) ??
    scalarProblem(right, stageProblem, behaviour) ??
    comparisonProblem(filter, behaviour);
  if (problem !== null) {
    return problem;
  }
  // The sign of the format is Tempo's own; nothing is put in its place.
  if (left.kind !== 'aggregate') {
    return 'scalar filter lhs of type (%v) not yet supported';
  }
  return isLiteral(right) ? null : 'scalar filter rhs of type (%v) not yet supported';
}

function isLiteral(scalar: syntax.ScalarExpression): scalar is syntax.Literal {
  return !['aggregate', 'scalar-binary', 'scalar-pipeline', 'invalid'].includes(scalar.kind);
}

function comparisonProblem(node: syntax.ScalarFilter | syntax.ScalarBinary, behaviour: Behaviour): Problem {
  const types = [node.left, node.right].map((side) => scalarType(side, behaviour));
  const [left = 'nil', right = 'nil'] = types;
  return operatorProblem(node.operator, left, right, () => renderBinary(node, behaviour), behaviour);
}

function scalarProblem(scalar: syntax.ScalarExpression, stageProblem: StageProblem, behaviour: Behaviour): Problem {
  switch (scalar.kind) {
    case 'aggregate':
      return aggregateProblem(scalar, behaviour);
    case 'scalar-pipeline': {
      for (const stage of scalar.stages) {
        const problem = stageProblem(stage, behaviour);
        if (problem !== null) {
          return problem;
        }
      }
      return aggregateProblem(scalar.aggregate, behaviour);
    }
    case 'scalar-binary': {
      const spine = leftSpine(scalar).reverse();
      let problem = spine[0] ? scalarProblem(spine[0].left, stageProblem, behaviour) : null;
      for (const node of spine) {
        problem ??= scalarProblem(node.right, stageProblem, behaviour) ?? comparisonProblem(node, behaviour);
      }
      return problem;
    }
    default:
      return null;
  }
}

function aggregateProblem(aggregate: syntax.Aggregate, behaviour: Behaviour): Problem {
  if (!aggregate.argument) {
    return null;
  }
  const argument = lowerExpression(aggregate.argument, behaviour);
  const type = typeOf(argument);
  const text = renderScalar(aggregate, behaviour);
  const problem = expressionProblem(argument, behaviour);
  if (problem !== null) {
    return problem;
  }
  if (type !== 'untyped' && !isNumeric(type)) {
    return `aggregate field expressions must resolve to a number type: ${text}`;
  }
  return referencesSpan(argument) ? null : `aggregate field expressions must reference the span: ${text}`;
}

function scalarType(scalar: syntax.ScalarExpression, behaviour: Behaviour): Type {
  switch (scalar.kind) {
    case 'aggregate':
      return scalar.argument && scalar.function !== 'count'
        ? typeOf(lowerExpression(scalar.argument, behaviour))
        : 'int';
    case 'scalar-pipeline':
      return scalarType(scalar.aggregate, behaviour);
    case 'scalar-binary': {
      const left = scalarType(scalar.left, behaviour);
      return left === 'untyped' ? scalarType(scalar.right, behaviour) : left;
    }
    case 'invalid':
      return 'nil';
    default:
      return typeOfStatic(valueOfLiteral(scalar));
  }
}

function renderScalar(scalar: syntax.ScalarExpression, behaviour: Behaviour): string {
  switch (scalar.kind) {
    case 'aggregate': {
      const argument = scalar.argument ? renderExpression(lowerExpression(scalar.argument, behaviour), behaviour) : '';
      return `${scalar.function}(${argument})`;
    }
    case 'scalar-pipeline': {
      const stages = scalar.stages.map((stage) => renderStage(stage, behaviour));
      return [...stages, renderScalar(scalar.aggregate, behaviour)].join('|');
    }
    case 'scalar-binary':
      return renderBinary(scalar, behaviour);
    case 'invalid':
      return '';
    default:
      return renderExpression({ kind: 'static', value: valueOfLiteral(scalar) }, behaviour);
  }
}

function renderBinary(node: syntax.ScalarFilter | syntax.ScalarBinary, behaviour: Behaviour): string {
  const side = (scalar: syntax.ScalarExpression) => {
    const text = renderScalar(scalar, behaviour);
    return isLiteral(scalar) ? text : `(${text})`;
  };
  return `${side(node.left)} ${node.operator} ${side(node.right)}`;
}

function renderStage(stage: syntax.Stage, behaviour: Behaviour): string {
  switch (stage.kind) {
    case 'filter':
      return `{ ${renderExpression(lowerFilter(stage, behaviour), behaviour)} }`;
    case 'spanset-binary':
      return `(${renderStage(stage.left, behaviour)}) ${stage.operator} (${renderStage(stage.right, behaviour)})`;
    case 'wrapped-pipeline':
      return stage.stages.map((inner) => renderStage(inner, behaviour)).join('|');
    case 'scalar-filter':
      return renderBinary(stage, behaviour);
    case 'group':
      return `by(${renderExpression(lowerExpression(stage.expression, behaviour), behaviour)})`;
    case 'coalesce':
      return 'coalesce()';
    case 'select':
      return `select(${stage.fields.map((field) => renderField(lowerField(field), behaviour.quotesNames)).join(', ')})`;
    case 'invalid':
      return '';
  }
}
