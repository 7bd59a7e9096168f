import type { BackendSrvRequest } from '@grafana/runtime';
import { NEVER, of, throwError, type Observable } from 'rxjs';
import type { Probe } from '../../correlations';
import { answerProbe } from './answerProbe';

const mockFetch = jest.fn<Observable<unknown>, [BackendSrvRequest]>();
const mockQuery = jest.fn<Observable<unknown>, []>();
const mockJsonData: { streamingEnabled?: unknown } = {};
jest.mock('@grafana/runtime', () => ({
  config: { liveEnabled: true },
  getBackendSrv: () => ({ fetch: mockFetch }),
  getDataSourceSrv: () => ({
    getInstanceSettings: () => ({ jsonData: mockJsonData }),
    get: async () => ({ query: mockQuery }),
  }),
  isFetchError: (error: unknown) => typeof error === 'object' && error !== null && 'status' in error && 'data' in error,
}));

const NOW_MS = 1_795_397_842_000;
const question = { link: 'trace-to-logs', why: 'whether it is there', datasourceUid: 'my/uid' } as const;
const RANGE: Probe = { ...question, id: 'r', kind: 'loki-range', expr: '{a="b"}', startMs: 1.2, endMs: 2.2, limit: 5 };
const LABELS: Probe = { ...question, id: 'l', kind: 'loki-labels', startMs: 1, endMs: 2 };
const INSTANT: Probe = { ...question, id: 'i', kind: 'prometheus-instant', expr: 'up{a="$b"}', timeMs: 1500 };
const EXEMPLARS: Probe = { ...question, id: 'e', kind: 'prometheus-exemplars', expr: 'up', startMs: 1000, endMs: 2000 };
const TRACE: Probe = { ...question, id: 't', kind: 'tempo-trace', traceId: 'abc' };
const STREAMING: Probe = { ...question, id: 's', kind: 'tempo-streaming' };
const ALL = [RANGE, LABELS, INSTANT, EXEMPLARS, TRACE];

const ask = (probe: Probe, signal = new AbortController().signal) => answerProbe(probe, NOW_MS, signal);
const answering = (data: unknown) =>
  mockFetch.mockReturnValue(of({ status: 200, data, headers: new Headers({ 'Content-Type': 'application/json' }) }));
const asked = () => decodeURIComponent(String(mockFetch.mock.calls[0]?.[0].url)).replaceAll('+', ' ');

beforeEach(() => {
  mockFetch.mockReset();
  mockQuery.mockReset();
  mockJsonData.streamingEnabled = { search: true };
});

describe('what is asked', () => {
  it.each([
    [
      RANGE,
      '/api/datasources/proxy/uid/my/uid/loki/api/v1/query_range?query={a="b"}&limit=5&start=1000000&end=3000000&direction=backward',
    ],
    [LABELS, '/api/datasources/proxy/uid/my/uid/loki/api/v1/labels?start=1000000&end=2000000'],
    [INSTANT, '/api/datasources/uid/my/uid/resources/api/v1/query?query=up{a="$b"}&time=1.500'],
    [EXEMPLARS, '/api/datasources/uid/my/uid/resources/api/v1/query_exemplars?query=up&start=1.000&end=2.000'],
    [TRACE, '/api/datasources/proxy/uid/my/uid/api/v2/traces/abc'],
  ])('%j', async (probe, url) => {
    answering('{}');
    await ask(probe);
    expect(asked()).toBe(url);
    expect(mockFetch.mock.calls[0]?.[0]).toMatchObject({ method: 'GET', showErrorAlert: false });
    // The uid is one segment of the path, whatever stands in it.
    expect(mockFetch.mock.calls[0]?.[0].url).toContain('/uid/my%2Fuid/');
  });

  it('lets Loki tell structured metadata from labels', async () => {
    answering('{}');
    await ask(RANGE);
    expect(mockFetch.mock.calls[0]?.[0].headers).toMatchObject({
      'X-Loki-Response-Encoding-Flags': 'categorize-labels',
    });
  });
});

describe('answers', () => {
  it('of Prometheus are series, also without a number, and exemplars', async () => {
    answering({
      data: {
        resultType: 'vector',
        result: [
          { metric: { a: 'b' }, value: [1.5, '42'] },
          { metric: {}, histogram: [] },
        ],
      },
    });
    expect(await ask(INSTANT)).toEqual({
      kind: 'series',
      series: [
        { labels: { a: 'b' }, value: 42 },
        { labels: {}, value: NaN },
      ],
    });
    answering({
      data: [{ seriesLabels: { a: 'b' }, exemplars: [{ labels: { trace_id: '1' }, value: '6', timestamp: 1.5 }] }, {}],
    });
    expect(await ask(EXEMPLARS)).toEqual({
      kind: 'exemplars',
      exemplars: [{ labels: { trace_id: '1' }, seriesLabels: { a: 'b' }, value: 6, timeMs: 1500 }],
    });
  });

  it('of Tempo may be that it has no such trace', async () => {
    answering('{"trace":{}}');
    expect(await ask(TRACE)).toEqual({ kind: 'trace', found: false, spanCount: 0 });
  });

  it.each([
    [
      'in plain text',
      400,
      { message: '', response: 'parse error at line 1, col 26\n' },
      'parse error at line 1, col 26',
    ],
    ['as Grafana says it', 403, { message: 'You lack the right' }, 'You lack the right'],
  ])('are failures with the words of who refused: %s', async (_, status, data, message) => {
    mockFetch.mockReturnValue(throwError(() => ({ status, statusText: '', data, config: {} })));
    expect(await ask(RANGE)).toEqual({ kind: 'failed', message, status });
  });

  it.each(ALL)('of another form are failures: %j', async (probe) => {
    for (const odd of ['<html>', '[]', 'null', '{"data":7}', { data: { resultType: 'matrix' } }, undefined, [7], '']) {
      answering(odd);
      const answer = await ask(probe);
      const isEmpty = answer.kind === 'trace' || answer.kind === 'exemplars' || answer.kind === 'names';
      expect(answer.kind === 'failed' ? answer.message : isEmpty).toBeTruthy();
    }
  });

  it.each(ALL)('that never came are failures: %j', async (probe) => {
    mockFetch.mockReturnValue(
      throwError(() => ({ status: 0, statusText: '', message: 'Failed to fetch', data: {}, config: {} }))
    );
    expect(await ask(probe)).toEqual({ kind: 'failed', message: expect.stringContaining('Failed to fetch') });
  });

  it.each([...ALL, STREAMING])('are not waited for when it is cancelled: %j', async (probe) => {
    const controller = new AbortController();
    mockFetch.mockImplementation(({ abortSignal }) => {
      controller.abort();
      return abortSignal?.aborted ? throwError(() => ({ status: -1, data: null, cancelled: true })) : NEVER;
    });
    mockQuery.mockImplementation(() => {
      controller.abort();
      return NEVER;
    });
    await expect(ask(probe, controller.signal)).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('streaming', () => {
  it('that fails is an answer with the reason', async () => {
    mockQuery.mockReturnValue(of({ data: [], error: { message: 'http2: frame too large' } }));
    expect(await ask(STREAMING)).toEqual({ kind: 'streaming', ok: false, message: 'http2: frame too large' });
  });

  it('that is not switched on cannot be asked', async () => {
    mockJsonData.streamingEnabled = undefined;
    expect(await ask(STREAMING)).toMatchObject({ kind: 'failed' });
    expect(mockQuery).not.toHaveBeenCalled();
  });
});
