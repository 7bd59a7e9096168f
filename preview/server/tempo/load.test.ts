import { startEmbeddedTempo, type EmbeddedTempo } from './command/startEmbeddedTempo';

let tempo: EmbeddedTempo;
const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0');

beforeAll(async () => {
  // A minute ahead: 3.0 leaves the last 30 seconds out of searches.
  tempo = await startEmbeddedTempo({ tempo: '3.0.3', now: () => Date.now() + 60_000 });
});
afterAll(() => tempo.close());

async function push(trace: number): Promise<number> {
  const startNs = BigInt(Date.now()) * BigInt(1_000_000);
  const spans = [0, 1, 2].map((index) => ({
    traceId: hex(trace + 1, 32),
    spanId: hex(trace * 3 + index + 1, 16),
    parentSpanId: index === 0 ? '' : hex(trace * 3 + 1, 16),
    name: `step ${index}`,
    kind: 2,
    startTimeUnixNano: String(startNs),
    endTimeUnixNano: String(startNs + BigInt(5_000_000)),
  }));
  const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'load' } }] };
  const { status } = await fetch(`http://127.0.0.1:${tempo.otlpPort}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ spans }] }] }),
  });
  return status;
}

async function ask(path: string): Promise<number> {
  const { status, body } = await fetch(`${tempo.url}${path}`);
  await body?.cancel();
  return status;
}

it('loses nothing while 50 queries run at a time', async () => {
  const TRACES = 400;
  const QUERIES = [
    `/api/search?q=${encodeURIComponent('{ resource.service.name = "load" } | count() > 1')}`,
    `/api/metrics/query_range?q=${encodeURIComponent('{} | rate() by(name)')}&since=5m&step=10s`,
    '/api/v2/search/tags',
    `/api/traces/${hex(1, 32)}`,
  ];
  const pushes = Promise.all(Array.from({ length: TRACES }, (_, trace) => push(trace)));
  const queries = Promise.all(Array.from({ length: 50 }, (_, index) => ask(QUERIES[index % QUERIES.length] ?? '')));
  expect(new Set(await pushes)).toEqual(new Set([200]));
  expect((await queries).filter((status) => status !== 200 && status !== 404)).toEqual([]);

  const found = await fetch(`${tempo.url}/api/search?limit=1000&q=${encodeURIComponent('{ name = "step 2" }')}`);
  const { traces } = (await found.json()) as { traces: unknown[] };
  expect(traces).toHaveLength(TRACES);
});

it('lives on after hostile queries', async () => {
  const hostile = [
    '{'.repeat(5_000),
    `{ ${'('.repeat(20_000)}`,
    '{ .a =~ "(a+)+$" }',
    '{ 2 ^ -1 > 0 }',
    '\u0000',
    '{}'.repeat(3_000),
  ];
  for (const query of hostile) {
    const status = await ask(`/api/search?q=${encodeURIComponent(query.slice(0, 6_000))}`);
    expect([200, 400]).toContain(status);
  }
  expect(await ask('/api/echo')).toBe(200);
});
