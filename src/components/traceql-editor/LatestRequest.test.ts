import { LatestRequest } from './LatestRequest';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** A fetch that answers when told, and remembers its signals. */
function remote() {
  const signals: AbortSignal[] = [];
  const answers: Array<(value: string) => void> = [];
  const refusals: Array<(error: Error) => void> = [];
  const fetch = (signal: AbortSignal) => {
    signals.push(signal);
    return new Promise<string>((resolve, reject) => {
      answers.push(resolve);
      refusals.push(reject);
    });
  };
  return { signals, answers, refusals, fetch };
}

async function pass(milliseconds: number): Promise<void> {
  await jest.advanceTimersByTimeAsync(milliseconds);
}

test('the same question is asked once, and its answer is taken again for ten seconds', async () => {
  const { fetch, answers, signals } = remote();
  const request = new LatestRequest<string>();
  const first = request.ask('a', 0, fetch);
  await pass(0);
  expect(request.ask('a', 0, fetch)).toBe(first);
  answers[0]?.('yes');
  await expect(first).resolves.toBe('yes');
  await pass(9_000);
  expect(request.ask('a', 0, fetch)).toBe(first);
  await pass(2_000);
  void request.ask('a', 0, fetch);
  await pass(0);
  expect(signals).toHaveLength(2);
});

test('a refusal is not asked for again at every key', async () => {
  const { fetch, refusals, signals } = remote();
  const request = new LatestRequest<string>();
  const first = request.ask('a', 0, fetch);
  await pass(0);
  refusals[0]?.(new Error('no'));
  await expect(first).rejects.toThrow('no');
  await expect(request.ask('a', 0, fetch)).rejects.toThrow('no');
  expect(signals).toHaveLength(1);
});

test('another question ends the one before', async () => {
  const { fetch, signals } = remote();
  const request = new LatestRequest<string>();
  void request.ask('a', 0, fetch).catch(() => undefined);
  await pass(0);
  void request.ask('b', 0, fetch);
  await pass(0);
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
});

test('a question that another one follows at once is never asked', async () => {
  const { fetch, signals } = remote();
  const request = new LatestRequest<string>();
  const first = request.ask('a', 100, fetch);
  first.catch(() => undefined);
  await pass(50);
  void request.ask('b', 100, fetch);
  await expect(first).rejects.toMatchObject({ name: 'AbortError' });
  await pass(100);
  expect(signals).toHaveLength(1);
});

test('nobody waits any more: it ends after a second, unless somebody asks again', async () => {
  const { fetch, signals } = remote();
  const request = new LatestRequest<string>();
  const first = request.ask('a', 0, fetch);
  first.catch(() => undefined);
  await pass(0);
  request.release();
  await pass(900);
  expect(request.ask('a', 0, fetch)).toBe(first);
  await pass(5_000);
  expect(signals[0]?.aborted).toBe(false);
  request.release();
  await pass(1_100);
  expect(signals[0]?.aborted).toBe(true);
  void request.ask('a', 0, fetch);
  await pass(0);
  expect(signals).toHaveLength(2);
});

test('an answer stays when nobody waits any more', async () => {
  const { fetch, answers, signals } = remote();
  const request = new LatestRequest<string>();
  const first = request.ask('a', 0, fetch);
  await pass(0);
  answers[0]?.('yes');
  await first;
  request.release();
  await pass(2_000);
  expect(request.ask('a', 0, fetch)).toBe(first);
  expect(signals).toHaveLength(1);
});
