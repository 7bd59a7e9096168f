import { toOtlpJson } from '../ingest/wireForm';
import type { AttributeValue, ResourceSpans, Span } from '../model';
import { SERVICES } from './services';
import { Shop } from './shop';
import { Traffic } from './traffic';
import { weatherAt } from './weather';

const START = 1_795_000_000_000;
const HOUR = 3_600_000;

function anHour(seed: number, rate = 1): ResourceSpans[][] {
  const sent: ResourceSpans[][] = [];
  new Traffic({ seed, rate, send: (batches) => sent.push([...batches]) }, START).runUntil(START + HOUR);
  return sent;
}

const HOUR_OF_TRAFFIC = anHour(1).flat();
const SPANS = HOUR_OF_TRAFFIC.flatMap((batch) => batch.scopeSpans.flatMap((part) => part.spans));

function valuesOf(key: string): AttributeValue[] {
  return SPANS.flatMap((span) => span.attributes.filter((one) => one.key === key).map((one) => one.value));
}

test('the same seed gives the same traces, another seed others', () => {
  const of = (seed: number) => {
    const shop = new Shop(seed);
    return toOtlpJson(Array.from({ length: 50 }, (_, index) => shop.trace(START + index * 1000)).flat());
  };
  expect(of(7)).toBe(of(7));
  expect(of(7)).not.toBe(of(8));
});

test('an hour has about as many traces as the rate says', () => {
  const traces = new Set(SPANS.map(({ traceId }) => traceId));
  expect(traces.size).toBeGreaterThan(3_400);
  expect(traces.size).toBeLessThan(3_800);
});

test('no trace begins before its time or ends long after it was sent', () => {
  for (const [index, batches] of anHour(2).entries()) {
    for (const span of batches.flatMap((batch) => batch.scopeSpans.flatMap((part) => part.spans))) {
      expect(span.endNs).toBeGreaterThanOrEqual(span.startNs);
      expect(Number(span.startNs / BigInt(1_000_000))).toBeGreaterThan(START - 5_000 + index * 0);
      expect(Number(span.startNs / BigInt(1_000_000))).toBeLessThan(START + HOUR);
    }
  }
});

test('all eight services speak, in several languages and releases', () => {
  const resources = HOUR_OF_TRAFFIC.map(
    ({ resource }) => new Map(resource.attributes.map(({ key, value }) => [key, value]))
  );
  expect(new Set(resources.map((resource) => resource.get('service.name')))).toEqual(new Set(SERVICES));
  expect(new Set(resources.map((resource) => resource.get('telemetry.sdk.language'))).size).toBe(7);
  const payments = resources.filter((resource) => resource.get('service.name') === 'payments');
  expect(new Set(payments.map((resource) => resource.get('service.version')))).toEqual(
    new Set(['3.0.0', '3.1.0-rc.2'])
  );
});

test('all kinds and all codes occur', () => {
  expect(new Set(SPANS.map(({ kind }) => kind))).toEqual(new Set([1, 2, 3, 4, 5]));
  expect(new Set(SPANS.map(({ statusCode }) => statusCode))).toEqual(new Set([0, 1, 2]));
});

test.each([
  ['HTTP of the stable conventions', 'http.request.method'],
  ['HTTP of the old conventions', 'http.method'],
  ['databases', 'db.system'],
  ['messaging', 'messaging.system'],
  ['a batch job', 'job.schedule'],
  ['names with blanks', 'user id'],
  ['names with quotes', 'feature."beta"'],
  ['names with backslashes', 'back\\slash'],
  ['names in other scripts', 'schlüssel.ключ'],
  ['names with a leading dot', '.leading.dot'],
  ['names with braces and operators', 'a{b}=c'],
  ['names with line breaks', 'new\nline'],
  ['names like keywords', 'status'],
  ['large integers', 'big.integer'],
  ['doubles without fraction', 'whole.double'],
  ['lists of integers', 'list.of.integers'],
  ['maps', 'nested.map'],
  ['bytes', 'raw.bytes'],
  ['empty values', 'enduser.id'],
])('there is %s', (_, key) => {
  expect(valuesOf(key).length).toBeGreaterThan(10);
});

test('types are kept apart', () => {
  const kinds = (key: string) => new Set(valuesOf(key).map((value) => typeof value));
  expect(kinds('http.response.status_code')).toEqual(new Set(['bigint']));
  expect(kinds('whole.double')).toEqual(new Set(['number']));
  expect(kinds('feature."beta"')).toEqual(new Set(['boolean']));
});

test('failures come with exceptions', () => {
  const failed = SPANS.filter(
    ({ statusCode, events }) => statusCode === 2 && events.some(({ name }) => name === 'exception')
  );
  const types = failed.flatMap(({ events }) =>
    events.flatMap(({ attributes }) => attributes.filter(({ key }) => key === 'exception.type'))
  );
  expect(new Set(types.map(({ value }) => value)).size).toBeGreaterThanOrEqual(5);
});

test('links lead to spans of earlier traces that are there', () => {
  const byId = new Map(SPANS.map((span) => [`${span.traceId}${span.spanId}`, span]));
  const links = SPANS.flatMap((span) => span.links.map((link) => ({ span, link })));
  expect(links.length).toBeGreaterThan(100);
  for (const { span, link } of links) {
    const target = byId.get(`${link.traceId}${link.spanId}`);
    expect(target?.name).toBe('orders.placed publish');
    expect(target?.traceId).not.toBe(span.traceId);
  }
});

test('a few traces lack their root', () => {
  const roots = new Set(SPANS.filter(({ parentSpanId }) => parentSpanId === '').map(({ traceId }) => traceId));
  const all = new Set(SPANS.map(({ traceId }) => traceId));
  expect(all.size - roots.size).toBeGreaterThan(20);
  expect(all.size - roots.size).toBeLessThan(all.size * 0.05);
});

test('there are slow episodes and bad ones', () => {
  const minutes = Array.from({ length: 60 }, (_, index) => START + index * 60_000);
  const shareOf = (spans: readonly Span[], isHit: (span: Span) => boolean) => spans.filter(isHit).length / spans.length;
  const at = (span: Span) => weatherAt(Number(span.startNs / BigInt(1_000_000)), 1);
  expect(minutes.filter((minute) => weatherAt(minute, 1).searchSlowdown > 1).length).toBeGreaterThanOrEqual(4);
  const searches = SPANS.filter(({ name, kind }) => name === 'GET /search' && kind === 2);
  const isSlow = (span: Span) => span.endNs - span.startNs > BigInt(400_000_000);
  expect(
    shareOf(
      searches.filter((span) => at(span).searchSlowdown > 1),
      isSlow
    )
  ).toBeGreaterThan(0.7);
  expect(
    shareOf(
      searches.filter((span) => at(span).searchSlowdown === 1),
      isSlow
    )
  ).toBeLessThan(0.05);
  const checkouts = SPANS.filter(({ name, kind }) => name === 'POST /checkout' && kind === 2);
  const hasFailed = ({ statusCode }: Span) => statusCode === 2;
  expect(
    shareOf(
      checkouts.filter((span) => at(span).paymentFailures > 0.1),
      hasFailed
    )
  ).toBeGreaterThan(0.25);
  expect(
    shareOf(
      checkouts.filter((span) => at(span).paymentFailures < 0.1),
      hasFailed
    )
  ).toBeLessThan(0.1);
});
