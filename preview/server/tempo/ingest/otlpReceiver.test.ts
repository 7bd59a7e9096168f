import { deflateSync, gzipSync } from 'node:zlib';

import { behaviourOf } from '../behaviour';
import { Shop } from '../demo/shop';
import { MemoryTraceStore } from '../store/memoryTraceStore';
import { Distributor } from './distributor';
import type { IngestRequest } from './ingestRequest';
import { defaultLimits, type Limits } from './limits';
import { RPC_STATUS } from './otlpMessages';
import { receiveOtlp } from './otlpReceiver';
import { toOtlpJson, toOtlpProtobuf } from './wireForm';

const BATCHES = new Shop(1).trace(1_795_000_000_000);
const JSON_TYPE = { 'content-type': 'application/json' };

function setUp(
  release: string,
  { limits, multitenant = false }: { limits?: Partial<Limits>; multitenant?: boolean } = {}
) {
  const behaviour = behaviourOf(release);
  const now = () => 1_795_000_000_000;
  const store = new MemoryTraceStore({ maxTraces: 100, mergesBatches: behaviour.mergesBatches, now });
  const distributor = new Distributor({
    behaviour,
    store,
    now,
    limits: () => ({ ...defaultLimits(behaviour), ...limits }),
  });
  const receive = (request: Partial<IngestRequest>) =>
    receiveOtlp(
      { method: 'POST', path: '/v1/traces', headers: JSON_TYPE, body: Buffer.from(toOtlpJson(BATCHES)), ...request },
      { behaviour, distributor, multitenant }
    );
  return { store, distributor, receive };
}

describe('accepts', () => {
  const json = Buffer.from(toOtlpJson(BATCHES));
  const protobuf = toOtlpProtobuf(BATCHES);
  const proto = 'application/x-protobuf';
  test.each<[string, Partial<IngestRequest>, string]>([
    ['JSON', {}, '{"partialSuccess":{}}'],
    [
      'JSON with a charset',
      { headers: { 'content-type': 'application/json; charset=utf-8' } },
      '{"partialSuccess":{}}',
    ],
    [
      'JSON, gzip',
      { headers: { ...JSON_TYPE, 'content-encoding': 'gzip' }, body: gzipSync(json) },
      '{"partialSuccess":{}}',
    ],
    [
      'JSON, deflate',
      { headers: { ...JSON_TYPE, 'content-encoding': 'deflate' }, body: deflateSync(json) },
      '{"partialSuccess":{}}',
    ],
    ['protobuf', { headers: { 'content-type': proto }, body: protobuf }, '\n\0'],
    [
      'protobuf, gzip',
      { headers: { 'content-type': proto, 'content-encoding': 'gzip' }, body: gzipSync(protobuf) },
      '\n\0',
    ],
  ])('%s', async (_, request, body) => {
    const { store, receive } = setUp('3.0.3');
    const answer = await receive(request);
    expect(answer.status).toBe(200);
    expect(Buffer.from(answer.body).toString()).toBe(body);
    expect(answer.type).toBe(request.headers?.['content-type'] === proto ? proto : 'application/json');
    const [trace] = store.traces('single-tenant');
    expect(trace?.batches).toEqual(BATCHES);
  });
});

const BAD: ReadonlyArray<readonly [string, Partial<IngestRequest>, number, string]> = [
  ['a wrong path', { path: '/v1/metrics' }, 404, '404 page not found\n'],
  ['a wrong method', { method: 'GET' }, 405, '405 method not allowed, supported: [POST]'],
  [
    'a wrong content type',
    { headers: { 'content-type': 'text/plain' } },
    415,
    '415 unsupported media type, supported: [application/json, application/x-protobuf]',
  ],
  [
    'no content type',
    { headers: {} },
    415,
    '415 unsupported media type, supported: [application/json, application/x-protobuf]',
  ],
  ['an empty body', { body: Buffer.alloc(0) }, 400, '{"code":3,"message":"EOF"}'],
  ['a huge body', { body: null }, 400, '{"code":3,"message":"http: request body too large"}'],
  [
    'a body that unpacks to too much',
    { headers: { ...JSON_TYPE, 'content-encoding': 'gzip' }, body: gzipSync(Buffer.alloc(21 * 1024 * 1024)) },
    400,
    '{"code":3,"message":"http: request body too large"}',
  ],
  [
    'no gzip',
    { headers: { ...JSON_TYPE, 'content-encoding': 'gzip' } },
    400,
    '{"code":3,"message":"gzip: invalid header"}',
  ],
  [
    'cut gzip',
    { headers: { ...JSON_TYPE, 'content-encoding': 'gzip' }, body: gzipSync('{}{}{}').subarray(0, 15) },
    400,
    '{"code":3,"message":"unexpected EOF"}',
  ],
  [
    'an unknown encoding',
    { headers: { ...JSON_TYPE, 'content-encoding': 'br' } },
    400,
    '{"code":3,"message":"unsupported Content-Encoding: br"}',
  ],
];

