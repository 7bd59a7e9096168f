import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { listen, type RunningServer } from '../http/listen';
import type { PluginRole, PluginRoute } from '../pluginProxy/pluginRoute';
import { callUpstream } from '../proxy/callUpstream';
import { createRequestLog } from '../recordedTempo/requestLog';
import { createHandler } from './createHandler';
import { createDataSourceStore } from './dataSourceStore';
import { listPluginPermissions, type Role } from './permissions';
import { createPluginSettingsStore } from './pluginSettings';
import type { PreviewState } from './previewState';

const ID = 'tempo-companion-app';
const READ = `${ID}.components:read`;
const PROXY = `/api/plugin-proxy/${ID}`;

const headers = [
  { name: 'X-Scope-OrgID', content: '{{ orEmpty .JsonData.tenant }}' },
  { name: 'Authorization', content: '{{ if .SecureJsonData.token }}Bearer {{ .SecureJsonData.token }}{{ end }}' },
];
const routes: PluginRoute[] = [
  { path: 'components/ingester/ready', method: 'GET', url: '{{ .JsonData.url }}/ready', reqAction: READ, headers },
  { path: 'components/ingester/status/config', method: 'GET', url: '{{ .JsonData.url }}/status/config', headers },
  { path: 'admin/ready', method: 'GET', url: '{{ .JsonData.url }}/ready', reqRole: 'Admin' },
  { path: 'unset', url: '{{ orEmpty .JsonData.unset }}/ready' },
  { path: 'missing', url: '{{ .JsonData.unset }}/ready' },
  { path: 'broken', url: '{{ .JsonData.url.x }}/ready' },
  { path: 'broken-header', url: '{{ .JsonData.url }}', headers: [{ name: 'X-A', content: '{{ .JsonData.url.x }}' }] },
  { path: 'line-break', url: '{{ .JsonData.url }}', headers: [{ name: 'X-A', content: 'a\nb' }] },
  { path: 'more', url: 'http://user:pass@{{ .JsonData.host }}/base/?secret=1#x' },
  { path: 'tree/*', url: '{{ .JsonData.url }}/base/' },
  { path: 'first', method: 'POST', url: '{{ .JsonData.url }}/post' },
  { path: 'first', method: '*', url: '{{ .JsonData.url }}/any' },
  { path: 'first', method: 'GET', url: '{{ .JsonData.url }}/never' },
  {
    path: 'numeric',
    url: '{{ .JsonData.url }}',
    headers: [{ name: 'X-Scope-OrgID', content: '{{ .JsonData.number }}' }],
  },
];
const roles: PluginRole[] = [
  { role: { name: 'Component reader', permissions: [{ action: READ }] }, grants: ['Admin', 'Editor'] },
];

let upstream: Server;
let seen: IncomingMessage | undefined;
let answer: RequestListener;
let folder: string;
let state: PreviewState;
let grafana: RunningServer;

beforeEach(async () => {
  seen = undefined;
  answer = (_, response) => void response.end('fine');
  upstream = createServer((request, response) => {
    seen = request;
    answer(request, response);
  });
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(upstream.address() as AddressInfo).port}`;
  folder = mkdtempSync(join(tmpdir(), 'plugin-proxy-'));
  const info = { version: '1.0.0', logos: { small: 'a.svg', large: 'a.svg' } };
  const plugin = { id: ID, name: 'x', type: 'app', info, dependencies: {}, routes, roles };
  writeFileSync(join(folder, 'plugin.json'), JSON.stringify(plugin));
  const jsonData = { url: `http://${host}`, host, tenant: 'team-a', number: 1234567, ingesterUrl: 'http://ingester' };
  const app = { enabled: true, jsonData, secureJsonData: { token: 'secret' } };
  state = {
    grafana: '12',
    appUrl: 'http://preview/',
    defaultRole: 'Admin',
    tempo: '2.6.1',
    dataSources: createDataSourceStore([]),
    requests: createRequestLog(),
    settings: createPluginSettingsStore(join(folder, 'settings.json'), app),
    pluginFolder: folder,
    hostFolder: folder,
    imageFolders: [],
  };
  grafana = await listen(
    0,
    createHandler(state, () => undefined)
  );
});

afterEach(async () => {
  await grafana.close();
  upstream.closeAllConnections();
  await new Promise((resolve) => upstream.close(resolve));
  rmSync(folder, { recursive: true });
});

