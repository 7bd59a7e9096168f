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
  | { kind: 'malformed'; path: string; said: string; problem: string }
  /** Not asked: this release cannot answer it. `said` is ours. */
  | { kind: 'unsupported'; path: string; said: string };

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
  /** The media type header, or empty where it is not known. */
  contentType: string;
  body: string;
}

const SAID_LIMIT = 600;
/** What Grafana's data source proxy makes of every 401 of the other side (with status 400), dropping what it said. */
const PROXY_UNAUTHORISED = 'Authentication to data source failed';

const KIND_BY_STATUS = new Map<number, 'not-found' | 'timeout' | 'overloaded' | 'unreachable'>([
  [404, 'not-found'],
  [405, 'not-found'],
  [408, 'timeout'],
  [429, 'overloaded'],
  [502, 'unreachable'],
  [504, 'timeout'],
]);

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
  const refused: TempoFailure = {
    kind: 'unauthorised',
    path,
    said,
    by: grafanaSaid === undefined ? 'upstream' : 'grafana',
  };
  switch (status) {
    case 400:
      return said.startsWith(PROXY_UNAUTHORISED)
        ? { kind: 'unauthorised', path, said, by: 'upstream' }
        : { kind: 'bad-request', path, said, status };
    case 401:
      return said.includes('no org id') ? { kind: 'no-tenant', path, said } : refused;
    case 403:
      return refused;
    case 503:
      return said.includes('configured timeout') ? { kind: 'timeout', path, said } : { kind: 'overloaded', path, said };
    default:
      return failureByStatus(status, path, said);
  }
}

/** Statuses that mean one thing whatever was said. */
function failureByStatus(status: number, path: string, said: string): TempoFailure {
  const kind = KIND_BY_STATUS.get(status);
  if (kind) {
    return { kind, path, said };
  }
  return { kind: status >= 500 ? 'failed' : 'bad-request', path, said, status };
}

/** Grafana's own message in a JSON error body; undefined if the body is not of that form, so came from further on. */
function grafanaMessage({ body }: RawAnswer): string | undefined {
  // Not by the media type: Grafana's fetch gives no headers with an error. Tempo's own errors are never JSON.
  if (!body.trimStart().startsWith('{')) {
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
function textOf(answer: RawAnswer): string {
  const text = isWebPage(answer) ? answer.body.replace(/<[^<>]*>/g, ' ') : answer.body;
  return text.replace(/\s+/g, ' ').trim();
}

/** True for HTML. By the body too: the type of an error is not always known, and some gateways send none. */
export function isWebPage({ contentType, body }: RawAnswer): boolean {
  return contentType.includes('text/html') || /^\s*<(!doctype|html)/i.test(body);
}

/** Cuts what was said to a length that fits a message. */
export function shorten(text: string): string {
  const trimmed = text.trim();
  return trimmed.length > SAID_LIMIT ? `${trimmed.slice(0, SAID_LIMIT)}…` : trimmed;
}
