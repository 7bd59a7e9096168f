import { text } from './api/answer';
import { behaviourOf } from './behaviour';
import { administer, effectOnPush, effectOnQuery, type Fault, FAULTS, FaultSwitch, withEffect } from './faults';
import { TIGHT_LIMITS } from './ingest/limits';

const OLD = behaviourOf('2.6.1');
const NEW = behaviourOf('3.0.3');
const OK = text(200, 'fine');

const answerTo = (fault: Fault | null, path: string, behaviour = NEW) =>
  withEffect(effectOnQuery(fault, path, behaviour), () => OK);

describe('queries', () => {
  test.each<[Fault | null, string, number]>([
    [null, '/api/search', 200],
    ['errors', '/api/search', 500],
    ['errors', '/api/v2/search/tags', 500],
    ['errors', '/api/metrics/query_range', 500],
    ['errors', '/api/echo', 200],
    ['errors', '/ready', 200],
    ['errors', '/metrics', 200],
    ['no-tenant', '/api/search', 401],
    ['no-tenant', '/api/traces/1', 401],
    ['no-tenant', '/api/echo', 200],
    ['no-tenant', '/api/status/buildinfo', 200],
    ['no-tenant', '/ready', 200],
    ['not-ready', '/ready', 503],
    ['not-ready', '/api/search', 200],
    ['discard', '/api/search', 200],
    ['down', '/ready', 0],
    ['down', '/metrics', 0],
  ])('%s: %s gives %d', async (fault, path, status) => {
    expect((await answerTo(fault, path)).status).toBe(status);
  });

  test('texts of the release', async () => {
    const errors = (path: string, behaviour = OLD) => answerTo('errors', path, behaviour).then(({ body }) => body);
    expect(await errors('/api/search')).toMatch(
      /^error querying ingesters in Querier\.Search: failed to execute f\(\) for /
    );
    expect(await errors('/api/search', NEW)).toMatch(/^error querying live-stores in Querier\.SearchRecent: /);
    expect(await errors('/api/search/tag/a/values')).toContain('in Querier.SearchTagValues: ');
    expect(await errors('/api/metrics/query_range')).toMatch(
      /^error querying generators in Querier\.queryRangeRecent: /
    );
    expect((await answerTo('no-tenant', '/api/search')).body).toBe('no org id\n');
    expect((await answerTo('not-ready', '/ready', OLD)).body).toMatch(/^Some services are not Running:\n/);
    expect((await answerTo('not-ready', '/ready')).body).toBe('LiveStore not ready: live-store is starting\n');
  });

  test('slow ones are answered all the same', async () => {
    jest.useFakeTimers();
    const answer = answerTo('slow', '/api/search');
    const done = jest.fn();
    void answer.then(done);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(done).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(9_000);
    expect(done).toHaveBeenCalledWith(OK);
    jest.useRealTimers();
    expect(effectOnQuery('slow', '/ready', NEW)).toBeNull();
  });
});

test.each<[Fault | null, object | null]>([
  [null, null],
  ['slow', null],
  ['discard', null],
  ['not-ready', null],
  ['down', { answer: { status: 0 } }],
  ['no-tenant', { answer: { status: 503, body: '{"code":14,"message":"no org id"}' } }],
  [
    'errors',
    { answer: { status: 503, body: expect.stringContaining('{"code":14,"message":"connection error: desc = ') } },
  ],
])('pushes, %s', (fault, effect) => {
  const request = { method: 'POST', path: '/v1/traces', headers: { 'content-type': 'application/json' }, body: null };
  const found = effectOnPush(fault, request);
  if (effect === null) {
    expect(found).toBeNull();
  } else {
    expect(found).toMatchObject(effect);
  }
});

test('discarding changes the limits', () => {
  const normal = { rateLimitBytes: 1, burstSizeBytes: 1, maxLiveTraces: 1, maxBytesPerTrace: 1 };
  expect(new FaultSwitch('discard').limits(normal)).toBe(TIGHT_LIMITS);
  expect(new FaultSwitch('slow').limits(normal)).toBe(normal);
});

test('the admin port switches them', () => {
  const faults = new FaultSwitch();
  const ask = (method: string, path: string) => {
    const { status, body } = administer({ method, path }, faults);
    return { status, fault: (JSON.parse(String(body)) as { fault?: unknown }).fault };
  };
  expect(ask('GET', '/fault')).toEqual({ status: 200, fault: null });
  for (const fault of FAULTS) {
    expect(ask('POST', `/fault/${fault}`)).toEqual({ status: 200, fault });
    expect(ask('GET', '/fault')).toEqual({ status: 200, fault });
  }
  expect(ask('POST', '/fault/fire').status).toBe(404);
  expect(ask('DELETE', '/fault/slow').status).toBe(405);
  expect(ask('PUT', '/fault').status).toBe(405);
  expect(ask('GET', '/').status).toBe(404);
  expect(faults.current).toBe('down');
  expect(ask('DELETE', '/fault')).toEqual({ status: 200, fault: null });
});
