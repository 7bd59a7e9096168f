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
