import { parse, stringify } from 'yaml';

import type { Limits } from '../tempo/ingest/limits';
import type { Symptoms } from './symptoms';

type Tree = Record<string, unknown>;

const HEAD = 'GET /status/config\n---\n';

/**
 * `/status/config`, with what a fault changes in it.
 *
 * @param page the recorded page: the whole configuration, or what differs from the defaults
 * @param over another page whose values win, to make one component's whole configuration of another's
 */
export function renderConfig(page: string, { limits, multitenant }: Symptoms, over?: string): string {
  if (!limits && !multitenant && over === undefined) {
    return page;
  }
  const changes: Tree = {
    ...(multitenant ? { multitenancy_enabled: true } : {}),
    ...(limits ? { overrides: { defaults: toOverrides(limits) } } : {}),
  };
  const merged = [over === undefined ? {} : readTree(over), changes].reduce(merge, readTree(page));
  return HEAD + stringify(merged, { indent: 4, lineWidth: 0 });
}

function toOverrides({ rateLimitBytes, burstSizeBytes, maxLiveTraces, maxBytesPerTrace }: Limits): Tree {
  return {
    ingestion: {
      rate_limit_bytes: rateLimitBytes,
      burst_size_bytes: burstSizeBytes,
      max_traces_per_user: maxLiveTraces,
    },
    global: { max_bytes_per_trace: maxBytesPerTrace },
  };
}

function readTree(page: string): Tree {
  return parse(page.slice(HEAD.length)) as Tree;
}

function merge(tree: Tree, over: Tree): Tree {
  const merged = { ...tree };
  for (const [key, value] of Object.entries(over)) {
    const below = tree[key];
    merged[key] = isTree(below) && isTree(value) ? merge(below, value) : value;
  }
  return merged;
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Limits in the pages of the runtime configuration and of a tenant's overrides, text, page or JSON. */
export function renderLimits(page: string, limits?: Limits): string {
  if (!limits) {
    return page;
  }
  const values: Array<[name: string, value: number]> = [
    ['rate_limit_bytes', limits.rateLimitBytes],
    ['burst_size_bytes', limits.burstSizeBytes],
    ['max_traces_per_user', limits.maxLiveTraces],
    ['max_bytes_per_trace', limits.maxBytesPerTrace],
  ];
  return values.reduce(
    (text, [name, value]) => text.replace(new RegExp(`\\b${name}: \\d+`, 'g'), `${name}: ${value}`),
    page
  );
}
