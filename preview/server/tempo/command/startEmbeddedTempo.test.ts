import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { projectPath } from '../../projectPaths';
import { Shop } from '../demo/shop';
import { toOtlpJson } from '../ingest/wireForm';
import { type EmbeddedTempo, type EmbeddedTempoOptions, startEmbeddedTempo } from './startEmbeddedTempo';

const running: EmbeddedTempo[] = [];

async function start(options: Partial<EmbeddedTempoOptions> = {}): Promise<EmbeddedTempo> {
  const tempo = await startEmbeddedTempo({ tempo: '3.0.3', ...options });
  running.push(tempo);
  return tempo;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((tempo) => tempo.close()));
});

interface Found {
  readonly traces: ReadonlyArray<{ readonly traceID: string; readonly rootTraceName: string }>;
}

async function search(
  tempo: EmbeddedTempo,
  query: string,
  headers: Record<string, string> = {}
): Promise<Found['traces']> {
  const response = await fetch(`${tempo.url}/api/search?limit=1000&q=${encodeURIComponent(query)}`, { headers });
  expect(response.status).toBe(200);
  return ((await response.json()) as Found).traces;
}

const SCRIPT = projectPath('preview/server/tempo/command/testdata/sendWithSdk.mjs');

async function sendWithSdk(
  tempo: EmbeddedTempo,
  encoding: 'json' | 'protobuf',
  compression = 'none',
  tenant = ''
): Promise<void> {
  const url = `http://127.0.0.1:${tempo.otlpPort}/v1/traces`;
  await promisify(execFile)(process.execPath, [SCRIPT, encoding, url, compression, tenant]);
}

/** A minute ahead: searches of 3.0 leave the last 30 seconds out. */
const inAMinute = () => Date.now() + 60_000;

describe.each(['2.6.1', '3.0.3'])('the OpenTelemetry SDK sends to %s', (release) => {
  test.each(['json', 'protobuf'] as const)('%s, and TraceQL finds the spans', async (encoding) => {
    const tempo = await start({ tempo: release, now: inAMinute });
    await sendWithSdk(tempo, encoding);
    expect(tempo.store.stats()).toMatchObject({ traces: 2, spans: 3 });
    for (const query of [
      '{ resource.service.name = "sdk-test" && span.http.route = "/a" && span.n = 7 }',
      '{ name = "child work" && status = error && span.x = 0.5 && kind = client }',
      '{ name = "parent work" } > { statusMessage = "failed" }',
      '{ event.exception.type = "RangeError" }',
    ]) {
      expect(await search(tempo, query)).toMatchObject([{ rootTraceName: 'parent work' }]);
    }
    expect(await search(tempo, '{ link.why = "batch" }')).toMatchObject([{ rootTraceName: 'linked work' }]);
    expect(await search(tempo, '{ name = "other work" }')).toEqual([]);
  });
});

test.each(['json', 'protobuf'] as const)('packed with gzip, too: %s', async (encoding) => {
  const tempo = await start();
  await sendWithSdk(tempo, encoding, 'gzip');
  expect(tempo.store.stats()).toMatchObject({ traces: 2, spans: 3 });
});

test('Zipkin spans arrive', async () => {
  const tempo = await start({ now: inAMinute });
  const now = Date.now() * 1000;
  const span = {
    traceId: 'abc',
    id: '1',
    name: 'zip',
    timestamp: now,
    duration: 10,
    localEndpoint: { serviceName: 'z' },
  };
  const response = await fetch(`http://127.0.0.1:${tempo.zipkinPort}/api/v2/spans`, {
    method: 'POST',
    body: JSON.stringify([span]),
  });
  expect(response.status).toBe(202);
  expect(await search(tempo, '{ resource.service.name = "z" }')).toMatchObject([{ traceID: 'abc' }]);
});

test('a body of 30 MB is refused, and the next one is taken', async () => {
  const tempo = await start();
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': 30 * 1024 * 1024 };
    const upload = httpRequest({
      port: tempo.otlpPort,
      host: '127.0.0.1',
      path: '/v1/traces',
      method: 'POST',
      headers,
    });
    upload.on('response', (response) => resolve(response.resume().statusCode));
    upload.on('error', reject);
    upload.end(Buffer.alloc(30 * 1024 * 1024, 32));
  });
  expect(status).toBe(400);
  const url = `http://127.0.0.1:${tempo.otlpPort}/v1/traces`;
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(url, { method: 'POST', headers, body: toOtlpJson(new Shop(1).trace(Date.now())) });
  expect(await answer.text()).toBe('{"partialSuccess":{}}');
});

function fileOf(traces: number, startMs: number): string {
  const shop = new Shop(1);
  const lines = Array.from({ length: traces }, (_, index) => toOtlpJson(shop.trace(startMs + index)));
  const file = join(mkdtempSync(join(tmpdir(), 'embedded-tempo-')), 'traces.otlp.jsonl');
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}

