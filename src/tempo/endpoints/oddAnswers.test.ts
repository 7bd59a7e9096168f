import { createTempoClient, type TempoClient } from '../client';
import type { RawAnswer } from '../failure';
import { fetchMetricsInstant, fetchMetricsRange } from './metricsQuery';
import { fetchSearch } from './search';
import { fetchTags } from './tags';
import { fetchTagValues } from './tagValues';
import { fetchTrace } from './traceById';

const range = { fromSeconds: 1795334602, toSeconds: 1795334692 };
const answering = (body: unknown, answer: Partial<RawAnswer> = {}) =>
  createTempoClient(async () => ({
    status: 200,
    contentType: 'application/json',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...answer,
  }));
const search = (client: TempoClient) => fetchSearch(client, { query: '{}', range, limit: 20, spansPerSpanset: 3 });
const metrics = (client: TempoClient) =>
  fetchMetricsRange(client, { query: '{} | rate()', range, stepSeconds: 10, exemplars: undefined });

const ENDPOINTS: Array<[string, (client: TempoClient) => Promise<unknown>]> = [
  ['search', (client) => search(client)],
  ['metrics range', (client) => metrics(client)],
  ['metrics instant', (client) => fetchMetricsInstant(client, { query: '{} | rate()', range })],
  ['tags', (client) => fetchTags(client, { range })],
  ['tag values', (client) => fetchTagValues(client, 'name', { range })],
  ['trace', (client) => fetchTrace(client, 'abc')],
];

