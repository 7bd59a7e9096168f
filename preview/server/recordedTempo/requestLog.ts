/** One request that reached a Tempo of the preview, or that a scenario answered in its place. */
export interface LoggedRequest {
  /** Whose browser it came from; empty for what nobody's browser asked. */
  visitor: string;
  /** Which component was asked; `all` for a single binary. */
  component: string;
  method: string;
  /** Percent-encoded, without the query string. */
  path: string;
  /** With the question mark; may be empty. */
  search: string;
  timeMs: number;
}

/** What went to Tempo, the oldest first, so that a test can compare it with what may be asked. */
export interface RequestLog {
  add(request: Omit<LoggedRequest, 'timeMs'>): void;
  /** @param visitor undefined for all */
  list(visitor?: string): LoggedRequest[];
  clear(visitor?: string): void;
}

const MAX_REQUESTS = 20_000;

export function createRequestLog(now: () => number = Date.now): RequestLog {
  let requests: LoggedRequest[] = [];
  const isOf = (visitor?: string) => (request: LoggedRequest) => visitor === undefined || request.visitor === visitor;
  return {
    add: (request) => {
      requests.push({ ...request, timeMs: now() });
      if (requests.length > MAX_REQUESTS) {
        requests = requests.slice(-MAX_REQUESTS / 2);
      }
    },
    list: (visitor) => requests.filter(isOf(visitor)),
    clear: (visitor) => {
      requests = requests.filter((request) => !isOf(visitor)(request));
    },
  };
}
