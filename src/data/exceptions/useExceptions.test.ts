import { act, renderHook, waitFor } from '@testing-library/react';
import type { RawAnswer, Transport } from '../../tempo';
import type { ExceptionQuestion } from './findExceptions';
import { useExceptions } from './useExceptions';

const mockTransport = jest.fn<ReturnType<Transport>, Parameters<Transport>>();
jest.mock('../../grafana', () => ({ proxyTransport: () => mockTransport }));

const question: ExceptionQuestion = {
  place: 'event',
  service: 'orders',
  tempoUid: 'tempo',
  fromMs: 1_795_384_000_000,
  toMs: 1_795_385_800_000,
};
const json = (body: unknown): RawAnswer => ({
  status: 200,
  contentType: 'application/json',
  body: JSON.stringify(body),
});
const text = (value: string) => ({ stringValue: value });

/** As 2.6.1 answers. */
const COUNTS = json({
  series: [
    {
      labels: [
        { key: 'event.exception.type', value: text('TimeoutError') },
        { key: 'resource.service.name', value: text('orders') },
      ],
      samples: [{ timestampMs: '1795384000000' }, { timestampMs: '1795384060000', value: 2 }],
      promLabels: '{}',
    },
  ],
  metrics: {},
});
const SAMPLE = json({
  traces: [
    {
      traceID: '543b31fc45431f37d0eed75f26084d69',
      spanSets: [
        {
          spans: [
            {
              spanID: 'a82b83c116cb7ad4',
              startTimeUnixNano: '1795384060500000000',
              durationNanos: '114045899',
              attributes: [
                { key: 'service.name', value: text('orders') },
                { key: 'event:name', value: text('exception') },
                { key: 'exception.type', value: text('TimeoutError') },
                { key: 'exception.message', value: text('no answer from the card provider within 1s') },
              ],
            },
          ],
          matched: 1,
        },
      ],
    },
  ],
  metrics: {},
});
const NO_LOCAL_BLOCKS: RawAnswer = {
  status: 500,
  contentType: 'text/plain',
  body: 'error querying generators in Querier.queryRangeRecent: localblocks processor not found',
};

const answer = (counts: RawAnswer, sample: RawAnswer) =>
  mockTransport.mockImplementation(async ({ path }) => (path.startsWith('/api/search') ? sample : counts));
const render = (asked: ExceptionQuestion | undefined = question) => renderHook(() => useExceptions(asked));

beforeEach(() => mockTransport.mockReset());

it('counts, and takes a sample for the messages: two requests', async () => {
  answer(COUNTS, SAMPLE);
  const { result } = render();
  expect(result.current.isRunning).toBe(true);
  await waitFor(() => expect(result.current.isRunning).toBe(false));
  expect(result.current.found).toMatchObject({
    rows: [{ type: 'TimeoutError', service: 'orders', count: 2, sampled: 1, trend: [0, 2] }],
    sample: { traces: 1, isWhole: true },
    countFailure: undefined,
    stepSeconds: 60,
  });
  expect(result.current.found?.rows[0]?.messages).toEqual([
    { text: 'no answer from the card provider within <n>s', count: 1 },
  ]);
  expect(mockTransport).toHaveBeenCalledTimes(2);
});

it('shows the sample where Tempo does not count, and says why', async () => {
  answer(NO_LOCAL_BLOCKS, SAMPLE);
  const { result } = render();
  await waitFor(() => expect(result.current.isRunning).toBe(false));
  expect(result.current.found).toMatchObject({
    rows: [{ type: 'TimeoutError', count: undefined, sampled: 1 }],
    countFailure: { kind: 'failed', said: expect.stringContaining('localblocks processor not found') },
  });
});

it('counts where the search fails', async () => {
  answer(COUNTS, NO_LOCAL_BLOCKS);
  const { result } = render();
  await waitFor(() => expect(result.current.isRunning).toBe(false));
  expect(result.current.found).toMatchObject({ rows: [{ count: 2, messages: [] }], sample: undefined });
});

it('fails where both do, and can be tried again', async () => {
  answer(NO_LOCAL_BLOCKS, NO_LOCAL_BLOCKS);
  const { result } = render();
  await waitFor(() => expect(result.current.failure).toMatchObject({ kind: 'failed' }));
  answer(COUNTS, SAMPLE);
  act(() => result.current.retry());
  expect(result.current.isRunning).toBe(true);
  await waitFor(() => expect(result.current.found?.rows).toHaveLength(1));
  expect(result.current.failure).toBeUndefined();
});

it('ends when it is cancelled, and when the page is left', async () => {
  const signals: AbortSignal[] = [];
  mockTransport.mockImplementation(
    ({ signal }) =>
      new Promise((_, reject) => {
        if (signal) {
          signals.push(signal);
          signal.addEventListener('abort', () => reject(new DOMException('gone', 'AbortError')));
        }
      })
  );
  const { result, unmount } = render();
  act(() => result.current.cancel());
  await waitFor(() => expect(result.current.isCancelled).toBe(true));
  act(() => result.current.retry());
  unmount();
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, true, true, true]);
});

it('asks nothing without a question', () => {
  const { result } = renderHook(() => useExceptions(undefined));
  expect(result.current.isRunning).toBe(false);
  expect(mockTransport).not.toHaveBeenCalled();
});
