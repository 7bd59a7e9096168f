import { isAllowedPath } from './allowedPaths';
import { failureOf, type RawAnswer, TempoRequestError } from './failure';

/** A GET to a path below Tempo's base URL. */
export interface TransportRequest {
  /** Path with query string, beginning with `/`. */
  path: string;
  /** Value of the `Accept` header. */
  accept: string;
  signal?: AbortSignal;
}

/**
 * Carries one GET to Tempo and gives back whatever HTTP answer came, errors included.
 *
 * Rejects only where there was no HTTP answer: with `AbortError` if the signal ended it, with any other error if the
 * network did. The app injects Grafana's data source proxy; tests inject a function.
 */
export type Transport = (request: TransportRequest) => Promise<RawAnswer>;

export interface TempoClient {
  /**
   * Asks one of the known paths.
   *
   * @param path - without query string; must be on the allowlist
   * @throws TempoRequestError for every answer but 2xx, and where there was none
   */
  get(path: string, options?: GetOptions): Promise<RawAnswer>;
  /** Like `get`, but gives back every HTTP answer: for `/ready`, where 503 is an answer and no error. */
  getAnyStatus(path: string, options?: GetOptions): Promise<RawAnswer>;
}

export interface GetOptions {
  query?: Readonly<Record<string, string | number>>;
  accept?: 'application/json' | 'text/plain';
  signal?: AbortSignal;
}

/**
 * A client that can only read: GET, and only paths of the allowlist. Tempo has paths that change state on any method
 * (`/shutdown`, `/flush`) and paths that crash a 2.x process (`/status/<unknown>`), so anything else is a defect here.
 */
export function createTempoClient(transport: Transport): TempoClient {
  const getAnyStatus: TempoClient['getAnyStatus'] = async (
    path,
    { query, accept = 'application/json', signal } = {}
  ) => {
    if (!isAllowedPath(path)) {
      throw new RangeError(`${path} is not a path this client may ask`);
    }
    try {
      return await transport({ path: withQuery(path, query), accept, signal });
    } catch (error) {
      if (isAbort(error)) {
        throw error;
      }
      const said = error instanceof Error ? error.message : String(error);
      throw new TempoRequestError({ kind: 'unreachable', path, said });
    }
  };
  return {
    getAnyStatus,
    async get(path, options) {
      const answer = await getAnyStatus(path, options);
      const failure = failureOf(path, answer);
      if (failure) {
        throw new TempoRequestError(failure);
      }
      return answer;
    },
  };
}

/** True for the error with which an aborted request rejects (a DOMException, which is no Error in every realm). */
export function isAbort(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'name' in error && error.name === 'AbortError';
}

function withQuery(path: string, query: GetOptions['query']): string {
  const entries = Object.entries(query ?? {});
  if (entries.length === 0) {
    return path;
  }
  return `${path}?${new URLSearchParams(entries.map(([key, value]) => [key, String(value)]))}`;
}
