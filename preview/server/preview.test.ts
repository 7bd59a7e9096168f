import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { buildState } from './grafana/buildState';
import { createHandler } from './grafana/createHandler';
import { listen } from './http/listen';
import { callUpstream } from './proxy/callUpstream';
import { createRunFolder, removeRunFolder } from './run/runFolder';
import { startBackends, type Backends } from './startBackends';

// The real thing but for the browser's files: Prometheus with the recording of 3.0.3, the recorded Tempo, the server.
// It starts a process and waits for a scrape.

const TEMPO = '3.0.3';
const ends: Array<() => void | Promise<void>> = [];
const logged: string[] = [];
let backends: Backends;
let base: string;

beforeAll(async () => {
  const runFolder = createRunFolder();
  ends.push(() => removeRunFolder(runFolder));
  const shutdown = { add: (end: () => void | Promise<void>) => void ends.push(end) };
  backends = await startBackends({ tempo: TEMPO, runFolder, shutdown, log: () => undefined });
  const pluginFolder = join(runFolder, 'dist');
  mkdirSync(pluginFolder);
  writeFileSync(join(pluginFolder, 'module.js'), 'define([], () => ({}))');
  writeFileSync(
    join(pluginFolder, 'plugin.json'),
    JSON.stringify({
      id: 'tempo-companion-app',
      name: 'Tempo Companion',
      type: 'app',
      info: { version: '1.2.3', logos: { small: 'img/logo.svg', large: 'img/logo.svg' } },
      includes: [{ type: 'page', name: 'Ingestion', path: '/a/%PLUGIN_ID%/ingestion', addToNav: true }],
      extensions: { addedLinks: [{ title: 'Open', targets: ['grafana/explore/toolbar/action'] }] },
      dependencies: {},
    })
  );
  const input = { grafana: '12' as const, role: 'Admin' as const, appUrl: 'http://preview/', runFolder, pluginFolder };
  const handler = createHandler(buildState({ ...input, hostFolder: pluginFolder, ...backends }), (line) =>
    logged.push(line)
  );
  const server = await listen(0, handler);
  ends.push(() => server.close());
  base = `http://127.0.0.1:${server.port}`;
});

afterAll(async () => {
  for (const end of ends.reverse()) {
    await end();
  }
});

interface Call {
  method?: string;
  cookie?: string;
  accept?: string;
  body?: unknown;
}

