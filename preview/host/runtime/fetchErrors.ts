import type { BackendSrvRequest, FetchError } from '@grafana/runtime';

interface ErrorBody {
  message?: string;
  error?: unknown;
  response?: unknown;
}

export type HostFetchError = FetchError<ErrorBody | null>;

/** An answer with an error status. A body that is not an object is kept as `message` and `response`, as Grafana does. */
export function buildFetchError(options: BackendSrvRequest, response: Response, body: unknown): HostFetchError {
  return {
    status: response.status,
    statusText: response.statusText,
    data: normaliseBody(body, response),
    config: options,
  };
}

/** No answer at all: refused connection, DNS, CORS. */
export function buildNetworkError(options: BackendSrvRequest, cause: unknown): HostFetchError {
  const message = cause instanceof Error ? cause.message : String(cause);
  return {
    status: 0,
    statusText: 'Network error',
    message,
    data: { message, error: message },
    config: options,
  };
}

export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

function normaliseBody(body: unknown, response: Response): ErrorBody {
  if (typeof body === 'object' && body !== null && !(body instanceof Blob) && !(body instanceof ArrayBuffer)) {
    return body;
  }
  const text = typeof body === 'string' && body !== '' ? body : undefined;
  return { message: text ?? response.statusText, error: response.statusText, response: body };
}
