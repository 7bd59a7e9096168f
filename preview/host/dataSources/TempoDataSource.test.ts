/** @jest-environment jsdom */
import { readFileSync } from 'node:fs';
import path from 'node:path';

import {
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceInstanceSettings,
  dateTime,
} from '@grafana/data';
import { type BackendSrvRequest, config } from '@grafana/runtime';
import { lastValueFrom, type Observable, of, throwError, toArray } from 'rxjs';
import { setStreamingFailures } from './tempo/streamingFailures.ts';
import { TempoDataSource } from './TempoDataSource.ts';
import type { TempoOptions, TempoQuery } from './tempo/tempoQuery.ts';

const recorded = readFileSync(path.join(__dirname, 'tempo/testdata/answers.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));
const answerOf = (kind: string) => recorded.find((one) => one.kind === kind);

const TRACE_ID = '2082dff6f7f8ebb503b6bcde3730431a';
const settings = (jsonData: TempoOptions = {}) =>
  ({
    uid: 'tempo',
    name: 'Tempo',
    type: 'tempo',
    url: '/proxy',
    jsonData,
  }) as unknown as DataSourceInstanceSettings<TempoOptions>;

// The package itself brings all of @grafana/ui with it, which needs a browser.
jest.mock('@grafana/runtime', () => ({
  config: { liveEnabled: false },
  DataSourceWithBackend: class {},
  getBackendSrv: () => ({ fetch: (request: BackendSrvRequest) => mockFetch(request) }),
  getTemplateSrv: () => ({ replace: (text: string) => text.replace('$service', 'cart') }),
}));

let asked: BackendSrvRequest[];
let mockFetch: (request: BackendSrvRequest) => Observable<unknown>;

beforeEach(() => {
  asked = [];
});

/** Answers by the path of the request; a number is a status without a body. */
function serve(answers: Record<string, unknown>): void {
  mockFetch = (request) => {
    asked.push(request);
    const found = answers[request.url];
    const failure = { status: found, statusText: 'Some Error', data: { message: 'what Tempo says' } };
    return typeof found === 'number' ? throwError(() => failure) : of({ data: found });
  };
}

async function run(target: Partial<TempoQuery>, jsonData?: TempoOptions): Promise<DataQueryResponse[]> {
  const range = { from: dateTime(1_000_000), to: dateTime(4_000_000), raw: { from: '', to: '' } };
  const request = { targets: [{ refId: 'A', ...target }], range } as unknown as DataQueryRequest<TempoQuery>;
  return lastValueFrom(new TempoDataSource(settings(jsonData)).query(request).pipe(toArray()));
}

const framesOf = (response?: DataQueryResponse) => (response?.data ?? []) as DataFrame[];
const rowOf = (frame: DataFrame | undefined, row: number) =>
  Object.fromEntries((frame?.fields ?? []).map(({ name, values }) => [name, values[row]]));

describe('a trace', () => {
  const path2 = `/proxy/api/v2/traces/${TRACE_ID}`;

  it.each([{ query: ` ${TRACE_ID} ` }, { query: TRACE_ID, queryType: 'traceId' as const }])(
    'is asked for with %j, without a range',
    async (target) => {
      serve({ [path2]: answerOf('trace').response });
      const [response] = await run(target);
      expect(asked).toMatchObject([{ url: path2, params: {}, showErrorAlert: false }]);
      expect(framesOf(response)).toHaveLength(1);
    }
  );

  it('is a frame with a row a span, ids in hex', async () => {
    serve({ [path2]: answerOf('trace').response });
    const [frame] = framesOf((await run({ query: TRACE_ID }))[0]);
    expect(frame).toMatchObject({ refId: 'A', length: 5, meta: { preferredVisualisationType: 'trace' } });
    expect(rowOf(frame, 0)).toMatchObject({
      traceID: TRACE_ID,
      spanID: '6d58a26d4a7df169',
      parentSpanID: 'd1930d78dd680528',
      operationName: 'smtp send',
      serviceName: 'mailer',
      kind: 'client',
      statusCode: 0,
      startTime: 1795334652700,
      duration: 173.665536,
      logs: null,
      references: [
        {
          traceID: 'f8c18aa13112621a144bdca0e139d5a6',
          spanID: 'ac00273192c83723',
          tags: [
            { key: 'link.type', value: 'follows_from' },
            { key: 'messaging.batch.size', value: 3 },
          ],
        },
      ],
    });
    expect(rowOf(frame, 0).tags).toContainEqual({ key: 'mail.batch', value: 0 });
    expect(rowOf(frame, 0).serviceTags).toContainEqual({ key: 'k8s.pod.name', value: 'mailer-e9239' });
    expect(rowOf(frame, 1)).toMatchObject({
      parentSpanID: '',
      statusCode: 2,
      statusMessage: 'smtp: 421 too many connections',
      logs: [{ name: 'exception', timestamp: expect.closeTo(1795334653568.328, 2) }],
    });
  });

  it('falls back to the first version of the endpoint', async () => {
    const batches = answerOf('trace').response.trace.resourceSpans;
    serve({ [path2]: 404, [`/proxy/api/traces/${TRACE_ID}`]: { batches } });
    expect(framesOf((await run({ query: TRACE_ID }))[0])[0]).toHaveLength(5);
  });

  it('that does not exist, or cannot be read, is an error in the words of Grafana', async () => {
    serve({ [path2]: { trace: {} } });
    expect((await run({ query: TRACE_ID }))[0]?.errors?.[0]?.message).toBe(
      `failed to get trace with id: ${TRACE_ID} Status: 404 Not Found Body: `
    );
    serve({ [path2]: 500 });
    expect((await run({ query: TRACE_ID }))[0]?.errors?.[0]?.message).toBe(
      `failed to get trace with id: ${TRACE_ID} Status: 500 Some Error Body: what Tempo says`
    );
  });

  it('is asked for with the range where the data source says so', async () => {
    serve({ [path2]: answerOf('trace').response });
    await run({ query: TRACE_ID }, { traceQuery: { timeShiftEnabled: true, spanStartTimeShift: '10m' } });
    expect(asked[0]?.params).toEqual({ start: 400, end: 5800 });
  });
});

describe('a search', () => {
  it('sends limit, spans per span set and range, with variables filled in', async () => {
    serve({ '/proxy/api/search': { traces: [] } });
    await run({ query: '{ resource.service.name = "$service" }', spss: 7 });
    const q = '{ resource.service.name = "cart" }';
    expect(asked[0]?.params).toEqual({ q, limit: 20, spss: 7, start: 1000, end: 4000 });
  });

  it('of Grafana’s form sends the TraceQL of its rows', async () => {
    serve({ '/proxy/api/search': {} });
    const filters = [
      { id: 'a', tag: 'service.name', scope: 'resource', operator: '=', value: ['x"y'], valueType: 'string' },
      { id: 'b', tag: 'duration', operator: '>', value: '5ms', valueType: 'duration' },
      { id: 'c', tag: 'http.method', scope: 'span', operator: '=', value: ['GET', 'PUT'], valueType: 'string' },
      { id: 'd', tag: 'unset' },
    ];
    await run({ queryType: 'traceqlSearch', filters });
    expect(asked[0]?.params?.q).toBe('{resource.service.name="x\\"y" && duration>5ms && span.http.method=~"GET|PUT"}');
  });

  it('gives a table of traces with the spans nested, the newest first', async () => {
    serve({ '/proxy/api/search': answerOf('search').response });
    const [frame, ...others] = framesOf((await run({ query: answerOf('search').q }))[0]);
    expect(others).toEqual([]);
    const starts = frame?.fields[1]?.values ?? [];
    expect([...starts]).toEqual([...starts].sort((a, b) => b - a));
    const [nested] = rowOf(frame, 0).nested as DataFrame[];
    expect(rowOf(frame, 0)).toMatchObject({ traceService: 'frontend', traceDuration: expect.any(Number) });
    expect(nested?.fields.map(({ name }) => name)).toEqual([
      'traceIdHidden',
      'spanID',
      'time',
      'name',
      'order.items',
      'duration',
    ]);
    expect(frame?.fields[0]?.config.links?.[0]?.internal).toMatchObject({ datasourceUid: 'tempo' });
  });

  it('gives a table of spans, or the raw answer', async () => {
    const { q, response } = answerOf('search');
    serve({ '/proxy/api/search': response });
    const [spans] = framesOf((await run({ query: q, tableType: 'spans' }))[0]);
    expect(spans?.length).toBe(
      response.traces.flatMap((trace: { spanSet: { spans: [] } }) => trace.spanSet.spans).length
    );
    expect(rowOf(spans, 0)).toMatchObject({ traceService: 'frontend', 'order.items': '5' });
    const [raw] = framesOf((await run({ query: q, tableType: 'raw' }))[0]);
    expect(JSON.parse(rowOf(raw, 0).response)).toEqual(response.traces);
  });

  it('that fails is an error in the words of Grafana', async () => {
    serve({ '/proxy/api/search': 400 });
    const [response] = await run({ query: '{' });
    expect(response).toMatchObject({
      data: [],
      errors: [{ message: 'Error (what Tempo says). Please check the server logs for more details.' }],
    });
  });

  it('is not made for a query that is hidden, empty or cleared', async () => {
    serve({});
    expect(await run({ query: '{}', hide: true })).toEqual([{ data: [], state: 'Done' }]);
    expect(await run({ query: '' })).toEqual([{ data: [], state: 'Done' }]);
    expect(await run({ query: '{}', queryType: 'clear' })).toEqual([{ data: [], state: 'Done' }]);
    expect(asked).toEqual([]);
  });
});

describe('metrics', () => {
  it('are a frame a series, and exemplars as annotations with a link to the trace', async () => {
    const { q, response } = answerOf('metrics');
    serve({ '/proxy/api/metrics/query_range': response });
    const frames = framesOf((await run({ query: q, step: '10s', exemplars: 5 }))[0]);
    expect(asked[0]?.params).toEqual({ q, start: 1000, end: 4000, step: '10s', exemplars: 5 });
    const [first] = frames;
    expect(first).toMatchObject({ name: 'PaymentError', refId: 'PaymentError', length: 11 });
    expect(first?.fields[1]).toMatchObject({
      labels: { 'event.exception.type': '"PaymentError"' },
      config: { displayName: 'PaymentError' },
    });
    expect(first?.fields[1]?.values.slice(2, 5)).toEqual([0, 0.2, 0]);
    const exemplars = frames.filter(({ meta }) => meta?.dataTopic === 'annotations');
    expect(exemplars[0]).toMatchObject({ name: 'exemplar', refId: 'PaymentError' });
    expect(rowOf(exemplars[0], 0)).toEqual({
      Time: 1795334624922,
      Value: 0.2,
      traceId: '5b5fae9f109f092fb64ad7f164c8ca1c',
      'event.exception.type': '"PaymentError"',
    });
    expect(exemplars[0]?.fields[2]?.config.links?.[0]?.internal?.query).toMatchObject({ queryType: 'traceql' });
  });

  it('of one moment are asked for at the other endpoint', async () => {
    const labels = [
      { key: 'b', value: { intValue: '2' } },
      { key: 'a', value: { stringValue: 'x' } },
    ];
    serve({ '/proxy/api/metrics/query': { series: [{ labels, value: 4 }] } });
    const [frame] = framesOf((await run({ query: '{} | rate() by (a, b)', metricsQueryType: 'instant' }))[0]);
    expect(frame).toMatchObject({ name: '{a="x", b=2}', length: 1 });
    expect(frame?.fields[1]?.values).toEqual([4]);
  });

  it('that fail are an error in the words of Grafana', async () => {
    serve({ '/proxy/api/metrics/query_range': 400 });
    const [response] = await run({ query: '{} | rate()' });
    expect(response?.errors?.[0]?.message).toBe(
      'failed to execute TraceQL query: {} | rate() Status: 400 Some Error Body: what Tempo says'
    );
  });
});

describe('streaming', () => {
  const streamingEnabled = { search: true, metrics: true };

  beforeEach(() => (config.liveEnabled = true));
  afterEach(() => (config.liveEnabled = false));

  it('of a search grows, with the progress as the last frame', async () => {
    const { q, response } = answerOf('search');
    serve({ '/proxy/api/search': response });
    const responses = await run({ query: q }, { streamingEnabled });
    expect(responses.map(({ state }) => state)).toEqual(['Streaming', 'Streaming', 'Done']);
    const counts = responses.map((one) => framesOf(one)[0]?.length ?? 0);
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    expect(counts[0]).toBeLessThan(counts[2] ?? 0);
    expect(counts[2]).toBe(response.traces.length);
    const progress = responses.map((one) => rowOf(framesOf(one).at(-1), 0));
    expect(progress.map(({ state }) => state)).toEqual(['Streaming', 'Streaming', 'Done']);
    expect(progress[2]).toMatchObject({ progress: 100 });
  });

  it('of metrics begins with the newest samples', async () => {
    const { q, response } = answerOf('metrics');
    serve({ '/proxy/api/metrics/query_range': response });
    const responses = await run({ query: q }, { streamingEnabled });
    const times = responses.map((one) => [...(framesOf(one)[0]?.fields[0]?.values ?? [])]);
    expect(times.map(({ length }) => length)).toEqual([4, 8, 11]);
    expect(new Set(times.map((one) => one.at(-1))).size).toBe(1);
  });

  it('fails where Grafana cannot reach Tempo by gRPC, and only where something would be streamed', async () => {
    setStreamingFailures({ tempo: 'rpc error: code = Unavailable' });
    serve({ '/proxy/api/search': answerOf('search').response });
    const [failed] = await run({ query: '{}' }, { streamingEnabled });
    expect(failed?.error?.message).toContain('rpc error: code = Unavailable');
    const [metrics] = await run({ query: '{} | rate()' }, { streamingEnabled });
    expect(metrics?.error?.message).toContain('rpc error: code = Unavailable');
    expect(asked).toEqual([]);
    const [whole] = await run({ query: '{}' }, { streamingEnabled: { search: false } });
    expect(whole?.error).toBeUndefined();
    setStreamingFailures({});
  });

  it('is off without Grafana Live', async () => {
    config.liveEnabled = false;
    serve({ '/proxy/api/search': answerOf('search').response });
    expect(await run({ query: '{}' }, { streamingEnabled })).toHaveLength(1);
  });
});
