import { gzipSync } from 'node:zlib';

import { behaviourOf } from '../behaviour';
import { MemoryTraceStore } from '../store/memoryTraceStore';
import { decodeZipkin } from './decodeZipkin';
import { Distributor } from './distributor';
import { defaultLimits } from './limits';
import { receiveZipkin } from './zipkinReceiver';

const CLIENT = {
  traceId: '5af7183fb1d4cf5f',
  id: '352bff9a74ca9ad2',
  parentId: '6b221d5bc9e6496c',
  kind: 'CLIENT',
  name: 'get /api',
  timestamp: 1_556_604_172_355_737,
  duration: 1431,
  localEndpoint: { serviceName: 'frontend', ipv4: '192.168.99.1', port: 3306 },
  remoteEndpoint: { serviceName: 'backend', ipv4: '172.19.0.2', port: 9000 },
  annotations: [
    { timestamp: 1_556_604_172_355_800, value: 'retry' },
    { timestamp: 1_556_604_172_355_900, value: 'log|{"level":"warn","n":2,"x":0.5,"ok":true}|0' },
  ],
  tags: {
    'http.method': 'GET',
    'http.status_code': '500',
    error: 'boom',
    'k8s.pod.name': 'frontend-1',
    'otel.library.name': 'lib',
    'otel.library.version': '2',
  },
};

test('a client span', () => {
  expect(decodeZipkin(JSON.stringify([CLIENT]))).toEqual([
    {
      resource: {
        attributes: [
          { key: 'service.name', value: 'frontend' },
          { key: 'k8s.pod.name', value: 'frontend-1' },
        ],
      },
      scopeSpans: [
        {
          scope: { name: 'lib', version: '2', attributes: [] },
          spans: [
            {
              traceId: '00000000000000005af7183fb1d4cf5f',
              spanId: '352bff9a74ca9ad2',
              parentSpanId: '6b221d5bc9e6496c',
              name: 'get /api',
              kind: 3,
              startNs: BigInt('1556604172355737000'),
              endNs: BigInt('1556604172357168000'),
              attributes: [
                { key: 'http.method', value: 'GET' },
                { key: 'http.status_code', value: '500' },
                { key: 'error', value: 'boom' },
                { key: 'net.host.ip', value: '192.168.99.1' },
                { key: 'net.host.port', value: BigInt(3306) },
                { key: 'peer.service', value: 'backend' },
                { key: 'net.peer.ip', value: '172.19.0.2' },
                { key: 'net.peer.port', value: BigInt(9000) },
              ],
              events: [
                { timeNs: BigInt('1556604172355800000'), name: 'retry', attributes: [] },
                {
                  timeNs: BigInt('1556604172355900000'),
                  name: 'log',
                  attributes: [
                    { key: 'level', value: 'warn' },
                    { key: 'n', value: BigInt(2) },
                    { key: 'x', value: 0.5 },
                    { key: 'ok', value: true },
                  ],
                },
              ],
              links: [],
              statusCode: 2,
              statusMessage: '',
            },
          ],
        },
      ],
    },
  ]);
});

const minimal = { traceId: '1', id: '2' };

test.each([
  ['no kind', minimal, { kind: 0, statusCode: 0, parentSpanId: '' }],
  ['a server', { ...minimal, kind: 'SERVER' }, { kind: 2 }],
  ['a producer', { ...minimal, kind: 'PRODUCER' }, { kind: 4 }],
  ['a consumer', { ...minimal, kind: 'CONSUMER' }, { kind: 5 }],
  ['an internal span', { ...minimal, tags: { 'span.kind': 'internal' } }, { kind: 1 }],
  ['a failure', { ...minimal, timestamp: 1, tags: { error: 'true' } }, { statusCode: 2, attributes: [] }],
  [
    'a status',
    { ...minimal, tags: { 'otel.status_code': 'ERROR', 'otel.status_description': 'x' } },
    { statusCode: 0, statusMessage: 'x' },
  ],
  ['an OK', { ...minimal, tags: { 'otel.status_code': 'STATUS_CODE_OK' } }, { statusCode: 1 }],
  ['itself as parent', { ...minimal, parentId: '2' }, { parentSpanId: '' }],
  [
    'a link',
    { ...minimal, tags: { 'otlp.link.0': `${'a'.repeat(32)}|${'b'.repeat(16)}|s=1|{"k":"v"}|0` } },
    {
      links: [
        { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), traceState: 's=1', attributes: [{ key: 'k', value: 'v' }] },
      ],
    },
  ],
])('a span with %s', (_, span, expected) => {
  expect(decodeZipkin(JSON.stringify([span]))[0]?.scopeSpans[0]?.spans[0]).toMatchObject(expected);
});

