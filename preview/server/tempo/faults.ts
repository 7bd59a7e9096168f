/**
 * Faults on purpose, for trying the plugin against a Tempo that is not well. A layer around the query API and the
 * receivers; the texts are those of real servers in such a state.
 */
import { type Answer, type ApiRequest, text } from './api/answer';
import type { Behaviour } from './behaviour';
import { type Limits, TIGHT_LIMITS } from './ingest/limits';
import type { IngestRequest } from './ingest/ingestRequest';
import { statusAnswer } from './ingest/otlpReceiver';
import { GRPC } from './ingest/pushRefused';

export const FAULTS = ['slow', 'errors', 'discard', 'no-tenant', 'not-ready', 'down'] as const;
export type Fault = (typeof FAULTS)[number];

export const FAULT_HELP: Readonly<Record<Fault, string>> = {
  slow: 'queries take some seconds',
  errors: 'queries and pushes fail: what keeps recent data cannot be reached',
  discard: 'limits so tight that spans are discarded for every reason',
  'no-tenant': 'queries and pushes are refused for lack of a tenant',
  'not-ready': '/ready answers 503',
  down: 'connections are closed without an answer',
};

export function isFault(name: string): name is Fault {
  return (FAULTS as readonly string[]).includes(name);
}

/** Which fault is on; at most one. */
export class FaultSwitch {
  constructor(private fault: Fault | null = null) {}

  get current(): Fault | null {
    return this.fault;
  }

  set(fault: Fault | null): void {
    this.fault = fault;
  }

  limits(normal: Limits): Limits {
    return this.fault === 'discard' ? TIGHT_LIMITS : normal;
  }
}

/** What a fault does to a request; null: nothing. */
export type Effect = { readonly delayMs: number } | { readonly answer: Answer } | null;

/** Long enough to be told from a busy machine, shorter than what a person waits for. */
const SLOW_MS = 7_000;
const CLOSED: Answer = { status: 0, body: '' };

/** Without a tenant these work all the same, and what fails below the querier does not reach them. */
const NO_DATA = /^\/api\/(echo$|status\/)/;

/** @param path of the query API, without the query string */
export function effectOnQuery(fault: Fault | null, path: string, behaviour: Behaviour): Effect {
  const isQuery = path.startsWith('/api/') && !NO_DATA.test(path);
  switch (fault) {
    case 'down':
      return { answer: CLOSED };
    case 'not-ready':
      return path === '/ready' ? { answer: notReady(behaviour) } : null;
    case 'slow':
      return isQuery ? { delayMs: SLOW_MS } : null;
    case 'no-tenant':
      return isQuery ? { answer: text(401, 'no org id\n') } : null;
    case 'errors':
      return isQuery ? { answer: text(500, queryError(path, behaviour)) } : null;
    default:
      return null;
  }
}

/** `readyHandler` in `cmd/tempo/app/app.go`. */
function notReady({ generation }: Behaviour): Answer {
  return generation === '2.6'
    ? text(503, 'Some services are not Running:\nRunning: 16\nStarting: 1\n\n')
    : text(503, 'LiveStore not ready: live-store is starting\n');
}

const UNREACHABLE =
  'rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial tcp 127.0.0.1:9095: connect: connection refused"';

/** The errors of `modules/querier/querier.go` with its ingesters (2.6) or live-stores (3.0) away. */
function queryError(path: string, { generation }: Behaviour): string {
  const peers = generation === '2.6' ? 'ingesters' : 'live-stores';
  const call = callOf(path, generation);
  const target = call === 'queryRangeRecent' && generation === '2.6' ? 'generators' : peers;
  return `error querying ${target} in Querier.${call}: failed to execute f() for 127.0.0.1:9095: ${UNREACHABLE}\n`;
}

function callOf(path: string, generation: Behaviour['generation']): string {
  if (path.startsWith('/api/metrics/')) {
    return 'queryRangeRecent';
  }
  if (/\/traces\//.test(path)) {
    return 'FindTraceByID';
  }
  if (/\/search\/tag\//.test(path)) {
    return 'SearchTagValues';
  }
  return /\/search\/tags/.test(path) ? 'SearchTags' : generation === '2.6' ? 'Search' : 'SearchRecent';
}

/** Slow is only what is asked, and discarding is done by the limits. */
export function effectOnPush(fault: Fault | null, request: IngestRequest): Effect {
  const encoding = request.headers['content-type']?.includes('protobuf') ? 'protobuf' : 'json';
  switch (fault) {
    case 'down':
      return { answer: CLOSED };
    case 'no-tenant':
      return { answer: statusAnswer(503, GRPC.unavailable, 'no org id', encoding) };
    case 'errors':
      return {
        answer: statusAnswer(503, GRPC.unavailable, UNREACHABLE.split('desc = ').slice(1).join('desc = '), encoding),
      };
    default:
      return null;
  }
}

/** Nothing that is sent gets in. */
export function refusesPushes(fault: Fault | null): boolean {
  return fault === 'down' || fault === 'no-tenant' || fault === 'errors';
}

/** Puts the fault that is on between a request and its answer. */
export async function withEffect(effect: Effect, answer: () => Answer | Promise<Answer>): Promise<Answer> {
  if (effect === null) {
    return answer();
  }
  if ('answer' in effect) {
    return effect.answer;
  }
  await new Promise((resolve) => setTimeout(resolve, effect.delayMs));
  return answer();
}

/** The admin port: `GET /fault`, `POST /fault/<name>`, `DELETE /fault`. */
export function administer(request: Pick<ApiRequest, 'method' | 'path'>, faults: FaultSwitch): Answer {
  const name = /^\/fault(?:\/([^/]*))?$/.exec(request.path)?.[1];
  if (!/^\/fault(\/[^/]*)?$/.test(request.path)) {
    return jsonAnswer(404, { error: 'not found: there are GET /fault, POST /fault/<name> and DELETE /fault' });
  }
  if (request.method === 'POST' && name !== undefined) {
    if (!isFault(name)) {
      return jsonAnswer(404, { error: `no fault "${name}"`, faults: FAULT_HELP });
    }
    faults.set(name);
  } else if (request.method === 'DELETE' && name === undefined) {
    faults.set(null);
  } else if (request.method !== 'GET' || name !== undefined) {
    return jsonAnswer(405, { error: `${request.method} is not for ${request.path}` });
  }
  return jsonAnswer(200, { fault: faults.current, faults: FAULT_HELP });
}

function jsonAnswer(status: number, value: unknown): Answer {
  return { status, type: 'application/json', body: `${JSON.stringify(value)}\n` };
}
