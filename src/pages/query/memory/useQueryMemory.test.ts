import { act, renderHook, waitFor } from '@testing-library/react';
import { useUserStore, type UserStore } from '../../../grafana';
import { readMemory, rememberRun, renderMemory, saveNamed, type QueryMemory } from './queryMemory';
import { useQueryMemory } from './useQueryMemory';

jest.mock('../../../grafana', () => ({ useUserStore: jest.fn() }));

/** What all tabs of the user share. */
let kept: string | null;
const store: jest.Mocked<UserStore> = { read: jest.fn(), write: jest.fn() };

beforeEach(() => {
  jest.resetAllMocks();
  kept = null;
  jest.mocked(useUserStore).mockReturnValue(store);
  store.read.mockImplementation(() => Promise.resolve(kept));
  store.write.mockImplementation((_, value) => {
    kept = value;
    return Promise.resolve();
  });
});

const save = (name: string) => (memory: QueryMemory) => saveNamed(memory, { name, text: `{ .${name} }`, savedMs: 1 });
const run = (text: string) => (memory: QueryMemory) => rememberRun(memory, text, 1);
const namesOf = ({ named }: QueryMemory) => named.map(({ name }) => name);

async function openTab() {
  const { result } = renderHook(() => useQueryMemory());
  await waitFor(() => expect(result.current.status).toBe('ready'));
  return result;
}

it('keeps what another tab has saved meanwhile', async () => {
  const first = await openTab();
  const second = await openTab();
  act(() => first.current.update(save('a')));
  await waitFor(() => expect(namesOf(readMemory(kept))).toEqual(['a']));
  act(() => second.current.update(run('{ .b }')));
  await waitFor(() => expect(readMemory(kept).history).toHaveLength(1));
  expect(namesOf(readMemory(kept))).toEqual(['a']);
  expect(namesOf(second.current.memory)).toEqual(['a']);
});

it('keeps what changes before the storage has answered, and while it writes', async () => {
  kept = renderMemory(save('a')({ history: [], named: [] }));
  const { result } = renderHook(() => useQueryMemory());
  act(() => result.current.update(save('b')));
  expect(namesOf(result.current.memory)).toEqual(['b']);
  act(() => result.current.update(save('c')));
  await waitFor(() => expect(namesOf(readMemory(kept))).toEqual(['a', 'b', 'c']));
  expect(namesOf(result.current.memory)).toEqual(['a', 'b', 'c']);
});

it('says that nothing can be kept, shows it all the same and tries again', async () => {
  const tab = await openTab();
  store.write.mockRejectedValueOnce(new Error('full'));
  act(() => tab.current.update(save('a')));
  await waitFor(() => expect(tab.current.problem).toBe('full'));
  expect(namesOf(tab.current.memory)).toEqual(['a']);
  act(() => tab.current.update(save('b')));
  await waitFor(() => expect(namesOf(readMemory(kept))).toEqual(['a', 'b']));
  expect(tab.current.problem).toBeUndefined();
});

it('writes nothing over what it cannot read', async () => {
  kept = renderMemory(save('a')({ history: [], named: [] }));
  store.read.mockRejectedValueOnce(new Error('away')).mockRejectedValueOnce(new Error('away'));
  const tab = await openTab();
  expect(tab.current.problem).toBe('away');
  act(() => tab.current.update(run('{ .b }')));
  await waitFor(() => expect(store.read).toHaveBeenCalledTimes(2));
  expect(namesOf(readMemory(kept))).toEqual(['a']);
});

it('does not take a storage that is suddenly empty for one without anything', async () => {
  kept = renderMemory(save('a')({ history: [], named: [] }));
  const tab = await openTab();
  store.read.mockResolvedValueOnce(null);
  act(() => tab.current.update(run('{ .b }')));
  await waitFor(() => expect(readMemory(kept).history).toHaveLength(1));
  expect(namesOf(readMemory(kept))).toEqual(['a']);
});

it('writes nothing where nothing changes', async () => {
  const tab = await openTab();
  act(() => tab.current.update((memory) => memory));
  await waitFor(() => expect(store.read).toHaveBeenCalledTimes(2));
  await act(() => Promise.resolve());
  expect(store.write).not.toHaveBeenCalled();
});
