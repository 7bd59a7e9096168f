export type * from './signal';
export { applicability, explainReason, type Inapplicability, type KnownSystem } from './applicability';
export { CHAPTERS, INGESTION } from './catalogue';
export { signalContext, selectingVariables, SELECTOR_VARIABLES } from './context';
