import { readFileSync } from 'node:fs';

import { projectPath } from '../../projectPaths';
import { behaviourOf } from '../behaviour';
import { encodedSpanSize } from '../ingest/encodedSize';
import type { ResourceSpans, Span } from '../model';
import { decodeOtlpJson } from '../otlp/decodeOtlpJson';
import { type Labels, renderFamilies } from './exposition';
import { MetricsGenerator } from './metricsGenerator';

/** What generators of real Tempos wrote of traffic to which the traces beside it belong. */
interface Recorded {
  readonly names: readonly string[];
  /** Of histograms, by the name of their buckets. */
  readonly bounds: Readonly<Record<string, readonly string[]>>;
  readonly series: readonly Labels[];
}

const read = (file: string) => readFileSync(projectPath('preview/server/tempo/generator/testdata', file), 'utf8');
const RECORDED = JSON.parse(read('recordedSeries.json')) as Readonly<Record<string, Recorded>>;
const SHOP = read('shopTraces.otlp.jsonl').trim().split('\n').map(decodeOtlpJson);

const TENANT = 'single-tenant';
const START_MS = 1_795_000_000_000;

/** As the recorded servers were set up. */
const DIMENSIONS: Readonly<Record<string, readonly string[]>> = {
  '2.6.1': ['http.method', 'http.status_code', 'service.version'],
  '3.0.3': [],
};

function generate(release: string, traces: readonly ResourceSpans[][], dimensions?: readonly string[]) {
  const generator = new MetricsGenerator({ behaviour: behaviourOf(release), ...(dimensions && { dimensions }) });
  for (const trace of traces) {
    const endMs = Math.max(...spansIn(trace).map(({ endNs }) => Number(endNs / BigInt(1_000_000))));
    generator.push(TENANT, trace, endMs);
    generator.tick(endMs + 11_000);
  }
  return generator;
}

function spansIn(batches: readonly ResourceSpans[]): Span[] {
  return batches.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
}

function seriesOf(generator: MetricsGenerator) {
  return generator
    .families()
    .flatMap(({ samples }) =>
      samples.map(({ name, labels: { __metrics_gen_instance: _, ...labels }, value }) => ({ name, labels, value }))
    );
}

const textOf = (labels: Labels) => JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));

describe.each(Object.entries(RECORDED))('%s', (release, recorded) => {
  // The graph of the 2.6.1 had no version among its dimensions; the label is not there if it has no value.
  const generator = generate(release, SHOP, DIMENSIONS[release]);
  const series = seriesOf(generator);

  test('writes the recorded names', () => {
    const classic = recorded.names.filter((name) => !/(latency|seconds)$/.test(name));
    expect([...new Set(series.map(({ name }) => name))].sort()).toEqual(classic);
  });

  test('has the recorded buckets', () => {
    for (const [name, bounds] of Object.entries(recorded.bounds)) {
      const found = new Set(series.filter((one) => one.name === name).map(({ labels }) => labels.le));
      expect([...found]).toEqual(bounds);
    }
  });

  test.each([
    'traces_spanmetrics_calls_total',
    'traces_service_graph_request_total',
    'traces_service_graph_request_failed_total',
  ])('every series of %s is one of those recorded', (name) => {
    const known = new Set(
      recorded.series.filter(({ __name__ }) => __name__ === name).map(({ __name__: _, ...labels }) => textOf(labels))
    );
    const made = series.filter((one) => one.name === name).map(({ labels }) => textOf(withoutVersion(labels, name)));
    expect(made.length).toBeGreaterThan(1);
    expect(made.filter((labels) => !known.has(labels))).toEqual([]);
  });
});

/** The recorded graph had no version among its dimensions. */
function withoutVersion({ service_version: version, ...labels }: Labels, name: string): Labels {
  return version === undefined || name.includes('service_graph') ? labels : { ...labels, service_version: version };
}