async function call(path: string, { method = 'GET', role = 'Admin', scenario = '', more = {} } = {}) {
  const Cookie = `preview_role=${role}; preview_scenario=${scenario}; preview_visitor=me`;
  const url = `http://127.0.0.1:${grafana.port}${path}`;
  const { status, headers: got, body } = await callUpstream({ method, url, headers: { Cookie, ...more } });
  return { status, headers: got, text: body.toString('utf8') };
}

const message = (text: string) => JSON.stringify({ message: text });

test.each<[path: string, method: string, role: Role, status: number, text: string]>([
  ['/components/ingester/ready', 'GET', 'Admin', 200, 'fine'],
  ['/components/ingester/ready', 'GET', 'Editor', 200, 'fine'],
  ['/components/ingester/ready', 'GET', 'Viewer', 403, message('plugin proxy route access denied')],
  ['/components/ingester/ready', 'POST', 'Admin', 404, message('plugin route match not found')],
  ['/components/ingester/ready', 'HEAD', 'Admin', 404, ''],
  ['/components/ingester/ready/', 'GET', 'Admin', 200, 'fine'],
  ['/components/ingester/shutdown', 'GET', 'Admin', 404, message('plugin route match not found')],
  ['/components/ingester/ready%2F..%2Fshutdown', 'GET', 'Admin', 404, message('plugin route match not found')],
  ['/components/ingester/status/config', 'GET', 'Viewer', 200, 'fine'],
  ['/admin/ready', 'GET', 'Editor', 403, message('plugin proxy route access denied')],
  ['/admin/ready', 'GET', 'Admin', 200, 'fine'],
  ['', 'GET', 'Admin', 404, message('plugin route match not found')],
  ['/unset', 'GET', 'Admin', 502, ''],
  ['/missing', 'GET', 'Admin', 502, ''],
  ['/broken', 'GET', 'Admin', 500, message('Could not interpolate plugin route url')],
  ['/broken-header', 'GET', 'Admin', 500, message('Failed to render plugin headers')],
  ['/line-break', 'GET', 'Admin', 502, ''],
])('%s with %s as %s: %d', async (path, method, role, status, text) => {
  expect(await call(PROXY + path, { method, role })).toMatchObject({ status, text });
});

test.each([
  ['/components/ingester/status/config?mode=diff&x=%7B%7D', 'GET', '/status/config?mode=diff&x=%7B%7D'],
  ['/more?a=1', 'GET', '/base/?a=1'],
  ['/tree/a/b%20c?x', 'GET', '/base/a/b%20c?x'],
  ['/first', 'POST', '/post'],
  ['/first', 'GET', '/any'],
  ['/first', 'DELETE', '/any'],
])('%s with %s asks for %s', async (path, method, url) => {
  expect((await call(PROXY + path, { method })).status).toBe(200);
  expect(seen?.method).toBe(method);
  expect(seen?.url).toBe(url);
});

it('sends the headers of the route, whatever the browser sends, and says who asks', async () => {
  const more = {
    'X-Scope-OrgID': 'other',
    Authorization: 'Bearer mine',
    Accept: 'application/json',
    Origin: 'http://x',
  };
  await call(`${PROXY}/components/ingester/ready`, { role: 'Editor', more });
  expect(seen?.headers).toMatchObject({
    'x-scope-orgid': 'team-a',
    authorization: 'Bearer secret',
    accept: 'application/json',
    'x-forwarded-for': expect.stringContaining('127.0.0.1'),
    'x-preview-visitor': 'me',
  });
  for (const name of ['cookie', 'origin', 'referer']) {
    expect(seen?.headers).not.toHaveProperty(name);
  }
  expect(JSON.parse(String(seen?.headers['x-grafana-context']))).toMatchObject({ OrgRole: 'Editor', Login: 'editor' });
});

it('sends empty headers for what is not set, and numbers as Go prints them', async () => {
  state.settings.update({
    enabled: true,
    jsonData: { url: state.settings.read().jsonData.url },
    secureJsonData: { token: '' },
  });
  await call(`${PROXY}/components/ingester/ready`);
  expect(seen?.headers).toMatchObject({ 'x-scope-orgid': '', authorization: '' });
  state.settings.update({ enabled: true, jsonData: { ...state.settings.read().jsonData, number: 1234567 } });
  await call(`${PROXY}/numeric`);
  expect(seen?.headers['x-scope-orgid']).toBe('1.234567e+06');
});

