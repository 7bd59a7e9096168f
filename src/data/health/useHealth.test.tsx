import { act, renderHook } from '@testing-library/react';
import type { HealthEvidence } from '../../health';
import type { Capabilities } from '../../tempo';
import type { Gathered, HealthSubject } from './gatherHealth';
import { useHealth } from './useHealth';

const gatherHealth = jest.fn<Promise<Gathered>, [HealthSubject, AbortSignal, () => void]>();
jest.mock('./gatherHealth', () => ({
  gatherHealth: (...args: [HealthSubject, AbortSignal, () => void]) => gatherHealth(...args),
}));

const capabilities = {} as Capabilities;
let tempo = { uid: 'tempo', name: 'Tempo', isDefault: true, sendsTenant: false };
const mockTempo = () => tempo;
jest.mock('../SurroundingsContext', () => ({
  useSurroundings: () => ({ tempo: mockTempo(), metrics: undefined, capabilities }),
}));
const settings = {};
jest.mock('../PluginSettingsContext', () => ({ usePluginSettings: () => settings }));

function gathered(isReady: boolean): Gathered {
  const evidence: HealthEvidence = {
    nowMs: 0,
    system: { version: undefined, generation: undefined, topology: undefined, inventory: undefined },
    processes: isReady ? [{ name: 'querier', via: 'route', readiness: { ok: true, value: { ready: true } } }] : [],
    probes: {},
    dataSource: { sendsTenant: false, tenantMissing: false, tenants: [] },
    wanted: {},
  };
  return { evidence, unreached: [] };
}

let isHidden = false;
Object.defineProperty(document, 'hidden', { get: () => isHidden });

async function pass(ms: number): Promise<void> {
  await act(async () => {
    await jest.advanceTimersByTimeAsync(ms);
  });
}

beforeEach(() => {
  jest.useFakeTimers();
  isHidden = false;
  gatherHealth.mockReset();
  gatherHealth.mockResolvedValue(gathered(true));
});
afterEach(() => jest.useRealTimers());

it('asks at once, and every minute', async () => {
  const { result } = renderHook(useHealth);
  await pass(0);
  expect(result.current.report?.atMs).toBe(0);
  await pass(59_000);
  expect(gatherHealth).toHaveBeenCalledTimes(1);
  await pass(2_000);
  expect(gatherHealth).toHaveBeenCalledTimes(2);
});

it('does not ask while nobody looks, and does as soon as somebody looks again', async () => {
  renderHook(useHealth);
  await pass(0);
  isHidden = true;
  await pass(600_000);
  expect(gatherHealth).toHaveBeenCalledTimes(1);
  isHidden = false;
  act(() => void document.dispatchEvent(new Event('visibilitychange')));
  await pass(0);
  expect(gatherHealth).toHaveBeenCalledTimes(2);
});

it('does not ask again because the address changed', async () => {
  const { rerender } = renderHook(useHealth);
  await pass(0);
  tempo = { ...tempo };
  rerender();
  await pass(0);
  expect(gatherHealth).toHaveBeenCalledTimes(1);
});

it('does not ask while it is paused', async () => {
  const { result } = renderHook(useHealth);
  await pass(0);
  act(() => result.current.setPaused(true));
  await pass(600_000);
  expect(gatherHealth).toHaveBeenCalledTimes(1);
});

it.each([
  ['it fails', () => Promise.reject(new Error('network'))],
  ['nobody answers', () => Promise.resolve(gathered(false))],
])('asks more and more seldom while %s', async (_, answer) => {
  gatherHealth.mockImplementation(answer);
  renderHook(useHealth);
  await pass(0);
  await pass(100_000);
  expect(gatherHealth).toHaveBeenCalledTimes(1);
  await pass(25_000);
  expect(gatherHealth).toHaveBeenCalledTimes(2);
  await pass(200_000);
  expect(gatherHealth).toHaveBeenCalledTimes(2);
  await pass(60_000);
  expect(gatherHealth).toHaveBeenCalledTimes(3);
});

it('keeps the last report when a later attempt fails, and says why it failed', async () => {
  const { result } = renderHook(useHealth);
  await pass(0);
  gatherHealth.mockRejectedValue(new Error('network'));
  act(() => result.current.refresh());
  await pass(0);
  expect(result.current.report).toBeDefined();
  expect(result.current.error).toBe('network');
});

it('cancels what is under way: on demand, and when it is left', async () => {
  gatherHealth.mockImplementation(() => new Promise(() => undefined));
  const { result, unmount } = renderHook(useHealth);
  act(() => result.current.cancel());
  expect(gatherHealth.mock.calls[0]?.[1].aborted).toBe(true);
  expect(result.current.progress).toBeUndefined();
  act(() => result.current.refresh());
  unmount();
  expect(gatherHealth.mock.calls[1]?.[1].aborted).toBe(true);
});
