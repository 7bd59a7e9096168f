import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';

import type { DataSource } from '../grafana/dataSource';
import { sendMessage } from '../http/answers';
import { buildRequestHeaders, buildResponseHeaders, findRefusal, joinUrl } from './proxyRules';

export interface ProxyInput {
  request: IncomingMessage;
  response: ServerResponse;
  dataSource: DataSource;
  /** What follows the uid in the URL, still percent-encoded, without a slash in front. */
  path: string;
  /** With the question mark; may be empty. */
  search: string;
  grafanaVersion: string;
}

/** Passes a request on to a data source and its answer back, by the rules of Grafana's data source proxy. */
export function proxyDataSource({ request, response, dataSource, path, search, grafanaVersion }: ProxyInput): void {
  const method = request.method ?? 'GET';
  const refusal = findRefusal(dataSource, method, path);
  if (refusal) {
    sendMessage(response, 403, refusal);
    return;
  }
  const remoteAddress = request.socket.remoteAddress ?? '';
  const headers = buildRequestHeaders(request.headers, dataSource, { remoteAddress, grafanaVersion });
  const outgoing = httpRequest(joinUrl(dataSource.url, path) + search, { method, headers });
  outgoing.once('response', (upstream) => passOn(upstream, response));
  outgoing.once('error', () => {
    // Bad gateway without a word: that is all Grafana says when the server does not answer.
    if (response.headersSent) {
      response.destroy();
    } else {
      response.writeHead(502).end();
    }
  });
  response.once('close', () => outgoing.destroy());
  request.pipe(outgoing);
}

function passOn(upstream: IncomingMessage, response: ServerResponse): void {
  if (upstream.statusCode === 401) {
    // The browser would take 401 for the end of the Grafana session.
    upstream.resume();
    const headers = buildResponseHeaders({}, upstream.httpVersion);
    response.writeHead(400, headers).end('Authentication to data source failed');
    return;
  }
  response.writeHead(upstream.statusCode ?? 502, buildResponseHeaders(upstream.headers, upstream.httpVersion));
  upstream.once('error', () => response.destroy());
  upstream.pipe(response);
}
