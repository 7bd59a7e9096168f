import type { Scenario } from '../grafana/scenarios';
import { type Answer, text } from '../tempo/api/answer';
import { type Behaviour } from '../tempo/behaviour';
import { effectOnQuery } from '../tempo/faults';

/** How long Tempo thinks before it gives up, in the scenario `query-timeout`. */
export const TIMEOUT_AFTER_MS = 2000;

/** What Tempo answers where a scenario makes it refuse, whatever is asked; undefined where none does. */
export function refuseQuery(scenarios: ReadonlySet<Scenario>, path: string, behaviour: Behaviour): Answer | undefined {
  if (scenarios.has('query-400')) {
    return text(400, badRequestText(path, behaviour));
  }
  if (scenarios.has('query-429')) {
    // The queue of the tenant is full: modules/frontend/pipeline/sync_handler_retry.go.
    return text(429, 'job queue full');
  }
  if (scenarios.has('query-500')) {
    const effect = effectOnQuery('errors', path, behaviour);
    return effect && 'answer' in effect ? effect.answer : text(500, 'internal error\n');
  }
  if (scenarios.has('query-timeout')) {
    return timeout(path);
  }
  return scenarios.has('query-html') ? loginPage() : undefined;
}

/** Recorded, each of the endpoint that is asked; it may complain of another query than the one that was sent. */
function badRequestText(path: string, { generation }: Behaviour): string {
  const is26 = generation === '2.6';
  if (path.includes('/traces/')) {
    return "trace IDs can only contain hex characters: invalid character 'g' at position 1";
  }
  if (path.startsWith('/api/metrics/')) {
    return is26
      ? 'range specified by start and end (24h0m0s) exceeds 3h0m0s. received start=1795248300000000000 end=1795334700000000000'
      : 'compiling query: parse error at line 1, col 7: syntax error: unexpected IDENTIFIER';
  }
  if (path.includes('/search/tag')) {
    return is26
      ? 'invalid scope: nope'
      : 'please provide a valid tagName: failed to parse identifier nope: parse error at line 1, col 2: unknown identifier: nope';
  }
  return 'invalid TraceQL query: parse error at line 1, col 2: syntax error: unexpected $end';
}

/** Searches run into `query_frontend.api_timeout` (dskit's middleware), the rest into a deadline further down. */
function timeout(path: string): Answer {
  return path.includes('/search')
    ? text(503, 'unable to process request in the configured timeout')
    : text(504, 'context deadline exceeded');
}

/** What a proxy in front of Tempo sends to those that it does not know: no error, but not from Tempo either. */
function loginPage(): Answer {
  const body = '<!DOCTYPE html><html><head><title>Sign in</title></head><body><h1>Sign in</h1></body></html>';
  return { status: 200, type: 'text/html; charset=utf-8', body };
}
