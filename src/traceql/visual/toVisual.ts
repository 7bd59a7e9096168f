/** From the tree to the form. */
import type { MetricsStage, Query, ScalarFilter, SpansetBinary, SpansetExpression, SpansetFilter, Stage } from '../ast';
import { spansetBindingOf } from '../binding';
import type { Path } from '../edits';
import { conditionToVisual } from './conditionsToVisual';
import { isLiteral } from './nodeKinds';
import type {
  VisualChain,
  VisualCompare,
  VisualFilter,
  VisualInvalid,
  VisualQuery,
  VisualSpanset,
  VisualStage,
} from './visualQuery';

/** The query as a form shows it. Never throws, never leaves anything out. */
export function toVisual(query: Query): VisualQuery {
  const { stages, metrics, secondStages, hints, comments, trailingComments } = query;
  return {
    stages: stagesToVisual(stages, []),
    metrics: metrics && metricsToVisual(metrics),
    secondStages,
    hints,
    ...(comments ? { comments } : {}),
    ...(trailingComments ? { trailingComments } : {}),
  };
}

function stagesToVisual(stages: readonly Stage[], holder: Path): VisualStage[] {
  return stages.map((stage, index) => stageToVisual(stage, [...holder, 'stages', index]));
}

function stageToVisual(stage: Stage, path: Path): VisualStage {
  switch (stage.kind) {
    case 'scalar-filter':
      return scalarToVisual(stage, path);
    case 'group': {
      const { expression, comments } = stage;
      return { kind: 'group-by', path, ...(comments ? { comments } : {}), expression };
    }
    case 'coalesce':
    case 'select':
      return { kind: stage.kind, path, stage };
    default:
      return spansetToVisual(stage, path);
  }
}

function scalarToVisual(stage: ScalarFilter, path: Path): VisualStage {
  const { left, operator, right } = stage;
  if (isLiteral(right) && left.kind === 'aggregate') {
    return { kind: 'aggregate', path, aggregate: left, operator, value: right };
  }
  if (isLiteral(right) && left.kind === 'scalar-pipeline') {
    const stages = stagesToVisual(left.stages, [...path, 'left']);
    return { kind: 'scalar-pipeline', path, stages, aggregate: left.aggregate, operator, value: right };
  }
  return { kind: 'text-stage', path, stage };
}

function spansetToVisual(node: SpansetExpression, path: Path): VisualSpanset {
  switch (node.kind) {
    case 'filter':
      return filterToVisual(node, path);
    case 'spanset-binary':
      return chainToVisual(node, path);
    case 'wrapped-pipeline':
      return { kind: 'pipeline', path, stages: stagesToVisual(node.stages, path) };
    case 'invalid':
      return { kind: 'invalid', path, node };
  }
}

function filterToVisual({ expression, comments }: SpansetFilter, path: Path): VisualFilter {
  const condition = expression && conditionToVisual(expression, [...path, 'expression']);
  return { kind: 'filter', path, ...(comments ? { comments } : {}), condition };
}

/** Operations of the same strength down the left side become one list; what binds otherwise is a chain within it. */
function chainToVisual(root: SpansetBinary, path: Path): VisualChain {
  const strength = spansetBindingOf(root.operator);
  const links: Array<{ node: SpansetBinary; path: Path }> = [];
  let next: SpansetExpression = root;
  let at = path;
  while (next.kind === 'spanset-binary' && spansetBindingOf(next.operator) === strength) {
    links.push({ node: next, path: at });
    next = next.left;
    at = [...at, 'left'];
  }
  links.reverse();
  const first = spansetToVisual(next, at);
  const others = links.map((link) => spansetToVisual(link.node.right, [...link.path, 'right']));
  return {
    kind: 'chain',
    path,
    operands: [first, ...others],
    operators: links.map(({ node }) => node.operator),
    paths: links.map((link) => link.path),
  };
}

function metricsToVisual(metrics: MetricsStage): VisualQuery['metrics'] {
  if (metrics.kind === 'metrics') {
    return metrics;
  }
  const { selection, topN, start, end, comments } = metrics;
  const path = ['metrics', 'selection'];
  const shown: VisualFilter | VisualInvalid =
    selection.kind === 'filter' ? filterToVisual(selection, path) : { kind: 'invalid', path, node: selection };
  const compare: VisualCompare = { kind: 'compare', selection: shown, topN, start, end };
  return comments ? { ...compare, comments } : compare;
}
