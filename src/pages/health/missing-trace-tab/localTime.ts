/** A moment as an input of the type `datetime-local` has it: in the time of the browser, with seconds. */
export function toLocalTime(ms: number): string {
  const date = new Date(ms);
  const shifted = new Date(ms - date.getTimezoneOffset() * 60_000);
  return Number.isNaN(shifted.getTime()) ? '' : shifted.toISOString().slice(0, 'YYYY-MM-DDTHH:mm:ss'.length);
}

/** Milliseconds since 1970, or undefined for a text that is no time. */
export function fromLocalTime(text: string): number | undefined {
  // A text without a zone is local time; one without a time of day would be UTC.
  const ms = /^\d{4,6}-\d\d-\d\dT\d\d:\d\d/.test(text) ? new Date(text).getTime() : Number.NaN;
  return Number.isNaN(ms) || ms <= 0 ? undefined : ms;
}