describe('what Tempo leaves out or writes oddly', () => {
  it('an empty answer', async () => {
    expect(await search(answering({}))).toMatchObject({ traces: [], cost: { totalJobs: 0 } });
    expect(await metrics(answering({}))).toMatchObject({ series: [], partial: '' });
    expect(await fetchTags(answering({}), { range })).toEqual({ scopes: [] });
    expect(await fetchTagValues(answering({}), 'name', { range })).toEqual({ values: [] });
  });

  it('a root that has not come, and only the old spanSet', async () => {
    const trace = {
      traceID: '1',
      rootServiceName: '<root span not yet received>',
      rootTraceName: '<root span not yet received>',
      spanSet: { spans: [{ spanID: 'a' }], matched: 7 },
    };
    expect((await search(answering({ traces: [trace], metrics: null }))).traces).toEqual([
      {
        traceId: '1'.padStart(32, '0'),
        rootServiceName: '',
        rootTraceName: '',
        startMs: 0,
        durationMs: 0,
        services: [],
        spansets: [
          {
            matched: 7,
            attributes: [],
            spans: [{ spanId: '000000000000000a', name: '', startMs: 0, durationNs: 0, attributes: [] }],
          },
        ],
      },
    ]);
  });

  it.each([
    [undefined, 0],
    [1.5, 1.5],
    ['NaN', null],
    ['Infinity', Infinity],
    ['-Infinity', -Infinity],
  ])('a sample of %p', async (value, expected) => {
    const answer = await metrics(answering({ series: [{ samples: [{ timestampMs: '5', value }] }] }));
    expect(answer.series[0]?.samples).toEqual([{ timeMs: 5, value: expected }]);
  });

  it('a partial answer', async () => {
    expect(await metrics(answering({ status: 'PARTIAL', message: 'too many series' }))).toMatchObject({
      partial: 'too many series',
    });
    expect(await metrics(answering({ status: 'PARTIAL' }))).toMatchObject({ partial: 'The answer is not complete' });
  });

  it('an instant answer is a sample at the end of the range', async () => {
    const body = { series: [{ labels: [{ key: 'a', value: { stringValue: 'b' } }], value: 3 }, { promLabels: '{}' }] };
    expect((await fetchMetricsInstant(answering(body), { query: '', range })).series).toEqual([
      {
        labels: [{ key: 'a', type: 'string', value: 'b' }],
        samples: [{ timeMs: 1795334692000, value: 3 }],
        exemplars: [],
      },
      { labels: [], samples: [{ timeMs: 1795334692000, value: 0 }], exemplars: [] },
    ]);
  });

  it.each([
    [{ intValue: '9007199254740993' }, 'int', '9007199254740993'],
    [{ intValue: '-5' }, 'int', -5],
    [{ doubleValue: 'NaN' }, 'float', NaN],
    [{ stringValue: '' }, 'string', ''],
    [{ boolValue: false }, 'bool', false],
    [{ arrayValue: {} }, 'array', []],
    [{ arrayValue: { values: [{ intValue: '1' }, {}] } }, 'array', [1, null]],
    [{ kvlistValue: { values: [] } }, 'string', '{"values":[]}'],
    [{ bytesValue: 'AQI=' }, 'string', 'AQI='],
    [{}, 'nil', null],
    [undefined, 'nil', null],
    [{ intValue: 'many' }, 'nil', null],
    [{ somethingNew: 1 }, 'nil', null],
  ])('an attribute of %p', async (value, type, expected) => {
    const traces = [{ traceID: '1', spanSets: [{ attributes: [{ key: 'k', value }] }] }];
    const answer = await search(answering({ traces }));
    expect(answer.traces[0]?.spansets[0]?.attributes).toEqual([{ key: 'k', type, value: expected }]);
  });

  it('a list nested a thousand times', async () => {
    const nested = `${'{"arrayValue":{"values":['.repeat(1000)}{}${']}}'.repeat(1000)}`;
    const body = `{"traces":[{"traceID":"1","spanSets":[{"attributes":[{"key":"k","value":${nested}}]}]}]}`;
    expect((await search(answering(body))).traces[0]?.spansets[0]?.attributes[0]?.type).toBe('array');
  });

  it('a value of a type that is not known', async () => {
    const body = { tagValues: [{ type: 'vector', value: '1' }, { value: 'x' }] };
    expect((await fetchTagValues(answering(body), 'name', { range })).values).toEqual([
      { text: '1', type: 'string' },
      { text: 'x', type: 'string' },
    ]);
  });

  it('a trace that is not there', async () => {
    const nothing = { traceId: 'abc'.padStart(32, '0'), spans: [], partial: '', inspectedBytes: 0 };
    expect(await fetchTrace(answering({ trace: {} }), 'abc')).toEqual(nothing);
    expect(await fetchTrace(answering('', { status: 404 }), 'abc')).toEqual(nothing);
    await expect(fetchTrace(answering('404 page not found', { status: 404 }), 'abc')).rejects.toMatchObject({
      failure: { kind: 'not-found' },
    });
  });

  it('a cut trace, links, numbers for names, and a clock that ran backwards', async () => {
    const span = {
      spanId: 'AQ==',
      parentSpanId: '0102030405060708',
      kind: 3,
      status: { code: 2 },
      startTimeUnixNano: '2000000000000000000',
      endTimeUnixNano: '1000000000000000000',
      links: [{ traceId: 'AAAAAAAAAAAAAAAAAAAAAQ==', spanId: 'AAAAAAAAAAI=' }],
    };
    const body = {
      trace: { resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] },
      status: 'PARTIAL',
      message: 'Trace exceeds maximum size',
      metrics: { inspectedBytes: '12' },
    };
    const { spans, partial, inspectedBytes } = await fetchTrace(answering(body), 'abc');
    expect({ partial, inspectedBytes }).toEqual({ partial: 'Trace exceeds maximum size', inspectedBytes: 12 });
    expect(spans[0]).toMatchObject({
      spanId: '0000000000000001',
      parentSpanId: '0102030405060708',
      kind: 'client',
      status: 'error',
      durationNs: 0,
      serviceName: '',
      links: [{ traceId: '1'.padStart(32, '0'), spanId: '2'.padStart(16, '0') }],
    });
  });
});

