import type { IncomingHttpHeaders } from 'node:http';
import { posix } from 'node:path';

import type { DataSource } from '../grafana/dataSource';

type Headers = Record<string, string | string[]>;

/** Headers that belong to one connection, in both directions. */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Headers of the browser that Grafana keeps to itself. Source: 12.3, pkg/util/proxyutil/proxyutil.go. */
const NOT_FORWARDED = new Set([
  'authorization',
  'cookie',
  'host',
  'origin',
  'referer',
  'user-agent',
  'x-ds-authorization',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
  'x-grafana-user',
]);

/** Headers of the upstream that the browser does not get. Source: 12.3, pkg/util/proxyutil/reverse_proxy.go. */
const NOT_RETURNED = new Set(['alt-svc', 'close', 'server', 'set-cookie', 'strict-transport-security']);

/** POST routes of Prometheus that its plugin.json allows; a path that begins with one is allowed too. */
const PROMETHEUS_POSTS = [
  'api/v1/query',
  'api/v1/query_range',
  'api/v1/series',
  'api/v1/labels',
  'api/v1/query_exemplars',
];

/** Why a request is refused, or undefined. Source: 12.3, pkg/api/pluginproxy/ds_proxy.go, validateRequest. */
export function findRefusal({ type }: DataSource, method: string, proxyPath: string): string | undefined {
  if (type !== 'prometheus' || !['POST', 'PUT', 'DELETE'].includes(method)) {
    return undefined;
  }
  const path = posix.normalize(`/${proxyPath}`).slice(1);
  if (method === 'POST' && PROMETHEUS_POSTS.some((route) => path.startsWith(route))) {
    return undefined;
  }
  return `non allow-listed ${method}s not allowed on proxied Prometheus datasource`;
}

export function buildRequestHeaders(
  incoming: IncomingHttpHeaders,
  dataSource: DataSource,
  { remoteAddress, grafanaVersion }: { remoteAddress: string; grafanaVersion: string }
): Headers {
  const headers = listForwardedHeaders(incoming, remoteAddress);
  headers['user-agent'] = `Grafana/${grafanaVersion}`;
  return { ...headers, ...buildAuthorization(incoming, dataSource), ...listCustomHeaders(dataSource) };
}

/** What passes from the browser to an upstream, and what Grafana says of where it came from. */
export function listForwardedHeaders(incoming: IncomingHttpHeaders, remoteAddress: string): Headers {
  const headers: Headers = {};
  for (const [name, value] of Object.entries(incoming)) {
    if (value !== undefined && !HOP_BY_HOP.has(name) && !NOT_FORWARDED.has(name)) {
      headers[name] = value;
    }
  }
  const forwardedFor = incoming['x-forwarded-for'];
  headers['x-forwarded-for'] = forwardedFor ? `${String(forwardedFor)}, ${remoteAddress}` : remoteAddress;
  headers['x-grafana-referer'] = incoming.referer ?? '';
  return headers;
}

function buildAuthorization(incoming: IncomingHttpHeaders, dataSource: DataSource): Headers {
  const fromBrowser = incoming['x-ds-authorization'];
  if (fromBrowser) {
    return { authorization: fromBrowser };
  }
  const { basicAuth, basicAuthUser, secureJsonData } = dataSource;
  const password = secureJsonData.basicAuthPassword ?? '';
  const encoded = Buffer.from(`${basicAuthUser}:${password}`).toString('base64');
  return basicAuth ? { authorization: `Basic ${encoded}` } : {};
}

/** `httpHeaderName1` of jsonData with `httpHeaderValue1` of secureJsonData, and so on: they win over the browser's. */
export function listCustomHeaders({ jsonData, secureJsonData, previewHeaders }: DataSource): Record<string, string> {
  const headers: Record<string, string> = { ...previewHeaders };
  for (let i = 1; jsonData[`httpHeaderName${i}`] !== undefined; i++) {
    const value = secureJsonData[`httpHeaderValue${i}`];
    if (value !== undefined) {
      headers[String(jsonData[`httpHeaderName${i}`]).toLowerCase()] = String(value);
    }
  }
  return headers;
}

export function buildResponseHeaders(upstream: IncomingHttpHeaders, httpVersion: string): Headers {
  const headers: Headers = {};
  for (const [name, value] of Object.entries(upstream)) {
    if (value !== undefined && !HOP_BY_HOP.has(name) && !NOT_RETURNED.has(name)) {
      headers[name] = value;
    }
  }
  const via = `${httpVersion} grafana`;
  headers.via = upstream.via ? `${upstream.via}, ${via}` : via;
  headers['content-security-policy'] = 'sandbox';
  return headers;
}

/** Joins with exactly one slash, as util.JoinURLFragments does. */
export function joinUrl(base: string, path: string): string {
  if (path === '') {
    return base;
  }
  return `${base.replace(/\/$/, '')}/${path.replace(/^\//, '')}`;
}
