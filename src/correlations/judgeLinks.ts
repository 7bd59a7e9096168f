import { CORRELATION_LINKS, type CorrelationInput } from './contract';
import type { Judged } from './judged';
import { judgeServiceMap } from './links/judgeServiceMap';
import { judgeTempoSettings } from './links/judgeTempoSettings';
import { judgeLogsToTrace } from './links/log-links/judgeLogsToTrace';
import { judgeTraceToLogs } from './links/log-links/judgeTraceToLogs';
import { judgeMetricsToTrace } from './links/metrics/judgeMetricsToTrace';
import { judgeTraceToMetrics } from './links/metrics/judgeTraceToMetrics';

/** Every link, in the order of `CORRELATION_LINKS`. */
export function judgeLinks(input: CorrelationInput): Judged[] {
  const judged = [
    judgeTraceToLogs(input),
    ...judgeLogsToTrace(input),
    judgeTraceToMetrics(input),
    ...judgeMetricsToTrace(input),
    judgeServiceMap(input),
    ...judgeTempoSettings(input),
  ];
  const rank = ({ diagnosis }: Judged) => CORRELATION_LINKS.indexOf(diagnosis.link);
  return judged.sort((a, b) => rank(a) - rank(b));
}
