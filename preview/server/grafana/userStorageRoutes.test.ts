import { listen, type RunningServer } from '../http/listen';
import { dispatch } from '../http/router';
import { callUpstream } from '../proxy/callUpstream';
import { createUserStorageRoutes } from './userStorageRoutes';
import { identifyVisitor } from './visitor';

const BASE = '/apis/userstorage.grafana.app/v0alpha1/namespaces/default/user-storage';
const NAME = 'tempo-companion-app:preview-admin';
const MERGE = { 'Content-Type': 'application/merge-patch+json' };

let server: RunningServer;

beforeEach(async () => {
  const routes = createUserStorageRoutes();
  server = await listen(0, (request, response) => {
    const visitor = identifyVisitor(request, new URL('http://preview/'), 'Admin');
    const { method = '', url: path = '' } = request;
    void dispatch(routes, { request, response, method, path, search: '', visitor });
  });
});
afterEach(() => server.close());

async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const url = `http://127.0.0.1:${server.port}${BASE}${path}`;
  const answer = await callUpstream({
    method,
    url,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return { status: answer.status, json: JSON.parse(answer.body.toString('utf8')) };
}

const create = (data: Record<string, string>, name = NAME, headers = {}) =>
  call('POST', '/', { metadata: { name, labels: { user: 'u' } }, spec: { data } }, headers);

it('has nothing at first', async () => {
  expect(await call('GET', `/${NAME}`)).toMatchObject({ status: 404, json: { kind: 'Status', reason: 'NotFound' } });
  expect((await call('PATCH', `/${NAME}`, { spec: {} }, MERGE)).status).toBe(404);
});

it('keeps what is created, and merges changes into it', async () => {
  expect((await create({ a: '1' })).status).toBe(201);
  expect((await create({ a: '2' })).status).toBe(409);
  const { status, json } = await call('PATCH', `/${NAME}`, { spec: { data: { b: '2' } } }, MERGE);
  expect(status).toBe(200);
  expect(json.metadata).toMatchObject({ name: NAME, namespace: 'default', resourceVersion: '2' });
  expect((await call('GET', `/${NAME}`)).json.spec).toEqual({ data: { a: '1', b: '2' } });
  await call('PATCH', `/${encodeURIComponent(NAME)}`, { spec: { data: { a: null } } }, MERGE);
  expect((await call('GET', `/${NAME}`)).json.spec).toEqual({ data: { b: '2' } });
});

it('takes changes only as merge patches', async () => {
  await create({ a: '1' });
  expect((await call('PATCH', `/${NAME}`, { spec: {} }, { 'Content-Type': 'application/json' })).status).toBe(415);
});

it('keeps users and browsers apart', async () => {
  expect(await create({}, 'tempo-companion-app:preview-viewer')).toMatchObject({ status: 422 });
  expect(await call('GET', '/tempo-companion-app:preview-viewer')).toMatchObject({ status: 403 });
  await create({ a: '1' }, NAME, { Cookie: 'preview_visitor=one' });
  expect((await call('GET', `/${NAME}`, undefined, { Cookie: 'preview_visitor=one' })).status).toBe(200);
  expect((await call('GET', `/${NAME}`, undefined, { Cookie: 'preview_visitor=two' })).status).toBe(404);
});

it('refuses everything in the scenario no-user-storage', async () => {
  const headers = { Cookie: 'preview_scenario=no-user-storage' };
  expect(await call('GET', `/${NAME}`, undefined, headers)).toMatchObject({
    status: 403,
    json: { reason: 'Forbidden' },
  });
  expect(await create({ a: '1' }, NAME, headers)).toMatchObject({ status: 403 });
});
