import type { BackendSrvRequest } from '@grafana/runtime';
import { NEVER, Observable, of, throwError } from 'rxjs';
import { proxyTransport } from './proxyTransport';

const fetchMock = jest.fn<Observable<unknown>, [BackendSrvRequest]>();
jest.mock('@grafana/runtime', () => ({
  getBackendSrv: () => ({ fetch: fetchMock }),
  isFetchError: (error: unknown) => typeof error === 'object' && error !== null && 'status' in error && 'data' in error,
}));

const ask = (signal?: AbortSignal) =>
  proxyTransport('my-tempo')({ path: '/api/echo?x=1', accept: 'text/plain', signal });
const failing = (error: object) => fetchMock.mockReturnValue(throwError(() => error));

beforeEach(() => fetchMock.mockReset());

it('asks through the data source proxy, by GET, as text and without alerts', async () => {
  fetchMock.mockReturnValue(
    of({ status: 200, data: 'echo\n', headers: new Headers({ 'Content-Type': 'text/plain' }) })
  );
  await expect(ask()).resolves.toEqual({ status: 200, contentType: 'text/plain', body: 'echo\n' });
  expect(fetchMock.mock.calls[0]?.[0]).toMatchObject({
    url: '/api/datasources/proxy/uid/my-tempo/api/echo?x=1',
    method: 'GET',
    headers: { Accept: 'text/plain' },
    responseType: 'text',
    showErrorAlert: false,
  });
});

it.each([
  ['as Grafana wraps text', { message: 'no org id', error: 'Unauthorized', response: 'no org id\n' }, 'no org id\n'],
  ['as text', 'no org id\n', 'no org id\n'],
  ['as JSON of Grafana', { message: 'Access denied' }, '{"message":"Access denied"}'],
  ['without a body', undefined, ''],
])('an error status is an answer: %s', async (_, data, body) => {
  failing({ status: 401, statusText: 'Unauthorized', data, config: {} });
  await expect(ask()).resolves.toEqual({ status: 401, contentType: '', body });
});

it('a lost connection is an error that says so', async () => {
  failing({ status: 0, statusText: '', message: 'Failed to fetch', data: { message: 'Failed to fetch' }, config: {} });
  await expect(ask()).rejects.toThrow('Failed to fetch');
});

it.each([
  ['by the caller', { status: -1, data: null, cancelled: true, config: {} }],
  ['by the browser', new DOMException('gone', 'AbortError')],
])('a cancelled request is an abort: %s', async (_, error) => {
  failing(error);
  await expect(ask()).rejects.toMatchObject({ name: 'AbortError' });
});

it('hands the signal on', () => {
  fetchMock.mockReturnValue(NEVER);
  const { signal } = new AbortController();
  void ask(signal);
  expect(fetchMock.mock.calls[0]?.[0].abortSignal).toBe(signal);
});