test('adds up calls, seconds and bytes', () => {
  const [trace = []] = SHOP;
  const series = seriesOf(generate('3.0.3', [trace, trace]));
  const spans = spansIn(trace).filter(({ name }) => name === 'GET /');
  const [root] = spans;
  const of = (name: string) =>
    series.find(
      (one) =>
        one.name === name &&
        one.labels.span_name === 'GET /' &&
        one.labels.span_kind === 'SPAN_KIND_SERVER' &&
        one.labels.le === undefined
    )?.value;
  expect(spans).toHaveLength(1);
  expect(of('traces_spanmetrics_calls_total')).toBe(2);
  expect(of('traces_spanmetrics_latency_count')).toBe(2);
  expect(of('traces_spanmetrics_latency_sum')).toBeCloseTo(
    (2 * Number((root?.endNs ?? BigInt(0)) - (root?.startNs ?? BigInt(0)))) / 1e9,
    9
  );
  expect(of('traces_spanmetrics_size_total')).toBe(2 * (root ? encodedSpanSize(root) : 0));
});

const span = (fields: Partial<Span>): Span => ({
  ...{ traceId: '1'.padStart(32, '0'), spanId: 'a'.repeat(16), parentSpanId: '', name: 'x', kind: 3 },
  startNs: BigInt(START_MS) * BigInt(1_000_000),
  endNs: BigInt(START_MS + 50) * BigInt(1_000_000),
  ...{ attributes: [], events: [], links: [], statusCode: 0, statusMessage: '' },
  ...fields,
});
const from = (service: string, ...spans: Span[]): ResourceSpans => ({
  resource: { attributes: [{ key: 'service.name', value: service }] },
  scopeSpans: [{ scope: { name: '', version: '', attributes: [] }, spans }],
});
const attributes = (map: Record<string, string>) => Object.entries(map).map(([key, value]) => ({ key, value }));

describe('the service graph', () => {
  const edgesOf = (release: string, batches: ResourceSpans[]) =>
    seriesOf(generate(release, [batches]))
      .filter(({ name }) => name === 'traces_service_graph_request_total')
      .map(({ labels: { client, server, connection_type: type } }) => [client, server, type]);

  test.each<[string, ResourceSpans, string, string | undefined]>([
    [
      'peer.service',
      from('a', span({ attributes: attributes({ 'db.name': 'n', 'peer.service': 'p', 'server.address': 's' }) })),
      'p',
      'p',
    ],
    [
      'server.address',
      from('a', span({ attributes: attributes({ 'db.name': 'n', 'server.address': 's' }) })),
      's',
      's',
    ],
    [
      'address and port',
      from(
        'a',
        span({ attributes: attributes({ 'db.name': 'n', 'network.peer.address': 'h', 'network.peer.port': '5' }) })
      ),
      'h:5',
      'h:5',
    ],
    ['db.name', from('a', span({ attributes: attributes({ 'db.name': 'n' }) })), 'n', 'n'],
    ['db.namespace', from('a', span({ attributes: attributes({ 'db.namespace': 'n' }) })), 'n', undefined],
  ])('names a database by %s', (_, batch, newName, oldName) => {
    expect(edgesOf('3.0.3', [batch])).toEqual([['a', newName, 'database']]);
    expect(edgesOf('2.6.1', [batch])).toEqual(oldName === undefined ? [] : [['a', oldName, 'database']]);
  });

  test('takes db.system as the name from 3.0 on; in 2.6 the edge waits and leads to a virtual node', () => {
    const batch = from('a', span({ attributes: attributes({ 'db.system': 'redis' }) }));
    expect(edgesOf('3.0.3', [batch])).toEqual([['a', 'redis', 'database']]);
    expect(edgesOf('2.6.1', [batch])).toEqual([['a', 'redis', 'virtual_node']]);
  });

  test('knows who is outside', () => {
    const root = from('shop', span({ kind: 2, attributes: attributes({ 'peer.service': 'browser' }) }));
    expect(edgesOf('3.0.3', [root])).toEqual([['browser', 'shop', 'virtual_node']]);
    expect(edgesOf('2.6.1', [root])).toEqual([['user', 'shop', 'virtual_node']]);
    const call = from('shop', span({ attributes: attributes({ 'peer.service': 'bank' }) }));
    expect(edgesOf('3.0.3', [call])).toEqual([['shop', 'bank', 'virtual_node']]);
    expect(edgesOf('3.0.3', [from('shop', span({}))])).toEqual([]);
  });

  test('joins producer and consumer, whichever comes first, and counts a failure of either', () => {
    const sent = from('a', span({ kind: 4 }));
    const received = from('b', span({ kind: 5, spanId: 'b'.repeat(16), parentSpanId: 'a'.repeat(16), statusCode: 2 }));
    for (const batches of [
      [sent, received],
      [received, sent],
    ]) {
      expect(edgesOf('3.0.3', batches)).toEqual([['a', 'b', 'messaging_system']]);
      const failed = seriesOf(generate('3.0.3', [batches])).filter(({ name }) => name.endsWith('failed_total'));
      expect(failed).toMatchObject([{ value: 1 }]);
    }
  });
});

