import type { IncomingMessage, ServerResponse } from 'node:http';

import type { DataSource } from '../grafana/dataSource';
import { sendMessage } from '../http/answers';
import { forwardRequest } from './forwardRequest';
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
  const url = joinUrl(dataSource.url, path) + search;
  forwardRequest({ request, response, url, headers, answerUnauthorized: (version) => refuse(response, version) });
}

/** The browser would take 401 for the end of the Grafana session. */
function refuse(response: ServerResponse, httpVersion: string): void {
  response.writeHead(400, buildResponseHeaders({}, httpVersion)).end('Authentication to data source failed');
}
