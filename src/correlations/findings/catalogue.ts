import { LOGS_TO_TRACE } from './logsToTrace';
import { METRICS_TO_TRACE } from './metricsToTrace';
import { OTHER_LINKS } from './otherLinks';
import { TRACE_TO_LOGS } from './traceToLogs';
import { TRACE_TO_METRICS } from './traceToMetrics';

/** All that the doctor can find, declared once: what is said of it everywhere. */
export const FINDINGS = {
  ...TRACE_TO_LOGS,
  ...LOGS_TO_TRACE,
  ...TRACE_TO_METRICS,
  ...METRICS_TO_TRACE,
  ...OTHER_LINKS,
} as const;

export type FindingId = keyof typeof FINDINGS;
