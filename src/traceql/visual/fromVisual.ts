/** From the form back to the tree. */
import type { Binary, Expression, MetricsStage, Query, SpansetExpression, SpansetFilter, Stage } from '../ast';
import { joinConditions, makeBinary, makeSpansets, NO_RANGE } from '../edits';
import type {
  VisualCondition,
  VisualFilter,
  VisualInvalid,
  VisualQuery,
  VisualSpanset,
  VisualStage,
} from './visualQuery';

/**
 * The tree that `toVisual` was given, but for the ranges of what the form joins anew (operations, filters, groups).
 */
export function fromVisual({ stages, metrics, secondStages, hints, comments, trailingComments }: VisualQuery): Query {
  return {
    kind: 'query',
    stages: stages.map(stageOf),
    metrics: metrics && metricsOf(metrics),
    secondStages,
    hints,
    range: NO_RANGE,
    ...(comments ? { comments } : {}),
    ...(trailingComments ? { trailingComments } : {}),
  };
}

function stageOf(stage: VisualStage): Stage {
  switch (stage.kind) {
    case 'aggregate': {
      const { operator, aggregate, value } = stage;
      return { kind: 'scalar-filter', operator, left: aggregate, right: value, range: NO_RANGE };
    }
    case 'scalar-pipeline': {
      const { operator, aggregate, value } = stage;
      const stages = stage.stages.map(stageOf);
      const left = { kind: 'scalar-pipeline', stages, aggregate, range: NO_RANGE } as const;
      return { kind: 'scalar-filter', operator, left, right: value, range: NO_RANGE };
    }
    case 'group-by': {
      const { expression, comments } = stage;
      return { kind: 'group', expression, range: NO_RANGE, ...(comments ? { comments } : {}) };
    }
    case 'coalesce':
    case 'select':
    case 'text-stage':
      return stage.stage;
    default:
      return spansetOf(stage);
  }
}

function spansetOf(spanset: VisualSpanset): SpansetExpression {
  switch (spanset.kind) {
    case 'chain': {
      const [first, ...others] = spanset.operands.map(spansetOf);
      const start: SpansetExpression = first ?? { kind: 'invalid', text: '', range: NO_RANGE };
      return others.reduce((left, right, index) => makeSpansets(left, spanset.operators[index] ?? '&&', right), start);
    }
    case 'pipeline':
      return { kind: 'wrapped-pipeline', stages: spanset.stages.map(stageOf), range: NO_RANGE };
    default:
      return selectionOf(spanset);
  }
}

function selectionOf(spanset: VisualFilter | VisualInvalid): SpansetFilter | VisualInvalid['node'] {
  if (spanset.kind === 'invalid') {
    return spanset.node;
  }
  const { condition, comments } = spanset;
  const expression = condition && expressionOf(condition);
  return { kind: 'filter', expression, range: NO_RANGE, ...(comments ? { comments } : {}) };
}

function expressionOf(condition: VisualCondition): Expression {
  const [first, ...others] = expressionsOf(condition);
  const joiner = condition.kind === 'choice' && condition.operator === '!=' ? '&&' : '||';
  return joinConditions(joiner, first ? [first, ...others] : []);
}

/** A choice stands for several operands of its group, everything else for one. */
function expressionsOf(condition: VisualCondition): Expression[] {
  switch (condition.kind) {
    case 'choice':
      return condition.choices.map(({ field, value }) => makeBinary(field, condition.operator, value));
    case 'comparison': {
      const { field, operator, value, swapped } = condition;
      return [ordered(field, operator, value, swapped)];
    }
    case 'existence': {
      const { field, isSet, nil, swapped } = condition;
      return [ordered(field, isSet ? '!=' : '=', nil, swapped)];
    }
    case 'flag':
      return [condition.field];
    case 'negation': {
      const { comments } = condition;
      const operand = expressionOf(condition.operand);
      return [{ kind: 'unary', operator: '!', operand, range: NO_RANGE, ...(comments ? { comments } : {}) }];
    }
    case 'group':
      return [joinConditions(condition.operator, condition.operands.flatMap(expressionsOf))];
    case 'text':
      return [condition.expression];
  }
}

function ordered(field: Expression, operator: Binary['operator'], value: Expression, swapped: boolean): Binary {
  return swapped ? makeBinary(value, operator, field) : makeBinary(field, operator, value);
}

function metricsOf(metrics: NonNullable<VisualQuery['metrics']>): MetricsStage {
  if (metrics.kind === 'metrics') {
    return metrics;
  }
  const { topN, start, end, comments } = metrics;
  const selection = selectionOf(metrics.selection);
  return { kind: 'compare', selection, topN, start, end, range: NO_RANGE, ...(comments ? { comments } : {}) };
}
