import { act, renderHook, waitFor } from '@testing-library/react';
import type { SearchAnswer, Transport } from '../../tempo';
import type { QueryQuestion } from './queryRun';
import { useQueryRun } from './useQueryRun';

const mockTransport = jest.fn<ReturnType<Transport>, Parameters<Transport>>();
const mockCanStream = jest.fn<boolean, [string, string]>();
const mockStream = jest.fn();
jest.mock('../../grafana', () => ({
  proxyTransport: () => mockTransport,
  canStreamSearch: (uid: string, text: string) => mockCanStream(uid, text),
  streamSearch: (...args: unknown[]) => mockStream(...args),
}));

const question: QueryQuestion = {
  kind: 'search',
  text: '{}',
  fromMs: 1_795_334_602_500,
  toMs: 1_795_334_692_000,
  limit: 20,
  spansPerSpanset: 3,
  tempoUid: 'tempo',
};
const json = (body: unknown) => ({ status: 200, contentType: 'application/json', body: JSON.stringify(body) });
const traces = (...ids: string[]) => json({ traces: ids.map((traceID) => ({ traceID })) });

/** A transport whose answers the test gives, in order; it knows which requests were aborted. */
function controlled() {
  const asked: Array<{ path: string; signal?: AbortSignal; answer(raw: ReturnType<typeof json>): void }> = [];
  mockTransport.mockImplementation(
    ({ path, signal }) =>
      new Promise((answer, reject) => {
        asked.push({ path, signal, answer });
        signal?.addEventListener('abort', () => reject(new DOMException('gone', 'AbortError')));
      })
  );
  return asked;
}

beforeEach(() => {
  mockTransport.mockReset();
  mockStream.mockReset();
  mockCanStream.mockReset().mockReturnValue(false);
});

it('is idle until asked, then running, then done', async () => {
  const asked = controlled();
  const { result } = renderHook(() => useQueryRun());
  expect(result.current.run).toEqual({ status: 'idle' });
  act(() => result.current.start(question));
  expect(result.current.run).toMatchObject({ status: 'running', question, streaming: false });
  expect(asked[0]?.path).toBe('/api/search?q=%7B%7D&limit=20&spss=3&start=1795334602&end=1795334692');
  await act(async () => asked[0]?.answer(traces('a')));
  expect(result.current.run).toMatchObject({
    status: 'done',
    question,
    answer: { kind: 'search', answer: { traces: [{ traceId: 'a'.padStart(32, '0') }] } },
    elapsedMs: expect.any(Number),
  });
  expect(result.current.run).not.toHaveProperty('streamingProblem');
});

it('asks for metrics and traces', async () => {
  mockTransport.mockResolvedValue(json({}));
  const { result } = renderHook(() => useQueryRun());
  act(() => result.current.start({ ...question, kind: 'metrics', text: '{}|rate()', stepSeconds: 10, exemplars: 5 }));
  await waitFor(() => expect(result.current.run).toMatchObject({ status: 'done', answer: { kind: 'metrics' } }));
  act(() => result.current.start({ ...question, kind: 'trace', text: 'ABC' }));
  await waitFor(() => expect(result.current.run).toMatchObject({ status: 'done', answer: { kind: 'trace' } }));
  expect(mockTransport.mock.calls.map(([{ path }]) => path)).toEqual([
    '/api/metrics/query_range?q=%7B%7D%7Crate%28%29&start=1795334602&end=1795334692&step=10s&exemplars=5',
    '/api/v2/traces/abc',
  ]);
});

it('a new question gives up the old one, whose answer no longer counts', async () => {
  const asked = controlled();
  const { result } = renderHook(() => useQueryRun());
  act(() => result.current.start(question));
  act(() => result.current.start({ ...question, text: '{ status = error }' }));
  expect(asked[0]?.signal?.aborted).toBe(true);
  await act(async () => undefined);
  expect(result.current.run).toMatchObject({ status: 'running', question: { text: '{ status = error }' } });
  await act(async () => {
    asked[1]?.answer(traces('b'));
    asked[0]?.answer(traces('a'));
  });
  expect(result.current.run).toMatchObject({ status: 'done', question: { text: '{ status = error }' } });
});

it('the same question is asked once while it is under way, and again afterwards', async () => {
  const asked = controlled();
  const { result } = renderHook(() => useQueryRun());
  act(() => result.current.start(question));
  act(() => result.current.start({ ...question }));
  expect(asked).toHaveLength(1);
  await act(async () => asked[0]?.answer(traces()));
  act(() => result.current.start({ ...question }));
  expect(asked).toHaveLength(2);
});

it('keeps the last answer while running, failed and cancelled', async () => {
  const asked = controlled();
  const { result } = renderHook(() => useQueryRun());
  act(() => result.current.start(question));
  await act(async () => asked[0]?.answer(traces('a')));
  const done = result.current.run;
  act(() => result.current.start({ ...question, limit: 5 }));
  expect(result.current.run).toMatchObject({ status: 'running', previous: done });
  act(() => result.current.cancel());
  expect(result.current.run).toMatchObject({ status: 'cancelled', previous: done, question: { limit: 5 } });
  expect(asked[1]?.signal?.aborted).toBe(true);
  act(() => result.current.start({ ...question, limit: 6 }));
  await act(async () => asked[2]?.answer({ status: 400, contentType: '', body: 'invalid TraceQL query: x' }));
  expect(result.current.run).toMatchObject({
    status: 'failed',
    previous: done,
    failure: { kind: 'bad-request', said: 'invalid TraceQL query: x', status: 400 },
  });
  act(() => result.current.start({ ...question, limit: 7 }));
  await act(async () => asked[3]?.answer(traces('b')));
  expect(result.current.run).not.toHaveProperty('previous');
});

