/** Finds for diagnostics and the highlight the part of the form that they speak of. */
import {
  nodeAt,
  type Diagnostic,
  type Path,
  type Query,
  type Range,
  type VisualChoice,
  type VisualCondition,
  type VisualQuery,
  type VisualStage,
} from '../../traceql';
import { pathKey } from './pathKey';
import type { PartMarks } from './PartMarksStore';

interface Part {
  readonly key: string;
  readonly range: Range;
}

/** Key of the whole query: what belongs to no part. */
export const WHOLE_QUERY = '';

/**
 * What is said of each part, by its key. Each diagnostic goes to the smallest part that holds its range; ranges refer to
 * the text that the tree was parsed from.
 */
export function marksOfParts(
  query: Query,
  visual: VisualQuery,
  diagnostics: readonly Diagnostic[],
  highlight: Range | null
): ReadonlyMap<string, PartMarks> {
  const parts = partsOf(query, visual);
  const marks = new Map<string, { diagnostics: Diagnostic[]; isHighlighted: boolean }>();
  const markOf = (key: string) => {
    const found = marks.get(key) ?? { diagnostics: [], isHighlighted: false };
    marks.set(key, found);
    return found;
  };
  diagnostics.forEach((diagnostic) => markOf(smallestAround(parts, diagnostic.range)).diagnostics.push(diagnostic));
  if (highlight && highlight.end > highlight.start) {
    markOf(smallestAround(parts, highlight)).isHighlighted = true;
  }
  return marks;
}

function smallestAround(parts: readonly Part[], { start, end }: Range): string {
  let key = WHOLE_QUERY;
  let size = Infinity;
  for (const part of parts) {
    const length = part.range.end - part.range.start;
    // Of parts of the same size the later one is the inner one.
    if (length > 0 && part.range.start <= start && end <= part.range.end && length <= size) {
      key = part.key;
      size = length;
    }
  }
  return key;
}

function partsOf(query: Query, visual: VisualQuery): Part[] {
  const parts: Part[] = [];
  const add = (path: Path, range: Range | undefined = nodeAt(query, path)?.range) => {
    if (range) {
      parts.push({ key: pathKey(path), range });
    }
  };
  const { metrics } = visual;
  visual.stages.forEach((stage) => addStage(query, stage, add));
  if (metrics) {
    add(['metrics']);
    if (metrics.kind === 'compare') {
      addStage(query, metrics.selection, add);
    }
  }
  visual.secondStages.forEach((_, index) => add(['secondStages', index]));
  visual.hints.forEach((_, index) => add(['hints', index]));
  return parts;
}

type Add = (path: Path, range?: Range) => void;

function addStage(query: Query, stage: VisualStage, add: Add): void {
  add(stage.path);
  if (stage.kind === 'filter' && stage.condition) {
    addCondition(query, stage.condition, add);
  } else if (stage.kind === 'chain') {
    stage.operands.forEach((operand) => addStage(query, operand, add));
  } else if (stage.kind === 'pipeline' || stage.kind === 'scalar-pipeline') {
    stage.stages.forEach((inner) => addStage(query, inner, add));
  }
}

function addCondition(query: Query, condition: VisualCondition, add: Add): void {
  switch (condition.kind) {
    case 'choice':
      return add(condition.path, rangeOfChoice(query, condition));
    case 'group':
      add(condition.path);
      return condition.operands.forEach((operand) => addCondition(query, operand, add));
    case 'negation':
      add(condition.path);
      return addCondition(query, condition.operand, add);
    default:
      return add(condition.path);
  }
}

/** From the beginning of the first comparison to the end of the last value. */
function rangeOfChoice(query: Query, { path, choices }: VisualChoice): Range | undefined {
  const start = nodeAt(query, path)?.range.start;
  const end = choices[choices.length - 1]?.value.range.end;
  return start !== undefined && end !== undefined ? { start, end } : undefined;
}
