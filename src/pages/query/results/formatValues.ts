import { dateTimeFormat, formattedValueToString, getValueFormat, systemDateFormats } from '@grafana/data';

/** A duration for people: `59.5 ms`, `1.2 s`; as Grafana writes durations elsewhere. */
export function formatDurationNs(durationNs: number): string {
  return formattedValueToString(getValueFormat('ns')(durationNs));
}

/** A moment with milliseconds, in the time zone and form that Grafana is set to. */
export function formatTimeMs(timeMs: number): string {
  return dateTimeFormat(timeMs, { format: systemDateFormats.fullDateMS });
}

/** A whole number with the separators of the user's language. */
export function formatCount(count: number): string {
  return count.toLocaleString();
}

export function formatBytes(bytes: number): string {
  return formattedValueToString(getValueFormat('bytes')(bytes));
}