describe('what is kept', () => {
  const generator = () => new MetricsGenerator({ behaviour: behaviourOf('3.0.3') });

  test('no metrics of spans that are too old or too far in the future', () => {
    const one = generator();
    one.push(TENANT, [from('a', span({}))], START_MS + 60_000);
    one.push(TENANT, [from('a', span({}))], START_MS - 60_000);
    expect(one.stats()).toMatchObject([{ spansReceived: 2, outsideSlack: 2, activeSeries: 0 }]);
  });

  test('series without updates disappear', () => {
    const one = generator();
    one.push(TENANT, [from('a', span({ kind: 1 }))], START_MS);
    one.tick(START_MS + 14 * 60_000);
    expect(one.stats()).toMatchObject([{ activeSeries: 1 + 1 + 17 }]);
    one.tick(START_MS + 16 * 60_000);
    expect(one.stats()).toMatchObject([{ activeSeries: 0, seriesRemoved: 19 }]);
  });

  test('a dimension never takes the name of a label that is there anyway', () => {
    const one = new MetricsGenerator({ behaviour: behaviourOf('3.0.3'), dimensions: ['service', 'my.dimension-1'] });
    one.push(TENANT, [from('a', span({ attributes: attributes({ service: 's', 'my.dimension-1': 'd' }) }))], START_MS);
    expect(seriesOf(one)[0]?.labels).toMatchObject({ service: 'a', __service: 's', my_dimension_1: 'd' });
  });
});

test('text and OpenMetrics', () => {
  const generator = new MetricsGenerator({ behaviour: behaviourOf('3.0.3'), multitenant: true });
  generator.push('one', [from('a "b"\\', span({ kind: 1, name: 'x\ny' }))], START_MS);
  const text = renderFamilies(generator.families());
  const labels =
    'service="a \\"b\\"\\\\",span_name="x\\ny",span_kind="SPAN_KIND_INTERNAL",status_code="STATUS_CODE_UNSET",__metrics_gen_instance="embedded",tenant="one"';
  expect(text).toContain(
    `# TYPE traces_spanmetrics_calls_total counter\ntraces_spanmetrics_calls_total{${labels}} 1\n`
  );
  expect(text).toContain(`traces_spanmetrics_latency_bucket{${labels},le="0.064"} 1\n`);
  const open = renderFamilies(generator.families(), 'openmetrics');
  expect(open).toContain('# TYPE traces_spanmetrics_calls counter\n');
  expect(open).toContain(`traces_spanmetrics_latency_bucket{${labels},le="0.064"} 1 # {traceID="1"} 0.05 1795000000\n`);
  expect(open.endsWith('# EOF\n')).toBe(true);
});
