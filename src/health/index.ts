export { askProcess, type Reach } from './askProcess';
export { CHECKS } from './catalogue';
export { type Check, type Confidence, type Severity, type Subject, type Theme, THEMES } from './check';
export type * from './evidence';
export { EXPLAINED_KEYS, explainConfigKey } from './explainConfigKey';
export { evidenceContext } from './evidenceContext';
export {
  evaluateChecks,
  listEvidenceQueries,
  type EvidenceQuery,
  type HealthFinding,
  type HealthReport,
  type QuietCheck,
} from './evaluateChecks';
export { type CheckRemedy, type RemedyConfiguration } from './remedy';
export { groupByOverrides } from './limits/differingOverrides';
export { type EffectiveLimit, effectiveLimits, limitsOfTenant, type LimitSource } from './limits/effectiveLimits';
export { TENANT_LIMITS, type TenantLimit } from './limits/limitCatalogue';
export { limitUseQueries } from './limits/limitUseQueries';
export { renderOverride, type LimitValues, type RenderedOverride } from './limits/renderOverride';
export { type Investigation, nextStep, startInvestigation, takeStep, verdictsOf } from './missing-trace/investigation';
export { missingTraceQueries } from './missing-trace/missingTraceQueries';
export * from './missing-trace/missingTraceStep';
export { judgeTraces, type ServiceDefect, type ServiceQuality, type TraceQuality } from './trace-quality/judgeTraces';
export { TRACE_DEFECTS, type TraceDefect } from './trace-quality/traceDefects';
export { configOf } from './processAnswers';
export { renderReportJson, renderReportMarkdown } from './renderReport';
export { listProcessQueries, readProcessNumbers, type ProcessNumbers } from './processNumbers';
