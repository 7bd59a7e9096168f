import type { BrokenCase } from './brokenCase';
import { LOGS_TO_TRACE_CASES } from './logsToTraceCases';
import { METRICS_CASES } from './metricsCases';
import { OTHER_CASES } from './otherCases';
import { TRACE_TO_LOGS_CASES } from './traceToLogsCases';

export const BROKEN_CASES: readonly BrokenCase[] = [
  ...TRACE_TO_LOGS_CASES,
  ...LOGS_TO_TRACE_CASES,
  ...METRICS_CASES,
  ...OTHER_CASES,
];
