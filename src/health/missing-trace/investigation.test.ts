import type { TraceAnswer, TraceSpan } from '../../tempo';
import { CHECKS } from '../catalogue';
import type { NumbersAnswer } from '../evidence';
import { nextStep, startInvestigation, takeStep, verdictsOf, type Investigation } from './investigation';
import { MISSING_TRACE_STEPS, type MissingTraceEvidence, type MissingTraceTarget } from './missingTraceStep';
import { VERDICTS } from './verdicts';

const NOW_MS = 1_795_334_682_000;
const byId: MissingTraceTarget = { kind: 'trace', traceId: 'abc', atMs: NOW_MS - 3_600_000 };
const byService: MissingTraceTarget = {
  kind: 'service',
  service: 'cart',
  fromMs: NOW_MS - 7_200_000,
  toMs: NOW_MS - 3_600_000,
};
const value = (number: number, labels: Record<string, string> = {}): NumbersAnswer => ({
  ok: true,
  samples: [{ labels, value: number }],
});
const none: NumbersAnswer = { ok: true, samples: [] };
const answer = (spans: Array<Partial<TraceSpan>>, partial = ''): MissingTraceEvidence['lookup'] => ({
  trace: {
    ok: true,
    value: { traceId: 'abc', spans: spans as TraceAnswer['spans'], partial, inspectedBytes: 0 },
  },
});
const whole = {
  spanId: 'a',
  parentSpanId: '',
  name: 'n',
  serviceName: 's',
  attributes: [],
  events: [],
  status: 'ok',
} as const;

/** All is well, and the trace is not there. */
const WELL: MissingTraceEvidence = {
  lookup: { ...answer([]), found: { ok: true, value: 0 } },
  tenant: { tenantMissing: false, sendsTenant: true, tenants: ['a'] },
  age: { nowMs: NOW_MS, retentionSeconds: 1_209_600, endCutoffSeconds: 30 },
  arrival: { accepted: value(50), refused: none, isServiceKnown: true },
  limits: { discarded: none },
  'recent-data': { unwell: [], failedWrites: none, lagSeconds: none },
  blocks: {
    failedFlushes: none,
    failedPolls: none,
    indexAgeSeconds: value(60),
    keptSeconds: 900,
    backendAfterSeconds: 900,
  },
  'query-limits': { searchSeconds: 604_800, isCut: false },
};

function investigate(target: MissingTraceTarget, evidence: MissingTraceEvidence): Investigation {
  let investigation = startInvestigation(target);
  for (let step = nextStep(investigation); step; step = nextStep(investigation)) {
    investigation = takeStep(investigation, step, evidence[step]);
  }
  return investigation;
}

const failure = (kind: 'unreachable' | 'bad-request') =>
  ({
    ok: false,
    failure: kind === 'bad-request' ? { kind, path: '', said: 'x', status: 400 } : { kind, path: '', said: 'x' },
  }) as const;

it.each<[string, MissingTraceTarget, Partial<MissingTraceEvidence>, string, number]>([
  ['found', byId, { lookup: answer([whole]) }, 'found', 1],
  ['without its root', byId, { lookup: answer([{ ...whole, parentSpanId: 'z' }]) }, 'root-missing', 8],
  ['torn', byId, { lookup: answer([whole, { ...whole, spanId: 'b', parentSpanId: 'z' }]) }, 'torn', 8],
  ['too large', byId, { lookup: answer([whole], 'exceeds') }, 'too-large', 1],
  ['no ID', byId, { lookup: { trace: failure('bad-request') } }, 'bad-id', 1],
  ['no answer', byId, { lookup: { trace: failure('unreachable') } }, 'cannot-ask', 8],
  ['a service that is found', byService, { lookup: { found: { ok: true, value: 3 } } }, 'found', 1],
  ['no tenant', byId, { tenant: { ...WELL.tenant, tenantMissing: true } }, 'tenant-missing', 2],
  ['several tenants', byId, { tenant: { ...WELL.tenant, tenants: ['a', 'b'] } }, 'other-tenant', 8],
  ['expired', byId, { age: { ...WELL.age, retentionSeconds: 600 } }, 'expired', 3],
  ['too new', { ...byService, fromMs: NOW_MS - 10_000, toMs: NOW_MS }, {}, 'too-new', 3],
  ['of tomorrow', { ...byId, atMs: NOW_MS + 86_400_000 }, {}, 'in-future', 3],
  [
    'a service of tomorrow',
    { ...byService, fromMs: NOW_MS + 86_400_000, toMs: NOW_MS + 88_000_000 },
    {},
    'in-future',
    3,
  ],
  ['by a clock that is ahead', { ...byId, atMs: NOW_MS + 30_000 }, {}, 'never-sent', 8],
  ['Kafka was down', byId, { 'recent-data': { ...WELL['recent-data'], failedProduces: value(1) } }, 'kafka-failed', 8],
  ['nothing came', byId, { arrival: { accepted: none, refused: none } }, 'nothing-arrived', 4],
  ['a service never seen', byService, { arrival: { ...WELL.arrival, isServiceKnown: false } }, 'service-never-seen', 4],
  ['refused', byId, { arrival: { accepted: value(5), refused: value(5) } }, 'refused', 8],
  ['discarded', byId, { limits: { discarded: value(5, { tenant: 'a', reason: 'trace_too_large' }) } }, 'discarded', 8],
  [
    'an ingester is down',
    byId,
    { 'recent-data': { ...WELL['recent-data'], unwell: ['ingester-0'] } },
    'recent-unwell',
    8,
  ],
  ['live-stores lag', byId, { 'recent-data': { ...WELL['recent-data'], lagSeconds: value(300) } }, 'recent-unwell', 8],
  ['writes failed', byId, { 'recent-data': { ...WELL['recent-data'], failedWrites: value(1) } }, 'writes-failed', 8],
  ['not flushed', byId, { blocks: { ...WELL.blocks, failedFlushes: value(1) } }, 'not-flushed', 8],
  ['polls fail', byId, { blocks: { ...WELL.blocks, failedPolls: value(1) } }, 'list-stale', 8],
  ['an old index', byId, { blocks: { ...WELL.blocks, indexAgeSeconds: value(4000) } }, 'list-stale', 8],
  ['a gap', byService, { blocks: { ...WELL.blocks, keptSeconds: 300 } }, 'gap', 8],
  ['a long range', byService, { 'query-limits': { searchSeconds: 60 } }, 'range-too-long', 8],
  ['a cut answer', byService, { 'query-limits': { isCut: true } }, 'cut', 8],
  ['all is well', byId, {}, 'never-sent', 8],
  ['little is known', byId, { limits: {}, blocks: {} }, 'not-enough-known', 8],
])('%s', (_, target, change, verdict, steps) => {
  const investigation = investigate(target, { ...WELL, ...change });
  expect(verdictsOf(investigation)?.[0]?.id).toBe(verdict);
  expect(investigation.results).toHaveLength(steps);
  investigation.results.forEach(({ what }) => expect(what).not.toMatch(/undefined|NaN/));
});

