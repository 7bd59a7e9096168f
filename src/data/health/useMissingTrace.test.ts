import { createTempoClient, type Capabilities, type RawAnswer } from '../../tempo';
import type { MissingTraceTarget, ProcessName } from '../../health';
import { longestRetention } from './missingTraceEvidence';
import { investigate, type MissingTraceProgress } from './useMissingTrace';

const text = (body: string, status = 200): RawAnswer => ({ status, contentType: 'text/plain', body });
const json = (value: unknown): RawAnswer => ({ ...text(JSON.stringify(value)), contentType: 'application/json' });

const CAPABILITIES = {
  generation: { value: '3.x', source: 'api', certainty: 'certain' },
  tenants: [],
  tenantMissing: false,
  endpoints: { echo: 'answers', buildInfo: 'answers' },
} as unknown as Capabilities;
const NOW_MS = 1_795_000_000_000;
const DAY_MS = 86_400_000;

/** Walks with a single binary that answers by path; what is left out is not found. */
async function walk(
  target: MissingTraceTarget,
  answers: Record<string, RawAnswer>,
  name: ProcessName = 'single-binary'
) {
  const asked: string[] = [];
  const client = createTempoClient(async ({ path }) => {
    const { pathname } = new URL(path, 'http://tempo');
    asked.push(pathname);
    return answers[pathname] ?? text('404 page not found', 404);
  });
  const progress: MissingTraceProgress[] = [];
  await investigate(
    {
      tempo: { uid: 'tempo', name: 'Tempo', isDefault: true, sendsTenant: false },
      metrics: undefined,
      capabilities: CAPABILITIES,
      client,
      reaches: [{ name, via: 'data source', client }],
      target,
      nowMs: NOW_MS,
    },
    new AbortController().signal,
    (now) => progress.push(now)
  );
  const last = progress.at(-1);
  return {
    asked,
    steps: last?.investigation.results.map(({ step, state }) => `${step}: ${state}`),
    verdicts: last?.verdicts?.map(({ id }) => id),
    seen: progress.map(({ step }) => step),
  };
}

const TRACE_ID = '0123456789abcdef'.repeat(2);
const NONE = { [`/api/v2/traces/${TRACE_ID}`]: json({ trace: {} }) };

it('ends at once where the trace is there', async () => {
  const span = { traceId: TRACE_ID, spanId: '00000000000000aa', name: 'GET', startTimeUnixNano: '1' };
  const trace = { resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] };
  const { asked, verdicts, seen } = await walk(
    { kind: 'trace', traceId: TRACE_ID },
    { [`/api/v2/traces/${TRACE_ID}`]: json({ trace }) }
  );
  expect(verdicts).toEqual(['found']);
  expect(asked).toEqual([`/api/v2/traces/${TRACE_ID}`]);
  expect(seen).toEqual(['lookup', undefined]);
});

it('goes on where parts of the trace are missing', async () => {
  const span = { traceId: TRACE_ID, spanId: '00000000000000aa', parentSpanId: '00000000000000bb', name: 'GET' };
  const trace = {
    resourceSpans: [{ scopeSpans: [{ spans: [{ ...span, startTimeUnixNano: `${NOW_MS - 60_000}000000` }] }] }],
  };
  const { steps, verdicts } = await walk(
    { kind: 'trace', traceId: TRACE_ID },
    { [`/api/v2/traces/${TRACE_ID}`]: json({ trace }) }
  );
  expect(steps).toHaveLength(8);
  expect(steps?.[0]).toBe('lookup: part');
  expect(verdicts).toEqual(['root-missing']);
});

it.each([500, 422])('knows a trace that is too large to be read, refused with %i', async (status) => {
  const refusal = text('trace exceeds max size (max bytes: 5000000)', status);
  const { verdicts } = await walk({ kind: 'trace', traceId: TRACE_ID }, { [`/api/v2/traces/${TRACE_ID}`]: refusal });
  expect(verdicts).toEqual(['too-large']);
});

