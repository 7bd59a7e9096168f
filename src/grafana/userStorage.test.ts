import { usePluginUserStorage } from '@grafana/runtime';
import { renderHook } from '@testing-library/react';
import { useUserStore } from './userStorage';

jest.mock('@grafana/runtime', () => ({
  config: { appUrl: 'http://grafana/', bootData: { user: { uid: 'u' } } },
  usePluginUserStorage: jest.fn(),
}));

/** What this tab says to others; they say something by a `message` event. */
const postMessage = jest.fn();
let channel: EventTarget | undefined;

class FakeChannel extends EventTarget {
  readonly postMessage = postMessage;

  constructor() {
    super();
    channel = this;
  }
}

/** Grafana asks the server once, and goes on answering what it said. */
const getItem = jest.fn<Promise<string | null>, [string]>();
const setItem = jest.fn<Promise<void>, [string, string]>();

beforeEach(() => {
  jest.resetAllMocks();
  Object.assign(globalThis, { BroadcastChannel: FakeChannel });
  getItem.mockResolvedValue('as loaded');
  setItem.mockResolvedValue();
  jest.mocked(usePluginUserStorage).mockReturnValue({ getItem, setItem });
});

const openStore = () => renderHook(() => useUserStore()).result.current;
const hear = (data: unknown) => channel?.dispatchEvent(new MessageEvent('message', { data }));

it('reads what another tab has written since', async () => {
  const store = openStore();
  await expect(store.read('a')).resolves.toBe('as loaded');
  hear(['a', 'of another tab']);
  await expect(store.read('a')).resolves.toBe('of another tab');
  // The page was left and is shown again.
  await expect(openStore().read('a')).resolves.toBe('of another tab');
  await store.write('a', 'mine');
  await expect(store.read('a')).resolves.toBe('mine');
});

it('tells other tabs what it has written, and only that', async () => {
  const store = openStore();
  await store.write('b', '1');
  expect(postMessage.mock.calls).toEqual([[['b', '1']]]);
  setItem.mockRejectedValueOnce(new Error('full'));
  await expect(store.write('b', '2')).rejects.toThrow('full');
  expect(postMessage).toHaveBeenCalledTimes(1);
  await expect(store.read('b')).resolves.toBe('1');
});

it('takes no notice of messages that are none', async () => {
  const store = openStore();
  await store.read('c');
  [null, 'c', ['c'], ['c', 1], { c: 'x' }].forEach(hear);
  await expect(store.read('c')).resolves.toBe('as loaded');
});
