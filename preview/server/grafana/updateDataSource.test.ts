import { listen, type RunningServer } from '../http/listen';
import { dispatch, type Route } from '../http/router';
import { callUpstream } from '../proxy/callUpstream';
import { renderDataSource } from './dataSource';
import { createDataSourceStore, type DataSourceStore } from './dataSourceStore';
import { buildDataSource } from './testdata/buildDataSource';
import { updateDataSource } from './updateDataSource';
import { identifyVisitor } from './visitor';

const COOKIE = 'preview_visitor=one; preview_scenario=editable-datasources';

let server: RunningServer;
let store: DataSourceStore;

beforeEach(async () => {
  store = createDataSourceStore([
    buildDataSource({ id: 1, uid: 'tempo', jsonData: { a: 1 }, secureJsonData: { httpHeaderValue1: 'shop' } }),
    buildDataSource({ id: 2, uid: 'loki', isDefault: true }),
  ]);
  const routes: Route[] = [{ method: 'PUT', pattern: /^\/(\w+)$/, handle: updateDataSource(store) }];
  server = await listen(0, (request, response) => {
    const visitor = identifyVisitor(request, new URL('http://preview/'), 'Admin');
    const { method = '', url: path = '' } = request;
    void dispatch(routes, { request, response, method, path, search: '', visitor });
  });
});
afterEach(() => server.close());

interface Put {
  cookie?: string;
  uid?: string;
  contentType?: string;
}

async function put(
  change: Record<string, unknown>,
  { cookie = COOKIE, uid = 'tempo', contentType = 'application/json' }: Put = {}
) {
  const current = list(cookie).find((dataSource) => dataSource.uid === uid);
  const { status, body } = await callUpstream({
    method: 'PUT',
    url: `http://127.0.0.1:${server.port}/${uid}`,
    headers: { Cookie: cookie, 'Content-Type': contentType },
    body: JSON.stringify({ ...(current && renderDataSource(current)), ...change }),
  });
  return { status, json: JSON.parse(body.toString('utf8')) };
}

function list(cookie: string) {
  return store.list(identifyVisitor({ headers: { cookie } } as never, new URL('http://preview/'), 'Admin'));
}

it('changes what was read, keeps the secrets and counts the version', async () => {
  const answer = await put({ jsonData: { b: 2 } });
  expect(answer).toMatchObject({
    status: 200,
    json: {
      message: 'Datasource updated',
      id: 1,
      name: 'tempo',
      datasource: { version: 2, jsonData: { b: 2 }, secureJsonFields: { httpHeaderValue1: true }, readOnly: false },
    },
  });
  expect(list(COOKIE)[0]).toMatchObject({
    jsonData: { b: 2 },
    secureJsonData: { httpHeaderValue1: 'shop' },
    version: 2,
  });
  await put({ secureJsonData: { basicAuthPassword: 'x' }, jsonData: undefined });
  expect(list(COOKIE)[0]).toMatchObject({
    jsonData: {},
    secureJsonData: { httpHeaderValue1: 'shop', basicAuthPassword: 'x' },
  });
});

it('shows a change to the browser that made it, in the scenarios that it was made in', async () => {
  await put({ jsonData: { b: 2 } });
  expect(list(`${COOKIE},slow`)[0]?.jsonData).toEqual({ b: 2 });
  expect(list(COOKIE.replace('one', 'two'))[0]?.jsonData).toEqual({ a: 1 });
  expect(list(`${COOKIE},correlation-node-graph-off`)[0]?.jsonData).toEqual({ a: 1, nodeGraph: { enabled: false } });
});

it('has one default data source', async () => {
  await put({ isDefault: true });
  expect(list(COOKIE).map(({ isDefault }) => isDefault)).toEqual([true, false]);
});

it('keeps the URL where the command has none', async () => {
  await put({ url: '' });
  expect(list(COOKIE)[0]?.url).toBe('http://tempo');
});

test.each<[string, Record<string, unknown>, Put, number, string]>([
  ['what is provisioned', {}, { cookie: 'preview_visitor=one' }, 403, 'Cannot update read-only data source'],
  ['an unknown one', { name: 'x', type: 'tempo', access: 'proxy' }, { uid: 'x' }, 404, 'Data source not found'],
  [
    'a hidden one',
    { name: 'loki', type: 'loki', access: 'proxy' },
    { uid: 'loki', cookie: `${COOKIE},no-loki` },
    404,
    'Data source not found',
  ],
  [
    'a name that is taken',
    { name: 'loki' },
    {},
    409,
    'Failed to update datasource: data source with the same name already exists',
  ],
  ['no name', { name: '' }, {}, 400, 'bad request data'],
  ['a text for jsonData', { jsonData: 'x' }, {}, 400, 'bad request data'],
  ['another content type', {}, { contentType: 'text/plain' }, 400, 'bad request data'],
  ['a URL that is none', { url: 'http://[' }, {}, 400, 'Validation error, invalid URL'],
])('refuses %s', async (_, change, options, status, message) => {
  expect(await put(change, options)).toEqual({ status, json: { message } });
});

it('refuses a change of an older version, and takes one that names none', async () => {
  await put({ jsonData: { b: 2 } });
  expect(await put({ version: 1 })).toEqual({
    status: 409,
    json: { message: 'Datasource has already been updated by someone else. Please reload and try again' },
  });
  expect(list(COOKIE)[0]?.jsonData).toEqual({ b: 2 });
  expect((await put({ jsonData: { c: 3 }, version: 0 })).json.datasource).toMatchObject({
    version: 1,
    jsonData: { c: 3 },
  });
});
