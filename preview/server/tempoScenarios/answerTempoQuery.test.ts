import { request as httpRequest } from 'node:http';

import type { DataSource } from '../grafana/dataSource';
import { parseScenarios } from '../grafana/scenarios';
import type { Visitor } from '../grafana/visitor';
import { listen, type RunningServer } from '../http/listen';
import { callUpstream } from '../proxy/callUpstream';
import { createTempoScenarios } from './answerTempoQuery';

const METRICS = '/api/metrics/query_range?q=%7B%7D%20%7C%20rate()';
const TRACE = '/api/v2/traces/2082dff6f7f8ebb503b6bcde3730431a';

/** Answers everything, so that it shows what a scenario leaves to it. */
let tempo: RunningServer;
const previews: Record<string, RunningServer> = {};

beforeAll(async () => {
  tempo = await listen(0, (_, response) => {
    const series = [1, 2, 3, 4].map((value) => ({ labels: [], samples: [{ timestampMs: '1', value }] }));
    const body = {
      traces: [{ traceID: 'a' }],
      series,
      metrics: { inspectedBytes: '7', totalJobs: 1, completedJobs: 1 },
    };
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify(body));
  });
  for (const version of ['2.6.1', '3.0.3']) {
    previews[version] = await startPreview(version);
  }
});

afterAll(() => Promise.all([tempo, ...Object.values(previews)].map((server) => server.close())));

function startPreview(version: string): Promise<RunningServer> {
  const answer = createTempoScenarios(version);
  const dataSource = { type: 'tempo', url: `http://127.0.0.1:${tempo.port}`, jsonData: {}, secureJsonData: {} };
  return listen(0, async (request, response) => {
    const [path = '', search] = (request.url ?? '').split('?');
    const visitor = { scenarios: parseScenarios(String(request.headers.cookie)) } as Visitor;
    const exchange = { request, response, method: 'GET', path, captures: [], visitor };
    const isAnswered = await answer(
      { ...exchange, search: search === undefined ? '' : `?${search}` },
      dataSource as unknown as DataSource,
      path.slice(1)
    );
    if (!isAnswered) {
      response.end('left to Tempo');
    }
  });
}

async function ask(scenario: string, path: string, version = '3.0.3') {
  const url = `http://127.0.0.1:${previews[version]?.port}${path}`;
  const { status, headers, body } = await callUpstream({ method: 'GET', url, headers: { Cookie: scenario } });
  const text = body.toString('utf8');
  return { status, text, type: headers['content-type'], json: text.startsWith('{') ? JSON.parse(text) : undefined };
}

const SEARCH = '/api/search?q=%7B%7D';

describe.each(['2.6.1', '3.0.3'])('with Tempo %s', (version) => {
  test.each([
    ['query-400', SEARCH, 400, 'invalid TraceQL query: parse error at line 1, col 2: syntax error: unexpected $end'],
    ['query-400', TRACE, 400, "trace IDs can only contain hex characters: invalid character 'g' at position 1"],
    ['query-429', SEARCH, 429, 'job queue full'],
    ['query-429', METRICS, 429, 'job queue full'],
    ['query-forbidden', METRICS, 403, 'datasources:query'],
    ['query-html', SEARCH, 200, '<!DOCTYPE html>'],
    ['slow,streaming,no-user-storage', SEARCH, 200, 'left to Tempo'],
    ['query-429,many,partial', '/api/status/buildinfo', 200, 'left to Tempo'],
    ['query-500,query-empty', '/ready', 200, 'left to Tempo'],
    ['query-500', '/api/echo', 200, 'left to Tempo'],
    ['query-500,many', '/api/v2/search/tags?scope=intrinsic', 200, 'left to Tempo'],
  ])('%s answers %s with %d', async (scenario, path, status, words) => {
    const answer = await ask(scenario, path, version);
    expect(answer).toMatchObject({ status, text: expect.stringContaining(words) });
  });

  it('has no traces in the scenario query-empty', async () => {
    const empty = (path: string) => ask('query-empty', path, version);
    expect((await empty(SEARCH)).json.traces).toEqual([]);
    // A rate over nothing is a series of zeros, which Tempo leaves out of its JSON.
    const series: Array<{ samples: Array<{ value?: number }> }> = (await empty(METRICS)).json.series;
    expect(series.flatMap(({ samples }) => samples).filter(({ value }) => value !== undefined)).toEqual([]);
    expect((await empty('/api/v2/search/tag/resource.service.name/values')).json.tagValues).toEqual([]);
    const scopes: Array<{ name: string }> = (await empty('/api/v2/search/tags')).json.scopes;
    expect(scopes.map(({ name }) => name)).not.toContain('span');
    expect((await empty(TRACE)).json.trace).toEqual({});
    expect(await empty('/api/search?q=%7B')).toMatchObject({ status: 400 });
  });
});

