import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';

import { sendMessage } from '../http/answers';
import { forwardRequest } from '../proxy/forwardRequest';
import { joinUrl, listForwardedHeaders } from '../proxy/proxyRules';
import { renderGoTemplate, type TemplateData } from './goTemplate';
import type { PluginRoute } from './pluginRoute';

export interface PluginProxyInput {
  request: IncomingMessage;
  response: ServerResponse;
  route: PluginRoute;
  settings: TemplateData;
  /** What the `*` of the route's path stands for, decoded; may be empty. */
  wildcard: string;
  /** With the question mark; may be empty. */
  search: string;
  /** The signed-in user, for the header `X-Grafana-Context`. */
  user: Record<string, unknown>;
  /** Further headers of the preview itself. */
  extraHeaders: Record<string, string>;
}

type Refusal = { status: number; message: string };

/**
 * Carries a request out by a route: URL and headers from its templates, the query string of the caller. Only scheme, host
 * and path of the URL count. A URL without a host (a setting that is missing) is 502 without a body, as an upstream that
 * does not answer. Status and body of the upstream pass through, 401 too.
 *
 * Source: Grafana 12.3, pkg/api/pluginproxy/pluginproxy.go (director) and pkg/util/proxyutil.
 */
export function proxyPlugin(input: PluginProxyInput): void {
  const { request, response, search } = input;
  const target = buildTarget(input);
  if ('status' in target) {
    sendMessage(response, target.status, target.message);
  } else if (target.url === undefined) {
    response.writeHead(502).end();
  } else {
    forwardRequest({ request, response, url: target.url + search, headers: target.headers });
  }
}

function buildTarget(input: PluginProxyInput): Refusal | { url: string | undefined; headers: Headers } {
  const { request, route, settings, wildcard, user, extraHeaders } = input;
  const url = render(route.url, settings);
  if (url === undefined) {
    return { status: 500, message: 'Could not interpolate plugin route url' };
  }
  if (/[\u0000-\u001f\u007f]/.test(url)) {
    return { status: 500, message: 'Could not parse url' };
  }
  const headers: Headers = {
    ...listForwardedHeaders(request.headers, request.socket.remoteAddress ?? ''),
    ...keepUserAgent(request.headers),
    'x-grafana-context': JSON.stringify(user),
    ...extraHeaders,
  };
  for (const { name, content } of route.headers ?? []) {
    const value = render(content, settings);
    if (value === undefined) {
      return { status: 500, message: 'Failed to render plugin headers' };
    }
    headers[name.toLowerCase()] = value;
  }
  return { url: locate(url, wildcard), headers };
}

type Headers = Record<string, string | string[]>;

/** Here, unlike in the proxy of data sources, the upstream sees the browser's name. */
function keepUserAgent(incoming: IncomingHttpHeaders): Headers {
  return incoming['user-agent'] === undefined ? {} : { 'user-agent': incoming['user-agent'] };
}

/** @returns undefined where the template cannot be carried out */
function render(template: string, settings: TemplateData): string | undefined {
  try {
    return renderGoTemplate(template, settings);
  } catch {
    return undefined;
  }
}

/** Scheme, host and path alone; undefined without a host, which Go's client refuses to call. */
function locate(text: string, wildcard: string): string | undefined {
  if (!/^https?:\/\/[^/?#]/i.test(text) || !URL.canParse(text)) {
    return undefined;
  }
  const { origin, pathname } = new URL(text);
  return origin + joinUrl(pathname, wildcard.split('/').map(encodeURIComponent).join('/'));
}
