import { readFileSync } from 'fs';
import { join } from 'path';
import { decodeStreamedTraces } from './streamedTraces';

const recorded: unknown = JSON.parse(readFileSync(join(__dirname, '../testdata/streamedSearch.jsonl'), 'utf8')).result;

const streamed = (...values: unknown[]) =>
  JSON.stringify([
    {
      traceID: 'abc',
      startTimeUnixNano: 1795334678128604928,
      spanSets: [
        {
          matched: values.length,
          spans: values.map((value) => ({ spanID: '1', durationNanos: 12, attributes: [{ key: 'a', value }] })),
        },
      ],
    },
  ]);
const valuesOf = (json: string) => {
  const { traces, isExact } = decodeStreamedTraces(json);
  const spans = traces.flatMap(({ spansets }) => spansets.flatMap((spanset) => spanset.spans));
  return { isExact, values: spans.flatMap(({ attributes }) => attributes.map(({ type, value }) => [type, value])) };
};

it('reads what a real Grafana streamed of a real Tempo', () => {
  const { traces, isExact } = decodeStreamedTraces(JSON.stringify(recorded, null, 2));
  expect(isExact).toBe(true);
  expect(traces).toHaveLength(4);
  const [trace] = traces;
  expect(trace).toMatchObject({ rootServiceName: 'frontend', traceId: expect.stringMatching(/^[0-9a-f]{32}$/) });
  expect(trace?.startMs).toBeGreaterThan(1_795_000_000_000);
  const attributes = traces.flatMap(({ spansets }) =>
    spansets.flatMap(({ spans }) => spans.flatMap((span) => span.attributes))
  );
  expect(attributes).toEqual(
    expect.arrayContaining([
      { key: 'http.status_code', type: 'int', value: 200 },
      { key: 'http.request.header.accept', type: 'array', value: ['text/html', 'application/json'] },
      { key: 'cache.hit', type: 'bool', value: true },
      // Left out on the way.
      { key: 'cache.hit', type: 'bool', value: false },
    ])
  );
});

const LEFT_OUT = { Value: {} };
it.each<[string, unknown[], Array<[string, unknown]>, boolean]>([
  [
    'a false among trues',
    [{ Value: { bool_value: true } }, LEFT_OUT],
    [
      ['bool', true],
      ['bool', false],
    ],
    true,
  ],
  [
    'a zero among numbers',
    [LEFT_OUT, { Value: { int_value: 5 } }],
    [
      ['int', 0],
      ['int', 5],
    ],
    true,
  ],
  [
    'an empty among texts',
    [LEFT_OUT, { Value: { string_value: 'x' } }],
    [
      ['string', ''],
      ['string', 'x'],
    ],
    true,
  ],
  [
    'nothing that tells',
    [LEFT_OUT, LEFT_OUT],
    [
      ['nil', null],
      ['nil', null],
    ],
    false,
  ],
  [
    'several types',
    [{ Value: { int_value: 5 } }, { Value: { string_value: 'x' } }, LEFT_OUT],
    [
      ['int', 5],
      ['string', 'x'],
      ['nil', null],
    ],
    false,
  ],
  ['nothing left out', [{ Value: { double_value: 0.5 } }], [['float', 0.5]], true],
])('%s', (_, sent, values, isExact) => {
  expect(valuesOf(streamed(...sent))).toEqual({ values, isExact });
});

it('reads times that have lost their last digits, and no traces', () => {
  expect(decodeStreamedTraces(streamed()).traces[0]?.startMs).toBeCloseTo(1795334678128.6, 1);
  expect(decodeStreamedTraces('null')).toEqual({ traces: [], isExact: true });
});

it.each(['', '{}', '[5]', '[{"traceID":"../x"}]', '"text"'])('refuses %s', (json) => {
  expect(() => decodeStreamedTraces(json)).toThrow(/malformed/);
});
