import type { Generation } from '../../tempo';

/** A limit of tenants that people run into. */
export interface TenantLimit {
  /** Path in the scoped format of the overrides: `ingestion.rate_limit_bytes`. */
  readonly path: string;
  /** Key in the flat format that 2.x still reads. */
  readonly legacyKey: string;
  readonly title: string;
  readonly unit: 'bytes/s' | 'bytes' | 'count' | 'seconds';
  /** What 0, or a limit that is left out of a tenant's block, means. */
  readonly zeroMeans: 'nothing is taken in' | 'no limit' | 'the limit of all tenants';
  /** Default of the code by generation, in the unit. Undefined: none. */
  readonly defaults: Readonly<Record<Generation, number | undefined>>;
  /** The limit in `tempo_limits_defaults` and `tempo_limits_overrides`, where it is there. */
  readonly metric?: string;
  /** The reason under which spans are discarded beyond it. */
  readonly discardReason?: string;
  /** How it counts when there are several processes. */
  readonly countsPer: 'distributor' | 'ingester or live-store' | 'metrics-generator' | 'trace' | 'query' | 'tenant';
}

/** Code defaults: modules/overrides/config.go, 2.6.1 and 3.0.3. */
export const TENANT_LIMITS: readonly TenantLimit[] = [
  {
    path: 'ingestion.rate_limit_bytes',
    legacyKey: 'ingestion_rate_limit_bytes',
    title: 'Bytes per second',
    unit: 'bytes/s',
    zeroMeans: 'nothing is taken in',
    defaults: { '2.x': 15_000_000, '3.x': 30_000_000 },
    metric: 'ingestion_rate_limit_bytes',
    discardReason: 'rate_limited',
    countsPer: 'distributor',
  },
  {
    path: 'ingestion.burst_size_bytes',
    legacyKey: 'ingestion_burst_size_bytes',
    title: 'Bytes at once',
    unit: 'bytes',
    zeroMeans: 'nothing is taken in',
    defaults: { '2.x': 20_000_000, '3.x': 30_000_000 },
    metric: 'ingestion_burst_size_bytes',
    discardReason: 'rate_limited',
    countsPer: 'distributor',
  },
  {
    path: 'ingestion.max_traces_per_user',
    legacyKey: 'max_traces_per_user',
    title: 'Live traces',
    unit: 'count',
    zeroMeans: 'no limit',
    defaults: { '2.x': 10_000, '3.x': 10_000 },
    metric: 'max_local_traces_per_user',
    discardReason: 'live_traces_exceeded',
    countsPer: 'ingester or live-store',
  },
  {
    path: 'global.max_bytes_per_trace',
    legacyKey: 'max_bytes_per_trace',
    title: 'Size of a trace',
    unit: 'bytes',
    zeroMeans: 'no limit',
    defaults: { '2.x': 5_000_000, '3.x': 5_000_000 },
    metric: 'max_bytes_per_trace',
    discardReason: 'trace_too_large',
    countsPer: 'trace',
  },
  {
    path: 'metrics_generator.max_active_series',
    legacyKey: 'metrics_generator_max_active_series',
    title: 'Series of the metrics-generator',
    unit: 'count',
    zeroMeans: 'no limit',
    defaults: { '2.x': 0, '3.x': 0 },
    metric: 'metrics_generator_max_active_series',
    countsPer: 'metrics-generator',
  },
  {
    path: 'read.max_search_duration',
    legacyKey: 'max_search_duration',
    title: 'Range of a search',
    unit: 'seconds',
    zeroMeans: 'the limit of all tenants',
    defaults: { '2.x': 0, '3.x': 0 },
    countsPer: 'query',
  },
  {
    path: 'read.max_metrics_duration',
    legacyKey: 'max_metrics_duration',
    title: 'Range of a metrics query',
    unit: 'seconds',
    zeroMeans: 'the limit of all tenants',
    defaults: { '2.x': 0, '3.x': 0 },
    countsPer: 'query',
  },
  {
    path: 'read.max_bytes_per_tag_values_query',
    legacyKey: 'max_bytes_per_tag_values_query',
    title: 'Size of a list of names or values',
    unit: 'bytes',
    zeroMeans: 'no limit',
    defaults: { '2.x': 5_000_000, '3.x': 1_000_000 },
    metric: 'max_bytes_per_tag_values_query',
    countsPer: 'query',
  },
  {
    path: 'compaction.block_retention',
    legacyKey: 'block_retention',
    title: 'How long traces are kept',
    unit: 'seconds',
    zeroMeans: 'the limit of all tenants',
    defaults: { '2.x': 0, '3.x': 0 },
    metric: 'block_retention',
    countsPer: 'tenant',
  },
];
