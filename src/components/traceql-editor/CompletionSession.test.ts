import type { TraceqlSuggestions } from '../../data/suggestions/traceqlSuggestions';
import { TempoRequestError } from '../../tempo';
import { CompletionSession } from './CompletionSession';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

interface Options {
  delayMs?: number;
  error?: Error;
  truncated?: boolean;
}

function setUp({ delayMs = 10, error, truncated = false }: Options = {}) {
  const calls: string[] = [];
  const signals: AbortSignal[] = [];
  const answer = <T>(call: string, items: T[], signal: AbortSignal) =>
    new Promise<{ items: T[]; truncated: boolean }>((resolve, reject) => {
      calls.push(call);
      signals.push(signal);
      signal.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
      setTimeout(() => (error ? reject(error) : resolve({ items, truncated })), delayMs);
    });
  const suggestions: TraceqlSuggestions = {
    fetchAttributes: (signal) => answer('attributes', [{ scope: 'span', name: 'http.method', type: 'string' }], signal),
    fetchValues: (field, filter, signal) => answer(`${field} ${filter}`, [{ text: 'GET', type: 'string' }], signal),
  };
  const events = { onArrived: jest.fn(), onNotice: jest.fn() };
  const session = new CompletionSession({ tempo: '3.0.3', suggestions }, events);
  const ask = async (text: string, waitMs = 400) => {
    const answered = session.complete(text, text.length);
    await jest.advanceTimersByTimeAsync(waitMs);
    return answered;
  };
  return { session, suggestions, events, calls, signals, ask };
}

function labels({ entries }: { entries: ReadonlyArray<{ label: string }> }): string[] {
  return entries.map(({ label }) => label);
}

test('names and static proposals come together', async () => {
  const { ask } = setUp();
  const answer = await ask('{ ');
  expect(labels(answer)).toEqual(expect.arrayContaining(['span.http.method', 'duration']));
  expect(answer.isPending).toBe(false);
});

test('values are narrowed by the other conditions, and asked for once while somebody types', async () => {
  const { ask, calls } = setUp();
  for (const text of ['{ span.b = 1 && name = ', '{ span.b = 1 && name = G', '{ span.b = 1 && name = GE']) {
    expect(labels(await ask(text))).toContain('GET');
  }
  expect(calls).toEqual(['name { span.b = 1 }']);
});

test('static proposals do not wait for slow data; its coming is told', async () => {
  const { ask, events } = setUp({ delayMs: 3_000 });
  const answer = await ask('{ h');
  expect(answer.isPending).toBe(true);
  expect(labels(answer)).toContain('duration');
  expect(events.onArrived).not.toHaveBeenCalled();
  await jest.advanceTimersByTimeAsync(3_000);
  expect(events.onArrived).toHaveBeenCalledTimes(1);
  expect(events.onArrived).toHaveBeenCalledWith(true);
  expect(labels(await ask('{ h', 0))).toContain('span.http.method');
});

test('what comes when the cursor is elsewhere is not told', async () => {
  const { ask, session, events, signals } = setUp({ delayMs: 900 });
  await ask('{ h');
  session.release();
  await jest.advanceTimersByTimeAsync(5_000);
  expect(events.onArrived).not.toHaveBeenCalled();
  expect(signals[0]?.aborted).toBe(false);
});

test('a request that nobody waits for ends', async () => {
  const { ask, session, signals, events } = setUp({ delayMs: 30_000 });
  await ask('{ name = "');
  session.release();
  await jest.advanceTimersByTimeAsync(1_500);
  expect(signals[0]?.aborted).toBe(true);
  expect(events.onNotice).not.toHaveBeenCalled();
});

test('other data: the old request ends, the new data is asked', async () => {
  const old = setUp({ delayMs: 30_000 });
  const other = setUp();
  await old.ask('{ name = "');
  old.session.setSource({ tempo: '3.0.3', suggestions: other.suggestions });
  expect(old.signals[0]?.aborted).toBe(true);
  await old.ask('{ name = "');
  expect(other.calls).toEqual(['name ']);
});

test('a new version of Tempo keeps the data and changes the proposals', async () => {
  const { ask, session, suggestions, calls } = setUp();
  expect(labels(await ask('{ } | rate() | '))).toContain('topk');
  await ask('{ ');
  session.setSource({ tempo: '2.6.1', suggestions });
  expect(labels(await ask('{ } | rate() | '))).not.toContain('topk');
  await ask('{ ');
  expect(calls).toEqual(['attributes']);
});

test.each<[error: Error, reason: string]>([
  [new Error('broken'), 'broken'],
  [new TempoRequestError({ kind: 'unauthorised', path: '/x', said: 'no access', by: 'grafana' }), 'no access'],
  [new TempoRequestError({ kind: 'timeout', path: '/x', said: '' }), 'timeout'],
])('%s: the static proposals stay, and the reason is told', async (error, reason) => {
  const { ask, events } = setUp({ error });
  expect(labels(await ask('{ '))).toContain('duration');
  expect(events.onNotice).toHaveBeenLastCalledWith({ kind: 'suggestions-failed', reason });
});

test('a list that Tempo has cut is told of, until another one is whole', async () => {
  const cut = setUp({ truncated: true });
  await cut.ask('{ ');
  expect(cut.events.onNotice).toHaveBeenLastCalledWith({ kind: 'suggestions-cut' });
  const whole = setUp();
  cut.session.setSource({ tempo: '3.0.3', suggestions: whole.suggestions });
  await cut.ask('{ ');
  expect(cut.events.onNotice).toHaveBeenLastCalledWith(null);
});
