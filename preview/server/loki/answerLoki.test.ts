import { Shop } from '../tempo/demo/shop';
import { findAttributeText } from '../tempo/generator/attributeText';
import type { ResourceSpans, Trace } from '../tempo/model';
import { MemoryTraceStore } from '../tempo/store/memoryTraceStore';
import { answerLoki } from './answerLoki';
import { LogStore } from './logStore';

const NOW_MS = 1_790_000_000_000;
const TRACES = 200;
const store = new MemoryTraceStore({ maxTraces: 1_000, mergesBatches: true, now: () => NOW_MS });

beforeAll(() => {
  const shop = new Shop(7);
  for (let i = 0; i < TRACES; i++) {
    store.append('single-tenant', shop.trace(NOW_MS - 60_000 - i * 1_000));
  }
});

function ask(path: string, parameters: Record<string, string> = {}, encodingFlags = ['categorize-labels']) {
  const request = { method: 'GET', path, parameters: new URLSearchParams(parameters), encodingFlags, nowMs: NOW_MS };
  const answer = answerLoki(request, new LogStore(store));
  return {
    status: answer.status,
    text: 'text' in answer ? answer.text : '',
    json: 'json' in answer ? answer.json : {},
  };
}

interface Stream {
  stream: Record<string, string>;
  values: Array<[string, string, { structuredMetadata?: Record<string, string>; parsed?: Record<string, string> }]>;
}

function find(query: string, parameters: Record<string, string> = {}, flags?: string[]) {
  const { status, text, json } = ask('/loki/api/v1/query_range', { query, ...parameters }, flags);
  expect({ status, text }).toEqual({ status: 200, text: '' });
  const { data } = json as { data: { result: Stream[] } };
  return data.result;
}

const count = (streams: Stream[]) => streams.reduce((sum, { values }) => sum + values.length, 0);
const serviceOf = ({ resource }: ResourceSpans) => findAttributeText('service.name', resource.attributes) ?? '';

function pick(service: string): { trace: Trace; batch: ResourceSpans } {
  for (const trace of store.traces('single-tenant')) {
    const batch = trace.batches.find((one) => serviceOf(one) === service);
    if (batch) {
      return { trace, batch };
    }
  }
  throw new Error(`no trace of ${service}`);
}

const SERVICES = ['storefront', 'accounts', 'search', 'basket', 'orders', 'payments', 'warehouse', 'notifier'];
const findTrace = (id: string) =>
  `| label_format in_line=\`{{ contains "${id}" __line__ }}\` | in_line="true" or trace_id="${id}" | drop in_line`;

test.each(SERVICES)('%s has logs of its traces', (service) => {
  const { trace } = pick(service);
  const [first] = find(`{service_name="${service}"} ${findTrace(trace.traceId)}`);
  expect(first?.stream).toMatchObject({ service_name: service });
  expect(JSON.stringify(first?.values)).toContain(trace.traceId);
});

test.each([
  ['accounts', 0, 'trace_id'],
  ['search', 1, undefined],
])('%s has the trace in the line (%d) or in structured metadata', (service, inLine, inMetadata) => {
  const { trace } = pick(service);
  expect(find(`{service_name="${service}"} |= "${trace.traceId}"`).length > 0).toBe(inLine === 1);
  expect(find(`{service_name="${service}"} | trace_id="${trace.traceId}"`).length > 0).toBe(inMetadata !== undefined);
});

it('has no line in the time of a span itself, and all a few seconds later', () => {
  for (const service of SERVICES) {
    const { trace, batch } = pick(service);
    const query = `{service_name="${service}"} ${findTrace(trace.traceId)}`;
    for (const { startNs, endNs } of batch.scopeSpans.flatMap(({ spans }) => spans)) {
      const start = String(startNs);
      expect(find(query, { start, end: String(endNs) })).toEqual([]);
      expect(count(find(query, { start, end: String(endNs + BigInt(10_000_000_000)) }))).toBeGreaterThan(0);
    }
  }
});

it('reads JSON and logfmt', () => {
  expect(find('{service_name="storefront"} | json | msg!=""')[0]?.values[0]?.[2].parsed).toMatchObject({
    level_extracted: 'info',
    trace_id: expect.stringMatching(/^[0-9a-f]{32}$/),
  });
  expect(find('{service_name="search"} | logfmt | trace_id!=""')).not.toEqual([]);
});

