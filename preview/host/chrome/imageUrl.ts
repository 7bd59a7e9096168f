import { config } from '@grafana/runtime';

/** Grafana's API names images of plugins without a slash (`public/plugins/…`), relative to the root. */
export function imageUrl(path: string): string {
  return /^(?:[a-z]+:|\/)/i.test(path) ? path : `${config.appSubUrl ?? ''}/${path}`;
}
