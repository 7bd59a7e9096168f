import type { Generation } from '../version';

/** What a key of the configuration is for. */
export interface ConfigKeyExplanation {
  /** The key as it is known here: `*` stands for any name. */
  readonly key: string;
  /** One or two sentences. */
  readonly text: string;
  /** Default of the code, as text, where it matters. */
  readonly defaultValue?: string;
  /** Only in this generation. */
  readonly generation?: Generation;
}

const explained = (
  key: string,
  text: string,
  defaultValue?: string,
  generation?: Generation
): ConfigKeyExplanation => ({ key, text, defaultValue, generation });

/**
 * The keys that decide how a Tempo behaves. Sources: docs/configuration of 2.6 and 3.0, RegisterFlagsAndApplyDefaults of the
 * modules in 2.6.1 and 3.0.3.
 */
const KEYS: readonly ConfigKeyExplanation[] = [
  explained('target', 'Which part of Tempo this process is; "all" is the single binary.', 'all'),
  explained('multitenancy_enabled', 'Every request must name a tenant in X-Scope-OrgID.', 'false'),
  explained('http_api_prefix', 'Put before the paths of the API. The address of the data source needs it, too.', ''),
  explained('stream_over_http_enabled', 'Search answers can be streamed to Grafana over the HTTP port.', 'false'),
  explained('server.http_listen_port', 'Port of the API.', '3200 (80 until 2.7)'),
  explained(
    'server.grpc_server_max_recv_msg_size',
    'Largest message over gRPC: larger batches and answers fail.',
    '16777216'
  ),
  explained('server.log_level', 'How much is logged. "debug" is for hours, not for days.', 'info'),
  explained('distributor.receivers', 'Which protocols spans are taken in by, and where they listen.'),
  explained(
    'distributor.receivers.otlp.protocols.*.endpoint',
    'Where OTLP listens. From 2.7 on localhost unless it is given.'
  ),
  explained('distributor.max_attribute_bytes', 'Longer attributes are cut (2.7 and later).', '2048'),
  explained('distributor.log_discarded_spans.enabled', 'Logs each span that is thrown away.', 'false'),
  explained(
    'ingester.lifecycler.ring.replication_factor',
    'On how many ingesters each span is kept. With 1 an ingester that is down loses its part of recent data.',
    '1 (helm: 3)',
    '2.x'
  ),
  explained(
    'ingester.trace_idle_period',
    'A trace without new spans for so long is written to the log.',
    '10s (5s from 2.7)',
    '2.x'
  ),
  explained('ingester.max_block_duration', 'A block is cut after this time at the latest.', '30m', '2.x'),
  explained('ingester.max_block_bytes', 'A block is cut at this size at the latest.', '524288000', '2.x'),
  explained(
    'ingester.complete_block_timeout',
    'How long a block stays with the ingester after it was written to storage. Must be longer than query_backend_after.',
    '15m',
    '2.x'
  ),
  explained('ingester.flush_all_on_shutdown', 'Writes everything to storage before the process ends.', 'false', '2.x'),
  explained(
    'ingest.kafka.address',
    'The broker that distributors write to, and live-stores and block-builders read from.',
    undefined,
    '3.x'
  ),
  explained('ingest.kafka.topic', 'The topic of the spans.', undefined, '3.x'),
  explained(
    'live_store.complete_block_timeout',
    'How long a live-store keeps blocks for queries. Must be longer than query_backend_after.',
    '20m',
    '3.x'
  ),
  explained('live_store.max_trace_idle', 'A trace without new spans for so long is written to the log.', '5s', '3.x'),
  explained(
    'live_store.fail_on_high_lag',
    'A live-store that is behind Kafka refuses queries rather than leave spans out.',
    'true',
    '3.x'
  ),
  explained(
    'live_store.readiness_max_wait',
    'The longest time that a live-store catches up before it says it is ready.',
    '30m',
    '3.x'
  ),
  explained(
    'block_builder.partitions_per_instance',
    'How many partitions of Kafka each block-builder takes.',
    undefined,
    '3.x'
  ),
  explained(
    'metrics_generator.storage.remote_write',
    'Where the generated metrics are sent. Without it they are made for nobody.'
  ),
  explained('metrics_generator.storage.remote_write.*.url', 'The Prometheus (or Mimir) that takes remote write.'),
  explained('metrics_generator.metrics_ingestion_time_range_slack', 'Older spans are not counted in metrics.', '30s'),
  explained('metrics_generator.registry.collection_interval', 'How often samples are written.', '15s'),
  explained('metrics_generator.registry.stale_duration', 'Series without samples for so long are given up.', '15m'),
  explained(
    'metrics_generator.registry.external_labels',
    'Labels on all generated metrics. They tell generators and clusters apart.'
  ),
  explained(
    'metrics_generator.processor.span_metrics.dimensions',
    'Attributes that become labels. Each value makes series: only such with few values.'
  ),
  explained(
    'metrics_generator.processor.service_graphs.wait',
    'How long half an edge of the service graph waits for the other.',
    '10s'
  ),
  explained('metrics_generator.processor.service_graphs.max_items', 'How many half edges wait at most.', '10000'),
  explained(
    'metrics_generator.processor.local_blocks.filter_server_spans',
    'Keeps only spans of servers and roots for TraceQL metrics: others are then missing from them.',
    'true',
    '2.x'
  ),
  explained(
    'metrics_generator.processor.local_blocks.flush_to_storage',
    'Writes blocks for TraceQL metrics over longer ranges.',
    'false',
    '2.x'
  ),
  explained(
    'query_frontend.max_outstanding_per_tenant',
    'How many jobs of a tenant may wait. More are refused with 429.',
    '2000'
  ),
  explained('query_frontend.max_retries', 'How often a job is tried again.', '2'),
  explained(
    'query_frontend.query_end_cutoff',
    'Searches leave out data that is newer: it is not everywhere yet.',
    '30s (3.0)',
    '3.x'
  ),
  explained('query_frontend.search.concurrent_jobs', 'How many jobs of one search run at a time.', '1000'),
  explained(
    'query_frontend.search.target_bytes_per_job',
    'How large the jobs are that a search is cut into.',
    '104857600'
  ),
  explained('query_frontend.search.max_duration', 'The longest range of a search; 0 is any.', '168h'),
  explained(
    'query_frontend.search.query_backend_after',
    'Searches look into storage for data older than this, and ask ingesters or live-stores for newer.',
    '15m'
  ),
  explained(
    'query_frontend.search.query_ingesters_until',
    'Searches ask ingesters for data up to this age.',
    '30m',
    '2.x'
  ),
  explained('query_frontend.search.default_result_limit', 'How many traces a search gives without a limit.', '20'),
  explained('query_frontend.trace_by_id.query_shards', 'Into how many parts a look-up by ID is cut.', '50'),
  explained('query_frontend.metrics.max_duration', 'The longest range of a TraceQL metrics query.', '3h (24h in 3.0)'),
  explained(
    'query_frontend.metrics.query_backend_after',
    'Metrics queries look into storage for data older than this.',
    '30m (15m in 3.0)'
  ),
  explained('query_frontend.metrics.concurrent_jobs', 'How many jobs of one metrics query run at a time.', '1000'),
  explained(
    'query_frontend.multi_tenant_queries_enabled',
    'One query may ask several tenants: X-Scope-OrgID: a|b.',
    'true'
  ),
  explained('querier.max_concurrent_queries', 'How many jobs a querier works on at a time.', '20'),
  explained('querier.search.query_timeout', 'The longest time of one job of a search.', '30s'),
  explained('querier.trace_by_id.query_timeout', 'The longest time of a look-up by ID.', '10s'),
  explained('querier.frontend_worker.frontend_address', 'The query-frontend that the querier takes jobs from.'),
  explained('compactor.compaction.block_retention', 'How long traces are kept.', '336h (helm: 48h)', '2.x'),
  explained(
    'compactor.compaction.compaction_window',
    'Blocks of one such stretch of time are put together.',
    '1h',
    '2.x'
  ),
  explained('compactor.compaction.max_block_bytes', 'Blocks are not made larger.', '107374182400', '2.x'),
  explained('compactor.ring.kvstore.store', 'With memberlist several compactors share the work.', undefined, '2.x'),
  explained(
    'backend_scheduler.provider.compaction.compaction.block_retention',
    'How long traces are kept.',
    '336h (helm: 48h)',
    '3.x'
  ),
  explained(
    'backend_scheduler.work.dead_job_timeout',
    'After this a job of a worker that is gone is given to another.',
    '24h',
    '3.x'
  ),
  explained(
    'backend_worker.compaction.block_retention',
    'How long traces are kept. As in the scheduler.',
    '336h (helm: 48h)',
    '3.x'
  ),
  explained(
    'backend_worker.backend_scheduler_addr',
    'The scheduler that the worker takes jobs from.',
    undefined,
    '3.x'
  ),
  explained(
    'storage.trace.backend',
    'Where blocks are: s3, gcs, azure, or local. "local" is for one process only.',
    'local'
  ),
  explained(
    'storage.trace.blocklist_poll',
    'How often the list of blocks is read: so long new blocks are not found by others.',
    '5m'
  ),
  explained(
    'storage.trace.blocklist_poll_tenant_index_builders',
    'How many processes build the index of each tenant.',
    '2'
  ),
  explained('storage.trace.block.version', 'Format of new blocks.', 'vParquet4'),
  explained('storage.trace.pool.max_workers', 'How many blocks a process looks through at a time.', '400'),
  explained('storage.trace.pool.queue_depth', 'How many blocks wait for that.', '20000'),
  explained('storage.trace.s3.bucket', 'The bucket of the blocks.'),
  explained('storage.trace.s3.endpoint', 'The S3 that has the bucket.'),
  explained(
    'overrides.defaults.ingestion.rate_limit_bytes',
    'Bytes per second that a tenant may send, per distributor unless the strategy is global.',
    '15000000 (30000000 in 3.0)'
  ),
  explained(
    'overrides.defaults.ingestion.burst_size_bytes',
    'Bytes that a tenant may send at once. Must hold the largest batch.',
    '20000000 (30000000 in 3.0)'
  ),
  explained(
    'overrides.defaults.ingestion.rate_strategy',
    '"local": each distributor counts for itself; "global": all together.',
    'local'
  ),
  explained(
    'overrides.defaults.ingestion.max_traces_per_user',
    'Live traces of a tenant in each ingester or live-store.',
    '10000'
  ),
  explained(
    'overrides.defaults.global.max_bytes_per_trace',
    'Size of a trace; spans beyond it are thrown away.',
    '5000000'
  ),
  explained(
    'overrides.defaults.metrics_generator.processors',
    'What the metrics-generator makes: span-metrics, service-graphs, and in 2.x local-blocks. None unless named.'
  ),
  explained(
    'overrides.defaults.metrics_generator.max_active_series',
    'Series of a tenant in each generator; 0 is any number.',
    '0'
  ),
  explained(
    'overrides.per_tenant_override_config',
    'The file with the limits of single tenants. A block of a tenant replaces the defaults whole.'
  ),
  explained('overrides.per_tenant_override_period', 'How often that file is read again.', '10s'),
  explained('overrides.user_configurable_overrides.enabled', 'Tenants may set some limits by the API.', 'false'),
  explained('memberlist.join_members', 'Where a process finds the others. Best the headless gossip service.'),
  explained('memberlist.cluster_label', 'Processes with another label are not let in.'),
  explained('cache.caches', 'Caches, and what is kept in each.'),
  explained('usage_report.reporting_enabled', 'Sends anonymous statistics to Grafana Labs.', 'true'),
];

const BY_DEPTH = new Map<number, ConfigKeyExplanation[]>();
for (const entry of KEYS) {
  const depth = entry.key.split('.').length;
  BY_DEPTH.set(depth, [...(BY_DEPTH.get(depth) ?? []), entry]);
}

/** All keys that are explained, for tests and for the documentation. */
export const EXPLAINED_KEYS: readonly ConfigKeyExplanation[] = KEYS;

/**
 * What a key is for, or undefined for one that seldom matters.
 *
 * @param path - keys and numbers of list items, joined by dots, as in `configEntries`
 */
export function explainConfigKey(path: string): ConfigKeyExplanation | undefined {
  const parts = path.split('.');
  return BY_DEPTH.get(parts.length)?.find(({ key }) =>
    key.split('.').every((part, index) => part === '*' || part === parts[index])
  );
}
