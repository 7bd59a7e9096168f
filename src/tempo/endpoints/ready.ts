import type { TempoClient } from '../client';
import { notTempo } from '../decode';
import { failureOf, isWebPage, shorten, TempoRequestError } from '../failure';

const PATH = '/ready';

/** `reason` is Tempo's text, for example `Query Frontend not ready: not ready: number of queriers connected … is 0`. */
export type Readiness = { ready: true } | { ready: false; reason: string };

/**
 * Whether the process that answers is ready. 503 with a text is an answer here.
 *
 * Not routed by the helm chart's gateway (404 from nginx there). Source: cmd/tempo/app/app.go readyHandler,
 * https://grafana.com/docs/tempo/latest/api_docs/#readiness-probe
 */
export async function fetchReadiness(client: TempoClient, signal?: AbortSignal): Promise<Readiness> {
  const answer = await client.getAnyStatus(PATH, { accept: 'text/plain', signal });
  if (isWebPage(answer)) {
    throw notTempo(PATH, answer);
  }
  if (answer.status === 503) {
    return { ready: false, reason: shorten(answer.body) };
  }
  const failure = failureOf(PATH, answer);
  if (failure) {
    throw new TempoRequestError(failure);
  }
  return answer.body.trim() === 'ready' ? { ready: true } : { ready: false, reason: shorten(answer.body) };
}
