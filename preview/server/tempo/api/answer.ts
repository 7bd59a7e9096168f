/** Requests and answers of the HTTP API, without sockets. */
import { Behaviour } from '../behaviour';
import { TraceStore } from '../model';
import { StatusPages } from './statusPages';

export interface ApiRequest {
  readonly method: string;
  /** Without the query string, as sent (percent-encoded). */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
}

export interface Answer {
  /** 0: the connection is closed without an answer, as Tempo does where a handler panics. */
  readonly status: number;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

export interface TempoState {
  readonly behaviour: Behaviour;
  readonly store: TraceStore;
  readonly multitenant: boolean;
  /** The clock, in milliseconds since 1970. */
  readonly now: () => number;
  readonly pages: StatusPages;
  /** Why it is not ready; null where it is. */
  readonly notReady?: () => string | null;
  /** The own counters, in Prometheus' text format. */
  readonly metrics?: () => string;
  /** How error texts of 2.6 name the querier's peer. */
  readonly peer?: string;
}

export const TEXT = 'text/plain; charset=utf-8';
export const JSON_TYPE = 'application/json';

export function text(status: number, body: string): Answer {
  return { status, type: TEXT, body };
}

export function json(value: unknown): Answer {
  return { status: 200, type: JSON_TYPE, body: JSON.stringify(value) };
}

export const NOT_FOUND = text(404, '404 page not found\n');

/** An error that is answered with its text. */
export class HttpError extends Error {
  constructor(
    readonly status: number,
    message: string
  ) {
    super(message);
  }
}

export function badRequest(message: string): HttpError {
  return new HttpError(400, message);
}

/** How 2.6 reports what failed below its querier. */
export function querierError(what: string, message: string, state: TempoState): HttpError {
  const peer = state.peer ?? '127.0.0.1:9095';
  return new HttpError(
    500,
    `error querying ${what}: failed to execute f() for ${peer}: rpc error: code = Unknown desc = ${message}\n`
  );
}

/** How an error of the evaluation comes through to the client; the block is where 3.0 met it. */
export interface ErrorRoute {
  readonly panics: string;
  readonly blockError: string;
}

const BLOCK = 'processing complete block (5e7ab1e0-0000-4000-8000-000000000001)';

export function evaluationError(what: string, message: string, route: ErrorRoute, state: TempoState): HttpError {
  if (state.behaviour.generation !== '2.6') {
    const text = `rpc error: code = Unknown desc = ${route.blockError}${BLOCK}: ${message}`;
    return new HttpError(500, `error querying ${what}: ${text}\n`);
  }
  // 2.6 lets the division itself fail.
  const isPanic = /^(division|modulo) by zero$/.test(message);
  return querierError(what, isPanic ? `recovered in ${route.panics}` : message, state);
}
