import { act, renderHook } from '@testing-library/react';
import type { QueryQuestion, QueryRun } from '../../data';
import { beginDraft } from './state/draft';
import { readQueryState, type QueryState } from './state/queryState';
import { useQueryRunner } from './useQueryRunner';

const ask = jest.fn<void, [QueryQuestion]>();
const cancel = jest.fn();
let run: QueryRun = { status: 'idle' };
jest.mock('../../data', () => ({ useQueryRun: () => ({ run, start: ask, cancel }) }));

const onAsked = jest.fn();
const onTrace = jest.fn();

interface Page {
  text: string;
  state?: Partial<QueryState>;
  adopted?: { text: string };
  tempo?: string;
}

function settings({ text, state, adopted = { text: '' }, tempo = '3.0.3' }: Page) {
  const whole = { ...readQueryState('?from=1700000000000&to=1700003600000'), ...state };
  return { draft: beginDraft(text, tempo), adopted, state: whole, tempoUid: 'T', onAsked, onTrace };
}

/** Renders, and lets what was put off happen. */
function open(page: Page) {
  const hook = renderHook((props: ReturnType<typeof settings>) => useQueryRunner(props), {
    initialProps: settings(page),
  });
  act(() => jest.runAllTimers());
  return {
    result: hook.result,
    change(next: Page) {
      hook.rerender(settings(next));
      act(() => jest.runAllTimers());
    },
  };
}

const asked = () => ask.mock.calls.map(([question]) => question);
const hasRun = () => {
  run = { status: 'cancelled', elapsedMs: 1, question: asked()[0] ?? fail() };
};
const fail = (): never => {
  throw new Error('nothing was asked');
};

beforeEach(() => {
  jest.useFakeTimers();
  jest.clearAllMocks();
  run = { status: 'idle' };
});
afterEach(() => jest.useRealTimers());

it('asks what a link says, once', () => {
  open({ text: '{ .a }', adopted: { text: '{ .a }' }, state: { limit: 50, spansPerSpanset: 9 } });
  expect(asked()).toEqual([
    {
      kind: 'search',
      text: '{ .a }',
      fromMs: 1_700_000_000_000,
      toMs: 1_700_003_600_000,
      limit: 50,
      spansPerSpanset: 9,
      stepSeconds: undefined,
      tempoUid: 'T',
    },
  ]);
  expect(onAsked.mock.calls).toEqual([['{ .a }']]);
});

it('asks nothing before there is something to ask, nor while it is typed', () => {
  const page = open({ text: '' });
  page.change({ text: '{ .a }' });
  page.change({ text: '{ .a }', state: { limit: 50 } });
  expect(asked()).toEqual([]);
});

it('asks for every span where nothing is written, and for metrics where they are', () => {
  const page = open({ text: '' });
  act(() => page.result.current.start());
  page.change({ text: '{ } | rate()', state: { stepSeconds: 30 } });
  act(() => page.result.current.start());
  expect(asked().map(({ kind, text, stepSeconds }) => [kind, text, stepSeconds])).toEqual([
    ['search', '{ }', undefined],
    ['metrics', '{ } | rate()', 30],
  ]);
});

it('asks again when the range or a limit changes, and once where the text changes too', () => {
  const link = { text: '{ .a }' };
  const page = open({ text: '{ .a }', adopted: link });
  hasRun();
  page.change({ text: '{ .a }', adopted: link });
  expect(asked()).toHaveLength(1);
  page.change({ text: '{ .a }', adopted: link, state: { limit: 99 } });
  expect(asked()).toHaveLength(2);
  const brushed = { text: '{ .b }' };
  page.change({ text: '{ .b }', adopted: brushed, state: { limit: 99, from: '1700000100000' } });
  expect(asked()).toHaveLength(3);
  expect(asked()[2]).toMatchObject({ text: '{ .b }', fromMs: 1_700_000_100_000 });
});

it('asks once though the text comes a rendering later than the range', () => {
  const before = { text: '{ .a }' };
  const page = renderHook((props: ReturnType<typeof settings>) => useQueryRunner(props), {
    initialProps: settings({ text: '{ .a }', adopted: before }),
  });
  act(() => jest.runAllTimers());
  hasRun();
  page.rerender(settings({ text: '{ .a }', adopted: before, state: { from: '1700000100000' } }));
  page.rerender(settings({ text: '{ .b }', adopted: { text: '{ .b }' }, state: { from: '1700000100000' } }));
  act(() => jest.runAllTimers());
  expect(asked().slice(1)).toEqual([expect.objectContaining({ text: '{ .b }', fromMs: 1_700_000_100_000 })]);
});

it.each([
  ['syntax', '{ .a = ', '3.0.3'],
  ['endless', '{ 9223372036854775807 ^ -1 = 1 }', '2.6.1'],
])('refuses what is no use: %s; and forgets it with the next letter', (why, text, tempo) => {
  const page = open({ text, tempo });
  expect(page.result.current.refusal).toBeUndefined();
  act(() => page.result.current.start());
  expect(page.result.current.refusal).toBe(why);
  expect(asked()).toEqual([]);
  page.change({ text: '{ }', tempo });
  expect(page.result.current.refusal).toBeUndefined();
});

it('sends what only the check finds wrong', () => {
  const page = open({ text: '{ parent.a = 1 }' });
  act(() => page.result.current.start());
  expect(asked()).toHaveLength(1);
});

it('opens a trace in place of asking for its ID', () => {
  const page = open({ text: ' 6e0c63257de34c92 ' });
  act(() => page.result.current.start());
  expect(onTrace.mock.calls).toEqual([['00000000000000006e0c63257de34c92']]);
  expect(asked()).toEqual([]);
});

it('retries the very same question', () => {
  const page = open({ text: '{ .a }', adopted: { text: '{ .a }' } });
  hasRun();
  page.change({ text: '{ .b', adopted: { text: '{ .a }' } });
  ask.mockClear();
  act(() => page.result.current.retry());
  expect(asked()).toEqual([expect.objectContaining({ text: '{ .a }' })]);
});