describe('refuses', () => {
  test.each(BAD)('%s', async (_, request, status, body) => {
    const { store, receive } = setUp('2.6.1');
    expect(await receive(request)).toMatchObject({ status, body });
    expect(store.stats().spans).toBe(0);
  });

  test.each([
    ['2.6.1', 500, 'trace ids must be 128 bit', 'internal_error'],
    ['3.0.3', 400, 'trace ids must be 128 bit, received 0 bits', 'invalid_trace_id'],
  ])('a span without a trace ID: %s', async (release, status, message, reason) => {
    const { distributor, receive } = setUp(release);
    const body = Buffer.from('{"resourceSpans":[{"scopeSpans":[{"spans":[{"spanId":"0102030405060708"}]}]}]}');
    const answer = await receive({ body });
    expect(answer).toMatchObject({ status, body: JSON.stringify({ code: 3, message }) });
    expect(distributor.counters.discarded.get(reason, 'single-tenant')).toBe(1);
  });

  test('a span without an ID, from 3.0 on', async () => {
    const body = Buffer.from(
      '{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"01020304050607080102030405060708"}]}]}]}'
    );
    expect(await setUp('2.6.1').receive({ body })).toMatchObject({ status: 200 });
    expect(await setUp('3.0.3').receive({ body })).toMatchObject({
      status: 400,
      body: '{"code":3,"message":"span ids must be 64 bit and not all zero, received 0 bits"}',
    });
  });

  test('in protobuf, a client gets a status in protobuf', async () => {
    const headers = { 'content-type': 'application/x-protobuf' };
    const answer = await setUp('3.0.3').receive({ headers, body: Buffer.from('0a', 'hex') });
    expect(answer).toMatchObject({ status: 400, type: 'application/x-protobuf' });
    expect(RPC_STATUS.decode(answer.body as Uint8Array)).toMatchObject({ code: 3, message: 'unexpected EOF' });
  });
});

describe('the rate limit', () => {
  // As recorded from a 2.6.1 whose limit was 0.
  test('2.6', async () => {
    const { distributor, receive } = setUp('2.6.1', { limits: { rateLimitBytes: 0, burstSizeBytes: 0 } });
    const answer = await receive({});
    expect(answer).toMatchObject({ status: 429, type: 'application/json' });
    expect(answer.body).toMatch(
      /^\{"code":8,"message":"RATE_LIMITED: ingestion rate limit \(local: 0 bytes, global: 0 bytes\) exceeded while adding \d+ bytes for user single-tenant"\}$/
    );
    const spans = BATCHES.flatMap((batch) => batch.scopeSpans.flatMap((part) => part.spans)).length;
    expect(distributor.counters.discarded.get('rate_limited', 'single-tenant')).toBe(spans);
    expect(distributor.counters.refused.get('tempo/otlp_receiver', 'http')).toBe(spans);
    expect(distributor.counters.spansReceived.get('single-tenant')).toBe(0);
  });

  test('3.0', async () => {
    const { receive } = setUp('3.0.3', { limits: { rateLimitBytes: 10, burstSizeBytes: 20 } });
    expect(JSON.parse(String((await receive({})).body))).toEqual({
      code: 8,
      message: expect.stringMatching(
        /^RATE_LIMITED: batch size \(\d+ bytes\) exceeds ingestion limit \(local: 10 bytes\/s, global: 0 bytes\/s, burst: 20 bytes\) while adding \d+ bytes for user single-tenant\. consider reducing batch size or increasing rate limit\.$/
      ),
    });
  });
});

describe('tenants', () => {
  test('come from the header', async () => {
    const { store, receive } = setUp('3.0.3', { multitenant: true });
    await receive({ headers: { ...JSON_TYPE, 'x-scope-orgid': 'one' } });
    expect(store.tenants()).toEqual(['one']);
  });

  test('without one nothing is taken', async () => {
    const { distributor, receive } = setUp('2.6.1', { multitenant: true });
    expect(await receive({})).toMatchObject({ status: 503, body: '{"code":14,"message":"no org id"}' });
    expect(distributor.counters.discarded.entries()).toEqual([]);
  });

  test('are checked from 3.0 on', async () => {
    const headers = { ...JSON_TYPE, 'x-scope-orgid': 'a/b' };
    expect(await setUp('2.6.1', { multitenant: true }).receive({ headers })).toMatchObject({ status: 200 });
    expect(await setUp('3.0.3', { multitenant: true }).receive({ headers })).toMatchObject({
      status: 400,
      body: `{"code":3,"message":"tenant ID 'a/b' contains unsupported character '/'"}`,
    });
  });
});
