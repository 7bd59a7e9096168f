/** What Tempo's validation says (`pkg/traceql/ast_validate.go`), in the order in which it looks. */
import * as syntax from '../../../../src/traceql/ast';
import { Diagnostic } from '../../../../src/traceql/diagnostics';
import { leftSpine } from '../../../../src/traceql/walk';
import { Behaviour } from '../behaviour';
import { formatFloat } from '../evaluate/goFormat';
import { lowerExpression, lowerField, lowerFilter, valueOfLiteral } from '../evaluate/lower';
import { Expression, referencesSpan } from '../evaluate/program';
import { renderExpression } from '../evaluate/render';
import { expressionProblem, fieldProblem, typeOf } from '../evaluate/validate';
import { scalarFilterProblem } from './scalarProblems';

type Problem = string | null;

const MOST_GROUPS = 5;

export function validationText(query: syntax.Query, diagnostic: Diagnostic | undefined, behaviour: Behaviour): string {
  return problemOf(query, behaviour) ?? diagnostic?.message ?? 'invalid query';
}

function problemOf(query: syntax.Query, behaviour: Behaviour): Problem {
  const { stages, metrics, secondStages } = query;
  const problem =
    first(stages, (stage) => stageProblem(stage, behaviour)) ?? (metrics && metricsProblem(metrics, behaviour));
  if (problem !== null) {
    return problem;
  }
  const hasNoLimit = (stage: syntax.SecondStage) =>
    stage.kind === 'top-bottom' && stage.limit.kind === 'int' && stage.limit.value <= 0;
  if (secondStages.some(hasNoLimit)) {
    return 'limit must be greater than 0';
  }
  return metrics?.kind === 'compare' && secondStages.length > 0
    ? '`compare()` cannot be used with second stage functions'
    : null;
}

function first<T>(list: readonly T[], find: (one: T) => Problem): Problem {
  for (const one of list) {
    const problem = find(one);
    if (problem !== null) {
      return problem;
    }
  }
  return null;
}

function stageProblem(stage: syntax.Stage, behaviour: Behaviour): Problem {
  switch (stage.kind) {
    case 'filter':
      return filterProblem(lowerFilter(stage, behaviour), behaviour);
    case 'wrapped-pipeline':
      return first(stage.stages, (inner) => stageProblem(inner, behaviour));
    case 'spanset-binary': {
      const spine = leftSpine(stage).reverse();
      const operands = [...spine.slice(0, 1).map(({ left }) => left), ...spine.map(({ right }) => right)];
      return first(operands, (operand) => stageProblem(operand, behaviour));
    }
    case 'group': {
      const expression = lowerExpression(stage.expression, behaviour);
      return referencesSpan(expression)
        ? expressionProblem(expression, behaviour)
        : `grouping field expressions must reference the span: by(${renderExpression(expression, behaviour)})`;
    }
    case 'select':
      return first(stage.fields, (field) => fieldProblem(lowerField(field), behaviour));
    case 'scalar-filter':
      return scalarFilterProblem(stage, stageProblem, behaviour);
    case 'coalesce':
    case 'invalid':
      return null;
  }
}

function filterProblem(expression: Expression, behaviour: Behaviour): Problem {
  const type = typeOf(expression);
  const isCondition = type === 'untyped' || type === 'bool';
  return (
    expressionProblem(expression, behaviour) ??
    (isCondition
      ? null
      : `span filter field expressions must resolve to a boolean: { ${renderExpression(expression, behaviour)} }`)
  );
}

function metricsProblem(metrics: syntax.MetricsStage, behaviour: Behaviour): Problem {
  if (metrics.kind === 'compare') {
    return compareProblem(metrics, behaviour);
  }
  const groups = metrics.by?.length ?? 0;
  const reservesOne = ['histogram_over_time', 'quantile_over_time', 'avg_over_time'].includes(metrics.function);
  if (groups > MOST_GROUPS || (reservesOne && groups === MOST_GROUPS)) {
    return `metrics group by ${groups} values not yet supported`;
  }
  return first(metrics.quantiles, (quantile) =>
    quantile.kind !== 'invalid' && (quantile.value < 0 || quantile.value > 1)
      ? `quantile must be between 0 and 1: ${formatFloat(quantile.value)}`
      : null
  );
}

function compareProblem({ selection, topN, start, end }: syntax.MetricsCompare, behaviour: Behaviour): Problem {
  const problem = stageProblem(selection, behaviour);
  if (problem !== null) {
    return problem;
  }
  const numberOf = (literal: syntax.IntLiteral | syntax.Invalid | null, otherwise: number) => {
    const value = literal && literal.kind === 'int' ? valueOfLiteral(literal) : null;
    return value?.type === 'int' ? value.value : BigInt(otherwise);
  };
  const zero = BigInt(0);
  if (numberOf(topN, 10) <= zero) {
    return 'compare() top number of values must be integer greater than 0';
  }
  const [from, to] = [numberOf(start, 0), numberOf(end, 0)];
  if (from === zero && to === zero) {
    return null;
  }
  if (from <= zero || to <= zero) {
    return 'compare() timestamps must be positive integer unix nanoseconds';
  }
  return to <= from ? 'compare() end timestamp must be greater than start timestamp' : null;
}
