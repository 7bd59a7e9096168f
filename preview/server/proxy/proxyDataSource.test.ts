import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { DataSource } from '../grafana/dataSource';
import { listen, type RunningServer } from '../http/listen';
import { callUpstream } from './callUpstream';
import { proxyDataSource } from './proxyDataSource';
import { findRefusal, joinUrl } from './proxyRules';

const tempo: DataSource = {
  id: 1,
  uid: 'tempo',
  name: 'Tempo',
  type: 'tempo',
  url: '',
  isDefault: false,
  jsonData: {},
  secureJsonData: {},
  basicAuth: false,
  basicAuthUser: '',
  readOnly: true,
  version: 1,
};

let upstream: Server;
let seen: IncomingMessage | undefined;
let respond: RequestListener;
let proxy: RunningServer;
let dataSource: DataSource;

beforeEach(async () => {
  respond = (_, response) => void response.end('fine');
  upstream = createServer((request, response) => {
    seen = request;
    respond(request, response);
  });
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  dataSource = { ...tempo, url: `http://127.0.0.1:${(upstream.address() as AddressInfo).port}` };
  proxy = await listen(0, (request, response) => {
    const [path = '', search] = (request.url ?? '').slice(1).split('?');
    const found = { ...dataSource };
    proxyDataSource({
      request,
      response,
      dataSource: found,
      path,
      search: search === undefined ? '' : `?${search}`,
      grafanaVersion: '12.3.0',
    });
  });
});

afterEach(async () => {
  await proxy.close();
  upstream.closeAllConnections();
  await new Promise((resolve) => upstream.close(resolve));
});

const call = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  callUpstream({ method, url: `http://127.0.0.1:${proxy.port}${path}`, headers });

it('passes path, query, method and body on as they are', async () => {
  let body = '';
  respond = (request, response) => {
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => response.end());
  };
  await callUpstream({
    method: 'PUT',
    url: `http://127.0.0.1:${proxy.port}/api/tag/a%2Fb/values?q=%7B%7D&x`,
    body: 'hi',
  });
  expect(seen?.url).toBe('/api/tag/a%2Fb/values?q=%7B%7D&x');
  expect(seen?.method).toBe('PUT');
  expect(body).toBe('hi');
});

it('keeps cookies, origin and credentials of the browser to itself, and passes on other headers', async () => {
  await call('/ready', {
    Cookie: 'grafana_session=secret',
    Origin: 'http://grafana',
    Referer: 'http://grafana/a/x',
    Authorization: 'Bearer of-grafana',
    'X-Forwarded-Host': 'grafana',
    'X-Scope-OrgID': 'team-a',
    Accept: 'application/json',
  });
  const { headers } = seen ?? {};
  for (const name of ['cookie', 'origin', 'referer', 'authorization', 'x-forwarded-host']) {
    expect(headers).not.toHaveProperty(name);
  }
  expect(headers).toMatchObject({
    'x-scope-orgid': 'team-a',
    accept: 'application/json',
    'x-grafana-referer': 'http://grafana/a/x',
    'x-forwarded-for': expect.stringContaining('127.0.0.1'),
    'user-agent': 'Grafana/12.3.0',
    host: dataSource.url.slice('http://'.length),
  });
});

it('lets the headers of the data source win', async () => {
  dataSource.jsonData = { httpHeaderName1: 'X-Scope-OrgID' };
  dataSource.secureJsonData = { httpHeaderValue1: 'configured' };
  await call('/ready', { 'X-Scope-OrgID': 'browser' });
  expect(seen?.headers['x-scope-orgid']).toBe('configured');
});

it('sends the credentials of the data source, and what X-DS-Authorization says instead', async () => {
  Object.assign(dataSource, {
    basicAuth: true,
    basicAuthUser: 'u',
    secureJsonData: { basicAuthPassword: 'p' },
  });
  await call('/ready');
  expect(seen?.headers.authorization).toBe(`Basic ${Buffer.from('u:p').toString('base64')}`);
  await call('/ready', { 'X-DS-Authorization': 'Bearer x' });
  expect(seen?.headers.authorization).toBe('Bearer x');
  expect(seen?.headers).not.toHaveProperty('x-ds-authorization');
});

