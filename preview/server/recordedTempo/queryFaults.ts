import { type Answer, text } from '../tempo/api/answer';
import type { Behaviour } from '../tempo/behaviour';
import { effectOnQuery, isFault } from '../tempo/faults';
import type { SystemFault } from './systemFaults';

/** A wait, an answer in the place of Tempo's, or the one and then the other. */
export interface QueryEffect {
  delayMs?: number;
  answer?: Answer;
}

const NO_DATA = /^\/api\/(echo$|status\/)/;

/**
 * What a fault does to what is asked of the query-frontend. Faults of the embedded Tempo do what they do there; faults of
 * components break the queries that need those components, with the words of modules/querier.
 */
export function effectOfSystemFault(fault: SystemFault | null, path: string, behaviour: Behaviour): QueryEffect | null {
  if (fault === null || isFault(fault)) {
    return effectOnQuery(fault, path, behaviour);
  }
  if (!path.startsWith('/api/') || NO_DATA.test(path)) {
    return null;
  }
  const is26 = behaviour.generation === '2.6';
  const isMetrics = path.startsWith('/api/metrics/');
  switch (fault) {
    case 'generator-missing':
      return is26 && isMetrics ? fail('error finding generators in Querier.queryRangeRecent: empty ring') : null;
    case 'empty-ring':
      return is26 ? failIngesters(path, EMPTY, isMetrics) : fail(NO_REPLICAS);
    case 'ingester-failed':
      return is26 ? failIngesters(path, UNHEALTHY, isMetrics) : null;
    case 'tenant-override':
      return is26 && isMetrics ? fail(NO_LOCAL_BLOCKS) : null;
    case 'querier-stopped':
      return is26 ? { delayMs: TIMEOUT_MS, answer: TIMED_OUT } : null;
    default:
      return null;
  }
}

/** Shorter than `query_frontend.api_timeout` (30 s), so that nobody waits too long for it. */
const TIMEOUT_MS = 2_000;
const TIMED_OUT = text(503, 'unable to process request in the configured timeout');

/** Recorded: overrides without processors take the local blocks away too, which metrics are made of. */
const NO_LOCAL_BLOCKS =
  'error querying generators in Querier.queryRangeRecent: failed to get response from generators: failed to execute f() for 127.0.0.1:9315: rpc error: code = Unknown desc = localblocks processor not found';

const EMPTY = 'forIngesterRings: error getting replication set for ring (0): empty ring';
const UNHEALTHY =
  'forIngesterRings: error getting replication set for ring (0): too many unhealthy instances in the ring';
const NO_REPLICAS = 'error finding partition ring replicas: partition 0: too many unhealthy instances in the ring';

/** Metrics of 2.6 come from the generators, whatever the ingesters do. */
function failIngesters(path: string, reason: string, isMetrics: boolean): { readonly answer: Answer } | null {
  return isMetrics ? null : fail(`error querying ingesters in Querier.${callOf(path)}: ${reason}`);
}

function callOf(path: string): string {
  if (path.includes('/traces/')) {
    return 'FindTraceByID';
  }
  if (/\/search\/tag\//.test(path)) {
    return 'SearchTagValues';
  }
  return path.endsWith('/search/tags') ? 'SearchTags' : 'Search';
}

function fail(message: string): { readonly answer: Answer } {
  return { answer: text(500, `${message}\n`) };
}