test.each([
  ['2.6.1', METRICS, 'range specified by start and end (24h0m0s) exceeds 3h0m0s'],
  ['3.0.3', METRICS, 'compiling query: parse error at line 1, col 7'],
  ['3.0.3', '/api/v2/search/tag/nope/values', 'please provide a valid tagName'],
])('%s refuses %s with its own words', async (version, path, words) => {
  expect(await ask('query-400', path, version)).toMatchObject({ status: 400, text: expect.stringContaining(words) });
});

test.each([
  ['2.6.1', SEARCH, 'error querying ingesters in Querier.Search: '],
  ['2.6.1', METRICS, 'error querying generators in Querier.queryRangeRecent: '],
  ['3.0.3', SEARCH, 'error querying live-stores in Querier.SearchRecent: '],
  ['3.0.3', '/api/v2/search/tags', 'error querying live-stores in Querier.SearchTags: '],
])('%s fails at %s with its own words', async (version, path, words) => {
  expect(await ask('query-500', path, version)).toMatchObject({ status: 500, text: expect.stringContaining(words) });
});

it('gives up after two seconds in the scenario query-timeout', async () => {
  const startedMs = Date.now();
  const [search, metrics] = await Promise.all([ask('query-timeout', SEARCH), ask('query-timeout', METRICS)]);
  expect(Date.now() - startedMs).toBeGreaterThanOrEqual(1900);
  expect(search).toMatchObject({ status: 503, text: 'unable to process request in the configured timeout' });
  expect(metrics).toMatchObject({ status: 504, text: 'context deadline exceeded' });
});

it('is slow until the browser cancels in the scenario query-slow', async () => {
  const url = `http://127.0.0.1:${previews['3.0.3']?.port}${SEARCH}`;
  const outcome = await new Promise((resolve) => {
    const request = httpRequest(url, { headers: { Cookie: 'query-slow' } }, () => resolve('answered'));
    request.once('error', () => resolve('cancelled'));
    setTimeout(() => request.destroy(), 200);
    request.end();
  });
  expect(outcome).toBe('cancelled');
});

describe('partial', () => {
  it('says which series are missing, and leaves them out', async () => {
    const { json } = await ask('partial', METRICS);
    expect(json).toMatchObject({
      status: 'PARTIAL',
      message: expect.stringContaining('Response exceeds maximum series limit of 2'),
      metrics: { inspectedBytes: '7', totalJobs: 8, completedJobs: 4 },
    });
    expect(json.series).toHaveLength(2);
  });

  it('has a search with jobs that did not complete, and a trace that is cut', async () => {
    expect((await ask('partial', SEARCH)).json).toMatchObject({
      traces: [{ traceID: 'a' }],
      metrics: { totalJobs: 8, completedJobs: 4 },
    });
    expect((await ask('partial', TRACE)).json).toMatchObject({
      status: 'PARTIAL',
      message: expect.stringContaining('Trace exceeds'),
    });
    expect((await ask('partial', '/api/v2/search/tags')).json).not.toHaveProperty('status');
  });
});

