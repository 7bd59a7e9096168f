/** Replacing and removing any node. */
import { Binary, Comment, Node, Query, ScalarBinary, SpansetBinary, SpansetExpression, Stage } from '../ast';
import { leftSpine } from '../walk';
import { makeFilter } from './build';
import { isLiteral } from './literals';
import { nodeAt, Path, setAt, Slot, slotOf, withComments } from './path';

const EXPRESSIONS = ['binary', 'unary', 'attribute', 'intrinsic', 'invalid'];
const SPANSETS = ['filter', 'spanset-binary', 'wrapped-pipeline', 'invalid'];
const STAGES = [...SPANSETS, 'scalar-filter', 'group', 'coalesce', 'select'];
const SCALARS = ['aggregate', 'scalar-binary', 'scalar-pipeline', 'invalid'];
const FIELDS = ['attribute', 'intrinsic', 'invalid'];
const INTS = ['int', 'invalid'];

/** What may stand in the properties of each kind of node; `literal` stands for all literals. */
const SLOTS: Readonly<Record<string, readonly string[]>> = {
  'query.stages': STAGES,
  'query.metrics': ['metrics', 'compare'],
  'query.secondStages': ['top-bottom', 'metrics-filter'],
  'query.hints': ['hints'],
  'wrapped-pipeline.stages': STAGES,
  'scalar-pipeline.stages': STAGES,
  'scalar-pipeline.aggregate': ['aggregate'],
  'filter.expression': [...EXPRESSIONS, 'literal'],
  'group.expression': [...EXPRESSIONS, 'literal'],
  'aggregate.argument': [...EXPRESSIONS, 'literal'],
  'binary.left': [...EXPRESSIONS, 'literal'],
  'binary.right': [...EXPRESSIONS, 'literal'],
  'unary.operand': [...EXPRESSIONS, 'literal'],
  'spanset-binary.left': SPANSETS,
  'spanset-binary.right': SPANSETS,
  'scalar-binary.left': [...SCALARS, 'int', 'float', 'duration'],
  'scalar-binary.right': [...SCALARS, 'int', 'float', 'duration'],
  'scalar-filter.left': [...SCALARS, 'int', 'float', 'duration'],
  'scalar-filter.right': [...SCALARS, 'literal'],
  'select.fields': FIELDS,
  'metrics.field': FIELDS,
  'metrics.by': FIELDS,
  'metrics.quantiles': [...INTS, 'float'],
  'compare.selection': ['filter', 'invalid'],
  'compare.topN': INTS,
  'compare.start': INTS,
  'compare.end': INTS,
  'top-bottom.limit': INTS,
  'metrics-filter.value': [...INTS, 'float', 'duration'],
  'hints.hints': ['hint'],
  'hint.value': ['literal', 'invalid'],
};

function fits(slot: Slot, node: Node): boolean {
  const { parent, property } = slot;
  const isNumber = node.kind === 'int' || node.kind === 'float' || node.kind === 'duration';
  // `count() > "x"` cannot be parsed, `({ } | count()) > "x"` can.
  if (parent.kind === 'scalar-filter' && isLiteral(node) && !isNumber && parent.left.kind !== 'scalar-pipeline') {
    return false;
  }
  const allowed = SLOTS[`${parent.kind}.${property}`] ?? [];
  return allowed.includes(node.kind) || (allowed.includes('literal') && isLiteral(node));
}

/** Puts another node in place of the one at the path. Where it cannot stand there, the query stays as it is. */
export function replaceNode(query: Query, path: Path, node: Node): Query {
  const slot = slotOf(query, path);
  return slot && fits(slot, node) ? setAt(query, path, node) : query;
}

/**
 * Takes out the node at the path, with all that makes no sense without it: the other operand takes the place of `&&`,
 * `+` or `>>`; a comparison goes with either of its sides; the last condition leaves `{ }`, and so does the last stage.
 * What cannot be spared (the argument of a function) stays.
 */
export function removeNode(query: Query, path: Path): Query {
  const slot = slotOf(query, path);
  if (!slot) {
    return query;
  }
  const { parent, parentPath, property, index } = slot;
  switch (parent.kind) {
    case 'binary':
    case 'spanset-binary':
    case 'scalar-binary':
      return removeOperand(query, parent, slot);
    case 'unary':
    case 'group':
    case 'scalar-filter':
    case 'top-bottom':
    case 'metrics-filter':
    case 'hint':
      return removeNode(query, parentPath);
    case 'filter':
      return setAt(query, path, null);
    case 'query':
      return removeFromQuery(query, property, index);
    case 'wrapped-pipeline':
    case 'scalar-pipeline':
      return property === 'stages' ? setStages(query, parentPath, without(parent.stages, index)) : query;
    case 'select':
    case 'hints':
    case 'metrics':
    case 'compare':
      return removeFromList(query, slot);
    default:
      return query;
  }
}

function without<T>(list: readonly T[], index: number | null): T[] {
  return list.filter((_, at) => at !== index);
}

const ARITHMETIC_OR_LOGIC = ['&&', '||', '+', '-', '*', '/', '%', '^'];

function removeOperand(query: Query, parent: Binary | SpansetBinary | ScalarBinary, slot: Slot): Query {
  if (parent.kind === 'binary' && !ARITHMETIC_OR_LOGIC.includes(parent.operator)) {
    return removeNode(query, slot.parentPath);
  }
  const sibling = slot.property === 'left' ? parent.right : parent.left;
  return repairOperands(putInstead(query, slot.parentPath, sibling), slot.parentPath);
}

