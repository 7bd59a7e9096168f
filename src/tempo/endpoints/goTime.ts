const SECONDS_BY_UNIT: Readonly<Record<string, number>> = {
  ns: 1e-9,
  us: 1e-6,
  µs: 1e-6,
  μs: 1e-6,
  ms: 1e-3,
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
};
const PART = /(\d+(?:\.\d+)?)(ns|us|µs|μs|ms|s|m|h|d|w)/gy;

/**
 * Seconds of a duration as Go or Prometheus write it: `1h2m3.5s`, `720h0m0s`, `2w`, `500ms`, `0`.
 *
 * @returns undefined if the text is no duration
 */
export function parseGoDuration(text: string): number | undefined {
  const trimmed = text.trim();
  if (trimmed === '0') {
    return 0;
  }
  let seconds = 0;
  let at = 0;
  for (const match of trimmed.matchAll(PART)) {
    seconds += Number(match[1]) * (SECONDS_BY_UNIT[match[2] ?? ''] ?? 0);
    at = match.index + match[0].length;
  }
  return at === trimmed.length && at > 0 ? seconds : undefined;
}

const DATE_AND_TIME = /(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(\.\d+)?(?: ?(Z|UTC|[+-]\d{2}:?\d{2}))?/;
const MS_DIGITS = 4;
/** Go's zero time is the year 1, Unix' is 1970: both mean "never". */
const FIRST_MS = Date.UTC(1971, 0);

/**
 * Milliseconds since 1970 of a time as Go writes it: RFC 3339 with up to nanoseconds, or `2026-11-22 08:05:53.32 +0000 UTC`.
 *
 * @returns undefined if there is none in the text, or it is a zero time
 */
export function parseGoTime(text: string): number | undefined {
  const match = DATE_AND_TIME.exec(text);
  if (!match) {
    return undefined;
  }
  const [, date, time, fraction = '', zone = 'Z'] = match;
  const offset = zone === 'UTC' || zone === 'Z' ? 'Z' : zone.replace(/^([+-]\d{2}):?(\d{2})$/, '$1:$2');
  const ms = Date.parse(`${date}T${time}${fraction.slice(0, MS_DIGITS)}${offset}`);
  return Number.isNaN(ms) || ms < FIRST_MS ? undefined : ms;
}
