import { formattedValueToString, getValueFormat } from '@grafana/data';

/** Requests per second: `12.3 req/s`. */
export function formatRate(perSecond: number): string {
  // Grafana would round a request in ten minutes to nothing.
  const decimals = perSecond > 0 && perSecond < 0.01 ? 4 : perSecond < 1 ? 3 : undefined;
  return formattedValueToString(getValueFormat('reqps')(perSecond, decimals));
}

/** A share of 0 to 1: `1.25%`. */
export function formatShare(share: number): string {
  return formattedValueToString(getValueFormat('percentunit')(share, share > 0 && share < 0.1 ? 2 : 1));
}

/** A duration; a dash where it is not known. */
export function formatSeconds(seconds: number | null): string {
  return seconds === null ? '–' : formattedValueToString(getValueFormat('s')(seconds));
}
