/** The thin HTTP server around `handle`. */
import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { KEEP_ALIVE_MS } from '../http/listen';
import { Answer, ApiRequest, TempoState } from './api/answer';
import { handle } from './handle';

/** Go's default for the head of a request, and so Tempo's; Node's is 16 KiB, too little for a long query. */
const MAX_HEADER_BYTES = 1 << 20;

export interface ServeOptions {
  readonly port: number;
  readonly host?: string;
  /** May answer a request itself, or change or delay its answer: for faults on purpose. */
  readonly intercept?: (request: ApiRequest, answer: () => Answer) => Answer | Promise<Answer>;
}

/** Starts to listen; the promise is kept once it does. */
export function serveTempo(state: TempoState, options: ServeOptions): Promise<Server> {
  const server = createServer(
    { maxHeaderSize: MAX_HEADER_BYTES, keepAliveTimeout: KEEP_ALIVE_MS },
    (incoming, response) => {
      respond(incoming, response, state, options).catch(() => response.destroy());
    }
  );
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host ?? '127.0.0.1', () => resolve(server));
  });
}

async function respond(
  incoming: IncomingMessage,
  response: ServerResponse,
  state: TempoState,
  { intercept }: ServeOptions
): Promise<void> {
  incoming.resume();
  const request = toRequest(incoming);
  const answer = () => handle(request, state);
  const { status, type, headers, body } = await (intercept ? intercept(request, answer) : answer());
  if (status === 0) {
    incoming.socket.destroy();
    return;
  }
  if (type !== undefined) {
    response.setHeader('Content-Type', type);
  }
  for (const [name, value] of Object.entries(headers ?? {})) {
    response.setHeader(name, value);
  }
  const content = typeof body === 'string' ? Buffer.from(body) : body;
  response.statusCode = status;
  if (content.length > 1400 && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) {
    response.setHeader('Content-Encoding', 'gzip');
    response.setHeader('Vary', 'Accept-Encoding');
    response.end(gzipSync(content));
  } else {
    response.end(content);
  }
}

function toRequest(incoming: IncomingMessage): ApiRequest {
  const [path = '/', ...query] = (incoming.url ?? '/').split('?');
  const headers: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return { method: incoming.method ?? 'GET', path, query: new URLSearchParams(query.join('?')), headers };
}
