import { failureOf, type RawAnswer } from './failure';

const text = (status: number, body: string): RawAnswer => ({ status, contentType: 'text/plain; charset=utf-8', body });
const grafana = (status: number, message: string): RawAnswer => ({
  status,
  contentType: 'application/json; charset=UTF-8',
  body: JSON.stringify({ message, traceID: '' }),
});

describe('failureOf', () => {
  it.each([
    ['a success', text(200, 'ready\n'), undefined],
    ['an empty success', text(204, ''), undefined],
    [
      'a refused query',
      text(400, 'invalid TraceQL query: parse error at line 1, col 2: syntax error: unexpected $end'),
      'bad-request',
    ],
    ['a missing tenant, asked directly', text(401, 'no org id\n'), 'no-tenant'],
    ['a 401 through the data source proxy', text(400, 'Authentication to data source failed'), 'unauthorised'],
    ['a 401 of a gateway', text(401, 'Unauthorized'), 'unauthorised'],
    ['a 403 of Grafana', grafana(403, 'Access denied'), 'unauthorised'],
    ['an unknown trace', { status: 404, contentType: '', body: '' }, 'not-found'],
    ['an unknown path', text(404, '404 page not found\n'), 'not-found'],
    ['a wrong method', text(405, ''), 'not-found'],
    ['a full queue', text(429, 'job queue full'), 'overloaded'],
    ['a process that starts', text(503, 'Some services are not Running:\nStarting: 1\n'), 'overloaded'],
    ['the API timeout', text(503, 'unable to process request in the configured timeout'), 'timeout'],
    ['a gateway timeout', text(504, ''), 'timeout'],
    ['a refused connection, as the proxy puts it', text(502, ''), 'unreachable'],
    ['an internal error', text(500, 'error querying generators in Querier.queryRangeRecent: empty ring'), 'failed'],
    ['a too large trace', text(422, 'trace too large'), 'bad-request'],
  ])('%s', (_, answer, kind) => {
    expect(failureOf('/api/x', answer)?.kind).toBe(kind);
  });

  it('keeps what Tempo said', () => {
    expect(failureOf('/api/search', text(400, 'invalid limit: must be a positive number\n'))).toEqual({
      kind: 'bad-request',
      path: '/api/search',
      said: 'invalid limit: must be a positive number',
      status: 400,
    });
  });

  it('tells whether Grafana or the other side refused', () => {
    expect(failureOf('/x', grafana(403, 'Access denied'))).toMatchObject({ by: 'grafana', said: 'Access denied' });
    expect(failureOf('/x', text(403, 'RBAC: access denied'))).toMatchObject({ by: 'upstream' });
  });

  it('shows the words of an error page without its markup, and shortens floods', () => {
    const page = { status: 500, contentType: 'text/html', body: '<html><h1>500</h1><script>x</script>Oops</html>' };
    expect(failureOf('/x', page)?.said).toBe('500 x Oops');
    expect(failureOf('/x', text(500, 'x'.repeat(1_000_000)))?.said.length).toBeLessThan(1000);
  });
});
