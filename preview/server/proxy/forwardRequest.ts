import {
  type ClientRequest,
  request as httpRequest,
  type IncomingMessage,
  type RequestOptions,
  type ServerResponse,
} from 'node:http';
import { request as httpsRequest } from 'node:https';

import { buildResponseHeaders } from './proxyRules';

export interface ForwardInput {
  request: IncomingMessage;
  response: ServerResponse;
  url: string;
  /** All that the upstream gets. */
  headers: Record<string, string | string[]>;
  /** Answers in the place of an upstream that says 401; without it 401 passes through. */
  answerUnauthorized?(httpVersion: string): void;
}

/** Sends a request on, with its method and body, and the answer back, as Grafana's reverse proxy does. */
export function forwardRequest(input: ForwardInput): void {
  const { request, response, url, headers, answerUnauthorized } = input;
  const outgoing = open(url, { method: request.method, headers });
  if (!outgoing) {
    refuse(response);
    return;
  }
  outgoing.once('response', (upstream) => {
    if (upstream.statusCode === 401 && answerUnauthorized) {
      upstream.resume();
      answerUnauthorized(upstream.httpVersion);
    } else {
      passOn(upstream, response);
    }
  });
  outgoing.once('error', () => {
    // The connection was an old one, and ended as the request went out: Go's client asks once more, on another.
    const isWorthAnother = outgoing.reusedSocket && request.method === 'GET' && !response.headersSent;
    if (isWorthAnother && !response.destroyed) {
      forwardRequest(input);
    } else {
      refuse(response);
    }
  });
  response.once('close', () => outgoing.destroy());
  request.pipe(outgoing);
}

/** Bad gateway without a word: that is all Grafana says when the server does not answer. */
function refuse(response: ServerResponse): void {
  if (response.headersSent) {
    response.destroy();
  } else {
    response.writeHead(502).end();
  }
}

/** @returns undefined where a header has a value that cannot be sent (a line break in it, for instance) */
function open(url: string, options: RequestOptions): ClientRequest | undefined {
  try {
    return (url.startsWith('https:') ? httpsRequest : httpRequest)(url, options);
  } catch {
    return undefined;
  }
}

function passOn(upstream: IncomingMessage, response: ServerResponse): void {
  response.writeHead(upstream.statusCode ?? 502, buildResponseHeaders(upstream.headers, upstream.httpVersion));
  upstream.once('error', () => response.destroy());
  upstream.pipe(response);
}
