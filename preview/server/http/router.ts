import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Visitor } from '../grafana/visitor';

/** One request, with what every handler needs to know. */
export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  method: string;
  /** Percent-encoded, as it came. */
  path: string;
  /** With the question mark; may be empty. */
  search: string;
  /** The parts of the path that the route's pattern captured, percent-encoded. */
  captures: string[];
  visitor: Visitor;
}

export interface Route {
  /** Undefined for any. */
  method?: string;
  pattern: RegExp;
  handle(exchange: Exchange): void | Promise<void>;
}

/** Hands the exchange to the first route that fits; false if there is none. */
export async function dispatch(routes: Route[], exchange: Omit<Exchange, 'captures'>): Promise<boolean> {
  for (const { method, pattern, handle } of routes) {
    const isMethod = method === undefined || method === exchange.method || isHead(method, exchange.method);
    const match = isMethod ? pattern.exec(exchange.path) : null;
    if (match) {
      await handle({ ...exchange, captures: match.slice(1).map((part) => part ?? '') });
      return true;
    }
  }
  return false;
}

function isHead(routeMethod: string, method: string): boolean {
  return routeMethod === 'GET' && method === 'HEAD';
}