it('gives the newest lines first, as many as are asked for', () => {
  const times = (parameters: Record<string, string>) =>
    find('{service_name="storefront"}', parameters)
      .flatMap(({ values }) => values.map(([time]) => BigInt(time)))
      .sort((a, b) => (a < b ? -1 : 1));
  expect(times({})).toHaveLength(100);
  expect(times({ limit: '7' })).toHaveLength(7);
  const [oldest] = times({ limit: '1', direction: 'forward' });
  const [newest] = times({ limit: '1' });
  expect(oldest).toBeLessThan(newest ?? BigInt(0));
  expect(times({ limit: '5000' }).at(-1)).toBe(newest);
});

it('puts structured metadata among the labels unless it is asked to keep them apart', () => {
  const query = '{service_name="accounts"}';
  const [apart] = find(query, { limit: '1' });
  expect(apart?.stream).not.toHaveProperty('trace_id');
  expect(apart?.values[0]?.[2].structuredMetadata).toMatchObject({
    trace_id: expect.any(String),
    detected_level: 'info',
  });
  const [together] = find(query, { limit: '1' }, []);
  expect(together?.stream).toMatchObject({ trace_id: expect.any(String), service_name: 'accounts' });
  expect(together?.values[0]).toHaveLength(2);
});

it('knows labels, their values and series', () => {
  const { data: names } = ask('/loki/api/v1/labels').json as { data: string[] };
  expect(names).toEqual(expect.arrayContaining(['level', 'namespace', 'pod', 'service_name', 'service_namespace']));
  expect(names).not.toContain('trace_id');
  expect(ask('/loki/api/v1/label/service_name/values').json).toEqual({ status: 'success', data: [...SERVICES].sort() });
  expect(ask('/loki/api/v1/label/level/values', { query: '{service_name="search"}' }).json).toMatchObject({
    data: ['error', 'info'],
  });
  expect(ask('/loki/api/v1/label/nothing/values').json).toEqual({ status: 'success' });
  const { data: series } = ask('/loki/api/v1/series', { 'match[]': '{service_name="notifier"}' }).json as {
    data: object[];
  };
  expect(series).toContainEqual(expect.objectContaining({ service_name: 'notifier', level: 'info' }));
  expect(ask('/loki/api/v1/series', { 'match[]': '{a="b"}' }).json).toEqual({ status: 'success', data: [] });
});

it('has nothing outside the time', () => {
  const lastYear = { start: String(NOW_MS / 1000 - 31_536_000), end: String(NOW_MS / 1000 - 31_500_000) };
  expect(find('{service_name=~".+"}', lastYear)).toEqual([]);
  expect(ask('/loki/api/v1/labels', lastYear).json).toEqual({ status: 'success' });
});

test.each<[string, Record<string, string>, number, string]>([
  [
    'query_range',
    { limit: '9999' },
    400,
    'max entries limit per query exceeded, limit > max_entries_limit_per_query (9999 > 5000)',
  ],
  ['query_range', { limit: 'x' }, 400, 'strconv.Atoi: parsing "x": invalid syntax'],
  ['query_range', { limit: '0' }, 400, 'limit must be a positive value'],
  [
    'query_range',
    { start: 'x' },
    400,
    `could not parse 'start' parameter: strconv.ParseInt: parsing "x": invalid syntax`,
  ],
  ['query_range', { start: '3', end: '2' }, 400, 'end timestamp must not be before or equal to start time'],
  ['query_range', { direction: 'x' }, 400, "invalid direction 'x'"],
  ['query_range', { query: '{}' }, 400, 'parse error : queries require at least one'],
  ['query_range', { query: 'rate({a="b"}[1m])' }, 501, "a query of metrics is not part of the preview's Loki"],
  ['query', {}, 400, 'log queries are not supported as an instant query type'],
  [
    'labels',
    { start: '1', end: '2600000' },
    400,
    'the query time range exceeds the limit (query length: 722h13m19s, limit: 30d1h)',
  ],
  ['nothing', {}, 404, '404 page not found\n'],
])('%s with %j is %d', (path, parameters, status, text) => {
  const answer = ask(`/loki/api/v1/${path}`, { query: '{service_name="search"}', ...parameters });
  expect(answer).toMatchObject({ status, text: expect.stringContaining(text) });
});

it('is ready, and answers what Grafana asks to see whether it is there', () => {
  expect(ask('/ready')).toMatchObject({ status: 200, text: 'ready\n' });
  expect(ask('/loki/api/v1/query', { query: 'vector(1)+vector(1)', time: '4000000000' }).json).toMatchObject({
    data: { resultType: 'vector', result: [{ metric: {}, value: [4_000_000_000, '2'] }] },
  });
});
