/**
 * The query as a form shows and edits it: pure data and pure edits, for visual builders.
 */
export { patternOfTexts, textsOfPattern } from './visual/choicePattern';
export { fromVisual } from './visual/fromVisual';
export { makeSecondStage } from './visual/makeSecondStage';
export * from './visual/offers';
export { invertConditions, isInFirstFilter, resolveNegation } from './visual/opposite';
export { readField } from './visual/readField';
export { readExpression, readStage, type ReadText } from './visual/readText';
export * from './visual/rowContent';
export * from './visual/rowEdits';
export { sameField } from './visual/sameField';
export { toVisual } from './visual/toVisual';
export { valueFilter } from './visual/valueFilter';
export type * from './visual/visualQuery';
