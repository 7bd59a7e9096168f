import { AppEvents } from '@grafana/data';
import { type BackendSrvRequest, getAppEvents } from '@grafana/runtime';
import type { HostFetchError } from './fetchErrors.ts';

const HANDLED_WITHIN_MS = 50;

/** A toast for a failed request, unless the caller shows the error itself. */
export function showErrorAlert(options: BackendSrvRequest, error: HostFetchError): void {
  if (error.cancelled || !(options.showErrorAlert ?? isApiRequest(options))) {
    return;
  }
  // Callers get a moment to mark the error as handled.
  setTimeout(() => {
    if (!error.isHandled) {
      const title = error.data?.message || error.statusText || `Request failed with status ${error.status}`;
      getAppEvents().publish({ type: AppEvents.alertError.name, payload: [title] });
    }
  }, HANDLED_WITHIN_MS);
}

/** A toast for the message that Grafana's API answers changes with. */
export function showSuccessAlert(options: BackendSrvRequest, body: unknown): void {
  const isChange = (options.method ?? 'GET').toUpperCase() !== 'GET';
  const message = (body as { message?: unknown } | null | undefined)?.message;
  if (typeof message === 'string' && (options.showSuccessAlert ?? (isChange && isApiRequest(options)))) {
    getAppEvents().publish({ type: AppEvents.alertSuccess.name, payload: [message] });
  }
}

/** Requests to data sources are shown by panels, not by toasts. */
function isApiRequest({ url }: BackendSrvRequest): boolean {
  const isDataQuery = url.includes('api/ds/query') || url.includes('api/datasources/proxy');
  return !isDataQuery && !/^https?:/i.test(url);
}
