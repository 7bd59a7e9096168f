import { createTempoClient, type TempoClient, type TransportRequest } from '../client';
import { RECORDED_QUERIES, recordedQueryTransport } from '../testdata/recordedQueries';
import { fetchMetricsRange } from './metricsQuery';
import { fetchSearch } from './search';
import { fetchTags } from './tags';
import { fetchTagValues } from './tagValues';
import { fetchTrace } from './traceById';

const range = { fromSeconds: 1795334602, toSeconds: 1795334692 };
const recorded = (system: string) => createTempoClient(recordedQueryTransport(system));
const search = (client: TempoClient, query = '{}') =>
  fetchSearch(client, { query, range, limit: 20, spansPerSpanset: 3 });
const metrics = (client: TempoClient, query = '{} | rate()') =>
  fetchMetricsRange(client, { query, range, stepSeconds: 10, exemplars: undefined });

describe.each(['2.6.1', '3.0.3'])('what Tempo %s answered', (system) => {
  const client = recorded(system);

  it('traces with padded ids, services by name, and times in milliseconds', async () => {
    const { traces, cost } = await search(client, '{ span.order.items >= 5 }');
    expect(traces.map(({ traceId }) => traceId)).toContain('01c3f0295e0ef3220a0d030931747cd5');
    expect(traces[0]).toMatchObject({
      rootServiceName: 'frontend',
      rootTraceName: 'POST /checkout',
      startMs: 1795334678100,
      durationMs: 391,
      services: [
        { name: 'checkout', spanCount: 5, errorCount: 0 },
        { name: 'frontend', spanCount: 2, errorCount: 0 },
        { name: 'payment', spanCount: 2, errorCount: 0 },
        { name: 'shipping', spanCount: 2, errorCount: 0 },
      ],
      spansets: [
        {
          matched: 1,
          attributes: [],
          spans: [
            {
              spanId: '547ff2f2053444df',
              name: '',
              startMs: 1795334678128.605,
              durationNs: 12794368,
              attributes: [{ key: 'order.items', type: 'int', value: 5 }],
            },
          ],
        },
      ],
    });
    expect(cost.completedJobs).toBeGreaterThan(0);
  });

  it('what a pipeline counted', async () => {
    const { traces } = await search(client, '{ } | count() > 8');
    expect(traces[0]?.spansets[0]?.attributes).toEqual([{ key: 'count()', type: 'int', value: 11 }]);
    expect(traces[0]?.spansets[0]?.spans).toHaveLength(11);
  });

  it('series with zeros and exemplars', async () => {
    const { series, partial } = await metrics(client, '{ status = error } | rate() by (resource.service.name)');
    expect(partial).toBe('');
    expect(series).toHaveLength(4);
    const values = series[0]?.samples.map(({ value }) => value);
    expect(values).toEqual(expect.arrayContaining([0, 0.2, 0.4]));
    expect(series[0]?.labels).toEqual([{ key: 'resource.service.name', type: 'string', value: 'checkout' }]);
    const traceIds = series.flatMap(({ exemplars }) => exemplars.map(({ traceId }) => traceId));
    expect(traceIds.length).toBeGreaterThan(0);
    expect(traceIds.filter((id) => !/^[0-9a-f]{32}$/.test(id))).toEqual([]);
    expect(series[0]?.samples[0]?.timeMs).toBeGreaterThan(1795334000000);
  });

  it('buckets and quantiles as numbers', async () => {
    const histogram = await metrics(client, '{ } | histogram_over_time(duration) by (resource.service.name)');
    expect(histogram.series[0]?.labels[1]).toMatchObject({ key: '__bucket', type: 'float' });
    const quantiles = await metrics(
      client,
      '{ kind = server } | quantile_over_time(duration, .95) by (resource.service.name)'
    );
    expect(quantiles.series[0]?.labels[1]).toEqual({ key: 'p', type: 'float', value: 0.95 });
  });

  it('exemplars of durations in seconds, like their series', async () => {
    const { series } = await metrics(
      client,
      '{ kind = server } | quantile_over_time(duration, .95) by (resource.service.name)'
    );
    const exemplars = series.flatMap((one) => one.exemplars);
    expect(exemplars.length).toBeGreaterThan(50);
    for (const { value, labels } of exemplars) {
      const text = labels.find(({ key }) => key === 'duration')?.value;
      const seconds = Number.parseFloat(String(text)) / (String(text).endsWith('ms') ? 1000 : 1);
      expect(value).toBeCloseTo(seconds, 6);
    }
  });

  it('exemplars of counts at the height of their series', async () => {
    const { series } = await metrics(client, '{} | rate()');
    const values = series.flatMap(({ exemplars }) => exemplars.map(({ value }) => value));
    expect(Math.max(...values.map(Number))).toBeGreaterThan(20);
  });

  it('a comparison', async () => {
    const { series } = await metrics(client, '{ nestedSetParent < 0 } | compare({ duration > 500ms }, 5)');
    const types = new Set(series.map(({ labels }) => labels.find(({ key }) => key === '__meta_type')?.value));
    expect([...types].sort()).toEqual(['baseline', 'baseline_total', 'selection', 'selection_total']);
  });

  it('names by scope', async () => {
    const { scopes } = await fetchTags(client, { range });
    expect(scopes.map(({ name }) => name)).toEqual(expect.arrayContaining(['intrinsic', 'resource', 'span', 'event']));
    expect(scopes.find(({ name }) => name === 'resource')?.tags).toContain('service.name');
  });

  it('values with their types', async () => {
    const values = async (field: string) => (await fetchTagValues(client, field, { range })).values;
    expect(await values('span.http.status_code')).toContainEqual({ text: '404', type: 'int' });
    expect(await values('span.cache.hit')).toContainEqual({ text: 'true', type: 'bool' });
    expect(await values('span.order.total')).toContainEqual({ text: expect.stringMatching(/^\d+/), type: 'float' });
    expect(await values('kind')).toContainEqual({ text: 'server', type: 'keyword' });
    expect(await fetchTagValues(client, 'name', { range, filter: '{status=error}' })).toMatchObject({
      values: expect.arrayContaining([{ text: 'card processor', type: 'string' }]),
    });
  });

  it('a whole trace', async () => {
    const { spans, traceId, partial } = await fetchTrace(client, '1B9DC2FB4BAE81926AF3255627B41ABF');
    expect(traceId).toBe('1b9dc2fb4bae81926af3255627b41abf');
    expect(partial).toBe('');
    const root = spans[0];
    expect(root).toMatchObject({
      spanId: 'df2fa4848073f41b',
      parentSpanId: '',
      name: 'POST /checkout',
      kind: 'server',
      status: 'error',
      statusMessage: 'HTTP 500',
      serviceName: 'frontend',
      startMs: system === '2.6.1' ? 1795334118000 : 1795334653100,
      durationNs: 742193408,
      scope: { name: 'io.shop.frontend', version: '1.0', attributes: [] },
    });
    expect(root?.attributes).toEqual(
      expect.arrayContaining([
        { key: 'cache.hit', type: 'bool', value: false },
        { key: 'basket.value', type: 'float', value: 282.73 },
        { key: 'http.request.header.accept', type: 'array', value: ['text/html', 'application/json'] },
      ])
    );
    const ids = new Set(spans.map(({ spanId }) => spanId));
    expect(spans.filter(({ parentSpanId }) => parentSpanId !== '' && !ids.has(parentSpanId))).toEqual([]);
    const exception = spans.flatMap(({ events }) => events).find(({ name }) => name === 'exception');
    expect((exception?.timeMs ?? 0) - (root?.startMs ?? 0)).toBeCloseTo(670.943, 3);
  });

  it('every recorded answer can be read', async () => {
    const asked = RECORDED_QUERIES.filter((answer) => answer.system === system);
    expect(asked.length).toBeGreaterThan(35);
    for (const { path } of asked) {
      const { pathname, searchParams } = new URL(path, 'http://tempo');
      const filter = searchParams.get('q') ?? '';
      const field = /\/tag\/(.*)\/values/.exec(pathname)?.[1];
      if (pathname === '/api/search') {
        expect((await search(client, filter)).traces.length).toBeGreaterThan(0);
      } else if (pathname.includes('metrics')) {
        expect((await metrics(client, filter)).series.length).toBeGreaterThan(0);
      } else if (field) {
        const { values } = await fetchTagValues(client, decodeURIComponent(field), { range, filter });
        expect(values.every(({ text }) => text !== '')).toBe(true);
      } else if (pathname.endsWith('/tags')) {
        const { scopes } = await fetchTags(client, { range, scope: searchParams.get('scope') ?? undefined });
        expect(scopes.length).toBeGreaterThan(0);
      } else {
        expect((await fetchTrace(client, pathname.split('/').pop() ?? '')).spans.length).toBeGreaterThan(0);
      }
    }
  });
});

