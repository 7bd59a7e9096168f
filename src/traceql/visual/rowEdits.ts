/** Edits of what a form shows as rows and groups. Like those of `../edits.ts`: from tree to tree, by path. */
import type { Expression, LogicalOperator, Query } from '../ast';
import { addCondition, groupAt, joinConditions, makeUnary, removeNode, replaceNode } from '../edits';
import { expressionsOfContent, type RowContent } from './rowContent';
import type { Place } from './visualQuery';

/**
 * Puts conditions in place of those at the place. Where the group joins otherwise than `joiner`, several become a group
 * of their own. There must be at least one.
 */
export function putConditions(
  query: Query,
  place: Place,
  expressions: readonly Expression[],
  joiner: LogicalOperator
): Query {
  const group = groupAt(query, place.group);
  if (!group || expressions.length === 0 || place.to > Math.max(1, group.operands.length)) {
    return query;
  }
  if (place.from === 0 && place.to >= group.operands.length) {
    return replaceNode(query, group.path, joinConditions(joiner, expressions));
  }
  const put = group.operator === joiner ? expressions : [joinConditions(joiner, expressions)];
  const operands = [...group.operands.slice(0, place.from), ...put, ...group.operands.slice(place.to)];
  return replaceNode(query, group.path, joinConditions(group.operator ?? joiner, operands));
}

/** Makes the row at the place say something else. */
export function putRow(query: Query, place: Place, content: RowContent): Query {
  const { expressions, joiner } = expressionsOfContent(content);
  return putConditions(query, place, expressions, joiner);
}

/** Adds a row to the group of conditions at the path, joined by `operator`; or makes it the first one of a filter. */
export function addRow(query: Query, path: Place['group'], content: RowContent, operator: LogicalOperator): Query {
  const { expressions, joiner } = expressionsOfContent(content);
  const [first, ...others] = expressions;
  if (!first) {
    return query;
  }
  const isSplit = joiner === operator;
  const added = isSplit ? [first, ...others] : [joinConditions(joiner, expressions)];
  return added.reduce((result, expression) => addCondition(result, path, expression, { operator }), query);
}

/** Takes out the conditions at the place; nothing is left of a group without any. */
export function removeConditions(query: Query, place: Place): Query {
  const group = groupAt(query, place.group);
  if (!group) {
    return query;
  }
  const operands = [...group.operands.slice(0, place.from), ...group.operands.slice(place.to)];
  return operands.length === 0 || !group.operator
    ? removeNode(query, group.path)
    : replaceNode(query, group.path, joinConditions(group.operator, operands));
}

/** Moves the conditions at the place before those that now have the index `to` in the same group. */
export function moveConditions(query: Query, place: Place, to: number): Query {
  const group = groupAt(query, place.group);
  if (!group?.operator || (to >= place.from && to <= place.to)) {
    return query;
  }
  const moved = group.operands.slice(place.from, place.to);
  const before = group.operands.slice(0, to).filter((_, index) => index < place.from || index >= place.to);
  const after = group.operands.slice(to).filter((_, index) => index + to < place.from || index + to >= place.to);
  return replaceNode(query, group.path, joinConditions(group.operator, [...before, ...moved, ...after]));
}

/**
 * Adds a row beside the conditions at the place, and makes a group of both, joined by `operator`; the group stands where
 * the conditions stood.
 */
export function groupWithRow(query: Query, place: Place, content: RowContent, operator: LogicalOperator): Query {
  const group = groupAt(query, place.group);
  const old = group?.operands.slice(place.from, place.to) ?? [];
  if (!group || old.length === 0) {
    return query;
  }
  const { expressions, joiner } = expressionsOfContent(content);
  const kept = old.length === 1 ? old : [joinConditions(group.operator ?? operator, old)];
  const added = joiner === operator || expressions.length === 1 ? expressions : [joinConditions(joiner, expressions)];
  const joined = joinConditions(operator, [...kept, ...added]);
  // As the first operand of a group with the same operator it would not be a group: the chain goes down the left side.
  return putConditions(query, place, [joined], operator);
}

/** Negates the conditions at the place, all together: `!(…)`. */
export function negateConditions(query: Query, place: Place): Query {
  const group = groupAt(query, place.group);
  const old = group?.operands.slice(place.from, place.to) ?? [];
  return old.length === 0
    ? query
    : putConditions(query, place, [makeUnary('!', joinConditions(group?.operator ?? '&&', old))], '&&');
}
