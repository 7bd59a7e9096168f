import { createTempoClient, type TransportRequest } from './client';
import { TempoRequestError } from './failure';

const ok = { status: 200, contentType: 'text/plain', body: 'echo\n' };

describe('createTempoClient', () => {
  it('asks allowed paths with query, Accept and signal', async () => {
    const requests: TransportRequest[] = [];
    const client = createTempoClient(async (request) => {
      requests.push(request);
      return ok;
    });
    const { signal } = new AbortController();
    await client.get('/api/v2/search/tags', { query: { scope: 'intrinsic', q: '{ .a = "ü&b" }' }, signal });
    expect(requests).toEqual([
      {
        path: '/api/v2/search/tags?scope=intrinsic&q=%7B+.a+%3D+%22%C3%BC%26b%22+%7D',
        accept: 'application/json',
        signal,
      },
    ]);
  });

  it.each([
    '/shutdown',
    '/flush',
    '/status/usage-stats',
    '/status/nope',
    '/metrics',
    '/api/echo/../../shutdown',
    'http://elsewhere/ready',
    '/ready?x=1',
  ])('refuses %s without asking', async (path) => {
    const transport = jest.fn();
    await expect(createTempoClient(transport).get(path)).rejects.toThrow(RangeError);
    await expect(createTempoClient(transport).getAnyStatus(path)).rejects.toThrow(RangeError);
    expect(transport).not.toHaveBeenCalled();
  });

  it('turns a lost connection into a failure that says so', async () => {
    const client = createTempoClient(() => Promise.reject(new Error('Failed to fetch')));
    const failure = { kind: 'unreachable', path: '/ready', said: 'Failed to fetch' };
    await expect(client.get('/ready')).rejects.toEqual(new TempoRequestError(failure as TempoRequestError['failure']));
    await expect(client.get('/ready')).rejects.toMatchObject({ failure });
  });

  it('lets an abort through as an abort', async () => {
    const client = createTempoClient(() => Promise.reject(new DOMException('Aborted', 'AbortError')));
    await expect(client.get('/ready')).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('gives any status back where it is asked to', async () => {
    const answer = { status: 503, contentType: 'text/plain', body: 'Application is stopping' };
    const client = createTempoClient(async () => answer);
    await expect(client.getAnyStatus('/ready')).resolves.toEqual(answer);
    await expect(client.get('/ready')).rejects.toMatchObject({ failure: { kind: 'overloaded' } });
  });
});
