import type { BinaryOperator, Expression, Query } from '../ast';
import { groupAt, joinConditions, makeBinary, makeUnary, nodeAt, replaceNode, type Path } from '../edits';
import { inheritComments } from '../edits/nodes';
import { logicalOperands } from './logicalOperands';
import { isField } from './nodeKinds';
import { putConditions } from './rowEdits';
import type { Place } from './visualQuery';

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
 * The opposite of a condition, said by opposite operators as far as there are any: `!` itself hardly ever finds what
 * people mean. Tempo (2.6 to 3.0, `UnaryOperation.extractConditions` in `pkg/traceql/ast_conditions.go`) reads from
 * storage the spans that meet what stands behind the `!`, and then leaves these out.
 * Spans that lack the attribute meet neither a comparison nor its opposite.
 */
function opposite(node: Expression): Expression {
  const group = logicalOperands(node);
  if (group) {
    return joinConditions(group.operator === '&&' ? '||' : '&&', group.operands.map(opposite));
  }
  if (node.kind === 'unary' && node.operator === '!') {
    return inheritComments(node.operand, node);
  }
  if (node.kind === 'bool') {
    return { ...node, value: !node.value };
  }
  if (isField(node)) {
    return makeBinary(node, '=', { kind: 'bool', value: false, range: node.range });
  }
  const flipped = node.kind === 'binary' ? OPPOSITES[node.operator] : undefined;
  const isOrderOfNil = node.kind === 'binary' && (node.left.kind === 'nil' || node.right.kind === 'nil');
  return node.kind === 'binary' && flipped && (!isOrderOfNil || /^!?=$/.test(flipped))
    ? { ...node, operator: flipped }
    : makeUnary('!', node);
}

/** Turns the conditions at the place into their opposite, all together: `a && b` becomes `not a || not b`. */
export function invertConditions(query: Query, place: Place): Query {
  const group = groupAt(query, place.group);
  const old = group?.operands.slice(place.from, place.to) ?? [];
  if (old.length === 0) {
    return query;
  }
  const inverted = opposite(joinConditions(group?.operator ?? '&&', old));
  const parts = logicalOperands(inverted);
  return parts
    ? putConditions(query, place, parts.operands, parts.operator)
    : putConditions(query, place, [inverted], '&&');
}

/** Puts the opposite of what a `!` negates in its place: `!(a && b)` becomes `not a || not b`. */
export function resolveNegation(query: Query, path: Path): Query {
  const node = nodeAt(query, path);
  return node?.kind === 'unary' && node.operator === '!'
    ? replaceNode(query, path, inheritComments(opposite(node.operand), node))
    : query;
}

/**
 * Whether the path leads into the first filter of the query, or of a pipeline in parentheses: there a `!` finds nothing.
 * In a later one, of spans that have been read already, it does what it says.
 */
export function isInFirstFilter(path: Path): boolean {
  const last = path.lastIndexOf('stages');
  return last >= 0 && path[last + 1] === 0;
}
