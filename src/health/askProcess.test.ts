import { createTempoClient, type Transport } from '../tempo';
import { recordedComponentTransport } from '../tempo/testdata/recordedComponents';
import { askProcess } from './askProcess';

const { signal } = new AbortController();

/** Notes what is asked. */
function watched(transport: Transport): { transport: Transport; paths: string[] } {
  const paths: string[] = [];
  return {
    paths,
    transport: (request) => {
      paths.push(request.path);
      return transport(request);
    },
  };
}

it.each([
  ['2.6.1', 'distributor', ['ingester', 'metrics-generator']],
  ['2.6.1', 'querier', ['ingester', 'secondary-ingester', 'metrics-generator']],
  ['2.6.1', 'query-frontend', []],
  ['2.6.1', 'compactor', ['compactor']],
] as const)('reads of %s %s all that it has a page for, each page once', async (release, name, rings) => {
  const { transport, paths } = watched(recordedComponentTransport(`${release} ${name}`));
  const process = await askProcess({ name, via: 'data source', client: createTempoClient(transport) }, signal);
  expect(process).toMatchObject({
    readiness: { ok: true, value: { ready: true } },
    buildInfo: { ok: true },
    services: { ok: true },
    config: { ok: true },
    runtimeConfig: { ok: true },
  });
  const shown = Object.entries(process.rings ?? {}).filter(([, ring]) => ring.ok);
  expect(shown.map(([ring]) => ring)).toEqual(expect.arrayContaining(rings.filter((r) => r !== 'secondary-ingester')));
  expect(new Set(paths).size).toBe(paths.length);
  expect(paths).not.toContain('/status/backendscheduler');
  expect(process.backendJobs).toBeUndefined();
});

it.each([
  ['refused by Grafana', { status: 403, contentType: '', body: '{"message":"plugin proxy route access denied"}' }],
  ['not there', { status: 502, contentType: '', body: '' }],
])('asks no more of a process that is %s', async (_, answer) => {
  const { transport, paths } = watched(async () => answer);
  const process = await askProcess({ name: 'ingester', via: 'route', client: createTempoClient(transport) }, signal);
  expect(paths).toEqual(['/status/endpoints']);
  expect(process.readiness).toMatchObject({ ok: false, failure: { said: expect.any(String) } });
});

it('asks through a route only what has a route', async () => {
  const everything = ['/memberlist', '/ingester/ring', '/compactor/ring', '/flush', '/shutdown'];
  const table = [
    '+------+---------+',
    '| NAME | METHODS |',
    '+------+---------+',
    ...everything.map((path) => `| ${path} | GET |`),
    '+------+---------+',
  ].join('\n');
  const { transport, paths } = watched(async ({ path }) => ({
    status: path === '/status/endpoints' ? 200 : 404,
    contentType: 'text/plain',
    body: path === '/status/endpoints' ? table : '404 page not found\n',
  }));
  await askProcess({ name: 'ingester', via: 'route', client: createTempoClient(transport) }, signal);
  expect(paths).toContain('/memberlist');
  expect(paths).not.toContain('/ingester/ring');
  expect(paths.filter((path) => /flush|shutdown/.test(path))).toEqual([]);
});

it('ends with the signal', async () => {
  const client = createTempoClient(() => Promise.reject(new DOMException('', 'AbortError')));
  await expect(askProcess({ name: 'querier', via: 'route', client }, signal)).rejects.toMatchObject({
    name: 'AbortError',
  });
});
