import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { findProjectRoot } from '../../preview/server/projectPaths';
import { listLogLines } from './logLines.mjs';
import { renderLokiPush } from './lokiPush.mjs';
import { parseTrafficOptions } from './options.mjs';
import { renderLogs, renderTraces } from './otlp.mjs';
import { listPayloads } from './send.mjs';
import { SERVICES } from './services.mjs';
import { Shop, weatherAt } from './shop.mjs';
import { nanosecondsOf } from './trace.mjs';

const START = 1_795_000_000_000;
const MINUTE = 60_000;

/** Half an hour, one trace a second. */
const SHOP = new Shop(1);
const TRACES = Array.from({ length: 1_800 }, (_, second) => SHOP.trace(START + second * 1000));
const SPANS = TRACES.flatMap(({ spans }) => spans);
const LINES = listLogLines(SPANS);

const IN_LINE = /(?:"trace_id":"|traceID=)([0-9a-f]{32})/;

test('the same seed gives the same traces, another seed others', () => {
  const of = (seed: number) => {
    const shop = new Shop(seed);
    return JSON.stringify(renderTraces(Array.from({ length: 40 }, (_, i) => shop.trace(START + i).spans).flat()));
  };
  expect(of(7)).toBe(of(7));
  expect(of(7)).not.toBe(of(8));
});

test('all services speak, in all kinds, with queries, messages, failures and links', () => {
  expect(new Set(SPANS.map(({ instance }) => instance.service))).toEqual(new Set(Object.keys(SERVICES)));
  expect(new Set(SPANS.map(({ kind }) => kind)).size).toBe(5);
  const keys = new Set(SPANS.flatMap(({ attributes }) => Object.keys(attributes)));
  expect([...keys]).toEqual(expect.arrayContaining(['db.system', 'messaging.system', 'http.route', 'peer.service']));
  const failed = SPANS.filter(({ error }) => error !== undefined);
  expect(failed.length).toBeGreaterThan(100);
  expect(failed.length).toBeLessThan(SPANS.length / 5);
  expect(failed.some(({ exception }) => exception !== undefined)).toBe(true);
});

test('parents, and what links lead to, are there', () => {
  const ids = new Set(SPANS.map(({ traceId, spanId }) => `${traceId}${spanId}`));
  const children = SPANS.filter(({ parentSpanId }) => parentSpanId !== '');
  expect(children.filter(({ traceId, parentSpanId }) => !ids.has(`${traceId}${parentSpanId}`))).toEqual([]);
  const links = SPANS.flatMap((span) => span.links);
  expect(links.length).toBeGreaterThan(50);
  expect(links.filter(({ traceId, spanId }) => !ids.has(`${traceId}${spanId}`))).toEqual([]);
});

test('searches are slow and payments fail while the weather is bad', () => {
  const medianMs = (name: string, isBad: boolean) => {
    const found = SPANS.filter((span) => span.name === name && span.parentSpanId === '').filter(
      ({ startMs }) => weatherAt(startMs).searchSlowdown > 1 === isBad
    );
    const durations = found.map(({ startMs, endMs }) => endMs - startMs).sort((a, b) => a - b);
    return durations[Math.floor(durations.length / 2)] ?? 0;
  };
  expect(medianMs('GET /search', true)).toBeGreaterThan(4 * medianMs('GET /search', false));
  const minutes = Array.from({ length: 12 }, (_, minute) => weatherAt(minute * MINUTE).paymentFailures);
  expect(minutes.filter((share) => share > 0.1)).toHaveLength(2);
});

test('OTLP: ids, times and values are written as its JSON wants them', () => {
  const spans = TRACES.flatMap((trace) => trace.spans).slice(0, 200);
  const written = renderTraces(spans).resourceSpans.flatMap(({ scopeSpans }) =>
    scopeSpans.flatMap((part) => part.spans)
  );
  expect(written).toHaveLength(200);
  for (const span of written) {
    expect(span.traceId).toMatch(/^[0-9a-f]{32}$/);
    expect(span.spanId).toMatch(/^[0-9a-f]{16}$/);
    expect(span.startTimeUnixNano).toMatch(/^\d{19}$/);
    expect(BigInt(span.endTimeUnixNano) >= BigInt(span.startTimeUnixNano)).toBe(true);
    expect([1, 2, 3, 4, 5]).toContain(span.kind);
  }
  const status = written.flatMap(({ attributes }) => attributes).find(({ key }) => key === 'http.response.status_code');
  expect(status?.value).toEqual({ intValue: expect.stringMatching(/^\d{3}$/) });
});

test.each([
  [START, '1795000000000000000'],
  [START + 0.25, '1795000000000250000'],
  [START + 999.5, '1795000000999500000'],
])('%d ms are %s ns', (timeMs, expected) => {
  expect(nanosecondsOf(timeMs)).toBe(expected);
});

describe('logs', () => {
  test('every line tells its trace: in the line or beside it, never both, and it is one of ours', () => {
    const ids = new Set(SPANS.map(({ traceId, spanId }) => `${traceId}${spanId}`));
    expect(LINES.length).toBeGreaterThan(TRACES.length);
    const isRight = ({ text, traceIds, instance }: (typeof LINES)[number]) => {
      const traceId = IN_LINE.exec(text)?.[1];
      const spanId = /(?:"span_id":"|spanID=)([0-9a-f]{16})/.exec(text)?.[1];
      return instance.logs === 'metadata'
        ? traceId === undefined && ids.has(`${traceIds?.trace_id}${traceIds?.span_id}`)
        : traceIds === undefined && ids.has(`${traceId}${spanId}`);
    };
    expect(LINES.filter((line) => !isRight(line))).toEqual([]);
  });

  test('all ways occur, and all levels', () => {
    expect(new Set(LINES.map(({ instance }) => instance.logs))).toEqual(new Set(['json', 'logfmt', 'metadata']));
    expect(new Set(LINES.map(({ level }) => level))).toEqual(new Set(['info', 'warn', 'error']));
  });

  test('a failed span has a line that says so, of its own service', () => {
    const failed = SPANS.filter(({ error }) => error !== undefined);
    const told = LINES.filter(({ level }) => level === 'error');
    expect(told).toHaveLength(failed.length);
    expect(told.every(({ text }) => text.includes('failed: '))).toBe(true);
  });

  test('Loki: streams by labels of low cardinality, each in the order of time', () => {
    const { streams } = renderLokiPush(LINES);
    expect(streams.length).toBeLessThan(60);
    expect(Object.keys(streams[0]?.stream ?? {})).toEqual([
      ...['service_name', 'service_namespace', 'cluster', 'namespace', 'pod', 'level'],
    ]);
    expect(streams.flatMap(({ values }) => values)).toHaveLength(LINES.length);
    for (const { stream, values } of streams) {
      expect(SERVICES).toHaveProperty(stream.service_name);
      const times = values.map(([time]) => BigInt(String(time)));
      expect(times.every((time, index) => index === 0 || time >= (times[index - 1] ?? time))).toBe(true);
      const hasMetadata = SERVICES[stream.service_name as keyof typeof SERVICES].logs === 'metadata';
      expect(values.every(({ length }) => length === (hasMetadata ? 3 : 2))).toBe(true);
    }
  });

  test('OTLP: the ids are fields of the record where they are not in the text', () => {
    const records = renderLogs(LINES.slice(0, 500)).resourceLogs.flatMap(({ scopeLogs }) =>
      scopeLogs.flatMap(({ logRecords }) => logRecords)
    );
    expect(records).toHaveLength(500);
    for (const record of records) {
      expect('traceId' in record).toBe(!IN_LINE.test(record.body.stringValue));
      expect(record.timeUnixNano).toMatch(/^\d{19}$/);
    }
  });
});

describe('where it goes', () => {
  const targets = { tracesUrl: 'http://t:4318', lokiUrl: '', otlpLogsUrl: '' };
  const urls = (more: object) => listPayloads(TRACES.slice(0, 3), { ...targets, ...more }).map(({ url }) => url);

  test.each([
    [{}, ['http://t:4318/v1/traces']],
    [{ lokiUrl: 'http://l:3100' }, ['http://t:4318/v1/traces', 'http://l:3100/loki/api/v1/push']],
    [{ otlpLogsUrl: 'http://c:4318' }, ['http://t:4318/v1/traces', 'http://c:4318/v1/logs']],
    [
      { lokiUrl: 'http://l:3100', otlpLogsUrl: 'http://c:4318' },
      ['http://t:4318/v1/traces', 'http://l:3100/loki/api/v1/push'],
    ],
  ])('%j', (more, expected) => {
    expect(urls(more)).toEqual(expected);
  });

  test('options come before the environment', () => {
    const env = { OTLP_URL: 'http://env:4318/', LOKI_URL: 'http://loki:3100', TRAFFIC_RATE: '2' };
    expect(parseTrafficOptions([], env)).toMatchObject({ tracesUrl: 'http://env:4318', rate: 2, seconds: Infinity });
    const args = ['--otlp-url', 'http://arg:4318', '--rate', '0.5', '--seconds', '9'];
    expect(parseTrafficOptions(args, env)).toMatchObject({ tracesUrl: 'http://arg:4318', rate: 0.5, seconds: 9 });
  });

  test.each([
    [[], 'Where to? Set --otlp-url or OTLP_URL'],
    [['--otlp-url', 'tempo:4318'], '--otlp-url is an address such as http://127.0.0.1:4318, not "tempo:4318"'],
    [['--otlp-url', 'http://t', '--rate', '0'], '--rate is a number greater than 0, not "0"'],
    [['--otlp-url', 'http://t', '--seconds', 'x'], '--seconds is a number greater than 0, not "x"'],
    [['--url', 'http://t'], "Unknown option '--url'"],
  ])('%j: %s', (args, message) => {
    expect(() => parseTrafficOptions(args, {})).toThrow(message);
  });
});

describe('the program', () => {
  const received: Array<{ url: string; tenant: unknown; body: string }> = [];
  let status = 200;
  let server: Server;
  beforeEach(async () => {
    received.length = 0;
    status = 200;
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += chunk));
      request.on('end', () => {
        received.push({ url: request.url ?? '', tenant: request.headers['x-scope-orgid'], body });
        response.writeHead(status).end('no room left');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => server.close());

  async function run(...args: string[]) {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const main = join(findProjectRoot(), 'stack/traffic/main.mjs');
    const all = [main, '--otlp-url', url, '--loki-url', url, '--rate', '20', '--seconds', '0.3', ...args];
    return promisify(execFile)(process.execPath, all, { env: {} }).then(
      ({ stdout }) => ({ code: 0, stdout }),
      ({ code, stdout }: { code: number; stdout: string }) => ({ code, stdout })
    );
  }

  test('sends traces and their logs, and says how many', async () => {
    const { code, stdout } = await run('--tenant', 'team-a');
    expect(code).toBe(0);
    expect(stdout).toMatch(/sent 10 traces, and the logs of 10\n$/);
    expect(received.map(({ url }) => url).sort()).toEqual(['/loki/api/v1/push', '/v1/traces']);
    expect(received.every(({ tenant }) => tenant === 'team-a')).toBe(true);
    const [logs, traces] = [...received].sort((a, b) => a.url.localeCompare(b.url));
    const idsOf = (text = '') => new Set(text.match(/[0-9a-f]{32}/g));
    const sent = idsOf(traces?.body);
    expect([...idsOf(logs?.body)].filter((id) => !sent.has(id))).toEqual([]);
  });

  test('says what the other side said, and ends with 1 where nothing arrived', async () => {
    status = 507;
    const { code, stdout } = await run();
    expect(code).toBe(1);
    expect(stdout).toContain('/v1/traces did not take traces: 507 no room left; trying on');
    expect(stdout).toContain('/loki/api/v1/push did not take logs: 507 no room left; trying on');
  });
});
