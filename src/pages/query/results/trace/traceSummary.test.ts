import { toDataFrame } from '@grafana/data';
import { partialMessage, saysNotFound, traceSummary } from './traceSummary';

const frameOf = (rows: Array<[string | null, string, string, number, number, number?]>, meta = {}) =>
  toDataFrame({
    meta,
    fields: [
      { name: 'parentSpanID', values: rows.map(([parent]) => parent) },
      { name: 'serviceName', values: rows.map(([, service]) => service) },
      { name: 'operationName', values: rows.map(([, , name]) => name) },
      { name: 'startTime', values: rows.map(([, , , start]) => start) },
      { name: 'duration', values: rows.map(([, , , , duration]) => duration) },
      { name: 'statusCode', values: rows.map(([, , , , , status]) => status ?? 0) },
    ],
  });

it('sums a trace up', () => {
  const frame = frameOf([
    ['1', 'cart', 'read', 1010, 100, 2],
    ['', 'shop', 'GET /', 1000, 50],
    ['1', 'cart', 'write', 1020, 10],
  ]);
  expect(traceSummary(frame)).toEqual({
    rootService: 'shop',
    rootName: 'GET /',
    startMs: 1000,
    // To the end of the span that ends last, which is not the root here.
    durationMs: 110,
    spanCount: 3,
    errorCount: 1,
    services: ['cart', 'shop'],
  });
});

it('does without the root span, and without anything', () => {
  expect(traceSummary(frameOf([['1', 'cart', 'read', 0, 1]]))).toMatchObject({ rootService: '', rootName: '' });
  expect(traceSummary(undefined)).toBeUndefined();
  expect(traceSummary(frameOf([]))).toBeUndefined();
});

it('says when a trace was cut', () => {
  const row: [string, string, string, number, number] = ['', 'a', 'b', 0, 1];
  expect(partialMessage(frameOf([row], { custom: { partial: true, message: 'too large' } }))).toBe('too large');
  expect(partialMessage(frameOf([row], { notices: [{ severity: 'warning', text: 'cut' }] }))).toBe('cut');
  expect(partialMessage(frameOf([row]))).toBe('');
});

it.each([
  ['failed to get trace with id: 4a Status: 404 Not Found Body: ', true],
  ['trace not found', true],
  ['failed to get trace: Status: 500 Body: 4040 blocks', false],
  ['', false],
])('%s', (message, expected) => {
  expect(saysNotFound(message)).toBe(expected);
});
