import type { CorrelationInput, DataSourceSettings, Exemplar, Probe, ProbeAnswer, SampleTrace } from '../contract';
import { listProbes } from '../listProbes';
import { readSelectors } from '../promql';
import { headerNames } from '../settings/dataSourceTypes';
import { evaluateLogql, LogqlError, type Stream } from './logEngine';

/** What the systems behind the data sources hold. */
export interface World {
  lokis: Record<string, Stream[]>;
  prometheis: Record<string, { series: Array<Record<string, string>>; exemplars: Exemplar[] }>;
  /** Trace IDs by the uid of the Tempo. */
  tempos: Record<string, string[]>;
  /** Data sources that refuse without a tenant. */
  needsTenant: string[];
  streams: boolean;
}

/** Asks all that the doctor wants to know. Fails when it never has enough. */
export function askWorld(
  world: World,
  input: Omit<CorrelationInput, 'answers'>
): CorrelationInput & { rounds: number } {
  const answers = new Map<string, ProbeAnswer>();
  for (let rounds = 0; rounds < 10; rounds++) {
    const probes = listProbes({ ...input, answers });
    if (probes.length === 0) {
      return { ...input, answers, rounds };
    }
    for (const probe of probes) {
      const dataSource = input.all.find(({ uid }) => uid === probe.datasourceUid);
      answers.set(probe.id, answerProbe(world, probe, dataSource));
    }
  }
  throw new Error('The doctor does not stop asking.');
}

function answerProbe(world: World, probe: Probe, dataSource: DataSourceSettings | undefined): ProbeAnswer {
  if (!dataSource) {
    return { kind: 'failed', message: 'data source not found', status: 404 };
  }
  const tenant = headerNames(dataSource).some((name) => name.toLowerCase() === 'x-scope-orgid');
  if (world.needsTenant.includes(dataSource.uid) && !tenant) {
    return { kind: 'failed', message: 'Authentication to data source failed', status: 400 };
  }
  switch (probe.kind) {
    case 'loki-range':
    case 'loki-labels':
      return answerLoki(world.lokis[probe.datasourceUid], probe);
    case 'prometheus-instant':
      return answerInstant(world.prometheis[probe.datasourceUid]?.series, probe.expr);
    case 'prometheus-exemplars': {
      const held = world.prometheis[probe.datasourceUid];
      const wanted = probe.expr.split(' or ');
      return held
        ? {
            kind: 'exemplars',
            exemplars: held.exemplars.filter(
              ({ seriesLabels }) => probe.expr.startsWith('{') || wanted.includes(seriesLabels['__name__'] ?? '')
            ),
          }
        : BAD_GATEWAY;
    }
    case 'tempo-trace': {
      const found = (world.tempos[probe.datasourceUid] ?? []).includes(probe.traceId);
      return { kind: 'trace', found, spanCount: found ? 4 : 0 };
    }
    case 'tempo-streaming':
      return world.streams
        ? { kind: 'streaming', ok: true, message: '' }
        : {
            kind: 'streaming',
            ok: false,
            message: 'rpc error: code = Unavailable desc = connection closed before server preface received',
          };
  }
}

const BAD_GATEWAY: ProbeAnswer = { kind: 'failed', message: 'Bad Gateway', status: 502 };

function answerLoki(
  streams: readonly Stream[] | undefined,
  probe: Extract<Probe, { kind: 'loki-range' | 'loki-labels' }>
): ProbeAnswer {
  if (!streams) {
    return BAD_GATEWAY;
  }
  const { startMs, endMs } = probe;
  if (probe.kind === 'loki-labels') {
    return { kind: 'names', names: [...new Set(streams.flatMap(({ labels }) => Object.keys(labels)))].sort() };
  }
  if (endMs < startMs) {
    return { kind: 'failed', message: 'end timestamp must not be before or equal to start time', status: 400 };
  }
  try {
    const lines = evaluateLogql(probe.expr, streams)
      .filter(({ timeMs }) => timeMs >= startMs && timeMs < endMs)
      .slice(0, probe.limit)
      .map(({ timeMs, line, metadata, labels }) => ({ timeMs, line, labels, structuredMetadata: metadata ?? {} }));
    return { kind: 'lines', lines };
  } catch (error) {
    if (error instanceof LogqlError) {
      return { kind: 'failed', message: error.message, status: 400 };
    }
    throw error;
  }
}

