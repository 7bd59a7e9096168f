/**
 * What is wrong with a query that parses, in the order in which Tempo looks.
 *
 * Follows the `validate` methods of Tempo's `pkg/traceql/ast_validate.go`, `ast_metrics.go`,
 * `engine_metrics_average.go` and `engine_metrics_compare.go`, 2.6 to 3.0.
 */
import {
  Aggregate,
  FieldOrInvalid,
  MetricsAggregate,
  MetricsCompare,
  MetricsStage,
  Query,
  ScalarBinary,
  ScalarExpression,
  ScalarFilter,
  SecondStage,
  SpansetBinary,
  SpansetFilter,
  Stage,
} from '../ast';
import { leftSpine } from '../walk';
import { intValue, literalTerm, termOf } from './expressions';
import { Problem, TermContext } from './term';
import { fieldTerm, joinProblems, NO_PROBLEMS, problem } from './terms';
import { canMeet, isNumeric, nameOfType, takesType, Type } from './valueTypes';

type Problems = readonly Problem[];

/** Most labels by which a metrics function can group. */
const MAX_GROUP_BY = 5;

/** All problems of a query; the first is the one that Tempo reports. */
export function problemsOf(context: TermContext, query: Query): Problems {
  return joinProblems([
    stagesProblems(context, query.stages, context.features.mergesAlternatives),
    query.metrics ? metricsProblems(context, query.metrics) : NO_PROBLEMS,
    ...query.secondStages.map(secondStageProblems),
    compareWithSecondStage(query),
  ]);
}

function compareWithSecondStage({ metrics, secondStages }: Query): Problems {
  const [first] = secondStages;
  if (metrics?.kind !== 'compare' || !first) {
    return NO_PROBLEMS;
  }
  return [problem('invalid', 'compare-second-stage', 'Nothing can follow `compare(…)`.', first.range)];
}

function stagesProblems(context: TermContext, stages: readonly Stage[], merges: boolean): Problems {
  return joinProblems(stages.map((stage) => stageProblems(context, stage, merges)));
}

function stageProblems(context: TermContext, stage: Stage, merges: boolean): Problems {
  switch (stage.kind) {
    case 'filter':
      return filterProblems(context, stage, merges);
    case 'spanset-binary':
      return spansetProblems(context, stage, merges);
    case 'wrapped-pipeline':
      return stagesProblems(context, stage.stages, merges);
    case 'scalar-filter':
      return scalarFilterProblems(context, stage, merges);
    case 'group':
      return groupProblems(context, stage.expression, merges);
    case 'select':
      return fieldsProblems(context, stage.fields);
    default:
      return NO_PROBLEMS;
  }
}

function filterProblems(context: TermContext, { expression }: SpansetFilter, merges: boolean): Problems {
  if (!expression) {
    return NO_PROBLEMS;
  }
  const term = termOf(context, expression, merges);
  if (term.problems.length > 0 || term.type === 'untyped' || term.type === 'bool') {
    return term.problems;
  }
  const message = `A filter must be true or false; this is ${nameOfType(term.type)}.`;
  return [problem('invalid', 'filter-type', message, expression.range)];
}

function spansetProblems(context: TermContext, root: SpansetBinary, merges: boolean): Problems {
  const spine = leftSpine(root);
  const innermost = spine[spine.length - 1] ?? root;
  return joinProblems([
    stageProblems(context, innermost.left, merges),
    ...spine.reverse().map(({ right }) => stageProblems(context, right, merges)),
  ]);
}

function groupProblems(context: TermContext, expression: Parameters<typeof termOf>[1], merges: boolean): Problems {
  const term = termOf(context, expression, merges);
  if (!term.refersToSpan) {
    return [
      problem('invalid', 'group-constant', 'Grouping needs an attribute or an intrinsic in it.', expression.range),
    ];
  }
  return term.problems;
}

function fieldsProblems(context: TermContext, fields: readonly FieldOrInvalid[]): Problems {
  return joinProblems(
    fields.map((field) => (field.kind === 'invalid' ? NO_PROBLEMS : fieldTerm(field, context.features).problems))
  );
}

// ------------------------------------------------------------------------------------------------------------ scalars

interface Scalar {
  readonly type: Type;
  readonly problems: Problems;
}

function scalarOf(context: TermContext, scalar: ScalarExpression, merges: boolean): Scalar {
  switch (scalar.kind) {
    case 'aggregate':
      return aggregateOf(context, scalar, merges);
    case 'scalar-binary':
      return arithmeticOf(context, scalar, merges);
    case 'scalar-pipeline': {
      // The aggregate at the end of a pipeline is one of its elements, which Tempo's rewriting passes over.
      const aggregate = aggregateOf(context, scalar.aggregate, false);
      const problems = joinProblems([stagesProblems(context, scalar.stages, merges), aggregate.problems]);
      return { type: aggregate.type, problems };
    }
    case 'invalid':
      return { type: 'nil', problems: NO_PROBLEMS };
    default:
      return literalTerm(scalar);
  }
}

