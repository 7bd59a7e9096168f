import { type Clock, shiftTimes } from './clock';

/** How often new jobs appear: the recorded ones are set into the present again. */
const RENEWAL_MS = 5 * 60_000;
/** Of four jobs, how many fail with the fault. */
const FAILED_OF_FOUR = 3;

/** `/status/backendscheduler` of 3.x at this time. @param recordedNowMs when the page was recorded */
export function renderJobs(page: string, recordedNowMs: number, clock: Clock, jobsFail = false): string {
  const renewals = Math.floor((clock.nowMs() - clock.startedMs) / RENEWAL_MS);
  const shiftMs = Math.round((clock.startedMs + renewals * RENEWAL_MS - recordedNowMs) / 1000) * 1000;
  const table = shiftTimes(page, shiftMs);
  return jobsFail ? failJobs(table) : table;
}

/** The column is as wide as `JOB_STATUS_SUCCEEDED`, so the table keeps its form. */
function failJobs(table: string): string {
  let row = 0;
  return table.replaceAll('JOB_STATUS_SUCCEEDED', (status) =>
    row++ % 4 < FAILED_OF_FOUR ? 'JOB_STATUS_FAILED'.padEnd(status.length) : status
  );
}
