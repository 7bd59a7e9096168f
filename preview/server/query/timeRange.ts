import { parseInterval } from './goDuration';
import type { TimeRangeMs } from './prometheusQuery';

/** The range of a query request: milliseconds since 1970 as text or number, or `now`, `now-1h`. Throws on others. */
export function parseTimeRange(from: unknown, to: unknown, nowMs = Date.now()): TimeRangeMs {
  return { fromMs: parseTime(from, nowMs), toMs: parseTime(to, nowMs) };
}

function parseTime(value: unknown, nowMs: number): number {
  const text = String(value ?? '');
  if (/^\d+$/.test(text)) {
    return Number(text);
  }
  const relative = /^now(?:-(.+))?$/.exec(text);
  if (!relative) {
    throw new Error(`cannot parse time ${JSON.stringify(text)}`);
  }
  return nowMs - (relative[1] ? parseInterval(relative[1]) : 0);
}
