/**
 * The services that are traced: where their numbers come from, and how to ask for them.
 *
 * `detectTracedSources` chooses; `*Promql` builders take its source, `*Traceql` builders none; both take a `SpanScope`
 * (grouping, conditions) in the same words.
 */
export { detectTracedSources, type TracedSystem } from './detectTracedSources';
export * from './graphPromql';
export { equalsMatcher, matcherForAny, quoteLabelValue } from './labelMatcher';
export * from './redPromql';
export * from './redTraceql';
export type * from './sources';
export * from './spanScope';
export { countersToInspect, TRACED_METRICS, type TracedInventory } from './tracedInventory';
export * from './serviceGraph';
export { combineRed, meanOverRange, type Course, type LabelledSeries, type RedRow } from './serviceRed';
