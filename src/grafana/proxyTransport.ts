import { getBackendSrv, isFetchError } from '@grafana/runtime';
import { lastValueFrom } from 'rxjs';
import { PLUGIN_ID } from '../constants';
import { isAbort, type Component, type RawAnswer, type Transport } from '../tempo';
import { componentRoutePath } from './componentRoutes';

/**
 * A transport to the Tempo (or Loki) behind a data source, through Grafana's data source proxy
 * (`/api/datasources/proxy/uid/<uid>/…`): with the data source's own credentials and headers, and within the rights of
 * the user (`datasources:query`).
 *
 * @param headers - of each request, besides those of the data source
 */
export function proxyTransport(uid: string, headers: Readonly<Record<string, string>> = {}): Transport {
  return transportBelow(`/api/datasources/proxy/uid/${encodeURIComponent(uid)}`, headers);
}

/**
 * A transport to one component, through the app's own routes (`/api/plugin-proxy/<plugin id>/components/<component>/…`):
 * with the URL, tenant and credentials of the configuration page, for users with the right `READ_COMPONENTS`.
 */
export function componentTransport(component: Component): Transport {
  return transportBelow(`/api/plugin-proxy/${PLUGIN_ID}/${componentRoutePath(component, '')}`);
}

function transportBelow(baseUrl: string, headers: Readonly<Record<string, string>> = {}): Transport {
  return async ({ path, accept, signal }) => {
    try {
      const response = await lastValueFrom(
        getBackendSrv().fetch<string>({
          url: `${baseUrl}${path}`,
          method: 'GET',
          headers: { ...headers, Accept: accept },
          responseType: 'text',
          showErrorAlert: false,
          abortSignal: signal,
        })
      );
      return {
        status: response.status,
        contentType: response.headers.get('Content-Type') ?? '',
        body: response.data ?? '',
      };
    } catch (error) {
      return answerOf(error, signal);
    }
  };
}

/** An HTTP error status is an answer too; anything else means that there was none. */
function answerOf(error: unknown, signal: AbortSignal | undefined): RawAnswer {
  if (signal?.aborted || isAbort(error) || (isFetchError(error) && error.cancelled)) {
    throw new DOMException('The request was cancelled', 'AbortError');
  }
  if (isFetchError(error) && error.status > 0) {
    return { status: error.status, contentType: '', body: bodyOf(error.data) };
  }
  throw error instanceof Error ? error : new Error(messageOf(error));
}

/**
 * Grafana wraps a text body of a failed request into `{message, error, response}`; `response` is the body as it came. A
 * JSON body comes parsed.
 */
function bodyOf(data: unknown): string {
  if (typeof data === 'string') {
    return data;
  }
  if (typeof data === 'object' && data !== null) {
    return 'response' in data && typeof data.response === 'string' ? data.response : JSON.stringify(data);
  }
  return '';
}

function messageOf(error: unknown): string {
  return isFetchError(error) ? (error.message ?? error.statusText ?? '') : String(error);
}
