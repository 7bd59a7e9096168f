/**
 * What Tempo says of its ingestion on `/metrics`: the counters of receivers, distributor, ingester (2.6) or live-store
 * (3.0) and metrics-generator that have a meaning here, under the names of the release.
 */
import type { Behaviour } from '../behaviour';
import type { Family, Labels, Sample } from '../generator/exposition';
import type { GeneratorStats, MetricsGenerator } from '../generator/metricsGenerator';
import type { TraceStore } from '../model';
import type { Distributor } from './distributor';
import type { Counter } from './ingestCounters';
import { defaultLimits } from './limits';

export interface OwnMetricsSource {
  readonly behaviour: Behaviour;
  readonly store: TraceStore;
  readonly distributor: Distributor;
  readonly generator: MetricsGenerator;
}

type Row = readonly [Labels, number];

export function ownFamilies(source: OwnMetricsSource): Family[] {
  const isOld = source.behaviour.generation === '2.6';
  return [
    buildInfo(source.behaviour),
    ...receiverFamilies(source.distributor),
    ...distributorFamilies(source.distributor, isOld),
    ...(isOld ? ingesterFamilies(source.distributor) : liveStoreFamilies(source.distributor)),
    ...generatorFamilies(source.generator.stats(), isOld),
    limitFamily(source.behaviour),
    ...keptFamilies(source.store),
  ];
}

function buildInfo({ version }: Behaviour): Family {
  const help = 'A metric with a constant 1 value labeled by version, revision, branch and goversion.';
  return gauge('tempo_build_info', help, [[{ branch: '', goversion: '', revision: 'embedded', version }, 1]]);
}

function receiverFamilies({ counters }: Distributor): Family[] {
  const names = ['receiver', 'transport'];
  const known = new Set(
    [...counters.accepted.entries(), ...counters.refused.entries()].map(({ labels }) => labels.join())
  );
  const rows = (counter: Counter): Row[] =>
    [...known].map((key) => [labelled(names, key.split(',')), counter.get(...key.split(','))]);
  return [
    total(
      'tempo_receiver_accepted_spans',
      'Number of spans successfully pushed into the pipeline.',
      rows(counters.accepted)
    ),
    total('tempo_receiver_refused_spans', 'Number of spans that could not be pushed.', rows(counters.refused)),
  ];
}

const DISCARD_REASONS = ['rate_limited', 'trace_too_large', 'live_traces_exceeded', 'unknown_error'];

function distributorFamilies(distributor: Distributor, isOld: boolean): Family[] {
  const { counters } = distributor;
  const perTenant = (counter: Counter): Row[] =>
    counter.entries().map(({ labels, value }) => [labelled(['tenant'], labels), value]);
  // Every reason is there from the start, so that a rate sees the first discarded span.
  const zeros = distributor
    .activeTenants()
    .flatMap((tenant) =>
      DISCARD_REASONS.map((reason): Row => [{ reason, tenant }, counters.discarded.get(reason, tenant)])
    );
  const others = counters.discarded
    .entries()
    .filter(({ labels: [reason = ''] }) => !DISCARD_REASONS.includes(reason))
    .map(({ labels, value }): Row => [labelled(['reason', 'tenant'], labels), value]);
  return [
    total(
      'tempo_distributor_spans_received_total',
      'The total number of spans received per tenant',
      perTenant(counters.spansReceived)
    ),
    total(
      'tempo_distributor_bytes_received_total',
      'The total number of proto bytes received per tenant',
      perTenant(counters.bytesReceived)
    ),
    ...(isOld
      ? []
      : [
          total(
            'tempo_distributor_ingress_bytes_total',
            'The total number of bytes received per tenant prior to limits',
            perTenant(counters.ingressBytes)
          ),
        ]),
    total('tempo_discarded_spans_total', 'The total number of samples that were discarded.', [...zeros, ...others]),
    summary(
      'tempo_distributor_push_duration_seconds',
      'Records the amount of time to push a batch.',
      counters.pushSeconds,
      counters.pushes
    ),
    summary(
      'tempo_distributor_traces_per_batch',
      'The number of traces in each batch',
      counters.tracesInPushes,
      counters.pushes
    ),
  ];
}

function ingesterFamilies(distributor: Distributor): Family[] {
  const tenants = distributor.activeTenants();
  return [
    gauge(
      'tempo_ingester_live_traces',
      'The current number of lives traces per tenant.',
      tenants.map((tenant): Row => [{ tenant }, distributor.liveTraces(tenant).traces])
    ),
    total(
      'tempo_ingester_traces_created_total',
      'The total number of traces created per tenant.',
      tenants.map((tenant): Row => [{ tenant }, distributor.counters.tracesCreated.get(tenant)])
    ),
    total(
      'tempo_ingester_bytes_received_total',
      'The total bytes received per tenant.',
      tenants.map((tenant): Row => [{ tenant, data_type: 'trace' }, distributor.counters.bytesReceived.get(tenant)])
    ),
  ];
}

