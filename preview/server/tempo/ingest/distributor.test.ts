import { behaviourOf } from '../behaviour';
import { Shop } from '../demo/shop';
import { MemoryTraceStore } from '../store/memoryTraceStore';
import { Distributor } from './distributor';
import { encodedSize } from './encodedSize';
import { defaultLimits, type Limits, RateLimiter } from './limits';
import { countSpans } from './spansOf';

const START = 1_795_000_000_000;
const TENANT = 'single-tenant';

function setUp(release: string, limits: Partial<Limits> = {}, maxTraces = 1_000) {
  const behaviour = behaviourOf(release);
  const clock = { ms: START };
  const now = () => clock.ms;
  const store = new MemoryTraceStore({ maxTraces, mergesBatches: behaviour.mergesBatches, now });
  const distributor = new Distributor({
    behaviour,
    store,
    now,
    limits: () => ({ ...defaultLimits(behaviour), ...limits }),
  });
  return {
    clock,
    store,
    distributor,
    discarded: (reason: string) => distributor.counters.discarded.get(reason, TENANT),
  };
}

function traces(count: number, seed = 1) {
  const shop = new Shop(seed);
  return Array.from({ length: count }, (_, index) => shop.trace(START + index));
}

describe.each(['2.6.1', '3.0.3'])('%s', (release) => {
  test('counts spans, bytes and traces', () => {
    const { distributor } = setUp(release);
    const batches = traces(5).flat();
    distributor.push(TENANT, batches);
    const { counters } = distributor;
    expect(counters.spansReceived.get(TENANT)).toBe(countSpans(batches));
    expect(counters.bytesReceived.get(TENANT)).toBe(encodedSize(batches));
    expect(counters.tracesCreated.get(TENANT)).toBe(5);
    expect(distributor.liveTraces(TENANT).traces).toBe(5);
  });

  test('discards traces that are too many, until others are idle', () => {
    const { clock, store, distributor, discarded } = setUp(release, { maxLiveTraces: 3 });
    const made = traces(5);
    made.forEach((trace) => distributor.push(TENANT, trace));
    expect(store.stats().traces).toBe(3);
    expect(discarded('live_traces_exceeded')).toBe(countSpans(made.slice(3).flat()));
    clock.ms += 11_000;
    distributor.push(TENANT, made[4] ?? []);
    expect(store.stats().traces).toBe(4);
  });

  test('discards what makes a trace too large, in one part or in many', () => {
    const [trace = []] = traces(1);
    const size = encodedSize(trace);
    const { store, distributor, discarded } = setUp(release, { maxBytesPerTrace: size * 2 });
    distributor.push(TENANT, trace);
    distributor.push(TENANT, trace);
    expect(discarded('trace_too_large')).toBe(0);
    distributor.push(TENANT, trace);
    expect(discarded('trace_too_large')).toBe(countSpans(trace));
    expect(store.stats().traces).toBe(1);
  });

  test('keeps the other traces of a push', () => {
    const [small = [], big = []] = traces(30)
      .sort((a, b) => encodedSize(a) - encodedSize(b))
      .filter((_, index) => index % 29 === 0);
    const { store, distributor } = setUp(release, { maxBytesPerTrace: encodedSize(small) + 200 });
    distributor.push(TENANT, [...big, ...small]);
    expect(store.traces(TENANT).map(({ traceId }) => traceId)).toEqual([small[0]?.scopeSpans[0]?.spans[0]?.traceId]);
  });
});

test('while there are too many traces, 2.6 gives no trace more spans', () => {
  const [first = [], second = []] = traces(2);
  for (const [release, taken] of [
    ['2.6.1', 0],
    ['3.0.3', 1],
  ] as const) {
    const { distributor, discarded } = setUp(release, { maxLiveTraces: 1 });
    distributor.push(TENANT, first);
    distributor.push(TENANT, first);
    expect(discarded('live_traces_exceeded')).toBe(taken === 0 ? countSpans(first) : 0);
    distributor.push(TENANT, second);
    expect(discarded('live_traces_exceeded')).toBe(countSpans(second) + (taken === 0 ? countSpans(first) : 0));
  }
});

test('a token bucket fills with the time', () => {
  const limiter = new RateLimiter();
  const limits = { rateLimitBytes: 100, burstSizeBytes: 150, maxLiveTraces: 0, maxBytesPerTrace: 0 };
  expect(limiter.allows(150, limits, START)).toBe(true);
  expect(limiter.allows(1, limits, START)).toBe(false);
  expect(limiter.allows(50, limits, START + 500)).toBe(true);
  expect(limiter.allows(151, limits, START + 60_000)).toBe(false);
  expect(limiter.allows(150, limits, START + 60_000)).toBe(true);
});

test('never keeps more traces than it may, the oldest go first', () => {
  const { store, distributor } = setUp('3.0.3', {}, 50);
  const made = traces(300);
  for (const trace of made) {
    distributor.push(TENANT, trace);
    expect(store.stats().traces).toBeLessThanOrEqual(50);
  }
  const newest = made[299]?.[0]?.scopeSpans[0]?.spans[0]?.traceId ?? '';
  const oldest = made[0]?.[0]?.scopeSpans[0]?.spans[0]?.traceId ?? '';
  expect(store.trace(TENANT, newest)).toBeDefined();
  expect(store.trace(TENANT, oldest)).toBeUndefined();
  expect(store.stats().evictedTraces).toBeGreaterThanOrEqual(250);
});
