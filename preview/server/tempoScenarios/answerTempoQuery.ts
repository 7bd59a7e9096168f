import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import type { DataSource } from '../grafana/dataSource';
import type { Scenario } from '../grafana/scenarios';
import { send, sendAccessDenied } from '../http/answers';
import type { Exchange } from '../http/router';
import { callUpstream } from '../proxy/callUpstream';
import { joinUrl, listCustomHeaders } from '../proxy/proxyRules';
import { type Answer, type ApiRequest, json } from '../tempo/api/answer';
import { intrinsicsOf } from '../tempo/api/tagsApi';
import { behaviourOf } from '../tempo/behaviour';
import { createEmptyTempo } from './createEmptyTempo';
import { makePartial } from './makePartial';
import { listManyTags, listManyValues } from './manyTags';
import { buildManySpans, searchManyTraces } from './manyTraces';
import { refuseQuery, TIMEOUT_AFTER_MS } from './refuseQuery';

/** Searches, tags, values, metrics and traces; not what discovery asks of Tempo. */
const QUERY = /^\/api\/(v2\/)?(search|traces|metrics)(\/|$)/;
const TAG_VALUES = /^\/api\/v2\/search\/tag\/(.+)\/values$/;
const TRACE = /^\/api\/v2\/traces\/([0-9a-fA-F]{1,32})$/;

/** What the scenario `query-slow` adds to every query. */
const SLOW_QUERY_MS = 6000;

/** Answers a query in the place of Tempo where the visitor's scenarios want it. @returns whether it did */
export type AnswerTempoQuery = (exchange: Exchange, dataSource: DataSource, path: string) => Promise<boolean>;

/** @param tempo the release of Tempo whose words and form the answers have: `3.0.3` */
export function createTempoScenarios(tempo: string): AnswerTempoQuery {
  const behaviour = behaviourOf(tempo);
  const askEmpty = createEmptyTempo(behaviour);
  const askMany = createManyTempo(askEmpty, intrinsicsOf(behaviour));

  function choose(scenarios: ReadonlySet<Scenario>, request: ApiRequest): Answer | undefined {
    const refusal = refuseQuery(scenarios, request.path, behaviour);
    if (refusal) {
      return refusal;
    }
    const asMany = scenarios.has('many') ? askMany(request) : undefined;
    return asMany ?? (scenarios.has('query-empty') ? askEmpty(request) : undefined);
  }

  return async (exchange, dataSource, path) => {
    const { response, visitor } = exchange;
    const { scenarios } = visitor;
    const request = toApiRequest(exchange, path);
    if (dataSource.type !== 'tempo' || !QUERY.test(request.path) || isProbe(request)) {
      return false;
    }
    if (scenarios.has('query-forbidden')) {
      sendAccessDenied(response, 'datasources:query');
      return true;
    }
    await waitUnlessGone(response, delayOf(scenarios));
    if (response.destroyed) {
      return true;
    }
    const answer =
      choose(scenarios, request) ??
      (scenarios.has('partial') ? await askForPart(dataSource, request, exchange.search) : undefined);
    if (answer) {
      const body = typeof answer.body === 'string' ? answer.body : Buffer.from(answer.body);
      send(response, answer.status, answer.type ?? 'text/plain; charset=utf-8', body);
    }
    return answer !== undefined;
  };
}

/** By the list of the intrinsics, which never changes, discovery sees whether queries get through at all. */
function isProbe({ path, query }: ApiRequest): boolean {
  return path === '/api/v2/search/tags' && query.get('scope') === 'intrinsic';
}

function toApiRequest({ request, method, search }: Exchange, path: string): ApiRequest {
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  return { method, path: `/${path.replace(/^\//, '')}`, query: new URLSearchParams(search), headers };
}

function delayOf(scenarios: ReadonlySet<Scenario>): number {
  const slowMs = scenarios.has('query-slow') ? SLOW_QUERY_MS : 0;
  return slowMs + (scenarios.has('query-timeout') ? TIMEOUT_AFTER_MS : 0);
}

/** Ends early when the browser cancels. */
async function waitUnlessGone(response: ServerResponse, delayMs: number): Promise<void> {
  if (delayMs > 0) {
    const done = new AbortController();
    await Promise.race([sleep(delayMs), once(response, 'close', { signal: done.signal }).catch(() => undefined)]);
    done.abort();
  }
}

/** Refuses what Tempo refuses; metrics it leaves to Tempo. Answers are kept: some have several megabytes. */
function createManyTempo(
  check: (request: ApiRequest) => Answer,
  intrinsics: string[]
): (request: ApiRequest) => Answer | undefined {
  let latest: { key: string; answer: Answer } | undefined;
  return (request) => {
    const build = chooseGenerator(request, intrinsics);
    if (!build) {
      return undefined;
    }
    const refusal = check(request);
    // The Tempo that checks has no traces.
    if (refusal.status !== 200 && refusal.status !== 404) {
      return refusal;
    }
    const key = `${request.path}?${request.query.toString()}`;
    latest = latest?.key === key ? latest : { key, answer: json(build()) };
    return latest.answer;
  };
}

function chooseGenerator(request: ApiRequest, intrinsics: string[]): (() => unknown) | undefined {
  const { path } = request;
  const tag = TAG_VALUES.exec(path)?.[1];
  const traceId = TRACE.exec(path)?.[1];
  if (path === '/api/search') {
    return () => searchManyTraces(request);
  }
  if (path === '/api/v2/search/tags') {
    return () => listManyTags(request, intrinsics);
  }
  if (tag !== undefined) {
    return () => listManyValues(request, decodeURIComponent(tag));
  }
  return traceId === undefined ? undefined : () => buildManySpans(traceId.padStart(32, '0'), Date.now());
}

async function askForPart(
  dataSource: DataSource,
  { method, path, headers: asked }: ApiRequest,
  search: string
): Promise<Answer | undefined> {
  // Without Accept-Encoding: the answer is changed here.
  const headers = { Accept: asked.accept ?? '*/*', ...listCustomHeaders(dataSource) };
  const {
    status,
    body,
    headers: got,
  } = await callUpstream({ method, url: joinUrl(dataSource.url, path) + search, headers });
  const type = String(got['content-type'] ?? 'text/plain; charset=utf-8');
  const text = body.toString('utf8');
  return { status, type, body: status === 200 && type.includes('json') ? makePartial(path, text) : body };
}