test('what is loaded keeps its times and stays', async () => {
  const startMs = Date.UTC(2026, 0, 1);
  const tempo = await start({ load: [fileOf(30, startMs)], maxTraces: 10 });
  expect(tempo.store.stats().traces).toBe(30);
  const shop = new Shop(5);
  const batches = Array.from({ length: 40 }, () => shop.trace(Date.now())).flat();
  const headers = { 'content-type': 'application/json' };
  await fetch(`http://127.0.0.1:${tempo.otlpPort}/v1/traces`, { method: 'POST', headers, body: toOtlpJson(batches) });
  const kept = tempo.store.traces('single-tenant').filter(({ pinned }) => pinned);
  expect(kept).toHaveLength(30);
  expect(kept.every(({ summary }) => Math.abs(Number(summary.startNs / BigInt(1_000_000)) - startMs) < 5_000)).toBe(
    true
  );
});

test('a file that cannot be read says where', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'embedded-tempo-')), 'bad.jsonl');
  writeFileSync(file, '{"resourceSpans":[]}\n{"resourceSpans":5}\n');
  await expect(start({ load: [file] })).rejects.toThrow(`${file}, line 2: resourceSpans is not a list`);
  await expect(start({ load: ['/no/such/file'] })).rejects.toThrow('/no/such/file');
});

test('a port that is taken is named with its option', async () => {
  const first = await start();
  await expect(start({ port: first.port })).rejects.toThrow(
    `Port ${first.port} is taken. Choose another one with --port`
  );
  await expect(start({ otlpPort: first.otlpPort })).rejects.toThrow('--otlp-port');
  await expect(start({ zipkinPort: first.zipkinPort })).rejects.toThrow('--zipkin-port');
  await expect(start({ adminPort: first.port })).rejects.toThrow('--admin-port');
});

test('the demo fills the past, and its metrics and those of its own can be scraped', async () => {
  const reported: number[] = [];
  const onHistory = {
    everyMs: 60_000,
    call: (families: readonly unknown[], timeMs: number) => void (families.length > 0 && reported.push(timeMs)),
  };
  const tempo = await start({ demo: { rate: 1, historyMs: 10 * 60_000, onHistory } });
  expect(tempo.store.stats().traces).toBeGreaterThan(400);
  expect(reported.length).toBeGreaterThanOrEqual(8);
  const generated = await (await fetch(`${tempo.url}/metrics/generator`)).text();
  expect(generated).toMatch(/traces_service_graph_request_total\{client="orders",server="payments",/);
  const own = await (await fetch(`${tempo.url}/metrics`)).text();
  expect(own).toMatch(/^tempo_metrics_generator_spans_received_total\{tenant="single-tenant"\} \d{4}/m);
  const open = await fetch(`${tempo.url}/metrics/generator`, { headers: { accept: 'application/openmetrics-text' } });
  expect(open.headers.get('content-type')).toContain('application/openmetrics-text');
});

test('tenants see their own traces only', async () => {
  const tempo = await start({ multitenant: true, now: inAMinute });
  await sendWithSdk(tempo, 'json', 'none', 'one');
  expect(await search(tempo, '{}', { 'X-Scope-OrgID': 'one' })).toHaveLength(2);
  expect(await search(tempo, '{}', { 'X-Scope-OrgID': 'two' })).toEqual([]);
  expect((await fetch(`${tempo.url}/api/search?q={}`)).status).toBe(401);
});

test('faults are switched while it runs', async () => {
  const tempo = await start({ adminPort: 0, fault: 'not-ready' });
  const admin = (method: string, path: string) => fetch(`http://127.0.0.1:${tempo.adminPort}${path}`, { method });
  expect((await fetch(`${tempo.url}/ready`)).status).toBe(503);
  await admin('DELETE', '/fault');
  expect((await fetch(`${tempo.url}/ready`)).status).toBe(200);
  await admin('POST', '/fault/errors');
  expect((await fetch(`${tempo.url}/api/search?q={}`)).status).toBe(500);
  await admin('POST', '/fault/down');
  await expect(fetch(`${tempo.url}/ready`)).rejects.toThrow();
  await expect(fetch(`http://127.0.0.1:${tempo.otlpPort}/v1/traces`, { method: 'POST' })).rejects.toThrow();
  await admin('POST', '/fault/discard');
  const headers = { 'content-type': 'application/json' };
  const body = toOtlpJson(Array.from({ length: 40 }, (_, index) => new Shop(index).trace(Date.now())).flat());
  expect((await fetch(`http://127.0.0.1:${tempo.otlpPort}/v1/traces`, { method: 'POST', headers, body })).status).toBe(
    429
  );
  expect(await (await fetch(`${tempo.url}/metrics`)).text()).toMatch(
    /tempo_discarded_spans_total\{reason="rate_limited",tenant="single-tenant"\} [1-9]/
  );
});
