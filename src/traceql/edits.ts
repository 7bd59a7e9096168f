/**
 * Editing queries: pure functions from tree to tree, for visual builders.
 *
 * Every edit takes a query and, where it concerns one node, the path to it (see `edits/path.ts`), and gives a new query
 * that shares what was not touched; the old one is the way back. What `render` writes of the result parses to the same
 * tree, but for ranges: those of new nodes are `{ start: 0, end: 0 }`, all others are those of the text that was parsed.
 * An edit that makes no sense at the place gives the very query it was given. Comments stay with the nodes that stay.
 */
export * from './edits/build';
export {
  addCondition,
  type AddOptions,
  changeLogicalOperator,
  type ConditionGroup,
  groupAt,
  moveCondition,
  negate,
  operandPath,
  unwrapGroup,
  wrapInGroup,
} from './edits/conditions';
export { convertLiteral, defaultLiteral, literalText, type LiteralType, readLiteral } from './edits/literals';
export * from './edits/metrics';
export { removeNode, replaceNode } from './edits/nodes';
export {
  changeComparison,
  changeField,
  changeLiteralType,
  changeOperator,
  changeScope,
  setLiteralValue,
  typeOfField,
  typeOfLiteral,
} from './edits/operands';
export { nodeAt, type Path, pathOf } from './edits/path';
export {
  addSpanset,
  addStage,
  changeSpansetOperator,
  isClosed,
  moveStage,
  removeSpanset,
  removeStage,
  replaceStage,
} from './edits/stages';