describe('what is no answer', () => {
  const html = '<!DOCTYPE html><html><body>Sign in</body></html>';
  const hostile: Array<[string, unknown, string]> = [
    ['a login page', html, 'not-tempo'],
    ['half an answer', '{"traces":[{"traceID":"1"', 'malformed'],
    ['nothing', '', 'malformed'],
    ['null', 'null', 'malformed'],
    ['a list', '[]', 'malformed'],
    ['text', '"ok"', 'malformed'],
    ['a huge text', 'x'.repeat(10_000_000), 'malformed'],
  ];
  it.each(ENDPOINTS.flatMap(([name, ask]) => hostile.map((row) => [name, ...row, ask] as const)))(
    '%s: %s',
    async (_name, _what, body, kind, ask) => {
      await expect(ask(answering(body))).rejects.toMatchObject({ name: 'TempoRequestError', failure: { kind } });
    }
  );

  it.each<[string, (client: TempoClient) => Promise<unknown>, unknown]>([
    ['traces', search, { traces: 'many' }],
    ['a trace', search, { traces: [null] }],
    ['an id', search, { traces: [{ traceID: '../../x' }] }],
    ['a long id', search, { traces: [{ traceID: 'a'.repeat(33) }] }],
    ['a time', search, { traces: [{ traceID: '1', startTimeUnixNano: 'yesterday' }] }],
    ['a duration', search, { traces: [{ traceID: '1', durationMs: {} }] }],
    ['a cost', search, { traces: [], metrics: { inspectedBytes: 'lots' } }],
    ['series', metrics, { series: {} }],
    ['a sample', metrics, { series: [{ samples: [5] }] }],
    ['labels', metrics, { series: [{ labels: 'a=b' }] }],
    ['scopes', (client) => fetchTags(client, { range }), { scopes: [{ tags: [1] }] }],
    ['values', (client) => fetchTagValues(client, 'name', { range }), { tagValues: [{ value: 5 }] }],
    ['spans', (client) => fetchTrace(client, 'a'), { trace: { resourceSpans: [{ scopeSpans: [{ spans: [1] }] }] } }],
    [
      'a span id',
      (client) => fetchTrace(client, 'a'),
      { trace: { resourceSpans: [{ scopeSpans: [{ spans: [{ spanId: '!' }] }] }] } },
    ],
  ])('%s of a wrong form', async (_, ask, body) => {
    await expect(ask(answering(body))).rejects.toMatchObject({ failure: { kind: 'malformed' } });
  });

  it.each(ENDPOINTS)('%s hands the abort through', async (_, ask) => {
    const client = createTempoClient(() => Promise.reject(new DOMException('Aborted', 'AbortError')));
    await expect(ask(client)).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('what is not asked', () => {
  const never = createTempoClient(() => Promise.reject(new Error('was asked')));

  it.each(['', 'zz', '../x', 'a'.repeat(33), '{ }', '12 34'])('no trace ID: %p', async (id) => {
    await expect(fetchTrace(never, id)).rejects.toMatchObject({ failure: { kind: 'bad-request' } });
  });

  it.each([
    ['2.6.1', 'unsupported'],
    ['2.9.5', 'unsupported'],
    ['2.10.0', 'unreachable'],
    ['3.0.3', 'unreachable'],
    ['', 'unreachable'],
    [undefined, 'unreachable'],
  ])('a name with a slash, of Tempo %s', async (version, kind) => {
    const asked = fetchTagValues(never, 'span."a/b"', { range, version });
    await expect(asked).rejects.toMatchObject({ failure: { kind } });
  });

  it.each(['.', '..', '../../shutdown', 'a/../b', '\n', ''])('a field that leads elsewhere: %p', async (field) => {
    await expect(fetchTagValues(never, field, { range })).rejects.toMatchObject({ failure: { kind: 'unsupported' } });
  });
});
