import type { DataSource } from '../grafana/dataSource';
import { callUpstream, type UpstreamAnswer } from './callUpstream';
import { joinUrl, listCustomHeaders } from './proxyRules';

export interface ResourceCall {
  method: string;
  /** What follows `resources/`, still percent-encoded. */
  path: string;
  /** With the question mark; may be empty. */
  search: string;
  body: Buffer;
}

/** What the backend of a data source answers to `/api/datasources/uid/:uid/resources/*`. */
export type ResourceAnswer =
  | { kind: 'answer'; status: number; headers: Record<string, string>; body: Buffer }
  /** The backend has no such resource. */
  | { kind: 'missing' }
  /** The backend itself failed, for instance because it does not reach its server. */
  | { kind: 'failed' };

/** Prometheus: any path of its API. Loki: what is below `loki/api/v1`. Tempo: `tags` and `tag-values?tag=…`. */
export async function callResource(dataSource: DataSource, call: ResourceCall): Promise<ResourceAnswer> {
  switch (dataSource.type) {
    case 'tempo':
      return callTempoResource(dataSource, call);
    case 'loki':
      // It only ever reads. Source: Grafana 12.3, pkg/tsdb/loki/{loki,api}.go.
      return callPrometheusResource(dataSource, { ...call, method: 'GET', path: `loki/api/v1/${call.path}` });
    default:
      return callPrometheusResource(dataSource, call);
  }
}

/** Source: Grafana 12.3, pkg/promlib/resource/resource.go. */
async function callPrometheusResource(dataSource: DataSource, call: ResourceCall): Promise<ResourceAnswer> {
  const isForm = call.method === 'POST';
  const headers = {
    ...(isForm ? { 'Content-Type': 'application/x-www-form-urlencoded' } : {}),
    ...listCustomHeaders(dataSource),
  };
  try {
    const url = joinUrl(dataSource.url, call.path) + call.search;
    return toAnswer(await callUpstream({ method: call.method, url, headers, body: call.body }));
  } catch {
    return { kind: 'failed' };
  }
}

/** Source: Grafana 12.3, pkg/tsdb/tempo/tempo.go. */
async function callTempoResource(dataSource: DataSource, call: ResourceCall): Promise<ResourceAnswer> {
  const tag = new URLSearchParams(call.search).get('tag') ?? '';
  if (call.path === 'tag-values' && tag === '') {
    return toText(400, "Missing required 'tag' parameter\n");
  }
  const paths: Record<string, string | undefined> = {
    tags: 'api/v2/search/tags',
    'tag-values': `api/v2/search/tag/${encodeURIComponent(tag)}/values`,
  };
  const path = paths[call.path];
  if (!path) {
    return { kind: 'missing' };
  }
  try {
    const url = joinUrl(dataSource.url, path) + call.search;
    return toAnswer(await callUpstream({ method: call.method, url, headers: listCustomHeaders(dataSource) }));
  } catch {
    return toText(502, 'Failed to connect to Tempo\n');
  }
}

function toAnswer({ status, headers, body }: UpstreamAnswer): ResourceAnswer {
  const kept: Record<string, string> = { 'Content-Security-Policy': 'sandbox' };
  for (const name of ['content-type', 'content-encoding']) {
    if (typeof headers[name] === 'string') {
      kept[name] = headers[name];
    }
  }
  return { kind: 'answer', status, headers: kept, body };
}

function toText(status: number, text: string): ResourceAnswer {
  const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Security-Policy': 'sandbox' };
  return { kind: 'answer', status, headers, body: Buffer.from(text) };
}
