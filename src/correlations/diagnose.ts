import type { CorrelationInput, LinkDiagnosis } from './contract';
import { judgeLinks } from './judgeLinks';

/**
 * Judges every link of a Tempo data source. Works with any part of the answers, and with none: then it judges the settings
 * and says what is untested. There is one diagnosis a link, but one for each data source that leads to this Tempo for
 * `logs-to-trace` and `metrics-to-trace`; none for them where there is no Loki or Prometheus that they could start from.
 */
export function diagnose(input: CorrelationInput): LinkDiagnosis[] {
  return judgeLinks(input).map(({ diagnosis }) => diagnosis);
}
