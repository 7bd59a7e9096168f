import type { BackendSrv, BackendSrvRequest, FetchResponse } from '@grafana/runtime';
import { lastValueFrom, Observable } from 'rxjs';
import { buildFetchInit, buildRequestUrl } from './fetchRequest.ts';
import { buildFetchError, buildNetworkError, isAbort, type HostFetchError } from './fetchErrors.ts';
import { showErrorAlert, showSuccessAlert } from './requestAlerts.ts';
import { decodeBody } from './fetchResponse.ts';

type Params = Record<string, unknown>;

/**
 * Grafana's HTTP client on the browser's fetch: one request per subscription, unsubscribing aborts it, a
 * second request with the same `requestId` cancels the first, errors are `FetchError` objects.
 */
export class FetchBackendSrv implements BackendSrv {
  private readonly cancelByRequestId = new Map<string, () => void>();

  fetch<T>(options: BackendSrvRequest): Observable<FetchResponse<T>> {
    return new Observable<FetchResponse<T>>((subscriber) => {
      const abort = new AbortController();
      const cancel = () => {
        abort.abort();
        subscriber.error(buildCancelledError(options));
      };
      const release = this.register(options, cancel);

      void this.send<T>(options, abort.signal).then(
        (response) => {
          subscriber.next(response);
          subscriber.complete();
          showSuccessAlert(options, response.data);
        },
        (error: HostFetchError) => {
          if (subscriber.closed) {
            return;
          }
          subscriber.error(error);
          showErrorAlert(options, error);
        }
      );

      return () => {
        release();
        abort.abort();
      };
    });
  }

  chunked(options: BackendSrvRequest): Observable<FetchResponse<Uint8Array | undefined>> {
    void options;
    throw new Error('getBackendSrv().chunked() is not part of the preview.');
  }

  get<T = unknown>(url: string, params?: Params, requestId?: string, options?: Partial<BackendSrvRequest>): Promise<T> {
    return this.request<T>({ ...options, method: 'GET', url, params, requestId });
  }

  delete<T = unknown>(url: string, data?: unknown, options?: Partial<BackendSrvRequest>): Promise<T> {
    return this.request<T>({ ...options, method: 'DELETE', url, data });
  }

  post<T = unknown>(url: string, data?: unknown, options?: Partial<BackendSrvRequest>): Promise<T> {
    return this.request<T>({ ...options, method: 'POST', url, data });
  }

  patch<T = unknown>(url: string, data?: unknown, options?: Partial<BackendSrvRequest>): Promise<T> {
    return this.request<T>({ ...options, method: 'PATCH', url, data });
  }

  put<T = unknown>(url: string, data?: unknown, options?: Partial<BackendSrvRequest>): Promise<T> {
    return this.request<T>({ ...options, method: 'PUT', url, data });
  }

  async request<T = unknown>(options: BackendSrvRequest): Promise<T> {
    return (await lastValueFrom(this.fetch<T>(options))).data;
  }

  datasourceRequest<T = unknown>(options: BackendSrvRequest): Promise<FetchResponse<T>> {
    return lastValueFrom(this.fetch<T>(options));
  }

  /** Grafana's core calls it when a query is cancelled; kept because Scenes of some versions do too. */
  resolveCancelerIfExists(requestId: string): void {
    this.cancelByRequestId.get(requestId)?.();
  }

  private register(options: BackendSrvRequest, cancel: () => void): () => void {
    const { requestId, abortSignal } = options;
    if (requestId) {
      this.cancelByRequestId.get(requestId)?.();
      this.cancelByRequestId.set(requestId, cancel);
    }
    abortSignal?.addEventListener('abort', cancel);
    return () => {
      abortSignal?.removeEventListener('abort', cancel);
      if (requestId && this.cancelByRequestId.get(requestId) === cancel) {
        this.cancelByRequestId.delete(requestId);
      }
    };
  }

  private async send<T>(options: BackendSrvRequest, signal: AbortSignal): Promise<FetchResponse<T>> {
    if (options.abortSignal?.aborted) {
      throw buildCancelledError(options);
    }
    let response: Response;
    try {
      response = await fetch(buildRequestUrl(options), { ...buildFetchInit(options), signal });
    } catch (error) {
      throw isAbort(error) ? buildCancelledError(options) : buildNetworkError(options, error);
    }
    const data = await decodeBody(response, options.responseType);
    if (!response.ok) {
      throw buildFetchError(options, response, data);
    }
    const { status, statusText, ok, headers, redirected, type, url } = response;
    return { status, statusText, ok, headers, redirected, type, url, config: options, data: data as T };
  }
}

function buildCancelledError(options: BackendSrvRequest): HostFetchError {
  return {
    type: 'cancelled',
    cancelled: true,
    status: -1,
    statusText: 'Request was aborted',
    data: null,
    config: options,
  } as HostFetchError;
}
