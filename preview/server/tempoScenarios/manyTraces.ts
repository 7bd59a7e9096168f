import type { ApiRequest } from '../tempo/api/answer';
import { Random } from '../tempo/demo/random';

const MOST_TRACES = 10_000;
const DEFAULT_LIMIT = 20;
const DEFAULT_SPSS = 3;
const DEFAULT_RANGE_SECONDS = 900;
const SERVICES = Array.from({ length: 24 }, (_, index) => `service-${String(index + 1).padStart(2, '0')}`);
const METHODS = ['GET', 'POST', 'PUT', 'DELETE'];
const ROUTES = ['/cart', '/checkout', '/search', '/orders/:id', '/login', '/recommendations'];

/** `/api/search` where there are more traces than anybody wants: up to 10,000, the same for the same request. */
export function searchManyTraces({ query }: ApiRequest): unknown {
  const limit = Math.min(Number(query.get('limit') ?? DEFAULT_LIMIT), MOST_TRACES);
  const spss = Number(query.get('spss') ?? DEFAULT_SPSS) || DEFAULT_SPSS;
  const end = Number(query.get('end')) || Math.floor(Date.now() / 1000);
  const start = Number(query.get('start')) || end - DEFAULT_RANGE_SECONDS;
  const random = new Random(limit * 31 + spss);
  const stepMs = ((end - start) * 1000) / Math.max(limit, 1);
  const traces = Array.from({ length: limit }, (_, index) => {
    const startMs = Math.round(end * 1000 - (index + random.next()) * stepMs);
    return buildFoundTrace(random, startMs, spss, index);
  });
  return {
    traces,
    metrics: { inspectedTraces: limit * 40, inspectedBytes: String(limit * 48_000), completedJobs: 64, totalJobs: 64 },
  };
}

function buildFoundTrace(random: Random, startMs: number, spss: number, index: number) {
  const durationMs = longTailMs(random);
  const service = random.pick(SERVICES);
  const isFailed = random.chance(0.08);
  const matched = random.between(1, 12);
  const spans = Array.from({ length: Math.min(matched, spss) }, (_, span) =>
    buildFoundSpan(random, { startMs, durationMs, isFailed: isFailed && span === 0 })
  );
  const spanset = { spans, matched };
  return {
    traceID: traceIdOf(random, index),
    rootServiceName: service,
    rootTraceName: `${random.pick(METHODS)} ${random.pick(ROUTES)}`,
    startTimeUnixNano: toNanos(startMs),
    durationMs,
    spanSet: spanset,
    spanSets: [spanset],
    serviceStats: { [service]: { spanCount: matched + 6, ...(isFailed ? { errorCount: 1 } : {}) } },
  };
}

interface Within {
  startMs: number;
  durationMs: number;
  isFailed: boolean;
}

function buildFoundSpan(random: Random, { startMs, durationMs, isFailed }: Within) {
  const offsetMs = Math.floor(random.next() * durationMs * 0.5);
  const spanMs = Math.max(1, Math.floor((durationMs - offsetMs) * random.next()));
  return {
    spanID: random.hex(16),
    name: `${random.pick(METHODS)} ${random.pick(ROUTES)}`,
    startTimeUnixNano: toNanos(startMs + offsetMs),
    durationNanos: toNanos(spanMs),
    attributes: [
      { key: 'service.name', value: { stringValue: random.pick(SERVICES) } },
      { key: 'http.status_code', value: { intValue: isFailed ? '500' : '200' } },
      { key: 'status', value: { stringValue: isFailed ? 'error' : 'unset' } },
    ],
  };
}

/** One trace in a hundred has an ID that {@link buildManySpans} makes a huge trace of. */
function traceIdOf(random: Random, index: number): string {
  return `${random.hex(24)}${String(index).padStart(5, '0')}${index % 100 === 0 ? 'eee' : 'aaa'}`;
}

/** `/api/v2/traces/…` for any ID: 60 spans, or 5,000 where the ID ends in `eee`. Parents come before their children. */
export function buildManySpans(traceId: string, endMs: number): unknown {
  const random = new Random(Number.parseInt(traceId.slice(-8), 16) >>> 0);
  const count = traceId.endsWith('eee') ? 5000 : 60;
  const ids = Array.from({ length: count }, () => random.hex(16));
  const totalMs = 2000 + count;
  const byService = new Map<string, unknown[]>();
  ids.forEach((spanId, index) => {
    const service = index === 0 ? 'service-01' : random.pick(SERVICES);
    const parent = index === 0 ? undefined : ids[Math.floor(random.next() ** 0.5 * index)];
    const offsetMs = (index / count) * totalMs;
    const spans = byService.get(service) ?? [];
    const lastsMs = index === 0 ? totalMs : 1 + random.next() * (totalMs - offsetMs) * 0.2;
    spans.push(buildSpan(random, { traceId, spanId, parent, startMs: endMs - totalMs + offsetMs, lastsMs }));
    byService.set(service, spans);
  });
  const resourceSpans = [...byService].map(([service, spans]) => ({
    resource: { attributes: [{ key: 'service.name', value: { stringValue: service } }] },
    scopeSpans: [{ scope: { name: 'generated' }, spans }],
  }));
  return { trace: { resourceSpans }, metrics: { inspectedBytes: String(count * 900) } };
}

interface SpanPlace {
  traceId: string;
  spanId: string;
  parent: string | undefined;
  startMs: number;
  lastsMs: number;
}

function buildSpan(random: Random, { traceId, spanId, parent, startMs, lastsMs }: SpanPlace) {
  const isFailed = random.chance(0.03);
  return {
    traceId: toBase64(traceId),
    spanId: toBase64(spanId),
    ...(parent ? { parentSpanId: toBase64(parent) } : {}),
    name: `${random.pick(METHODS)} ${random.pick(ROUTES)}`,
    kind: 'SPAN_KIND_SERVER',
    startTimeUnixNano: toNanos(startMs),
    endTimeUnixNano: toNanos(startMs + lastsMs),
    attributes: [{ key: 'http.status_code', value: { intValue: isFailed ? '500' : '200' } }],
    status: isFailed ? { code: 'STATUS_CODE_ERROR', message: 'upstream failed' } : {},
  };
}

/** Most are short, a few very long. */
function longTailMs(random: Random): number {
  return Math.max(1, Math.round(20 * Math.exp(3.5 * random.next() ** 2)));
}

function toNanos(ms: number): string {
  return `${Math.round(ms * 1000)}000`;
}

function toBase64(digits: string): string {
  return Buffer.from(digits, 'hex').toString('base64');
}
