/** @jest-environment jsdom */
import { type DataFrame, FieldType } from '@grafana/data';
import type { SpanRow } from '../../dataSources/tempo/buildTraceFrame.ts';
import { buildTraceRows } from './buildTraceRows.ts';
import { formatMs } from './formatMs.ts';

const span = (spanID: string, parentSpanID: string, startTime: number, more: Partial<SpanRow> = {}) => ({
  traceID: 't',
  spanID,
  parentSpanID,
  operationName: `op ${spanID}`,
  serviceName: 'cart',
  startTime,
  duration: 10,
  statusCode: 0,
  ...more,
});

function frameOf(spans: Array<ReturnType<typeof span>>): DataFrame {
  const names = Object.keys(spans[0] ?? {}) as Array<keyof (typeof spans)[number]>;
  const fields = names.map((name) => ({
    name,
    type: FieldType.other,
    config: {},
    values: spans.map((one) => one[name]),
  }));
  return { fields, length: spans.length };
}

const outline = (spans: Array<ReturnType<typeof span>>) =>
  buildTraceRows(frameOf(spans))?.rows.map((row) => `${' '.repeat(row.depth)}${row.span.spanID}`);

it('puts children below their parents, by start', () => {
  expect(
    outline([span('c', 'b', 40), span('d', 'a', 10), span('b', 'a', 20), span('a', '', 0), span('e', 'b', 30)])
  ).toEqual(['a', ' d', ' b', '  e', '  c']);
});

it.each([
  ['a parent that is missing', [span('b', 'gone', 5), span('a', '', 0)], ['a', 'b']],
  ['a span that is its own parent', [span('a', 'a', 0), span('b', 'a', 1)], ['a', ' b']],
  [
    'an ID that occurs twice',
    [span('a', '', 0), span('b', 'a', 1), span('b', 'a', 2), span('c', 'b', 3)],
    ['a', ' b', '  c', ' b'],
  ],
])('copes with %s', (_, spans, expected) => {
  expect(outline(spans)).toEqual(expected);
});

it('sums the trace up', () => {
  const spans = [
    span('a', '', 100, { duration: 50 }),
    span('b', 'a', 90, { serviceName: 'pay', statusCode: 2 }),
    span('c', 'a', 170, { tags: [{ key: 'error', value: true }] }),
  ];
  expect(buildTraceRows(frameOf(spans.map((one) => ({ tags: [], ...one }))))).toMatchObject({
    traceId: 't',
    name: 'cart: op a',
    startMs: 90,
    durationMs: 90,
    services: ['cart', 'pay'],
    failedCount: 2,
  });
});

it('is undefined for a frame that is no trace', () => {
  expect(buildTraceRows(undefined)).toBeUndefined();
  expect(buildTraceRows({ fields: [], length: 3 })).toBeUndefined();
  expect(buildTraceRows(frameOf([]))).toBeUndefined();
});

it('copes with a trace of 20,000 spans, one below the other', () => {
  const spans = Array.from({ length: 20_000 }, (_, index) =>
    span(`s${index}`, index === 0 ? '' : `s${index - 1}`, index)
  );
  expect(buildTraceRows(frameOf(spans))?.rows.at(-1)?.depth).toBe(19_999);
});

test.each([
  [0.0123, '12.3 µs'],
  [12.345, '12.3 ms'],
  [1250, '1.25 s'],
  [125_000, '2 min 5 s'],
])('%d ms is shown as %s', (ms, text) => {
  expect(formatMs(ms)).toBe(text);
});