function liveStoreFamilies(distributor: Distributor): Family[] {
  const tenants = distributor.activeTenants();
  return [
    gauge('tempo_live_store_ready', 'Whether the live-store is ready.', [[{}, 1]]),
    gauge(
      'tempo_live_store_live_traces',
      'The current number of live traces per tenant.',
      tenants.map((tenant): Row => [{ tenant }, distributor.liveTraces(tenant).traces])
    ),
    gauge(
      'tempo_live_store_live_trace_bytes',
      'The current number of bytes in live traces per tenant.',
      tenants.map((tenant): Row => [{ tenant }, distributor.liveTraces(tenant).bytes])
    ),
    total(
      'tempo_live_store_traces_created_total',
      'The total number of traces created per tenant.',
      tenants.map((tenant): Row => [{ tenant }, distributor.counters.tracesCreated.get(tenant)])
    ),
    total(
      'tempo_live_store_bytes_received_total',
      'The total bytes received per tenant.',
      tenants.map((tenant): Row => [{ tenant, data_type: 'trace' }, distributor.counters.bytesReceived.get(tenant)])
    ),
  ];
}

function generatorFamilies(stats: readonly GeneratorStats[], isOld: boolean): Family[] {
  const reason = 'outside_metrics_ingestion_slack';
  const discarded = stats.map(({ tenant, outsideSlack }): Row => [
    isOld ? { reason, tenant } : { processor: 'all', reason, tenant },
    outsideSlack,
  ]);
  const active = stats.flatMap(({ tenant }) =>
    [...(isOld ? ['local-blocks'] : []), 'service-graphs', 'span-metrics'].map((processor): Row => [
      { processor, tenant },
      1,
    ])
  );
  return [
    gauge(generatorName('active_processors'), 'The active processors per tenant', active),
    total(generatorName('spans_discarded_total'), 'The total number of discarded spans received per tenant', discarded),
    ...GENERATOR_NUMBERS.map(([type, name, help, value]) =>
      family(
        generatorName(name),
        type,
        help,
        stats.map((stat): Row => [{ tenant: stat.tenant }, value(stat)])
      )
    ),
  ];
}

function generatorName(suffix: string): string {
  return `tempo_metrics_generator_${suffix}`;
}

/** What there is one number of for each tenant. */
const GENERATOR_NUMBERS: ReadonlyArray<readonly [Family['type'], string, string, (stat: GeneratorStats) => number]> = [
  ['counter', 'spans_received_total', 'The total number of spans received per tenant', (stat) => stat.spansReceived],
  [
    'counter',
    'bytes_received_total',
    'The total number of proto bytes received per tenant',
    (stat) => stat.bytesReceived,
  ],
  ['gauge', 'registry_active_series', 'The active series per tenant', (stat) => stat.activeSeries],
  ['gauge', 'registry_max_active_series', 'The maximum active series per tenant', () => 0],
  [
    'counter',
    'registry_series_added_total',
    'The total amount of series created per tenant',
    (stat) => stat.seriesAdded,
  ],
  [
    'counter',
    'registry_series_removed_total',
    'The total amount of series removed per tenant',
    (stat) => stat.seriesRemoved,
  ],
  ['counter', 'processor_service_graphs_edges', 'Total number of unique edges', (stat) => stat.edges],
  [
    'counter',
    'processor_service_graphs_expired_edges',
    'Number of edges that expired before finding its matching span',
    (stat) => stat.expiredEdges,
  ],
  [
    'counter',
    'processor_service_graphs_dropped_spans',
    'Number of spans dropped when trying to add edges',
    (stat) => stat.droppedSpans,
  ],
];

function limitFamily(behaviour: Behaviour): Family {
  const { rateLimitBytes, burstSizeBytes, maxLiveTraces, maxBytesPerTrace } = defaultLimits(behaviour);
  return gauge('tempo_limits_defaults', 'Default resource limits', [
    [{ limit_name: 'ingestion_rate_limit_bytes' }, rateLimitBytes],
    [{ limit_name: 'ingestion_burst_size_bytes' }, burstSizeBytes],
    [{ limit_name: 'max_local_traces_per_user' }, maxLiveTraces],
    [{ limit_name: 'max_bytes_per_trace' }, maxBytesPerTrace],
  ]);
}

/** Not Tempo's: how full the memory is. */
function keptFamilies(store: TraceStore): Family[] {
  const { traces, spans, evictedTraces } = store.stats();
  return [
    gauge('embedded_tempo_kept_traces', 'Traces in memory.', [[{}, traces]]),
    gauge('embedded_tempo_kept_spans', 'Spans in memory.', [[{}, spans]]),
    total('embedded_tempo_evicted_traces_total', 'Traces that went because there were too many.', [
      [{}, evictedTraces],
    ]),
  ];
}

function labelled(names: readonly string[], values: readonly string[]): Labels {
  return Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']));
}

function family(name: string, type: Family['type'], help: string, rows: readonly Row[]): Family {
  return { name, type, help, samples: rows.map(([labels, value]) => ({ name, labels, value })) };
}

function total(name: string, help: string, rows: readonly Row[]): Family {
  return family(name, 'counter', help, rows);
}

function gauge(name: string, help: string, rows: readonly Row[]): Family {
  return family(name, 'gauge', help, rows);
}

/** A histogram of which only sum and count are kept. */
function summary(name: string, help: string, sum: number, count: number): Family {
  const samples: Sample[] = [
    { name: `${name}_bucket`, labels: { le: '+Inf' }, value: count },
    { name: `${name}_sum`, labels: {}, value: sum },
    { name: `${name}_count`, labels: {}, value: count },
  ];
  return { name, type: 'histogram', help, samples };
}
