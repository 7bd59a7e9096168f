import { NO_COST, type FoundSpan, type MetricsAnswer, type SearchAnswer } from '../../tempo';
import { check } from '../../traceql';
import {
  countExceptionsTraceql,
  joinExceptions,
  readExceptionCounts,
  readExceptionSample,
  sampleExceptionsTraceql,
  tracesWithExceptionTraceql,
  type ExceptionScope,
} from '.';
import { messageKind } from './messageKind';

const AWKWARD = 'a "b" \\ ${c}\n`d`';

describe('queries', () => {
  const scopes: ExceptionScope[] = [
    { place: 'event' },
    { place: 'span' },
    { place: 'event', service: AWKWARD, operation: AWKWARD },
    { place: 'span', service: AWKWARD },
  ];
  const queries = scopes.flatMap((scope) => [
    countExceptionsTraceql(scope),
    sampleExceptionsTraceql(scope),
    tracesWithExceptionTraceql(scope, AWKWARD),
    tracesWithExceptionTraceql(scope, ''),
  ]);

  it.each(['2.6.1', '3.0.3'])('are valid in %s', (tempo) => {
    expect(queries.map((query) => check(query, { tempo }).verdict)).toEqual(queries.map(() => 'valid'));
  });

  it('ask for what they should', () => {
    expect(countExceptionsTraceql({ place: 'event', service: 'orders' })).toBe(
      '{ event:name = "exception" && resource.service.name = "orders" } | count_over_time() by (event.exception.type, resource.service.name)'
    );
    expect(sampleExceptionsTraceql({ place: 'span', operation: 'GET /' })).toBe(
      '{ span.exception.type != nil && name = "GET /" } | select(span.exception.type, span.exception.message, resource.service.name)'
    );
    expect(tracesWithExceptionTraceql({ place: 'event', service: 'orders' }, 'Timeout')).toBe(
      '{ event:name = "exception" && event.exception.type = "Timeout" && resource.service.name = "orders" }'
    );
    expect(tracesWithExceptionTraceql({ place: 'span' }, 'Timeout')).toBe('{ span.exception.type = "Timeout" }');
  });
});

describe('kinds of messages', () => {
  it.each([
    ['', ''],
    ['no answer within 10s', 'no answer within <n>s'],
    ['order 6f9619ff-8b86-d011-b42d-00c04fc964ff is gone', 'order <uuid> is gone'],
    ['dial tcp 10.0.12.7:5432: refused', 'dial tcp <address>: refused'],
    ['at 0x7ffe01 in 4bf92f3577b34da6', 'at <hex> in <hex>'],
    ['the facade is deadbeef', 'the facade is deadbeef'],
    ['two\n  lines', 'two lines'],
  ])('%j is %j', (message, kind) => {
    expect(messageKind(message)).toBe(kind);
  });

  it('are never longer than can be read', () => {
    expect(messageKind('x'.repeat(5000))).toHaveLength(300);
  });
});

const span = (type: string, message: string, service: string, startMs: number): FoundSpan => ({
  spanId: '0'.repeat(16),
  name: 'GET /',
  startMs,
  durationNs: 1,
  attributes: [
    { key: 'exception.type', type: 'string', value: type },
    { key: 'exception.message', type: 'string', value: message },
    { key: 'service.name', type: 'string', value: service },
  ],
});
const found = (...spans: FoundSpan[]): SearchAnswer => ({
  traces: [
    {
      traceId: '1'.repeat(32),
      rootServiceName: '',
      rootTraceName: '',
      startMs: 0,
      durationMs: 1,
      services: [],
      spansets: [{ spans, matched: spans.length, attributes: [] }],
    },
  ],
  cost: NO_COST,
});
const counted = (...groups: Array<[type: string, service: string, values: Array<number | null>]>): MetricsAnswer => ({
  series: groups.map(([type, service, values]) => ({
    labels: [
      { key: 'event.exception.type', type: 'string', value: type },
      { key: 'resource.service.name', type: 'string', value: service },
    ],
    samples: values.map((value, index) => ({ timeMs: 1000 * index, value })),
    exemplars: [],
  })),
  cost: NO_COST,
  partial: '',
});

describe('rows', () => {
  it('of counts have the moments of the first and the last', () => {
    const rows = readExceptionCounts(
      counted(['Timeout', 'orders', [0, 2, null, 3, 0]], ['Gone', 'orders', [0, 0]]),
      'event'
    );
    expect(rows).toEqual([
      expect.objectContaining({ type: 'Timeout', count: 5, firstMs: 1000, lastMs: 3000, trend: [0, 2, 0, 3, 0] }),
    ]);
  });

  it('of counts without type or service have empty texts', () => {
    expect(readExceptionCounts(counted(['nil', 'nil', [1]]), 'event')).toEqual([
      expect.objectContaining({ type: '', service: '', count: 1 }),
    ]);
  });

  it('of samples have messages by kind', () => {
    const rows = readExceptionSample(
      found(
        span('Timeout', 'after 1s', 'orders', 50),
        span('Timeout', 'reset', 'orders', 20),
        span('Timeout', 'after 2s', 'orders', 70),
        span('Timeout', 'after 2s', 'basket', 10)
      )
    );
    expect(rows).toEqual([
      expect.objectContaining({
        service: 'orders',
        count: undefined,
        sampled: 3,
        firstMs: 20,
        lastMs: 70,
        messages: [
          { text: 'after <n>s', count: 2 },
          { text: 'reset', count: 1 },
        ],
      }),
      expect.objectContaining({ service: 'basket', sampled: 1 }),
    ]);
  });

  it('are joined by type and service, those that only the sample has included', () => {
    const rows = joinExceptions(
      readExceptionCounts(counted(['Timeout', 'orders', [1]], ['Gone', 'orders', [9]]), 'event'),
      readExceptionSample(found(span('Timeout', 'm', 'orders', 1), span('Other', 'n', 'basket', 2)))
    );
    expect(rows.map(({ type, count, sampled, messages }) => [type, count, sampled, messages.length])).toEqual([
      ['Gone', 9, 0, 0],
      ['Other', undefined, 1, 1],
      ['Timeout', 1, 1, 1],
    ]);
  });
});