describe('many', () => {
  it('has 25,000 attributes', async () => {
    const scopes: Array<{ name: string; tags: string[] }> = (await ask('many', '/api/v2/search/tags')).json.scopes;
    const own = scopes.filter(({ name }) => name !== 'intrinsic');
    expect(own.flatMap(({ tags }) => tags)).toHaveLength(25_000);
    for (const { tags } of own) {
      expect(new Set(tags).size).toBe(tags.length);
    }
    const ofOne = (await ask('many', '/api/v2/search/tags?scope=resource')).json.scopes;
    expect(ofOne.map(({ name }: { name: string }) => name)).toEqual(['resource']);
    const of26: Array<{ name: string }> = (await ask('many', '/api/v2/search/tags', '2.6.1')).json.scopes;
    expect(of26.find(({ name }) => name === 'intrinsic')).toEqual({
      name: 'intrinsic',
      tags: expect.arrayContaining(['duration', 'trace:rootName']),
    });
  });

  it('has 100,000 values, fewer with a filter or a limit', async () => {
    const count = async (path: string) => (await ask('many', path)).json.tagValues.length;
    const path = '/api/v2/search/tag/resource.service.name/values';
    expect(await count(path)).toBe(100_000);
    expect(await count(`${path}?q=%7B%7D`)).toBe(100_000);
    expect(await count(`${path}?q=${encodeURIComponent('{ span.a = 1 }')}`)).toBe(10_000);
    expect(await count(`${path}?limit=50`)).toBe(50);
    const [first] = (await ask('many', '/api/v2/search/tag/span.http.status_code/values')).json.tagValues;
    expect(first).toEqual({ type: 'int', value: '0' });
  });

  it('finds as many traces as are asked for, the same each time, within the range', async () => {
    const path = `${SEARCH}&limit=10000&spss=4&start=1000&end=4600`;
    const { text, json } = await ask('many', path);
    expect(json.traces).toHaveLength(10_000);
    expect((await ask('many', path)).text).toBe(text);
    const starts: number[] = json.traces.map(
      (trace: { startTimeUnixNano: string }) => Number(trace.startTimeUnixNano) / 1e9
    );
    expect(Math.min(...starts)).toBeGreaterThanOrEqual(1000);
    expect(Math.max(...starts)).toBeLessThanOrEqual(4600);
    expect(starts).toEqual([...starts].sort((a, b) => b - a));
    expect(new Set(json.traces.map((trace: { traceID: string }) => trace.traceID)).size).toBe(10_000);
    expect(Math.max(...json.traces.map((trace: { spanSet: { spans: [] } }) => trace.spanSet.spans.length))).toBe(4);
    expect((await ask('many', SEARCH)).json.traces).toHaveLength(20);
    expect((await ask('many', `${SEARCH}&limit=20000`)).json.traces).toHaveLength(10_000);
  });

  it('refuses what Tempo refuses, and leaves metrics to it', async () => {
    expect(await ask('many', '/api/search?q=%7B')).toMatchObject({ status: 400 });
    expect(await ask('many', `${SEARCH}&limit=0`)).toMatchObject({ status: 400 });
    expect((await ask('many', METRICS)).text).toBe('left to Tempo');
  });

  it('has a trace for every ID, some of them huge', async () => {
    const spansOf = async (id: string) => {
      const { resourceSpans } = (await ask('many', `/api/v2/traces/${id}`)).json.trace;
      return resourceSpans.flatMap((one: { scopeSpans: Array<{ spans: [] }> }) => one.scopeSpans[0]?.spans ?? []);
    };
    const spans: Array<{ spanId: string; parentSpanId?: string }> = await spansOf('1234aaa');
    expect(spans).toHaveLength(60);
    expect(spans.filter(({ parentSpanId }) => parentSpanId === undefined)).toHaveLength(1);
    const ids = new Set(spans.map(({ spanId }) => spanId));
    expect(spans.every(({ parentSpanId }) => parentSpanId === undefined || ids.has(parentSpanId))).toBe(true);
    expect(await spansOf('1234eee')).toHaveLength(5000);
  });
});
