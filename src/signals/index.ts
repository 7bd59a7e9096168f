export type * from './alertRule';
export type * from './signal';
export { applicability, explainReason, type Inapplicability, type KnownSystem } from './applicability';
export { CHAPTERS, ERRORS, INGESTION, LATENCY, STORAGE } from './catalogue';
export { signalContext, selectingVariables, SELECTOR_VARIABLES } from './context';
export { average, maxBy, minBy, observations, ofTempo, perProcess, quantile, select, sumBy } from './promql';
export { NOT_OF_QUERIER, READ_ROUTES_HTTP, REQUESTS } from './requests';
export { SHARE_AXIS_MAX } from './shareAxis';
