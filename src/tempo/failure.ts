/**
 * Why a question to Tempo has no answer. One kind for each thing a person would do about it.
 *
 * `said` is what Tempo (or Grafana, or a proxy between) answered, as text, shortened; empty where nothing came back.
 */
export type TempoFailure =
  | { kind: 'unreachable'; path: string; said: string }
  | { kind: 'unauthorised'; path: string; said: string; by: 'grafana' | 'upstream' }
  | { kind: 'no-tenant'; path: string; said: string }
  | { kind: 'not-found'; path: string; said: string }
  | { kind: 'bad-request'; path: string; said: string; status: number }
  | { kind: 'overloaded'; path: string; said: string }
  | { kind: 'timeout'; path: string; said: string }
  | { kind: 'failed'; path: string; said: string; status: number }
  | { kind: 'not-tempo'; path: string; said: string }
  | { kind: 'malformed'; path: string; said: string; problem: string };

export type TempoFailureKind = TempoFailure['kind'];

/** Thrown by the client and the endpoint functions. An aborted request throws `AbortError` instead. */
export class TempoRequestError extends Error {
  constructor(readonly failure: TempoFailure) {
    super(`${failure.kind}: ${failure.path}${failure.said ? `: ${failure.said}` : ''}`);
    this.name = 'TempoRequestError';
  }
}

/** An answer of any HTTP status, read as text. */
export interface RawAnswer {
  status: number;
  /** The media type header, or empty. */
  contentType: string;
  body: string;
}

const SAID_LIMIT = 600;
/** What Grafana's data source proxy makes of every 401 of the other side (with status 400), dropping what it said. */
const PROXY_UNAUTHORISED = 'Authentication to data source failed';

/**
 * The failure that an answer means, or undefined for a success (2xx).
 *
 * Sources: Tempo's error bodies are plain text (modules/frontend/frontend.go, pkg/api/http.go, 2.6.1 to 3.0.3);
 * Grafana's are JSON with `message` (pkg/api/pluginproxy, pkg/util/proxyutil, 12.3).
 */
export function failureOf(path: string, answer: RawAnswer): TempoFailure | undefined {
  const { status } = answer;
  if (status >= 200 && status < 300) {
    return undefined;
  }
  const grafanaSaid = grafanaMessage(answer);
  const said = shorten(grafanaSaid ?? textOf(answer));
  switch (status) {
    case 400:
      return said.startsWith(PROXY_UNAUTHORISED)
        ? { kind: 'unauthorised', path, said, by: 'upstream' }
        : { kind: 'bad-request', path, said, status };
    case 401:
      return said.includes('no org id')
        ? { kind: 'no-tenant', path, said }
        : { kind: 'unauthorised', path, said, by: grafanaSaid === undefined ? 'upstream' : 'grafana' };
    case 403:
      return { kind: 'unauthorised', path, said, by: grafanaSaid === undefined ? 'upstream' : 'grafana' };
    case 404:
    case 405:
      return { kind: 'not-found', path, said };
    case 408:
    case 504:
      return { kind: 'timeout', path, said };
    case 429:
      return { kind: 'overloaded', path, said };
    case 502:
      return { kind: 'unreachable', path, said };
    case 503:
      return said.includes('configured timeout') ? { kind: 'timeout', path, said } : { kind: 'overloaded', path, said };
    default:
      return status >= 500 ? { kind: 'failed', path, said, status } : { kind: 'bad-request', path, said, status };
  }
}

/** Grafana's own message in a JSON error body; undefined if the body is not of that form, so came from further on. */
function grafanaMessage({ contentType, body }: RawAnswer): string | undefined {
  if (!contentType.includes('json')) {
    return undefined;
  }
  try {
    const parsed: unknown = JSON.parse(body);
    const message = typeof parsed === 'object' && parsed !== null && 'message' in parsed ? parsed.message : undefined;
    return typeof message === 'string' ? message : undefined;
  } catch {
    return undefined;
  }
}

/** The text of a body for a person: of an HTML page (a proxy's error page) only the words. */
function textOf({ contentType, body }: RawAnswer): string {
  const text = contentType.includes('html') ? body.replace(/<[^<>]*>/g, ' ') : body;
  return text.replace(/\s+/g, ' ').trim();
}

/** Cuts what was said to a length that fits a message. */
export function shorten(text: string): string {
  const trimmed = text.trim();
  return trimmed.length > SAID_LIMIT ? `${trimmed.slice(0, SAID_LIMIT)}…` : trimmed;
}
