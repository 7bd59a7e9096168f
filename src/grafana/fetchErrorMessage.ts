import { isFetchError } from '@grafana/runtime';

/** What Grafana or the data source said of a failed request, for people to read. */
export function fetchErrorMessage(error: unknown): string {
  if (isFetchError(error)) {
    const { data, status, statusText } = error;
    const said = firstText(data?.message, data?.error, error.message, statusText);
    return status > 0 ? `${status}: ${said}` : said;
  }
  return error instanceof Error ? error.message : String(error);
}

/** True where the user lacks the right (403), so that trying again is no use. */
export function isForbidden(error: unknown): boolean {
  return isFetchError(error) && error.status === 403;
}

function firstText(...candidates: unknown[]): string {
  return candidates.find((candidate): candidate is string => typeof candidate === 'string' && candidate !== '') ?? '';
}