it('takes every step, and does not call unknown what it could not ask', async () => {
  const { steps, verdicts } = await walk({ kind: 'trace', traceId: TRACE_ID }, NONE);
  expect(steps).toEqual([
    'lookup: ok',
    'tenant: ok',
    'age: unknown',
    'arrival: unknown',
    'limits: unknown',
    'recent-data: unknown',
    'blocks: unknown',
    'query-limits: ok',
  ]);
  expect(verdicts).toEqual(['not-enough-known']);
});

it('finds by the configuration that the trace is too old, and asks for that once', async () => {
  const config = 'GET /status/config\n---\nbackend_worker:\n  compaction:\n    block_retention: 48h0m0s\n';
  const old = { kind: 'trace', traceId: TRACE_ID, atMs: NOW_MS - 3 * DAY_MS } as const;
  const { verdicts, asked } = await walk(old, { ...NONE, '/status/config': text(config) });
  expect(verdicts).toEqual(['expired']);
  expect(asked.filter((path) => path === '/status/config')).toHaveLength(1);
});

it('does not take the default for granted of a process that deletes nothing', async () => {
  const old = { kind: 'trace', traceId: TRACE_ID, atMs: NOW_MS - 20 * DAY_MS } as const;
  const answers = { ...NONE, '/status/config': text('GET /status/config\n---\nquery_frontend:\n  max_retries: 3\n') };
  expect((await walk(old, answers)).verdicts).toEqual(['expired']);
  const { steps } = await walk(old, answers, 'query-frontend');
  expect(steps).toContain('age: unknown');
});

it.each([
  ['no overrides', 1000, undefined, 1000],
  ['none sets it', 1000, { least: 0, most: 0 }, 1000],
  ['all set it', 1000, { least: 10, most: 50 }, 50],
  ['one tenant has less than the others', 1000, { least: 0, most: 50 }, 1000],
  ['one tenant has more than the others', 1000, { least: 0, most: 5000 }, 5000],
  ['what the others have is not known', undefined, { least: 0, most: 50 }, undefined],
])('how long traces are kept: %s', (_, configured, overrides, seconds) =>
  expect(longestRetention(configured, overrides)).toBe(seconds)
);

it('suspects a process that keeps recent data and is not ready', async () => {
  const { steps, verdicts } = await walk(
    { kind: 'trace', traceId: TRACE_ID },
    { ...NONE, '/ready': text('LiveStore not ready: live-store is starting', 503) }
  );
  expect(steps).toContain('recent-data: suspect');
  expect(verdicts).toEqual(['recent-unwell']);
});

it.each([
  ['directly', text('no org id\n', 401)],
  ['through the proxy of Grafana', text('Authentication to data source failed', 400)],
])('says that Tempo wants a tenant, asked %s', async (_, refusal) => {
  const { verdicts } = await walk({ kind: 'trace', traceId: TRACE_ID }, { [`/api/v2/traces/${TRACE_ID}`]: refusal });
  expect(verdicts).toEqual(['tenant-missing']);
});

it('does not search the future, for which Tempo would answer with the present', async () => {
  const tomorrow = NOW_MS + DAY_MS;
  const service = { kind: 'service', service: 'shop', fromMs: tomorrow, toMs: tomorrow + 900_000 } as const;
  const { verdicts, asked } = await walk(service, { '/api/search': json({ traces: [{ traceID: TRACE_ID }] }) });
  expect(verdicts).toEqual(['in-future']);
  expect(asked).not.toContain('/api/search');
});

it.each([
  ['is among the names', ['shop'], 'not-enough-known'],
  ['is not', ['other'], 'service-never-seen'],
])('looks whether a service %s', async (_, names, verdict) => {
  const service = { kind: 'service', service: 'shop', fromMs: NOW_MS - 900_000, toMs: NOW_MS - 600_000 } as const;
  const { verdicts } = await walk(service, {
    '/api/search': json({ traces: [] }),
    '/api/v2/search/tag/resource.service.name/values': json({
      tagValues: names.map((value) => ({ type: 'string', value })),
    }),
  });
  expect(verdicts).toEqual([verdict]);
});
