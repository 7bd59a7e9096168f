export { createTempoClient, isAbort, type TempoClient, type Transport, type TransportRequest } from './client';
export { COMPONENTS, type Component, type Topology } from './components';
export { failureOf, type RawAnswer, type TempoFailure, type TempoFailureKind, TempoRequestError } from './failure';
export { readCapabilities, type Capabilities, type Evidence, type Finding } from './capabilities/capabilities';
export {
  histogramKind,
  readMetricsInventory,
  type BuildInfoSeries,
  type HistogramKind,
  type MetricsInventory,
  type SelectingLabel,
} from './capabilities/metricsInventory';
export { probeTempo, type TempoProbe } from './capabilities/probeTempo';
export { compareVersions, generationOf, parseVersion, type Generation, type TempoVersion } from './version';
export type * from './queryAnswers';
