/** Editing spansets and the stages of a pipeline. */
import { Query, ScalarExpression, SpansetExpression, SpansetOperator, Stage } from '../ast';
import { makeFilter, makeSpansets } from './build';
import { removeNode, repairOperands, replaceNode, setStages } from './nodes';
import { nodeAt, Path, setAt } from './path';
import { leftSpine } from '../walk';

const SPANSETS = ['filter', 'spanset-binary', 'wrapped-pipeline', 'invalid'];

/** Joins another spanset (`{ }`, if none is given) to the one at the path, by any operator between spansets. */
export function addSpanset(
  query: Query,
  path: Path,
  operator: SpansetOperator,
  spanset: SpansetExpression = makeFilter()
): Query {
  const node = nodeAt(query, path);
  if (!node || !SPANSETS.includes(node.kind)) {
    return query;
  }
  return repairOperands(replaceNode(query, path, makeSpansets(node as SpansetExpression, operator, spanset)), path);
}

/** Gives the operation between two spansets another operator, structural or logical. */
export function changeSpansetOperator(query: Query, path: Path, operator: SpansetOperator): Query {
  const node = nodeAt(query, path);
  return node?.kind === 'spanset-binary' ? setAt(query, path, { ...node, operator }) : query;
}

/** Takes out a spanset; the other operand takes the place of their operation. */
export function removeSpanset(query: Query, path: Path): Query {
  const node = nodeAt(query, path);
  return node && SPANSETS.includes(node.kind) ? removeNode(query, path) : query;
}

function stagesOf(query: Query, holder: Path): readonly Stage[] | null {
  const node = nodeAt(query, holder);
  return node && 'stages' in node ? node.stages : null;
}

/**
 * Whether nothing but hints can follow: operations between pipelines in parentheses, `({…} | …) && ({…} | …)` and
 * `({…} | count()) > 2`, are queries of their own.
 */
export function isClosed(query: Query, holder: Path = []): boolean {
  const first: Stage | undefined = stagesOf(query, holder)?.[0];
  if (first?.kind === 'spanset-binary') {
    const spine = leftSpine(first);
    return spine[spine.length - 1]?.left.kind === 'wrapped-pipeline';
  }
  return first?.kind === 'scalar-filter' && startsWithPipeline(first.left);
}

function startsWithPipeline(scalar: ScalarExpression): boolean {
  const spine = scalar.kind === 'scalar-binary' ? leftSpine(scalar) : [];
  return (spine[spine.length - 1]?.left ?? scalar).kind === 'scalar-pipeline';
}

/**
 * Adds a stage at `index` (without it at the end) of the query, or of the pipeline in parentheses at `holder`; not where
 * nothing can follow (see `isClosed`).
 */
export function addStage(query: Query, stage: Stage, index?: number, holder: Path = []): Query {
  const stages = stagesOf(query, holder);
  if (!stages || isClosed(query, holder)) {
    return query;
  }
  const at = Math.max(0, Math.min(index ?? stages.length, stages.length));
  return setStages(query, holder, [...stages.slice(0, at), stage, ...stages.slice(at)]);
}

/** Takes out a stage; where it is the last one, `{ }` takes its place. */
export function removeStage(query: Query, index: number, holder: Path = []): Query {
  const stages = stagesOf(query, holder);
  return stages && index in stages
    ? setStages(
        query,
        holder,
        stages.filter((_, at) => at !== index)
      )
    : query;
}

/** Moves a stage so that it gets the index `to`. */
export function moveStage(query: Query, from: number, to: number, holder: Path = []): Query {
  const stages = stagesOf(query, holder);
  const stage = stages?.[from];
  if (!stages || !stage || from === to) {
    return query;
  }
  const others = stages.filter((_, at) => at !== from);
  return setStages(query, holder, [...others.slice(0, to), stage, ...others.slice(to)]);
}

/** Puts another stage in place of the one at `index`. */
export function replaceStage(query: Query, index: number, stage: Stage, holder: Path = []): Query {
  const stages = stagesOf(query, holder);
  if (!stages || !(index in stages)) {
    return query;
  }
  return setStages(
    query,
    holder,
    stages.map((old, at) => (at === index ? stage : old))
  );
}