it('cancelling without a question changes nothing', () => {
  const { result } = renderHook(() => useQueryRun());
  act(() => result.current.cancel());
  expect(result.current.run).toEqual({ status: 'idle' });
});

it('unmounting gives up', () => {
  const asked = controlled();
  const { result, unmount } = renderHook(() => useQueryRun());
  act(() => result.current.start(question));
  unmount();
  expect(asked[0]?.signal?.aborted).toBe(true);
});

it('a request that something else aborted is cancelled, a defect is a failure', async () => {
  const { result } = renderHook(() => useQueryRun());
  mockTransport.mockRejectedValueOnce(new DOMException('navigated', 'AbortError'));
  act(() => result.current.start(question));
  await waitFor(() => expect(result.current.run.status).toBe('cancelled'));
  act(() => result.current.start({ ...question, fromMs: NaN }));
  await waitFor(() => expect(result.current.run).toMatchObject({ status: 'failed', failure: { kind: 'failed' } }));
});

it('start and cancel stay the same', () => {
  const { result, rerender } = renderHook(() => useQueryRun());
  const { start, cancel } = result.current;
  rerender();
  expect([result.current.start === start, result.current.cancel === cancel]).toEqual([true, true]);
});

describe('streaming', () => {
  const found = (count: number): SearchAnswer => ({
    traces: [],
    cost: {
      inspectedTraces: 0,
      inspectedSpans: 0,
      inspectedBytes: 0,
      totalBlocks: 0,
      totalBlockBytes: 0,
      completedJobs: count,
      totalJobs: 4,
    },
  });
  beforeEach(() => mockCanStream.mockReturnValue(true));

  it('shows parts, then the whole', async () => {
    let hand: (part: SearchAnswer) => void = () => undefined;
    let end: (whole: SearchAnswer) => void = () => undefined;
    mockStream.mockImplementation((_uid, _request, _signal, onPart) => {
      hand = onPart;
      return new Promise<SearchAnswer>((resolve) => (end = resolve));
    });
    const { result } = renderHook(() => useQueryRun());
    act(() => result.current.start(question));
    act(() => hand(found(1)));
    expect(result.current.run).toMatchObject({
      status: 'running',
      streaming: true,
      partial: { kind: 'search', answer: { cost: { completedJobs: 1 } } },
    });
    await act(async () => end(found(4)));
    expect(result.current.run).toMatchObject({ status: 'done', answer: { answer: { cost: { completedJobs: 4 } } } });
    expect(result.current.run).not.toHaveProperty('streamingProblem');
    expect(mockTransport).not.toHaveBeenCalled();
    act(() => hand(found(2)));
    expect(result.current.run).toMatchObject({ status: 'done' });
  });

  it('falls back to the plain request once, and says so', async () => {
    mockStream.mockRejectedValue(new Error('the proxy holds Grafana Live back'));
    mockTransport.mockResolvedValue(traces('a'));
    const { result } = renderHook(() => useQueryRun());
    act(() => result.current.start(question));
    await waitFor(() =>
      expect(result.current.run).toMatchObject({
        status: 'done',
        streamingProblem: 'the proxy holds Grafana Live back',
      })
    );
    expect([mockStream.mock.calls.length, mockTransport.mock.calls.length]).toEqual([1, 1]);
  });

  it('an error of the query is that of the plain request', async () => {
    mockStream.mockRejectedValue(new Error('rpc error'));
    mockTransport.mockResolvedValue({ status: 400, contentType: '', body: 'invalid TraceQL query: x' });
    const { result } = renderHook(() => useQueryRun());
    act(() => result.current.start(question));
    await waitFor(() =>
      expect(result.current.run).toMatchObject({ status: 'failed', failure: { kind: 'bad-request' } })
    );
  });

  it('cancelling does not fall back', async () => {
    mockStream.mockImplementation(
      (_uid, _request, signal: AbortSignal) =>
        new Promise((_, reject) => signal.addEventListener('abort', () => reject(new DOMException('x', 'AbortError'))))
    );
    const { result } = renderHook(() => useQueryRun());
    act(() => result.current.start(question));
    await act(async () => result.current.cancel());
    expect(result.current.run.status).toBe('cancelled');
    expect(mockTransport).not.toHaveBeenCalled();
  });

  it('metrics are never streamed', async () => {
    mockTransport.mockResolvedValue(json({}));
    const { result } = renderHook(() => useQueryRun());
    act(() => result.current.start({ ...question, kind: 'metrics' }));
    await waitFor(() => expect(result.current.run.status).toBe('done'));
    expect(mockStream).not.toHaveBeenCalled();
  });
});