test('spans of one service are one batch, in the order of the services', () => {
  const of = (serviceName: string, id: string) => ({ ...minimal, id, localEndpoint: { serviceName } });
  const batches = decodeZipkin(JSON.stringify([of('b', '1'), of('a', '2'), of('b', '3')]));
  expect(
    batches.map(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans.map(({ spanId }) => Number(spanId))))
  ).toEqual([[2], [1, 3]]);
});

function setUp(limits = defaultLimits(behaviourOf('3.0.3'))) {
  const behaviour = behaviourOf('3.0.3');
  const store = new MemoryTraceStore({ maxTraces: 10, mergesBatches: true, now: () => 0 });
  const distributor = new Distributor({ behaviour, store, now: () => 0, limits: () => limits });
  const receive = (body: Buffer | string | null, headers: Record<string, string> = {}, path = '/api/v2/spans') =>
    receiveZipkin(
      { method: 'POST', path, headers, body: body === null ? null : Buffer.from(body) },
      { behaviour, distributor, multitenant: false }
    );
  return { store, distributor, receive };
}

test('spans are taken, packed or not', async () => {
  const { store, receive } = setUp();
  expect(await receive(JSON.stringify([CLIENT]))).toMatchObject({ status: 202, body: '' });
  expect(await receive(gzipSync(JSON.stringify([minimal])), { 'content-encoding': 'gzip' })).toMatchObject({
    status: 202,
  });
  expect(store.stats().spans).toBe(2);
});

test.each([
  ['', 'unexpected end of JSON input\n'],
  ['x', "invalid character 'x' looking for beginning of value\n"],
  ['{}', 'json: cannot unmarshal object into Go value of type []*zipkinmodel.SpanModel\n'],
  ['[1]', 'json: cannot unmarshal number into Go value of type zipkinmodel.SpanModel\n'],
  ['[{"traceId":"1"}]', 'valid span id required\n'],
  ['[{"id":"1"}]', 'valid traceId required\n'],
  ['[{"traceId":"1","id":"0"}]', 'valid span id required\n'],
  ['[{"traceId":"zz","id":"1"}]', 'strconv.ParseUint: parsing "zz": invalid syntax\n'],
  [
    '[{"traceId":"1","id":"1","tags":{"a":1}}]',
    'json: cannot unmarshal number into Go struct field .tags of type string\n',
  ],
  [null, 'http: request body too large\n'],
])('%s is a 400', async (body, text) => {
  expect(await setUp().receive(body)).toEqual({ status: 400, type: 'text/plain; charset=utf-8', body: text });
});

test('what this one does not read is said', async () => {
  expect(await setUp().receive('x', { 'content-type': 'application/x-protobuf' })).toMatchObject({ status: 400 });
  expect(await setUp().receive('[]', {}, '/api/v1/spans')).toMatchObject({ status: 400 });
});

test('a limit is a 500', async () => {
  const { receive, distributor } = setUp({
    rateLimitBytes: 0,
    burstSizeBytes: 0,
    maxLiveTraces: 1,
    maxBytesPerTrace: 1,
  });
  expect(await receive(JSON.stringify([CLIENT]))).toMatchObject({ status: 500, body: '"Internal Server Error"' });
  expect(distributor.counters.refused.get('zipkin/zipkin_receiver', 'http_v2_json')).toBe(1);
});
