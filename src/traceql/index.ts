/**
 * TraceQL for Tempo 2.6 to 3.0: parse, check, render, explain, complete and edit.
 * @packageDocumentation
 */
export type * from './ast';
export { check, type CheckOptions, type CheckResult, type Verdict } from './check';
export { applyFix, type Diagnostic, type Fix, type Severity, type TextEdit } from './diagnostics';
export { INTRINSICS, intrinsicsOfScope, type IntrinsicInfo } from './intrinsics';
export { conventionalScope } from './attributeScopes';
export { NESTING_LIMIT, parse, type ParseOptions, type ParseResult } from './parse';
export { positionAt, type Position } from './position';
export { quoteName, quoteString, writeAttribute } from './quote';
export { RELEASES, resolveRelease, type Release, type ResolvedRelease } from './releases';
export { render, renderExpression, renderStage, renderStages, type RenderOptions } from './render';
export { children, leftSpine, pathAt, visit } from './walk';
export {
  complete,
  type CompleteOptions,
  type Completion,
  type FieldPlace,
  type OperandType,
  type Proposal,
  type ProposalKind,
  type Situation,
  type ValueType,
} from './complete';
export * from './edits';
export {
  tokenize,
  tokenizeLine,
  type LineState,
  type SyntaxKind,
  type SyntaxToken,
  type TokenizedLine,
} from './tokenize';
export { explain, sentenceAt, type ExplainOptions, type Sentence } from './explain';
export * from './visual';
