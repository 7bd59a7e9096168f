import type { HealthReport } from '../../health';

/** How long a report is worth showing elsewhere. */
const FRESH_MS = 15 * 60 * 1000;

/** The latest report by Tempo data source: the Overview shows what was found without asking all of it again. */
const reports = new Map<string, HealthReport>();

export function rememberReport(tempoUid: string, report: HealthReport): void {
  reports.set(tempoUid, report);
}

/** The last report of a Tempo; undefined where there was none within the last quarter of an hour. */
export function lastReportOf(tempoUid: string): HealthReport | undefined {
  const report = reports.get(tempoUid);
  return report && Date.now() - report.atMs < FRESH_MS ? report : undefined;
}
