/**
 * Editing what stands between braces: conditions and groups of conditions.
 *
 * The tree has no parentheses; a group is a chain of operations of one operator, down the left side. Since `&&` and
 * `||` bind equally in TraceQL, all edits work on such groups and leave the grouping to the tree, never to precedence.
 */
import { BinaryOperator, Expression, Invalid, LogicalOperator, Query } from '../ast';
import { joinConditions, makeUnary, NO_RANGE } from './build';
import { isLiteral } from './literals';
import { inheritComments, removeNode } from './nodes';
import { isPrefix, nodeAt, Path, pathOf, setAt, slotOf } from './path';

export interface ConditionGroup {
  readonly path: Path;
  /** Null where there is a single condition. */
  readonly operator: LogicalOperator | null;
  readonly operands: readonly Expression[];
}

/** The group at the path of an expression or of a filter; null where there is neither, no operands in `{ }`. */
export function groupAt(query: Query, path: Path): ConditionGroup | null {
  const node = nodeAt(query, path);
  if (node?.kind === 'filter') {
    const inner = [...path, 'expression'];
    return node.expression ? groupAt(query, inner) : { path: inner, operator: null, operands: [] };
  }
  if (!node || !isExpression(node)) {
    return null;
  }
  const operator = logicalOperatorOf(node);
  return { path, operator, operands: operator ? operandsOf(node, operator) : [node] };
}

function isExpression(node: { readonly kind: string }): node is Expression {
  return ['binary', 'unary', 'attribute', 'intrinsic', 'invalid'].includes(node.kind) || isLiteral(node);
}

function logicalOperatorOf(node: Expression): LogicalOperator | null {
  return node.kind === 'binary' && (node.operator === '&&' || node.operator === '||') ? node.operator : null;
}

function operandsOf(node: Expression, operator: LogicalOperator): Expression[] {
  const operands: Expression[] = [];
  let next = node;
  while (next.kind === 'binary' && next.operator === operator) {
    operands.push(next.right);
    next = next.left;
  }
  return [...operands, next].reverse();
}

/** The path of an operand of a group. */
export function operandPath({ path, operands }: ConditionGroup, index: number): Path {
  const count = operands.length;
  if (count < 2) {
    return path;
  }
  const steps = index === 0 ? count - 1 : count - 1 - index;
  return [...path, ...Array<string>(steps).fill('left'), ...(index === 0 ? [] : ['right'])];
}

export interface AddOptions {
  /** How the condition is joined; without it as the group is, or by `&&`. */
  readonly operator?: LogicalOperator;
  /** Where in the group; without it at the end. */
  readonly index?: number;
}

/** Adds a condition to the group at the path (of a filter, a group, or a single condition). */
export function addCondition(query: Query, path: Path, condition: Expression, options: AddOptions = {}): Query {
  const group = groupAt(query, path);
  if (!group) {
    return query;
  }
  const [only] = group.operands;
  const isMissing = group.operands.length === 1 && only?.kind === 'invalid' && only.text === '';
  if (!only || isMissing) {
    return setAt(query, group.path, condition);
  }
  const operator = options.operator ?? group.operator ?? '&&';
  const operands = group.operator === null || operator === group.operator ? group.operands : [whole(query, group)];
  const index = Math.max(0, Math.min(options.index ?? operands.length, operands.length));
  const changed = [...operands.slice(0, index), condition, ...operands.slice(index)];
  return setAt(query, group.path, joinConditions(operator, changed));
}

function whole(query: Query, { path, operands }: ConditionGroup): Expression {
  const node = nodeAt(query, path);
  return node && isExpression(node) ? node : (operands[0] ?? { kind: 'bool', value: true, range: NO_RANGE });
}

/** Moves a condition or group to a place in a group (of the same or another filter), counted before the move. */
export function moveCondition(query: Query, from: Path, toGroup: Path, index: number): Query {
  const node = nodeAt(query, from);
  const slot = slotOf(query, from);
  const isCondition =
    slot?.parent.kind === 'filter' || (slot?.parent.kind === 'binary' && logicalOperatorOf(slot.parent) !== null);
  if (!node || !isExpression(node) || !isCondition || isPrefix(from, toGroup) || !groupAt(query, toGroup)) {
    return query;
  }
  // A node that stands for the old place keeps all paths as they are until the new place is filled.
  const placeholder: Invalid = { kind: 'invalid', text: '', range: NO_RANGE };
  const moved = addCondition(setAt(query, from, placeholder), toGroup, node, { index });
  const old = pathOf(moved, placeholder);
  return old ? removeNode(moved, old) : moved;
}

/** Makes the operands `from` to `to` (excluded) of a group a group of its own, joined by `operator`. */
export function wrapInGroup(query: Query, path: Path, from: number, to: number, operator: LogicalOperator): Query {
  const group = groupAt(query, path);
  const inner = group?.operands.slice(from, to) ?? [];
  if (!group?.operator || inner.length < 2) {
    return query;
  }
  const nested = joinConditions(operator, inner);
  const operands = [...group.operands.slice(0, from), nested, ...group.operands.slice(to)];
  return setAt(query, group.path, joinConditions(group.operator, operands));
}

/** Puts the operands of a group into the group above it. */
export function unwrapGroup(query: Query, path: Path): Query {
  const slot = slotOf(query, path);
  const group = groupAt(query, path);
  const outer = slot?.parent.kind === 'binary' ? logicalOperatorOf(slot.parent) : null;
  if (!slot || slot.parent.kind !== 'binary' || !outer || !group?.operator) {
    return query;
  }
  const isLeft = slot.property === 'left';
  const { left, right } = slot.parent;
  const operands = isLeft ? [...group.operands, right] : [left, ...group.operands];
  return setAt(query, slot.parentPath, joinConditions(outer, operands));
}

/** Joins the conditions of a group by the other operator; groups within keep theirs. */
export function changeLogicalOperator(query: Query, path: Path, operator: LogicalOperator): Query {
  const group = groupAt(query, path);
  return group?.operator ? setAt(query, group.path, joinConditions(operator, group.operands)) : query;
}

const OPPOSITES: Readonly<Partial<Record<BinaryOperator, BinaryOperator>>> = {
  '=': '!=',
  '!=': '=',
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
  '=~': '!~',
  '!~': '=~',
};

/**
 * The opposite of a condition: `=` becomes `!=`, `<` becomes `>=`, a negation loses its `!`, everything else gets one.
 * Where the attribute is missing, both a comparison and its opposite are false in Tempo: as people expect of `!=`.
 */
export function negate(query: Query, path: Path): Query {
  const node = nodeAt(query, path);
  return node && isExpression(node) ? setAt(query, path, negated(node)) : query;
}

function negated(node: Expression): Expression {
  if (node.kind === 'unary' && node.operator === '!') {
    return inheritComments(node.operand, node);
  }
  if (node.kind === 'bool') {
    return { ...node, value: !node.value };
  }
  const opposite = node.kind === 'binary' ? OPPOSITES[node.operator] : undefined;
  const isOrderOfNil = node.kind === 'binary' && (node.left.kind === 'nil' || node.right.kind === 'nil');
  if (node.kind === 'binary' && opposite && (!isOrderOfNil || opposite === '=' || opposite === '!=')) {
    return { ...node, operator: opposite };
  }
  return makeUnary('!', node);
}
