/** Where the recording stands in the present. */
export interface Clock {
  /** Added to a recorded time to get its time in the history that Prometheus has. */
  shiftMs: number;
  /** When the preview began. */
  startedMs: number;
  nowMs(): number;
}

const RFC_3339 = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;
/** As Go prints a time into a page. */
const CURRENT_TIME = /Current time: (\d{4}-\d\d-\d\d) ([\d:]+)\.\d+ &#43;0000 UTC m=&#43;([\d.]+)/;

/** As Go writes a time into JSON; whole seconds have no fraction. */
export function formatTime(timeMs: number): string {
  return new Date(timeMs).toISOString().replace('.000Z', 'Z');
}

/** Moves all times of a text by so many milliseconds. Times of the year 1 mean never, and stay. */
export function shiftTimes(text: string, shiftMs: number): string {
  return text.replace(RFC_3339, (time) => {
    const timeMs = Date.parse(time);
    return timeMs < 0 ? time : formatTime(timeMs + shiftMs);
  });
}

/** The line of a page that says when it was made, and how long its process runs: that fits the recorded metrics. */
export function renewCurrentTime(page: string, { shiftMs, nowMs }: Clock): string {
  return page.replace(CURRENT_TIME, (_, day: string, time: string, uptimeSeconds: string) => {
    const processStartMs = Date.parse(`${day}T${time}Z`) - Number(uptimeSeconds) * 1000 + shiftMs;
    const now = nowMs();
    const [today, hours] = formatTime(now).replace('Z', '').split('T');
    const fraction = (hours ?? '').includes('.') ? `${hours}000000` : `${hours}.000000000`;
    return `Current time: ${today} ${fraction} &#43;0000 UTC m=&#43;${((now - processStartMs) / 1000).toFixed(9)}`;
  });
}
