import { createSharedCache } from './sharedCache';

const never = new AbortController().signal;
const create = (limits = {}) =>
  createSharedCache<string>({ maxEntries: 3, maxWeight: 10, weightOf: (value) => value.length, ...limits });

/** A request that the test answers. */
function controlled() {
  const requests: Array<{ signal: AbortSignal; resolve(value: string): void; reject(error: Error): void }> = [];
  const request = jest.fn(
    (signal: AbortSignal) =>
      new Promise<string>((resolve, reject) => {
        requests.push({ signal, resolve, reject });
      })
  );
  return { request, requests };
}

it('asks once for a key, and not again', async () => {
  const cache = create();
  const { request, requests } = controlled();
  const both = Promise.all([cache.get('a', request, never), cache.get('a', request, never)]);
  requests[0]?.resolve('x');
  expect(await both).toEqual(['x', 'x']);
  expect(await cache.get('a', request, never)).toBe('x');
  expect(request).toHaveBeenCalledTimes(1);
});

it('gives up the request only when the last who waits does', async () => {
  const cache = create();
  const { request, requests } = controlled();
  const [first, second] = [new AbortController(), new AbortController()];
  const one = cache.get('a', request, first.signal);
  const two = cache.get('a', request, second.signal);
  first.abort();
  await expect(one).rejects.toMatchObject({ name: 'AbortError' });
  expect(requests[0]?.signal.aborted).toBe(false);
  second.abort();
  await expect(two).rejects.toMatchObject({ name: 'AbortError' });
  expect(requests[0]?.signal.aborted).toBe(true);
});

it('one gives up, the other gets the result', async () => {
  const cache = create();
  const { request, requests } = controlled();
  const first = new AbortController();
  const one = cache.get('a', request, first.signal);
  const two = cache.get('a', request, never);
  first.abort();
  requests[0]?.resolve('x');
  await expect(one).rejects.toMatchObject({ name: 'AbortError' });
  await expect(two).resolves.toBe('x');
});

it('who comes after a request was given up gets a new one, which the old one cannot spoil', async () => {
  const cache = create();
  const { request, requests } = controlled();
  const first = new AbortController();
  const one = cache.get('a', request, first.signal);
  first.abort();
  const two = cache.get('a', request, never);
  requests[0]?.resolve('old');
  requests[1]?.resolve('new');
  await expect(one).rejects.toMatchObject({ name: 'AbortError' });
  expect(await two).toBe('new');
  expect(await cache.get('a', request, never)).toBe('new');
  expect(request).toHaveBeenCalledTimes(2);
});

it('an error reaches all who wait, and is not kept', async () => {
  const cache = create();
  const { request, requests } = controlled();
  const both = [cache.get('a', request, never), cache.get('a', request, never)];
  requests[0]?.reject(new Error('no'));
  await expect(both[0]).rejects.toThrow('no');
  await expect(both[1]).rejects.toThrow('no');
  const again = cache.get('a', request, never);
  requests[1]?.resolve('x');
  expect(await again).toBe('x');
});

it('does not begin for somebody who has already given up', async () => {
  const { request } = controlled();
  const late = new AbortController();
  late.abort();
  await expect(create().get('a', request, late.signal)).rejects.toMatchObject({ name: 'AbortError' });
  expect(request).not.toHaveBeenCalled();
});

describe('what it keeps', () => {
  const fill = async (cache: ReturnType<typeof create>, ...entries: Array<[string, string]>) => {
    for (const [key, value] of entries) {
      await cache.get(key, async () => value, never);
    }
  };
  const isKept = async (cache: ReturnType<typeof create>, key: string) => {
    const request = jest.fn(async () => 'again');
    await cache.get(key, request, never);
    return request.mock.calls.length === 0;
  };

  it('forgets the least recently used beyond the number of entries', async () => {
    const cache = create();
    await fill(cache, ['a', '1'], ['b', '1'], ['c', '1'], ['a', '-'], ['d', '1']);
    expect([await isKept(cache, 'a'), await isKept(cache, 'b')]).toEqual([true, false]);
  });

  it('forgets beyond the weight', async () => {
    const cache = create();
    await fill(cache, ['a', '12345'], ['b', '12345'], ['c', '1']);
    expect([await isKept(cache, 'c'), await isKept(cache, 'b'), await isKept(cache, 'a')]).toEqual([true, true, false]);
  });

  it('does not keep what alone is too heavy, nor forgets others for it', async () => {
    const cache = create();
    await fill(cache, ['a', '1'], ['b', 'x'.repeat(11)]);
    expect([await isKept(cache, 'a'), await isKept(cache, 'b')]).toEqual([true, false]);
  });

  it('forgets everything when it is cleared', async () => {
    const cache = create();
    await fill(cache, ['a', '1']);
    cache.clear();
    expect(await isKept(cache, 'a')).toBe(false);
  });
});
