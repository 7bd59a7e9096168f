import { urlUtil } from '@grafana/data';
import { type BackendSrvRequest, config } from '@grafana/runtime';

/** URL with `params` appended; `undefined` and `null` values are left out, arrays repeat the name. */
export function buildRequestUrl({ url, params }: BackendSrvRequest): string {
  const absolute = url.startsWith('/') ? `${config.appSubUrl ?? ''}${url}` : withLeadingSlash(url);
  if (!params) {
    return absolute;
  }
  const known = Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined && value !== null));
  const query = urlUtil.toUrlParams(known);
  if (!query) {
    return absolute;
  }
  return `${absolute}${absolute.includes('?') ? '&' : '?'}${query}`;
}

export function buildFetchInit(options: BackendSrvRequest): RequestInit {
  const headers = buildHeaders(options);
  return {
    method: (options.method ?? 'GET').toUpperCase(),
    headers,
    body: buildBody(options.data, headers.get('Content-Type') ?? ''),
    credentials: options.credentials ?? 'same-origin',
  };
}

function withLeadingSlash(url: string): string {
  return /^[a-z]+:/i.test(url) ? url : `${config.appSubUrl ?? ''}/${url}`;
}

function buildHeaders(options: BackendSrvRequest): Headers {
  const headers = new Headers({ Accept: 'application/json, text/plain, */*' });
  for (const [name, value] of Object.entries(options.headers ?? {})) {
    headers.set(name, String(value));
  }
  if (options.data !== undefined && options.data !== null && !headers.has('Content-Type')) {
    headers.set('Content-Type', 'application/json');
  }
  const orgId = config.bootData.user.orgId;
  if (orgId) {
    headers.set('X-Grafana-Org-Id', String(orgId));
  }
  return headers;
}

function buildBody(data: unknown, contentType: string): BodyInit | undefined {
  if (data === undefined || data === null) {
    return undefined;
  }
  if (typeof data === 'string' || data instanceof Blob || data instanceof FormData) {
    return data;
  }
  if (contentType.includes('x-www-form-urlencoded')) {
    return urlUtil.toUrlParams(data);
  }
  return JSON.stringify(data);
}
