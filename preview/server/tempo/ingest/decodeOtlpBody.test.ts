import { Shop } from '../demo/shop';
import type { ResourceSpans } from '../model';
import { decodeOtlpBody } from './decodeOtlpBody';
import { encodedSize } from './encodedSize';
import { toOtlpJson, toOtlpProtobuf } from './wireForm';

const shop = new Shop(3);
const SHOP = Array.from({ length: 60 }, (_, index) => shop.trace(1_795_000_000_000 + index * 700)).flat();

/** One span with everything that a span can have. */
const EVERYTHING: ResourceSpans[] = [
  {
    resource: { attributes: [{ key: 'service.name', value: 'a' }], droppedAttributesCount: 2 },
    schemaUrl: 'https://example.com/1',
    scopeSpans: [
      {
        scope: { name: 's', version: '1', attributes: [{ key: 'x', value: true }], droppedAttributesCount: 1 },
        schemaUrl: 'https://example.com/2',
        spans: [
          {
            traceId: '00000000000000000000000000000001',
            spanId: 'ffffffffffffffff',
            parentSpanId: '',
            traceState: 'a=b',
            flags: 257,
            name: 'ünï "x"',
            kind: 5,
            startNs: BigInt('1795334682123456789'),
            endNs: BigInt('18446744073709551615'),
            attributes: [
              { key: 'int', value: BigInt('-9223372036854775808') },
              { key: 'double', value: 3 },
              { key: 'bytes', value: new Uint8Array([0, 255]) },
              { key: 'list', value: [BigInt(1), 'a', [false, null], { entries: [{ key: 'k', value: 0.5 }] }] },
              { key: 'empty', value: null },
              { key: '', value: '' },
            ],
            droppedAttributesCount: 3,
            events: [
              { timeNs: BigInt(5), name: 'e', attributes: [{ key: 'a', value: false }], droppedAttributesCount: 4 },
            ],
            droppedEventsCount: 300,
            links: [
              {
                traceId: 'abababababababababababababababab',
                spanId: '1212121212121212',
                traceState: 'c=d',
                attributes: [{ key: 'l', value: BigInt(0) }],
                droppedAttributesCount: 1,
                flags: 1,
              },
            ],
            droppedLinksCount: 6,
            statusCode: 2,
            statusMessage: 'broken',
          },
        ],
      },
    ],
  },
];

describe('both encodings', () => {
  test.each([
    ['a span with everything', EVERYTHING],
    ['sixty traces of the demo', SHOP],
    ['nothing', []],
  ])('give %s as it was', (_, batches) => {
    expect(decodeOtlpBody(Buffer.from(toOtlpJson(batches)), 'json')).toEqual(batches.length === 0 ? [] : batches);
    expect(decodeOtlpBody(toOtlpProtobuf(batches), 'protobuf')).toEqual(batches);
  });

  test.each([
    ['a span with everything', EVERYTHING],
    ['sixty traces of the demo', SHOP],
  ])('the size is that of the protobuf: %s', (_, batches) => {
    expect(encodedSize(batches)).toBe(toOtlpProtobuf(batches).length);
  });
});

const nested = (depth: number) =>
  `{"resourceSpans":[{"resource":{"attributes":[{"key":"a","value":${'{"arrayValue":{"values":['.repeat(depth)}${']}}'.repeat(depth)}}]}}]}`;
const span = (fields: string) => `{"resourceSpans":[{"scopeSpans":[{"spans":[{${fields}}]}]}]}`;

describe('what cannot be read', () => {
  test.each([
    ['', 'EOF'],
    ['   ', 'EOF'],
    [
      'hello',
      'ReadObjectCB: expect { or n, but found h, error found in #1 byte of ...|hello|..., bigger context ...|hello|...',
    ],
    ['[1]', /^ReadObjectCB: expect \{ or n, but found \[, error found in #1 byte/],
    ['{"resourceSpans":[', 'unexpected EOF'],
    ['{"resourceSpans":[}', 'readObject: invalid JSON, found }'],
    ['{"resourceSpans":{}}', 'resourceSpans is not a list'],
    ['{"resourceSpans":[5]}', 'resourceSpans is not an object'],
    [span('"traceId":"abc"'), /^readSpan.traceId: parse trace_id:invalid length for ID, error found in #10 byte of /],
    [span('"spanId":"0011223344556677889900112233445566"'), /^readSpan.spanId: parse span_id:invalid length for ID/],
    [span('"parentSpanId":"zz11223344556677"'), /encoding\/hex: invalid byte: U\+007A 'z'/],
    [span('"startTimeUnixNano":"soon"'), /not a whole number/],
    [nested(5_000), 'exceeded max depth'],
    [nested(100_000), 'exceeded max depth'],
  ])('JSON %.60s', (body, message) => {
    expect(() => decodeOtlpBody(Buffer.from(body), 'json')).toThrow(message);
  });

  test('nested values that are not too deep are read', () => {
    expect(decodeOtlpBody(Buffer.from(nested(50)), 'json')).toHaveLength(1);
  });

  test.each([
    ['0a', 'unexpected EOF'],
    ['0affffffff0f', 'unexpected EOF'],
    ['07', 'proto: illegal wireType 7'],
  ])('protobuf %s', (hex, message) => {
    expect(() => decodeOtlpBody(Buffer.from(hex, 'hex'), 'protobuf')).toThrow(message);
  });

  test('protobuf with a trace ID of the wrong length', () => {
    const [batch] = EVERYTHING;
    const [part] = batch?.scopeSpans ?? [];
    const [original] = part?.spans ?? [];
    if (!batch || !part || !original) {
      throw new Error('no span');
    }
    const short = { ...batch, scopeSpans: [{ ...part, spans: [{ ...original, traceId: 'abcd' }] }] };
    expect(() => decodeOtlpBody(toOtlpProtobuf([short]), 'protobuf')).toThrow('unmarshal: invalid TraceID length');
  });
});