async function call(path: string, { method = 'GET', cookie = '', accept = '*/*', body }: Call = {}) {
  const answer = await callUpstream({
    method,
    url: base + path,
    headers: { Cookie: cookie, Accept: accept, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = answer.body.toString('utf8');
  const isJson = String(answer.headers['content-type']).startsWith('application/json');
  return { status: answer.status, text, json: isJson ? JSON.parse(text) : undefined };
}

/** Runs an instant query through the API of Grafana. @returns the labels and the value of every series. */
async function query(expr: string, timeSeconds: number) {
  const to = String(Math.round(timeSeconds * 1000));
  const queries = [{ refId: 'A', datasource: { uid: 'prometheus' }, expr, instant: true, intervalMs: 15_000 }];
  const { json } = await call('/api/ds/query', { method: 'POST', body: { from: to, to, queries } });
  const frames = json.results.A.frames as Array<{
    schema: { fields: Array<{ labels: Record<string, string> }> };
    data: { values: number[][] };
  }>;
  return frames
    .filter(({ schema }) => schema.fields.length > 0)
    .map(({ schema, data }) => ({ labels: schema.fields[1]?.labels ?? {}, value: data.values[1]?.[0] ?? NaN }));
}

describe('Grafana', () => {
  it('is healthy', async () => {
    expect((await call('/api/health')).json).toEqual({ database: 'ok', version: '12.3.0', commit: 'preview' });
  });

  it('shows its page with the boot data of the visitor', async () => {
    const { status, text } = await call('/a/tempo-companion-app/x?y=1', { cookie: 'preview_role=Viewer' });
    expect(status).toBe(200);
    const bootData = JSON.parse(/grafanaBootData = (.*);/.exec(text)?.[1] ?? '');
    expect(bootData.user).toMatchObject({ orgRole: 'Viewer', theme: 'dark' });
    expect(Object.keys(bootData.settings.datasources)).toEqual(['Loki', 'Prometheus', 'Tempo']);
    expect(bootData.settings.datasources.Tempo).toMatchObject({
      uid: 'tempo',
      url: '/api/datasources/proxy/uid/tempo',
      jsonData: { serviceMap: { datasourceUid: 'prometheus' } },
      meta: { id: 'tempo', tracing: true },
    });
    expect(bootData.settings.apps['tempo-companion-app'].extensions).toMatchObject({
      addedLinks: [{ title: 'Open' }],
      addedComponents: [],
    });
    expect(text).not.toContain(backends.tempoUrl);
  });

  test.each([
    '/explore?panes=x',
    '/d/preview',
    '/preview/exposed/a/b/v1',
    '/alerting/new?defaults=x',
    '/dashboard/new',
  ])('leaves the page %s to the browser', async (path) => {
    expect(await call(path)).toMatchObject({ status: 200, text: expect.stringContaining('grafanaBootData') });
  });

  it('keeps what a user stores, in the namespace of the boot data', async () => {
    const bootData = JSON.parse(/grafanaBootData = (.*);/.exec((await call('/explore')).text)?.[1] ?? '');
    const { namespace } = bootData.settings;
    const storage = `/apis/userstorage.grafana.app/v0alpha1/namespaces/${namespace}/user-storage`;
    const name = `tempo-companion-app:${bootData.user.uid}`;
    expect((await call(`${storage}/${name}`)).status).toBe(404);
    const body = { metadata: { name }, spec: { data: { history: '[]' } } };
    expect((await call(`${storage}/`, { method: 'POST', body })).status).toBe(201);
    expect((await call(`${storage}/${name}`)).json.spec).toEqual({ data: { history: '[]' } });
  });

  it('leads from the root to the app', async () => {
    expect((await call('/')).status).toBe(302);
  });

  it('serves the files of the plugin and nothing beside them', async () => {
    expect((await call('/public/plugins/tempo-companion-app/module.js')).text).toContain('define');
    expect((await call('/public/plugins/tempo-companion-app/..%2fplugin-settings.json')).status).toBe(404);
    expect((await call('/public/plugins/tempo-companion-app/../plugin-settings.json')).status).toBe(404);
  });

  it('draws icons, and nothing for one that is missing', async () => {
    expect((await call('/public/build/img/icons/unicons/database.svg')).text).toContain('<path');
    expect(await call('/public/build/img/icons/unicons/none.svg')).toMatchObject({ status: 200 });
  });

  it('keeps the settings of the plugin, which only an Admin may change', async () => {
    const path = '/api/plugins/tempo-companion-app/settings';
    expect((await call(path)).json).toMatchObject({ enabled: true, jsonData: { tempoUid: 'tempo' } });
    const body = { enabled: true, pinned: true, jsonData: { tempoUid: 'other' } };
    expect(await call(path, { method: 'POST', body, cookie: 'preview_role=Editor' })).toMatchObject({ status: 403 });
    // The single binary has no URLs of components.
    expect((await call(path)).json.jsonData).toMatchObject({
      tempoUid: 'tempo',
      metricsUid: 'prometheus',
      querierUrl: '',
    });
    expect(await call(path, { method: 'POST', body })).toMatchObject({ status: 200 });
    expect((await call(path)).json).toMatchObject({ jsonData: { tempoUid: 'other' }, info: { version: '1.2.3' } });
  });

  it('says that it does not know other paths, and logs each once', async () => {
    for (let i = 0; i < 2; i++) {
      expect(await call('/api/nope')).toMatchObject({ status: 404, json: { message: 'Not found' } });
    }
    expect(logged.filter((line) => line.includes('/api/nope'))).toHaveLength(1);
  });
});

describe('Tempo behind the proxy', () => {
  const proxy = '/api/datasources/proxy/uid/tempo';

  it('answers what was recorded, in the form that is asked for', async () => {
    expect((await call(`${proxy}/api/status/buildinfo`)).json).toMatchObject({ version: '3.0.3' });
    expect((await call(`${proxy}/status/services`)).text).toContain('live-store');
    expect((await call(`${proxy}/live-store/ring`)).text).toContain('<html');
    expect((await call(`${proxy}/live-store/ring`, { accept: 'application/json' })).json).toHaveProperty('shards');
    expect((await call(`${proxy}/metrics`)).text).toContain('tempo_build_info');
  });

  it('answers queries from the traces of the demo', async () => {
    const search = await call(
      `${proxy}/api/search?q=${encodeURIComponent('{ resource.service.name != nil }')}&limit=5`
    );
    expect(search.json.traces).toHaveLength(5);
    const refused = await call(`${proxy}/api/search?q=%7B`);
    expect(refused).toMatchObject({ status: 400, text: expect.stringContaining('parse error at line 1, col 2') });
  });

  it('knows tags through the resources of the data source', async () => {
    const resources = '/api/datasources/uid/tempo/resources';
    expect((await call(`${resources}/tags`)).json.scopes).toContainEqual({ name: 'span', tags: expect.anything() });
    expect((await call(`${proxy}/api/v2/search/tag/kind/values`)).json).toHaveProperty('tagValues');
    expect(await call(`${resources}/tag-values`)).toMatchObject({ status: 400 });
    expect(await call(`${resources}/other`)).toMatchObject({ status: 404 });
  });

  it('does not know other paths, and hangs up on unknown status pages', async () => {
    expect(await call(`${proxy}/nope`)).toMatchObject({ status: 404, text: '404 page not found\n' });
    expect(await call(`${proxy}/status/nope`)).toMatchObject({ status: 502 });
  });

  test.each([
    ['tempo-down', 502],
    ['no-permission', 403],
    ['no-datasources', 404],
  ])('with %s answers %d', async (scenario, status) => {
    expect(await call(`${proxy}/ready`, { cookie: `preview_scenario=${scenario}` })).toMatchObject({ status });
  });

  const search = `${proxy}/api/search?q=${encodeURIComponent('{ }')}&limit=3000`;

  test.each([
    ['query-400', 400, 'invalid TraceQL query'],
    ['query-429', 429, 'job queue full'],
    ['query-500', 500, 'error querying live-stores'],
    ['query-timeout', 503, 'unable to process request in the configured timeout'],
    ['query-forbidden', 403, 'datasources:query'],
    ['query-html', 200, '<!DOCTYPE html>'],
    ['query-empty', 200, '"traces":[]'],
    ['partial', 200, '"completedJobs":4'],
  ])('with %s answers searches with %d, and discovery as ever', async (scenario, status, words) => {
    const cookie = `preview_scenario=${scenario}`;
    expect(await call(search, { cookie })).toMatchObject({ status, text: expect.stringContaining(words) });
    expect((await call(`${proxy}/api/status/buildinfo`, { cookie })).json).toMatchObject({ version: '3.0.3' });
    expect((await call(`${proxy}/ready`, { cookie })).status).toBe(200);
  });

  it('has partial metrics with partial, and thousands of traces with many', async () => {
    const metrics = `${proxy}/api/metrics/query_range?q=${encodeURIComponent('{ } | rate() by (resource.service.name)')}`;
    const whole = (await call(metrics)).json;
    const part = (await call(metrics, { cookie: 'preview_scenario=partial' })).json;
    expect(part).toMatchObject({ status: 'PARTIAL' });
    expect(part.series.length).toBeLessThan(whole.series.length);
    expect((await call(search, { cookie: 'preview_scenario=many' })).json.traces).toHaveLength(3000);
  });

  it('is asked to stream with streaming', async () => {
    const { text } = await call('/explore', { cookie: 'preview_scenario=streaming' });
    const { settings } = JSON.parse(/grafanaBootData = (.*);/.exec(text)?.[1] ?? '');
    expect(settings.liveEnabled).toBe(true);
    expect(settings.datasources.Tempo.jsonData.streamingEnabled).toEqual({ search: true, metrics: true });
  });

  it('shows a fault in answers and on /ready', async () => {
    backends.faults.set('not-ready');
    expect(await call(`${proxy}/ready`)).toMatchObject({ status: 503, text: expect.stringContaining('not ready') });
    backends.faults.set('down');
    expect((await call(`${proxy}/status/services`)).status).toBe(502);
    expect((await call(`${proxy}/api/echo`)).status).toBe(502);
    backends.faults.set('errors');
    expect((await call(search)).text).toContain('error querying live-stores');
    backends.faults.set(null);
    expect((await call(`${proxy}/ready`)).status).toBe(200);
  });

  test.each([
    ['fault-not-ready', '/ready', 503, 'LiveStore not ready'],
    ['fault-errors', '/api/search?q=%7B%7D', 500, 'error querying live-stores'],
    ['fault-no-tenant', '/api/search?q=%7B%7D', 400, 'Authentication to data source failed'],
    ['fault-down', '/api/echo', 502, ''],
    ['fault-jobs-failed', '/status/backendscheduler', 200, 'JOB_STATUS_FAILED'],
    ['fault-discard', '/status/runtime_config', 200, 'rate_limit_bytes: 6000'],
  ])('with %s answers %s with %d to that browser alone', async (scenario, path, status, words) => {
    const cookie = `preview_scenario=${scenario}`;
    expect(await call(proxy + path, { cookie })).toMatchObject({ status, text: expect.stringContaining(words) });
    expect((await call(proxy + path)).status).toBe(200);
  });

  it('writes down what each browser asked, also where a scenario or the backend of a data source did', async () => {
    const cookie = 'preview_visitor=log';
    await call(`${proxy}/status/config?mode=diff`, { cookie });
    await call(search, { cookie: `${cookie}; preview_scenario=query-empty` });
    await call('/api/datasources/uid/tempo/health', { cookie });
    await call('/api/datasources/uid/tempo/resources/tags', { cookie });
    const { requests } = (await call('/preview/requests', { cookie })).json;
    const asked = (requests as Array<Record<string, string>>).map(
      ({ component, method, path }) => `${component} ${method} ${path}`
    );
    expect(asked).toEqual([
      'all GET /status/config',
      'scenario GET /api/search',
      'all GET /api/echo',
      'all GET /api/v2/search/tags',
    ]);
  });

  it('is healthy as a data source, and not when it is down', async () => {
    const path = '/api/datasources/uid/tempo/health';
    expect(await call(path)).toMatchObject({ status: 200, json: { status: 'OK' } });
    expect(await call(path, { cookie: 'preview_scenario=tempo-down' })).toMatchObject({
      status: 400,
      json: { status: 'ERROR', message: expect.stringContaining('connection refused') },
    });
  });
});

describe('Loki', () => {
  const range = '/api/datasources/proxy/uid/loki/loki/api/v1/query_range?query=';

  it('has logs of a trace that Tempo has, found by the query that is provisioned', async () => {
    const search = `/api/datasources/proxy/uid/tempo/api/search?q=${encodeURIComponent('{ resource.service.name = "orders" }')}`;
    const { traceID } = (await call(search)).json.traces[0];
    const { Tempo } = (await call('/api/frontend/settings')).json.datasources;
    const expr = String(Tempo.jsonData.tracesToLogsV2.query)
      .replaceAll('${__tags}', 'service_name="orders"')
      .replaceAll('${__span.traceId}', traceID.padStart(32, '0'));
    const { data } = (await call(range + encodeURIComponent(expr))).json;
    expect(data.result[0].stream).toMatchObject({ service_name: 'orders' });
  });

  it('is healthy, and answers resources', async () => {
    expect((await call('/api/datasources/uid/loki/health')).json).toMatchObject({ status: 'OK' });
    const path = '/api/datasources/uid/loki/resources/label/service_name/values';
    expect((await call(path)).json.data).toContain('storefront');
  });

  test.each([
    ['loki-down', 502],
    ['no-loki', 404],
  ])('with %s answers %d', async (scenario, status) => {
    const cookie = `preview_scenario=${scenario}`;
    expect((await call(range + encodeURIComponent('{service_name="orders"}'), { cookie })).status).toBe(status);
  });
});

describe('changing a data source', () => {
  const path = '/api/datasources/uid/tempo';
  const editable = 'preview_visitor=change; preview_scenario=editable-datasources';

  it('is refused for what is provisioned, and without the right', async () => {
    const { json } = await call(path);
    expect(json).toMatchObject({ readOnly: true, version: 1 });
    expect(await call(path, { method: 'PUT', body: json })).toMatchObject({
      status: 403,
      json: { message: 'Cannot update read-only data source' },
    });
    const cookie = `${editable}; preview_role=Editor`;
    expect(await call(path, { method: 'PUT', body: json, cookie })).toMatchObject({
      status: 403,
      json: { title: 'Access denied' },
    });
  });

  it('shows in the settings that the page reads again, to that browser alone', async () => {
    const { json } = await call(path, { cookie: editable });
    const body = { ...json, jsonData: { ...json.jsonData, nodeGraph: { enabled: false } } };
    expect((await call(path, { method: 'PUT', body, cookie: editable })).json).toMatchObject({
      message: 'Datasource updated',
      datasource: { version: 2 },
    });
    const read = async (cookie?: string) =>
      (await call('/api/frontend/settings', { cookie })).json.datasources.Tempo.jsonData.nodeGraph;
    expect(await read(editable)).toEqual({ enabled: false });
    expect(await read()).toEqual({ enabled: true });
    expect((await call(path, { method: 'PUT', body, cookie: editable })).status).toBe(409);
  });

  it('is said to fail where streaming does', async () => {
    const cookie = 'preview_scenario=correlation-streaming';
    expect(await call(`${path}/health`, { cookie })).toMatchObject({
      status: 400,
      json: { message: expect.stringContaining('rpc error') },
    });
  });
});

describe('Prometheus', () => {
  it('has the whole recording, with the labels of a static target', async () => {
    const { startMs, endMs } = backends.playback;
    const counted = await query(`count_over_time(up[2h])`, endMs / 1000);
    expect(counted).toEqual([{ labels: { instance: 'tempo:3200', job: 'tempo' }, value: 220 }]);
    const [uptime] = await query('time() - process_start_time_seconds', endMs / 1000);
    expect(uptime?.value).toBeGreaterThan((endMs - startMs) / 1000);
  });

  it('shows the faults where they were', async () => {
    const [fault] = backends.playback.faults;
    const discarded = 'sum(rate(tempo_discarded_spans_total{reason="rate_limited"}[1m]))';
    const [during] = await query(discarded, (fault?.to ?? 0) - 10);
    const [after] = await query(discarded, (fault?.to ?? 0) + 120);
    expect(during?.value).toBeGreaterThan(10);
    expect(after?.value).toBe(0);
  });

  it('goes on with the same series', async () => {
    const endSeconds = backends.playback.endMs / 1000;
    const before = await query('up{job="tempo"}', endSeconds);
    const deadline = Date.now() + 25_000;
    let live = await query('timestamp(up{job="tempo"})', Date.now() / 1000);
    while ((live[0]?.value ?? 0) <= endSeconds && Date.now() < deadline) {
      await sleep(500);
      live = await query('timestamp(up{job="tempo"})', Date.now() / 1000);
    }
    expect(live[0]?.value).toBeGreaterThan(endSeconds);
    expect(await query('up{job="tempo"}', Date.now() / 1000)).toEqual(before);
    const [spans] = await query('count(tempo_distributor_spans_received_total)', Date.now() / 1000);
    expect(spans?.value).toBe(1);
  });

  it('scrapes what the metrics-generator makes of the demo', async () => {
    const find = () => query('count(count_over_time(traces_spanmetrics_calls_total[5m]) > 1)', Date.now() / 1000);
    // The first is written; each target has its own moment in the interval of 15 seconds.
    expect((await query('count(traces_spanmetrics_calls_total)', Date.now() / 1000))[0]?.value).toBeGreaterThan(10);
    const deadline = Date.now() + 25_000;
    let count = 0;
    while (count === 0 && Date.now() < deadline) {
      await sleep(500);
      count = (await find())[0]?.value ?? 0;
    }
    expect(count).toBeGreaterThan(10);
    expect((await query('count(traces_service_graph_request_total)', Date.now() / 1000))[0]?.value).toBeGreaterThan(3);
  });

  it('has exemplars of traces that Tempo has', async () => {
    const parameters = new URLSearchParams({
      query: 'traces_spanmetrics_latency_bucket{service="orders"}',
      start: String(Date.now() / 1000 - 3600),
      end: String(Date.now() / 1000),
    });
    const path = `/api/datasources/proxy/uid/prometheus/api/v1/query_exemplars?${parameters.toString()}`;
    const { data } = (await call(path)).json as { data: Array<{ exemplars: Array<{ labels: { traceID: string } }> }> };
    const ids = data.flatMap(({ exemplars }) => exemplars.map(({ labels }) => labels.traceID));
    expect(ids.length).toBeGreaterThan(5);
    for (const id of ids) {
      expect((await call(`/api/datasources/proxy/uid/tempo/api/v2/traces/${id}`)).status).toBe(200);
    }
  });

  it('answers resources', async () => {
    const path = '/api/datasources/uid/prometheus/resources/api/v1/label/job/values';
    expect((await call(path)).json).toEqual({ status: 'success', data: ['metrics-generator-output', 'tempo'] });
    expect(await call(path, { cookie: 'preview_scenario=prometheus-down' })).toMatchObject({
      status: 500,
      json: { messageId: 'plugin.requestFailureError' },
    });
  });

  test.each([
    ['', 'up{', 400, { status: 400, error: expect.stringContaining('parse error'), errorSource: 'downstream' }],
    ['', 'nothing_like_it', 200, { status: 200 }],
    ['prometheus-down', 'up', 400, { status: 502, error: expect.stringContaining('connection refused') }],
  ])('with %j answers the query %s with %d', async (scenario, expr, status, result) => {
    const queries = [{ refId: 'A', datasource: { uid: 'prometheus' }, expr, range: true }];
    const cookie = `preview_scenario=${scenario}`;
    const body = { from: 'now-1h', to: 'now', queries };
    expect(await call('/api/ds/query', { method: 'POST', body, cookie })).toMatchObject({
      status,
      json: { results: { A: result } },
    });
  });
});
