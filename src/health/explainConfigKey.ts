/**
 * What the keys mean that people look for or change, by the end of their path, so that `compaction.block_retention` is known
 * below `compactor` (2.x) as below `backend_worker` (3.x). Texts are plain English like those of the checks.
 *
 * Source: cmd/tempo/app/config.go and the config.go of the modules (2.6.1 and 3.0.3),
 * https://grafana.com/docs/tempo/latest/configuration/
 */
const EXPLANATIONS: Readonly<Record<string, string>> = {
  target: 'Which components the process runs; "all" is a single binary.',
  http_api_prefix: 'Stands before the paths of queries, but not before those of status pages.',
  multitenancy_enabled: 'Whether every request needs the header X-Scope-OrgID.',
  stream_over_http_enabled: 'Lets Grafana stream results; also needs the switch in the data source.',

  'server.http_listen_port': 'Port of queries and status pages.',
  'server.grpc_listen_port': 'Port on which components talk to each other.',
  'server.log_level': 'debug, info, warn or error.',
  'server.http_server_read_timeout': 'Ends requests that take longer; must be above the longest query.',
  'server.http_server_write_timeout': 'Ends requests whose answer takes longer; must be above the longest query.',
  'server.grpc_server_max_recv_msg_size': 'Largest message that a component takes; large traces need more.',
  'server.grpc_server_max_send_msg_size': 'Largest message that a component sends; large traces need more.',

  'memberlist.join_members':
    'Whom a process asks first to find the others; empty rings come from a wrong address here.',
  'memberlist.bind_port': 'Port of the gossip; must be open between all processes.',
  'memberlist.cluster_label': 'Keeps clusters apart that can reach each other.',
  'memberlist.abort_if_cluster_join_fails': 'Whether a process ends that finds nobody.',

  'distributor.receivers': 'What takes in spans. From 2.7 on without an address they listen on localhost alone.',
  'grpc.endpoint': 'Where the receiver listens; localhost or 127.0.0.1 is reached by nobody else.',
  'http.endpoint': 'Where the receiver listens; localhost or 127.0.0.1 is reached by nobody else.',
  'distributor.max_attribute_bytes': 'Attributes that are longer are cut.',
  'distributor.log_received_spans.enabled': 'Writes every span to the log: for a short time only.',
  'distributor.log_discarded_spans.enabled': 'Writes to the log what is thrown away, and why.',
  'distributor.extend_writes': 'Writes to one ingester more for each that is leaving.',
  'distributor.retry_after_on_resource_exhausted':
    'What senders are told to wait when they are over their rate; 0 tells nothing.',

  'ring.replication_factor': 'How many ingesters each trace is written to.',
  'ring.zone_awareness_enabled': 'Whether the copies are spread over zones.',
  'ring.heartbeat_timeout': 'A member that was silent for longer counts as unhealthy.',
  'kvstore.store': 'How members find each other: memberlist between processes, inmemory only in a single binary.',

  'ingester.trace_idle_period': 'A trace without new spans for this long is written to the write-ahead log.',
  'ingester.max_block_duration': 'A block is cut after this time at the latest; shorter needs less memory.',
  'ingester.max_block_bytes': 'A block is cut at this size at the latest.',
  'ingester.complete_block_timeout': 'How long blocks stay with the ingester after they were flushed.',
  'ingester.concurrent_flushes': 'How many blocks are written to storage at once.',
  'ingester.flush_all_on_shutdown': 'Whether everything is flushed before the process ends.',

  'live_store.max_trace_idle': 'A trace without new spans for this long is written to the write-ahead log.',
  'live_store.max_trace_live': 'A trace is written to the write-ahead log after this time at the latest.',
  'live_store.max_live_traces_bytes': 'Above this much the live-store takes in more slowly.',
  'live_store.max_block_duration': 'A block is cut after this time at the latest.',
  'live_store.complete_block_timeout': 'How long recent data stays with the live-store.',
  'live_store.fail_on_high_lag': 'Whether queries fail where the live-store is behind, in place of incomplete results.',

  'ingest.kafka.address': 'The Kafka, or what speaks its protocol, that spans go through (microservices of 3.x).',
  'ingest.kafka.topic': 'The topic that spans go through.',
  'block_builder.consume_cycle_duration': 'How often blocks are built.',
  'block_builder.partitions_per_instance':
    'How many partitions each block-builder reads; all together must cover every partition.',

  'query_frontend.max_outstanding_per_tenant': 'How many requests of a tenant may wait; more are answered 429.',
  'query_frontend.max_retries': 'How often a part of a query is tried again.',
  'query_frontend.max_batch_size': 'How many parts a querier gets at once.',
  'query_frontend.multi_tenant_queries_enabled': 'Whether one query may name several tenants.',
  'query_frontend.search.max_duration': 'Longest range of a search; 0 is without limit.',
  'query_frontend.search.default_result_limit': 'How many traces a search gives that asks for no number.',
  'query_frontend.search.max_result_limit': 'How many traces a search may ask for; 0 is without limit.',
  'query_frontend.search.concurrent_jobs': 'How many parts of a search run at once.',
  'query_frontend.search.target_bytes_per_job': 'How much a part of a search reads: larger makes fewer, longer parts.',
  'query_frontend.search.query_backend_after': 'Newer traces are not looked for in storage.',
  'query_frontend.search.query_ingesters_until':
    'Older traces are not looked for in ingesters; must be above query_backend_after.',
  'query_frontend.trace_by_id.query_shards': 'Into how many parts looking for an ID is divided.',
  'query_frontend.metrics.max_duration': 'Longest range of a metrics query; 0 is without limit.',
  'query_frontend.metrics.concurrent_jobs': 'How many parts of a metrics query run at once.',
  'query_frontend.metrics.target_bytes_per_job': 'How much a part of a metrics query reads.',
  'query_frontend.metrics.query_backend_after':
    'Newer spans are asked of the generator (2.x) or the live-store (3.x), older ones of storage.',
  'query_frontend.metrics.max_exemplars': 'How many example traces a metrics query gives at most.',

  'querier.max_concurrent_queries': 'How many parts of queries a querier works on at once; memory grows with it.',
  'querier.search.query_timeout': 'A search that takes longer is ended.',
  'querier.trace_by_id.query_timeout': 'Looking for an ID is ended after this.',
  'querier.metrics.concurrent_blocks': 'How many blocks a metrics query reads at once; memory grows with it.',
  'querier.frontend_worker.frontend_address':
    'Where queriers fetch their work; must be all query-frontends, so a headless service.',

  'compaction.block_retention': 'How long blocks are kept, unless a tenant has a time of its own.',
  'compaction.compacted_block_retention': 'How long blocks stay after they were put together into larger ones.',
  'compaction.compaction_window': 'Only blocks of the same window are put together.',
  'compaction.max_block_bytes': 'Blocks do not grow beyond this.',
  'compaction.max_compaction_objects': 'Blocks do not grow beyond this many traces.',
  'compaction.v2_out_buffer_bytes': 'How much is collected before it is written to storage.',
  'backend_worker.backend_scheduler_addr': 'Where the worker fetches its jobs.',
  'backend_scheduler.local_work_path': 'Where the scheduler keeps its jobs over a restart.',
  'backend_scheduler.work.dead_job_timeout':
    'A job of which nothing was heard for this long is given to somebody else.',
  'backend_scheduler.provider.compaction.max_jobs_per_tenant': 'How many compactions of a tenant run at once.',
  'backend_scheduler.provider.retention.interval': 'How often old blocks are looked for.',

  'metrics_generator.storage.path': 'Where metrics wait until they are sent; lost with the disk.',
  'metrics_generator.storage.remote_write': 'Where the generated metrics are sent.',
  'metrics_generator.metrics_ingestion_time_range_slack': 'Older spans make no metrics.',
  'metrics_generator.traces_storage.path':
    'Where the processor local-blocks keeps spans, for TraceQL metrics of recent data (2.x).',
  'processor.service_graphs.wait': 'How long one half of a request waits for the other.',
  'processor.service_graphs.max_items': 'How many requests may wait for their other half; more are dropped.',
  'processor.service_graphs.dimensions': 'Attributes that become labels of the service graph.',
  'processor.span_metrics.dimensions': 'Attributes that become labels of span metrics: each multiplies the series.',
  'processor.local_blocks.filter_server_spans':
    'Whether TraceQL metrics of recent data see only spans of the kind server (2.x).',
  'processor.local_blocks.flush_to_storage': 'Whether TraceQL metrics also reach back beyond the generator (2.x).',
  'registry.external_labels': 'Labels that all generated metrics get.',
  'registry.stale_duration': 'A series without new spans for this long ends.',

  'storage.trace.backend': 'Where blocks are kept: s3, gcs, azure or local. Local works only in a single binary.',
  'storage.trace.blocklist_poll': 'How often new blocks are noticed.',
  'storage.trace.cache': 'What keeps parts of blocks in memory.',
  'storage.trace.block.version': 'Format of new blocks.',
  'storage.trace.block.parquet_dedicated_columns': 'Attributes with a column of their own: faster to search for.',
  'storage.trace.pool.max_workers': 'How many reads of storage run at once.',
  'storage.trace.pool.queue_depth': 'How many reads of storage may wait.',
  'storage.trace.wal.path': 'Where traces lie until they are in a block.',
  'storage.trace.empty_tenant_deletion_enabled': 'Whether the index of tenants without blocks is removed.',

  'ingestion.rate_strategy': 'local: each distributor allows the whole rate. global: all together.',
  'ingestion.rate_limit_bytes': 'Bytes per second that a tenant may send.',
  'ingestion.burst_size_bytes': 'Bytes that a tenant may send at once; must hold the largest request.',
  'ingestion.max_traces_per_user': 'Live traces of a tenant in one ingester or live-store; 0 is without limit.',
  'ingestion.max_global_traces_per_user': 'Live traces of a tenant in all ingesters together; 0 is without limit.',
  'ingestion.tenant_shard_size': 'Over how many ingesters a tenant is spread; 0 is all.',
  'global.max_bytes_per_trace': 'Spans that make a trace larger are thrown away; 0 is without limit.',
  'read.max_bytes_per_tag_values_query': 'Lists of names and values are cut at this size.',
  'read.max_search_duration': 'Longest range of a search of this tenant; 0 is that of all tenants.',
  'read.max_metrics_duration': 'Longest range of a metrics query of this tenant; 0 is that of all tenants.',
  'metrics_generator.processors':
    'What is made of spans: span-metrics, service-graphs, local-blocks (2.x). None without it.',
  'metrics_generator.max_active_series': 'Series of a tenant in one metrics-generator; 0 is without limit.',
  'metrics_generator.collection_interval': 'How often metrics are sent.',
  'metrics_generator.generate_native_histograms':
    'classic, native or both; native ones need a Prometheus that takes them.',
  'overrides.per_tenant_override_config': 'File with the limits of single tenants. Empty: there are none.',
  'overrides.per_tenant_override_period': 'How often that file is read again.',
  'overrides.user_configurable_overrides.enabled': 'Whether tenants may set some limits themselves, by the API.',
  'overrides.enable_legacy_overrides': 'Whether 3.x reads overrides in the flat format of old.',
  'usage_report.reporting_enabled': 'Whether anonymous figures of use are sent to Grafana Labs.',
};

/** The keys that are explained, each the end of a path. */
export const EXPLAINED_KEYS: readonly string[] = Object.keys(EXPLANATIONS);

/**
 * What a key of Tempo's configuration or overrides means, in a sentence or two.
 *
 * @param path - joined by dots, as the configuration nests it; numbers of list items do not matter
 * @returns undefined for keys that rarely matter
 */
export function explainConfigKey(path: string): string | undefined {
  const keys = path.split('.').filter((key) => !/^\d+$/.test(key));
  // An item of a list is no key of its own.
  if (/\.\d+$/.test(path)) {
    return undefined;
  }
  for (let from = 0; from < keys.length; from++) {
    const end = keys.slice(from).join('.');
    if (Object.hasOwn(EXPLANATIONS, end) && (from === 0 || end.includes('.'))) {
      return EXPLANATIONS[end];
    }
  }
  return undefined;
}