function aggregateOf(context: TermContext, { argument, function: name, range }: Aggregate, merges: boolean): Scalar {
  if (!argument || name === 'count') {
    return { type: 'int', problems: NO_PROBLEMS };
  }
  const { type, problems, refersToSpan } = termOf(context, argument, merges);
  if (problems.length > 0) {
    return { type, problems };
  }
  if (type !== 'untyped' && !isNumeric(type)) {
    const message = `\`${name}\` needs a number or a duration, not ${nameOfType(type)}.`;
    return { type, problems: [problem('invalid', 'aggregate-type', message, argument.range)] };
  }
  if (!refersToSpan) {
    const message = `\`${name}\` needs an attribute or an intrinsic in it.`;
    return { type, problems: [problem('invalid', 'aggregate-constant', message, range)] };
  }
  return { type, problems };
}

function arithmeticOf(context: TermContext, root: ScalarBinary, merges: boolean): Scalar {
  const spine = leftSpine(root);
  let left = scalarOf(context, (spine[spine.length - 1] ?? root).left, merges);
  for (const { operator, right: node, range } of spine.reverse()) {
    const right = scalarOf(context, node, merges);
    const own =
      left.problems.length + right.problems.length > 0 ? null : operandsProblem(context, operator, left, right, range);
    const problems = own ? [own] : joinProblems([left.problems, right.problems]);
    left = { type: left.type === 'untyped' ? right.type : left.type, problems };
  }
  return left;
}

function operandsProblem(
  context: TermContext,
  operator: Parameters<typeof takesType>[0],
  left: Scalar,
  right: Scalar,
  range: Problem['range']
): Problem | null {
  if (!canMeet(left.type, right.type, context.features.age)) {
    const message = `\`${operator}\` cannot combine ${nameOfType(left.type)} with ${nameOfType(right.type)}.`;
    return problem('invalid', 'type-mismatch', message, range);
  }
  const wrong = [left, right].find(({ type }) => !takesType(operator, type));
  return wrong
    ? problem('invalid', 'operator-type', `\`${operator}\` does not take ${nameOfType(wrong.type)}.`, range)
    : null;
}

function scalarFilterProblems(context: TermContext, filter: ScalarFilter, merges: boolean): Problems {
  const left = scalarOf(context, filter.left, merges);
  const right = scalarOf(context, filter.right, merges);
  const inner = joinProblems([left.problems, right.problems]);
  if (inner.length > 0) {
    return inner;
  }
  const own = operandsProblem(context, filter.operator, left, right, filter.range);
  if (own) {
    return [own];
  }
  if (filter.left.kind !== 'aggregate') {
    const message = 'Tempo parses this and supports only an aggregate such as `count()` left of the comparison.';
    return [problem('unsupported', 'unsupported-scalar', message, filter.left.range)];
  }
  const { kind } = filter.right;
  if (kind === 'aggregate' || kind === 'scalar-binary' || kind === 'scalar-pipeline') {
    const message = 'Tempo parses this and supports only a number or a duration right of the comparison.';
    return [problem('unsupported', 'unsupported-scalar', message, filter.right.range)];
  }
  return NO_PROBLEMS;
}

// ------------------------------------------------------------------------------------------------------------ metrics

function metricsProblems(context: TermContext, metrics: MetricsStage): Problems {
  return metrics.kind === 'compare' ? compareProblems(context, metrics) : aggregateProblems(metrics);
}

/** Functions that need one of the labels for themselves. */
const RESERVES_LABEL: ReadonlySet<string> = new Set(['histogram_over_time', 'quantile_over_time', 'avg_over_time']);

function aggregateProblems({ function: name, by, quantiles, range }: MetricsAggregate): Problems {
  const limit = RESERVES_LABEL.has(name) ? MAX_GROUP_BY - 1 : MAX_GROUP_BY;
  const tooMany =
    by && by.length > limit
      ? [
          problem(
            'unsupported',
            'too-many-groups',
            `\`${name}\` can group by at most ${limit} fields.`,
            by[limit]?.range ?? range
          ),
        ]
      : NO_PROBLEMS;
  const outside = quantiles
    .filter((quantile) => quantile.kind !== 'invalid' && (quantile.value < 0 || quantile.value > 1))
    .map((quantile) => problem('invalid', 'quantile-range', 'A quantile lies between 0 and 1.', quantile.range));
  return joinProblems([tooMany, outside]);
}

function compareProblems(context: TermContext, { selection, topN, start, end }: MetricsCompare): Problems {
  const inner = selection.kind === 'filter' ? filterProblems(context, selection, false) : NO_PROBLEMS;
  const value = (node: typeof topN) => (node?.kind === 'int' ? intValue(node.text) : BigInt(0));
  const own: Problem[] = [];
  if (topN && value(topN) <= BigInt(0)) {
    own.push(problem('invalid', 'compare-top', 'The number of values must be at least 1.', topN.range));
  }
  if (start && end && (value(start) !== BigInt(0) || value(end) !== BigInt(0))) {
    if (value(start) <= BigInt(0) || value(end) <= BigInt(0)) {
      own.push(problem('invalid', 'compare-time', 'Both times must be positive nanoseconds since 1970.', start.range));
    } else if (value(end) <= value(start)) {
      own.push(problem('invalid', 'compare-time', 'The end must lie after the start.', end.range));
    }
  }
  return joinProblems([inner, own]);
}

function secondStageProblems(stage: SecondStage): Problems {
  if (stage.kind === 'top-bottom' && stage.limit.kind === 'int' && intValue(stage.limit.text) <= BigInt(0)) {
    return [problem('invalid', 'limit', `\`${stage.function}\` needs at least 1.`, stage.limit.range)];
  }
  return NO_PROBLEMS;
}