it('returns status, type and body untouched, in a sandbox and without cookies', async () => {
  respond = (_, response) => {
    response.writeHead(404, { 'Content-Type': 'text/html', 'Set-Cookie': 'a=b', Server: 'tempo' });
    response.end('<b>no</b>');
  };
  const { status, headers, body } = await call('/nope');
  expect(status).toBe(404);
  expect(body.toString()).toBe('<b>no</b>');
  expect(headers).toMatchObject({
    'content-type': 'text/html',
    'content-security-policy': 'sandbox',
    via: '1.1 grafana',
  });
  expect(headers).not.toHaveProperty('set-cookie');
  expect(headers).not.toHaveProperty('server');
});

it('turns 401 into 400', async () => {
  respond = (_, response) => void response.writeHead(401).end('no org id');
  const { status, body } = await call('/api/search');
  expect(status).toBe(400);
  expect(body.toString()).toBe('Authentication to data source failed');
});

it('answers 502 without a body when the server is away or hangs up', async () => {
  respond = (request) => void request.socket.destroy();
  expect(await call('/status/unknown')).toMatchObject({ status: 502, body: Buffer.alloc(0) });
  dataSource.url = 'http://127.0.0.1:1';
  expect(await call('/ready')).toMatchObject({ status: 502, body: Buffer.alloc(0) });
});

describe('for Prometheus', () => {
  const prometheus = { ...tempo, type: 'prometheus' };

  test.each([
    ['GET', 'api/v1/admin', undefined],
    ['POST', 'api/v1/query', undefined],
    ['POST', 'api/v1/query_range', undefined],
    ['POST', '/api/v1/labels', undefined],
    ['POST', 'api/v1/admin/tsdb/delete_series', 'non allow-listed POSTs not allowed on proxied Prometheus datasource'],
    ['POST', 'api/v1/query/../admin', 'non allow-listed POSTs not allowed on proxied Prometheus datasource'],
    ['PUT', 'api/v1/query', 'non allow-listed PUTs not allowed on proxied Prometheus datasource'],
    ['DELETE', 'api/v1/series', 'non allow-listed DELETEs not allowed on proxied Prometheus datasource'],
  ])('%s %s: %s', (method, path, refusal) => {
    expect(findRefusal(prometheus, method, path)).toBe(refusal);
  });

  it('refuses with 403 and the reason', async () => {
    dataSource.type = 'prometheus';
    const { status, body } = await call('/api/v1/series', {}, 'DELETE');
    expect(status).toBe(403);
    expect(JSON.parse(body.toString())).toEqual({
      message: 'non allow-listed DELETEs not allowed on proxied Prometheus datasource',
    });
  });
});

it('lets Tempo have any method', () => {
  expect(findRefusal(tempo, 'DELETE', 'api/overrides')).toBeUndefined();
});

test.each([
  ['http://a', 'b', 'http://a/b'],
  ['http://a/', '/b', 'http://a/b'],
  ['http://a/x', 'b/c', 'http://a/x/b/c'],
  ['http://a', '', 'http://a'],
])('joins %s and %s', (base, path, url) => {
  expect(joinUrl(base, path)).toBe(url);
});

it('says why a server cannot be reached in the words of Grafana', async () => {
  await expect(callUpstream({ method: 'POST', url: 'http://127.0.0.1:1/api/v1/query' })).rejects.toThrow(
    'Post "http://127.0.0.1:1/api/v1/query": dial tcp 127.0.0.1:1: connect: connection refused'
  );
});

describe('a connection that ends as the next question comes', () => {
  beforeEach(() => {
    const used = new WeakSet();
    respond = ({ socket }, response) => {
      if (used.has(socket)) {
        socket.destroy();
      } else {
        used.add(socket);
        response.end('fine');
      }
    };
  });

  it('is replaced for a GET, as Go does', async () => {
    expect((await call('/api/echo')).status).toBe(200);
    expect((await call('/api/echo')).status).toBe(200);
  });

  it('is a bad gateway for what may not be sent twice', async () => {
    expect((await call('/api/echo')).status).toBe(200);
    expect((await call('/api/echo', {}, 'POST')).status).toBe(502);
  });
});