/** Puts a part of the node at the path in its place. */
function putInstead(query: Query, path: Path, node: Node): Query {
  const slot = slotOf(query, path);
  const stages = slot && 'stages' in slot.parent && slot.property === 'stages' ? slot.parent.stages : null;
  if (slot && stages && isStage(node)) {
    const changed = stages.flatMap((stage, index) => (index === slot.index ? unwrapped(node) : [stage]));
    return setStages(query, slot.parentPath, changed);
  }
  return setAt(query, path, node);
}

function isStage(node: Node): node is Stage {
  return STAGES.includes(node.kind);
}

/** A pipeline in parentheses means something only as an operand; as a stage it is its own stages. */
function unwrapped(stage: Stage): readonly Stage[] {
  return stage.kind === 'wrapped-pipeline' ? stage.stages.flatMap(unwrapped) : [stage];
}

function removeFromQuery(query: Query, property: string, index: number | null): Query {
  switch (property) {
    case 'stages':
      return setStages(query, [], without(query.stages, index));
    case 'metrics':
      return { ...query, metrics: null, secondStages: [] };
    case 'secondStages':
      return { ...query, secondStages: without(query.secondStages, index) };
    default:
      return { ...query, hints: without(query.hints, index) };
  }
}

function removeFromList(query: Query, { parent, parentPath, property, index }: Slot): Query {
  switch (parent.kind) {
    case 'select':
      return parent.fields.length > 1
        ? setAt(query, [...parentPath, 'fields'], without(parent.fields, index))
        : removeNode(query, parentPath);
    case 'hints':
      return parent.hints.length > 1
        ? setAt(query, [...parentPath, 'hints'], without(parent.hints, index))
        : removeNode(query, parentPath);
    case 'metrics':
      if (property === 'by') {
        const by = without(parent.by ?? [], index);
        return setAt(query, [...parentPath, 'by'], by.length > 0 ? by : null);
      }
      return property === 'quantiles' && parent.quantiles.length > 1
        ? setAt(query, [...parentPath, 'quantiles'], without(parent.quantiles, index))
        : query;
    case 'compare': {
      const times = { start: null, end: null };
      const rest = { topN: { ...times, topN: null }, start: times, end: times }[property];
      return rest ? setAt(query, parentPath, { ...parent, ...rest }) : query;
    }
    default:
      return query;
  }
}

/**
 * Sets the stages of the query, or of a pipeline in parentheses; sees to it that they can be written: at least `{ }`,
 * `coalesce()` not first, and no parentheses that would hold nothing but a spanset.
 */
export function setStages(query: Query, holder: Path, stages: readonly Stage[]): Query {
  const node = nodeAt(query, holder);
  if (!node || !('stages' in node)) {
    return query;
  }
  const [first] = stages;
  const complete = !first || first.kind === 'coalesce' ? [makeFilter(), ...stages] : stages;
  const [only] = complete;
  const isSpanset = complete.length === 1 && only && SPANSETS.includes(only.kind);
  if (node.kind === 'wrapped-pipeline' && isSpanset) {
    return repairOperands(putInstead(query, holder, only), holder);
  }
  return setAt(query, [...holder, 'stages'], complete);
}

/**
 * Where pipelines in parentheses are operands, TraceQL wants the first operand to be one too; a spanset can be made one
 * by a stage that takes everything: `({ .a } | { })`. Does that to the spanset expression which holds the path.
 */
export function repairOperands(query: Query, path: Path): Query {
  let root = path;
  for (let slot = slotOf(query, root); slot?.parent.kind === 'spanset-binary'; slot = slotOf(query, root)) {
    root = slot.parentPath;
  }
  const node = nodeAt(query, root);
  const repaired = node?.kind === 'spanset-binary' ? pipelineFirst(node) : node;
  return repaired === node ? query : setAt(query, root, repaired);
}

function pipelineFirst(root: SpansetBinary): SpansetBinary {
  const spine = leftSpine(root);
  const rights = spine.map(({ right }) => (right.kind === 'spanset-binary' ? pipelineFirst(right) : right));
  const first = spine[spine.length - 1]?.left ?? root.left;
  const needed = first.kind === 'filter' && rights.some(startsWithPipeline);
  let left: SpansetExpression = needed
    ? { kind: 'wrapped-pipeline', stages: [first, makeFilter()], range: first.range }
    : first;
  for (let i = spine.length - 1; i >= 0; i--) {
    const old = spine[i] ?? root;
    const right = rights[i] ?? old.right;
    left = left === old.left && right === old.right ? old : { ...old, left, right };
  }
  return left.kind === 'spanset-binary' ? left : root;
}

/** After `pipelineFirst`, an operation that holds a pipeline begins with one. */
function startsWithPipeline(node: SpansetExpression): boolean {
  const spine = node.kind === 'spanset-binary' ? leftSpine(node) : [];
  const first = spine[spine.length - 1]?.left ?? node;
  return first.kind === 'wrapped-pipeline';
}

/** Moves the comments of a node that goes to the one that stays. */
export function inheritComments<T extends Node>(node: T, from: { readonly comments?: readonly Comment[] }): T {
  return withComments(node, from.comments);
}