describe('what is sent', () => {
  const sent = async (ask: (client: TempoClient) => Promise<unknown>) => {
    const requests: TransportRequest[] = [];
    await ask(
      createTempoClient(async (request) => {
        requests.push(request);
        return { status: 200, contentType: 'application/json', body: '{}' };
      })
    );
    return requests.map(({ path }) => decodeURIComponent(path.replaceAll('+', ' ')));
  };

  it.each([
    ['whole seconds, rounded outward', 10.9, 20.1, 'start=10&end=21'],
    ['an end after the start', 20, 10, 'start=20&end=21'],
    ['no start at zero, which means none', -5, 10, 'start=1&end=10'],
    ['ten digits at most', 5, 1e13, 'start=5&end=4294967295'],
  ])('%s', async (_, fromSeconds, toSeconds, expected) => {
    expect(await sent((client) => fetchTags(client, { range: { fromSeconds, toSeconds } }))).toEqual([
      `/api/v2/search/tags?${expected}`,
    ]);
  });

  it('refuses a range that is no number', async () => {
    const never = createTempoClient(() => Promise.reject(new Error('was asked')));
    await expect(fetchTags(never, { range: { fromSeconds: NaN, toSeconds: 1 } })).rejects.toThrow(RangeError);
  });

  it.each([
    [0, 0, 'limit=1&spss=1'],
    [-3, NaN, 'limit=1&spss=1'],
    [20.7, 3.2, 'limit=20&spss=3'],
  ])('limit %d and spss %d as whole numbers of at least one', async (limit, spansPerSpanset, expected) => {
    const [path] = await sent((client) => fetchSearch(client, { query: '{}', range, limit, spansPerSpanset }));
    expect(path).toContain(`/api/search?q={}&${expected}&start=`);
  });

  it.each([
    [10, 5, 'step=10s&exemplars=5'],
    [0.25, 0, 'step=0.25s&exemplars=1'],
    [0, undefined, 'step=0.001s'],
    [undefined, undefined, 'end=1795334692'],
  ])('step %d and exemplars %d', async (stepSeconds, exemplars, expected) => {
    const [path] = await sent((client) =>
      fetchMetricsRange(client, { query: '{}|rate()', range, stepSeconds, exemplars })
    );
    expect(path).toMatch(new RegExp(`${expected.replaceAll('.', '\\.')}$`));
  });

  it('names and filters encoded', async () => {
    const paths: string[] = [];
    const client = createTempoClient(async ({ path }) => {
      paths.push(path);
      return { status: 200, contentType: 'application/json', body: '{}' };
    });
    await fetchTagValues(client, 'span."my name"', { range, filter: '{ .a = "&" }' });
    expect(paths[0]).toMatch(/^\/api\/v2\/search\/tag\/span\.%22my%20name%22\/values\?start=\d+&end=\d+&q=%7B\+\.a/);
  });
});