/** Enough PromQL to tell what is there: the series of the first selector, if every selector has some. */
function answerInstant(series: ReadonlyArray<Record<string, string>> | undefined, expr: string): ProbeAnswer {
  if (!series) {
    return BAD_GATEWAY;
  }
  const [, names] = /__name__=~"([^"]*)"/.exec(expr) ?? [];
  if (names !== undefined) {
    const present = [...new Set(series.map((labels) => labels['__name__'] ?? ''))].filter((name) =>
      names.split('|').includes(name)
    );
    return { kind: 'series', series: present.map((name) => ({ labels: { __name__: name }, value: 1 })) };
  }
  const [, metric, label] = /^count\((\w+)\{(\w+)!=""\}\)$/.exec(expr) ?? [];
  if (metric !== undefined && label !== undefined) {
    const having = series.filter((labels) => labels['__name__'] === metric && labels[label] !== undefined);
    return { kind: 'series', series: having.length > 0 ? [{ labels: {}, value: having.length }] : [] };
  }
  const [, top] = /^topk\(\d+, (\w+)\)$/.exec(expr) ?? [];
  const selectors = top ? [{ metric: top, matchers: [] }] : readSelectors(expr);
  if (/\[\s*\]|\{[^}]*[\w"]\.[\w.]+\s*=|\[object|\$/.test(expr) || selectors.length === 0) {
    return { kind: 'failed', message: `invalid parameter "query": parse error in ${expr}`, status: 400 };
  }
  const found = selectors.map(({ metric, matchers }) =>
    series.filter(
      (labels) => labels['__name__'] === metric && matchers.every(({ label, value }) => labels[label] === value)
    )
  );
  const isCount = expr.startsWith('count(');
  if (found.some(({ length }) => length === 0)) {
    return { kind: 'series', series: [] };
  }
  const first = found[0] ?? [];
  return {
    kind: 'series',
    series: isCount ? [{ labels: {}, value: first.length }] : first.map((labels) => ({ labels, value: 1 })),
  };
}

export const NOW_MS = Date.UTC(2026, 10, 23, 1, 0, 0);
export const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
const START_MS = NOW_MS - 600_000;

const resource = (service: string) => ({
  'service.name': service,
  'k8s.namespace.name': 'shop',
  'k8s.pod.name': `${service}-7d9f-1`,
  'host.name': 'node-1',
});

/** Four spans of two services. */
export const TRACE: SampleTrace = {
  traceId: TRACE_ID,
  startMs: START_MS,
  endMs: START_MS + 800,
  spans: [
    {
      spanId: '00f067aa0ba902b7',
      name: 'GET /cart',
      service: 'frontend',
      startMs: START_MS,
      durationMs: 800,
      attributes: { 'http.route': '/cart' },
      resource: resource('frontend'),
    },
    {
      spanId: '00f067aa0ba902b8',
      parentSpanId: '00f067aa0ba902b7',
      name: 'cart.total',
      service: 'frontend',
      startMs: START_MS + 10,
      durationMs: 20,
      attributes: {},
      resource: resource('frontend'),
    },
    {
      spanId: '00f067aa0ba902b9',
      parentSpanId: '00f067aa0ba902b7',
      name: 'POST /checkout',
      service: 'checkout',
      startMs: START_MS + 100,
      durationMs: 500,
      attributes: { 'http.response.status_code': 200 },
      resource: resource('checkout'),
    },
    {
      spanId: '00f067aa0ba902ba',
      parentSpanId: '00f067aa0ba902b9',
      name: 'INSERT orders',
      service: 'checkout',
      startMs: START_MS + 200,
      durationMs: 100,
      attributes: { 'db.system': 'postgresql' },
      resource: resource('checkout'),
    },
  ],
};

/** Lines of the frontend have the ID in their text, lines of the checkout beside it; both some seconds after the span. */
export function buildStreams(laterMs = 2000): Stream[] {
  const stream = (service: string, lines: Stream['lines']): Stream => ({
    labels: { service_name: service, namespace: 'shop', container: service },
    lines,
  });
  return [
    stream('frontend', [
      { timeMs: START_MS + laterMs, line: `level=info msg="cart shown" trace_id=${TRACE_ID} span_id=00f067aa0ba902b7` },
      {
        timeMs: START_MS + laterMs + 5,
        line: 'level=info msg="something else" trace_id=11111111111111111111111111111111',
      },
    ]),
    stream('checkout', [
      {
        timeMs: START_MS + laterMs + 100,
        line: 'order stored',
        metadata: { trace_id: TRACE_ID, span_id: '00f067aa0ba902b9' },
      },
      {
        timeMs: START_MS + laterMs + 120,
        line: 'order sent',
        metadata: { trace_id: '22222222222222222222222222222222' },
      },
    ]),
  ];
}

/** Metrics of Tempo's metrics-generator, and exemplars as it writes them. */
export function buildMetrics(exemplarLabel = 'traceID'): World['prometheis'][string] {
  const spanSeries = ['frontend', 'checkout'].flatMap((service) =>
    TRACE.spans
      .filter((span) => span.service === service)
      .flatMap(({ name }) => {
        const labels = { service, span_name: name, span_kind: 'SPAN_KIND_SERVER', status_code: 'STATUS_CODE_UNSET' };
        return [
          { __name__: 'traces_spanmetrics_calls_total', ...labels },
          { __name__: 'traces_spanmetrics_latency_bucket', ...labels, le: '0.512' },
        ];
      })
  );
  return {
    series: [...spanSeries, { __name__: 'traces_service_graph_request_total', client: 'frontend', server: 'checkout' }],
    exemplars: [
      {
        labels: { [exemplarLabel]: TRACE_ID },
        seriesLabels: { __name__: 'traces_spanmetrics_latency_bucket', service: 'frontend' },
        value: 0.4,
        timeMs: NOW_MS - 500_000,
      },
    ],
  };
}

export function buildWorld(): World {
  return {
    lokis: { loki: buildStreams() },
    prometheis: { prometheus: buildMetrics() },
    tempos: { tempo: [TRACE_ID] },
    needsTenant: [],
    streams: true,
  };
}