describe('of a trace that is torn', () => {
  const torn = answer([whole, { ...whole, spanId: 'b', parentSpanId: 'z', serviceName: 'cart' }]);
  const verdicts = (change: Partial<MissingTraceEvidence>) => {
    const investigation = investigate(byId, { ...WELL, lookup: torn, ...change });
    return { ids: verdictsOf(investigation)?.map(({ id }) => id), results: investigation.results };
  };

  it('says what is missing', () => {
    const { ids, results } = verdicts({});
    expect(ids).toEqual(['torn']);
    expect(results[0]).toMatchObject({
      state: 'part',
      what: 'Tempo has 2 spans of it. 1 span names a parent that is not there (cart): what called it is missing.',
    });
  });

  it.each<[string, Partial<MissingTraceEvidence>, string[]]>([
    ['spans were thrown away', { limits: { discarded: value(5, { reason: 'rate_limited' }) } }, ['torn', 'discarded']],
    ['it is too old', { age: { ...WELL.age, retentionSeconds: 600 } }, ['torn', 'expired']],
    ['it is older than its time says', { age: { ...WELL.age, madeAtMs: NOW_MS - 2e9 } }, ['torn', 'expired']],
    ['no span is counted, though some came', { arrival: { accepted: none, refused: none } }, ['torn']],
    ['Tempo wants a tenant now', { tenant: { ...WELL.tenant, tenantMissing: true } }, ['torn', 'tenant-missing']],
  ])('goes on, and finds that %s', (_, change, ids) => {
    expect(verdicts(change).ids).toEqual(ids);
  });

  it('names what a trace without a root begins with', () => {
    const { results } = verdicts({
      lookup: answer([{ ...whole, parentSpanId: 'z', name: 'GET /', serviceName: 'shop' }]),
    });
    expect(results[0]?.what).toBe(
      'Tempo has 1 span of it. None of them is the root. It begins with "GET /" of shop: what called that is missing.'
    );
  });
});

it.each([
  [1, false, 'A search finds 1 trace of cart.'],
  [20, true, 'A search finds 20 traces or more of cart.'],
])('counts %i traces of a search', (count, isFull, what) => {
  const found = { ok: true, value: count } as const;
  const { results } = investigate(byService, { ...WELL, lookup: { found, isFull } });
  expect(results[0]?.what).toBe(what);
});

it('weighs several suspects', () => {
  const investigation = investigate(byId, {
    ...WELL,
    tenant: { ...WELL.tenant, tenants: ['a', 'b'] },
    arrival: { accepted: value(5), refused: value(5) },
    limits: { discarded: value(5, { reason: 'rate_limited' }) },
  });
  expect(verdictsOf(investigation)?.map(({ id }) => id)).toEqual(['discarded', 'refused', 'other-tenant']);
  expect(verdictsOf(investigation)?.[0]).toMatchObject({ checkId: 'limits.rate-limited' });
});

it('has no verdict while there are steps to take, and takes them in turn', () => {
  const start = startInvestigation(byId);
  expect(verdictsOf(start)).toBeUndefined();
  expect(nextStep(start)).toBe(MISSING_TRACE_STEPS[0]);
  expect(() => takeStep(start, 'limits', {})).toThrow(RangeError);
  expect(nextStep(takeStep(start, 'lookup', {}))).toBe('tenant');
});

it('without any evidence nothing is blamed', () => {
  const nothing = {
    lookup: {},
    tenant: { tenantMissing: false, sendsTenant: undefined, tenants: [] },
    age: { nowMs: NOW_MS },
    arrival: {},
    limits: {},
    'recent-data': {},
    blocks: {},
    'query-limits': {},
  };
  const { results } = investigate({ kind: 'trace', traceId: 'a' }, nothing);
  expect(results.filter(({ verdict }) => verdict)).toEqual([]);
  expect(verdictsOf({ target: byId, results })?.map(({ id }) => id)).toEqual(['not-enough-known']);
});

it('verdicts name checks that exist', () => {
  const known = new Set<string>(CHECKS.map(({ id }) => id));
  const named = Object.values(VERDICTS).flatMap((verdict) => ('checkId' in verdict ? [verdict.checkId] : []));
  expect(named.filter((id) => !known.has(id))).toEqual([]);
});
