export { createTempoClient, isAbort, type TempoClient, type Transport, type TransportRequest } from './client';
export { isAllowedPath } from './allowedPaths';
export { isComponentPath, listComponentPaths } from './componentPaths';
export { COMPONENTS, type Component, type Topology } from './components';
export { failureOf, type RawAnswer, type TempoFailure, type TempoFailureKind, TempoRequestError } from './failure';
export { readCapabilities, type Capabilities, type Evidence, type Finding } from './capabilities/capabilities';
export {
  histogramKind,
  NO_INVENTORY,
  readMetricsInventory,
  type BuildInfoSeries,
  type HistogramKind,
  type MetricsInventory,
  type SelectingLabel,
} from './capabilities/metricsInventory';
export { probeTempo, type TempoProbe } from './capabilities/probeTempo';
export { compareVersions, generationOf, parseVersion, type Generation, type TempoVersion } from './version';
export type * from './queryAnswers';
export { explainFailure, type FailureSituation } from './explainFailure/explainFailure';
export type * from './explainFailure/explanation';
export { fetchSearch, type SearchRequest } from './endpoints/search';
export { decodeStreamedTraces, type StreamedTraces } from './endpoints/streamedTraces';
export { fetchMetricsInstant, fetchMetricsRange, type MetricsRangeRequest } from './endpoints/metricsQuery';
export { NO_COST } from './endpoints/queryCost';
export { type SecondsRange } from './endpoints/requestRange';
export { fetchTags } from './endpoints/tags';
export { fetchTagValues } from './endpoints/tagValues';
export { fetchTrace } from './endpoints/traceById';
export {
  checkQueryLimits,
  queryLimitsOf,
  type LimitCode,
  type LimitedRequest,
  type LimitFinding,
  type QueryLimits,
} from './queryLimits';
export {
  parseTraceReference,
  type NoTraceReference,
  type TraceReference,
  type TraceReferenceForm,
  type TraceReferenceProblem,
} from './traceReference';
export { probe, type Probed } from './probe';
export * from './configuration/configNode';
export { MASK, maskSecrets } from './configuration/maskSecrets';
export * from './endpoints/backendJobs';
export { type BuildInfo, fetchBuildInfo } from './endpoints/buildInfo';
export { fetchEcho } from './endpoints/echo';
export { parseGoDuration } from './endpoints/goTime';
export * from './endpoints/memberlist';
export * from './endpoints/partitionRing';
export { fetchReadiness, type Readiness } from './endpoints/ready';
export * from './endpoints/ring';
export { fetchRuntimeConfig, type RuntimeConfig } from './endpoints/runtimeConfig';
export { fetchStatusConfig, type ShownConfig } from './endpoints/statusConfig';
export { fetchRoutes, type Route } from './endpoints/statusEndpoints';
export { fetchServices, type ServiceState, type ServiceStatus } from './endpoints/statusServices';
export * from './endpoints/tenantOverrides';