it('returns status, type and body as they are, 401 too, in a sandbox', async () => {
  answer = (_, response) => {
    response.writeHead(401, { 'Content-Type': 'text/html', 'Set-Cookie': 'a=b', Server: 'tempo' });
    response.end('<b>no</b>');
  };
  const { status, text, headers: got } = await call(`${PROXY}/components/ingester/ready`);
  expect(status).toBe(401);
  expect(text).toBe('<b>no</b>');
  expect(got).toMatchObject({ 'content-type': 'text/html', 'content-security-policy': 'sandbox', via: '1.1 grafana' });
  expect(got).not.toHaveProperty('set-cookie');
  expect(got).not.toHaveProperty('server');
});

it('answers 502 without a body when the component hangs up', async () => {
  answer = (request) => void request.socket.destroy();
  expect(await call(`${PROXY}/components/ingester/ready`)).toMatchObject({ status: 502, text: '' });
});

it('does not know other plugins, nor one that is disabled', async () => {
  expect(await call('/api/plugin-proxy/other-app/x')).toMatchObject({ status: 404, text: message('Plugin not found') });
  state.settings.update({ enabled: false, jsonData: {} });
  expect(await call(`${PROXY}/components/ingester/ready`)).toMatchObject({
    status: 404,
    text: message('Plugin is not enabled'),
  });
});

it('gives the right to the browser in the boot data, by role', async () => {
  const permissionsOf = async (role: Role) => {
    const { text } = await call('/a/tempo-companion-app', { role });
    return JSON.parse(/grafanaBootData = (.*);/.exec(text)?.[1] ?? '').user.permissions as Record<string, unknown>;
  };
  expect((await permissionsOf('Admin'))[READ]).toBe(true);
  expect((await permissionsOf('Editor'))[READ]).toBe(true);
  expect(await permissionsOf('Viewer')).not.toHaveProperty([READ]);
});

it('never shows secrets, only that there are any', async () => {
  const settings = `/api/plugins/${ID}/settings`;
  const { text } = await call(settings, { role: 'Viewer' });
  expect(text).not.toContain('secret"');
  expect(JSON.parse(text).secureJsonFields).toEqual({ token: true });
  state.settings.update({ enabled: true, jsonData: {}, secureJsonData: { token: '' } });
  expect(JSON.parse((await call(settings)).text).secureJsonFields).toEqual({});
});

test.each<[scenario: string, ingesterUrl: unknown]>([
  ['', 'http://ingester'],
  ['no-components', undefined],
  ['tempo-down', 'http://127.0.0.1:1'],
])('with %j the URL of the ingester is %j', async (scenario, ingesterUrl) => {
  const { text } = await call(`/api/plugins/${ID}/settings`, { scenario });
  expect(JSON.parse(text).jsonData.ingesterUrl).toBe(ingesterUrl);
});

it('tells the component which fault the browser wants to see', async () => {
  await call(`${PROXY}/components/ingester/ready`, { scenario: 'fault-empty-ring,slow-not' });
  expect(seen?.headers['x-preview-fault']).toBe('empty-ring');
});

it('shows and clears what the browser asked of Tempo', async () => {
  const request = { component: 'ingester', method: 'GET', path: '/ready', search: '' };
  state.requests.add({ visitor: 'me', ...request });
  state.requests.add({ visitor: 'other', ...request });
  const list = async (search = '') => JSON.parse((await call(`/preview/requests${search}`)).text).requests as unknown[];
  expect(await list()).toEqual([{ visitor: 'me', ...request, timeMs: expect.any(Number) }]);
  expect(await list('?all')).toHaveLength(2);
  expect((await call('/preview/requests', { method: 'DELETE' })).status).toBe(204);
  expect(await list()).toEqual([]);
  expect(await list('?all')).toHaveLength(1);
});

describe('roles that a plugin declares', () => {
  const declare = (action: string, grants: string[]): PluginRole[] => [
    { role: { name: 'r', permissions: [{ action }] }, grants },
  ];

  test.each<[action: string, grants: string[], role: Role, has: boolean]>([
    [READ, ['Admin', 'Editor'], 'Editor', true],
    [READ, ['Viewer'], 'Admin', true],
    [READ, ['Admin'], 'Editor', false],
    [READ, ['Grafana Admin'], 'Admin', true],
    [READ, ['Grafana Admin'], 'Editor', false],
    [`${ID}:read`, ['Viewer'], 'Viewer', true],
    [`${ID}x:read`, ['Viewer'], 'Viewer', false],
    ['plugins:write', ['Viewer'], 'Viewer', false],
    [READ, [], 'Admin', false],
  ])('%s granted to %j, as %s: %s', (action, grants, role, has) => {
    expect(listPluginPermissions(ID, declare(action, grants), role)).toEqual(has ? { [action]: true } : {});
  });
});
