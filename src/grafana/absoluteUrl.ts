import { config } from '@grafana/runtime';

/** The address of a page of this Grafana, for other people: with the server's own root URL, sub-path included. */
export function absoluteUrl(path: string): string {
  return `${config.appUrl.replace(/\/$/, '')}${path}`;
}
