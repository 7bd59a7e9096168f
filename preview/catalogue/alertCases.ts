import type { InputSeries } from './testRules';

/** Series over which an alert fires. */
export interface AlertCase {
  series: InputSeries[];
  /** Minutes from the first sample; an hour unless said otherwise. From two hours on a sample is {@link LONG_STEP_MINUTES}. */
  afterMinutes?: number;
  /** Labels of the alert besides its name and severity. */
  labels?: Record<string, string>;
}

/** The time between two samples of cases that last for hours and days. */
export const LONG_STEP_MINUTES = 30;

const DAY = 24 * 60;

const TEMPO = 'cluster="c",namespace="n"';

/** A gauge of that value, for an hour (with steps of {@link LONG_STEP_MINUTES}: a day). */
const gauge = (name: string, value: number, labels = ''): InputSeries => ({
  series: `${name}{${[TEMPO, labels].filter((part) => part !== '').join(',')}}`,
  values: `${value}x60`,
});

/** A counter that grows by that much a minute, for an hour. */
const counter = (name: string, perMinute: number, labels = ''): InputSeries => ({
  series: `${name}{${[TEMPO, labels].filter((part) => part !== '').join(',')}}`,
  values: `0+${perMinute}x60`,
});

/** A histogram all of whose values are between the two bounds. */
const histogram = (name: string, [below, above]: [number, number], labels = ''): InputSeries[] => {
  const bucket = (le: string, perMinute: number) =>
    counter(`${name}_bucket`, perMinute, [labels, `le="${le}"`].filter((part) => part !== '').join(','));
  return [bucket(String(below), 0), bucket(String(above), 60), bucket('+Inf', 60)];
};

const A = 'tenant="a"';
const process = 'job="n/querier",instance="q:3200"';
const partitions = (name: string, value: number) =>
  gauge('tempo_partition_ring_partitions', value, `name="livestore-partitions",state="${name}"`);
const lag = (group: string, seconds: number, more = '') =>
  gauge('tempo_ingest_group_partition_lag_seconds', seconds, `group="${group}",partition="1"${more}`);
const owned = (partition: string, zone: string) =>
  gauge('tempo_live_store_partition_owned', 1, `partition="${partition}",zone="${zone}"`);
const workers = [
  gauge('tempo_build_info', 1, 'container="backend-worker",pod="w-0"'),
  gauge('tempo_build_info', 1, 'container="backend-worker",pod="w-1"'),
  gauge('tempo_build_info', 1, 'container="querier",pod="q-0"'),
];
const served = 'service="shop",span_kind="SPAN_KIND_SERVER"';

/** For each alert, what makes it fire. */
export const FIRING_CASES: Record<string, AlertCase> = {
  TempoReadsSlow: {
    series: histogram('tempo_request_duration_seconds', [5, 10], 'route="api_search"'),
    labels: { route: 'api_search' },
  },
  TempoQueriesWaiting: { series: histogram('tempo_query_frontend_queue_duration_seconds', [10, 25]) },
  TempoNoQueriers: { series: [gauge('tempo_query_frontend_connected_clients', 0)] },
  TempoQuerierWorkPoolFull: {
    series: [gauge('tempodb_work_queue_length', 95), gauge('tempodb_work_queue_max', 100)],
  },
  TempoObjectStorageSlow: {
    series: histogram('tempodb_backend_request_duration_seconds', [1.28, 5.12], 'operation="GET",status_code="200"'),
  },
  TempoReadsFailing: {
    series: [
      counter('tempo_query_frontend_queries_total', 100, 'op="search",result="completed"'),
      counter('tempo_query_frontend_queries_within_slo_total', 80, 'op="search",result="completed"'),
    ],
    labels: { op: 'search' },
  },
  TempoCanaryFailing: {
    series: [
      counter('tempo_vulture_trace_total', 100),
      counter('tempo_vulture_trace_error_total', 20, 'error="notfound_byid"'),
    ],
    labels: { error: 'notfound_byid' },
  },
  TempoQueriesRefused: {
    series: [counter('tempo_query_frontend_discarded_requests_total', 5, 'user="a"')],
    labels: { user: 'a' },
  },
  TempoProcessDown: {
    series: [
      { series: `up{${TEMPO},${process}}`, values: '1x10 0x60' },
      { series: `tempo_build_info{${TEMPO},${process}}`, values: '1x10 stale' },
    ],
    afterMinutes: 20,
    labels: { job: 'n/querier', instance: 'q:3200' },
  },
  TempoRestartingOften: {
    series: [
      { series: `process_start_time_seconds{${TEMPO},${process}}`, values: '100+60x60' },
      gauge('tempo_build_info', 1, process),
    ],
    labels: { job: 'n/querier', instance: 'q:3200' },
  },
  TempoRingMembersUnhealthy: {
    series: [gauge('tempo_ring_members', 1, 'name="live-store",state="Unhealthy"')],
    labels: { name: 'live-store' },
  },
  TempoDistributorsUnhealthy: { series: [gauge('tempo_ring_members', 1, 'name="distributor",state="Unhealthy"')] },
  TempoMemberlistSplit: {
    series: [
      gauge('tempo_memberlist_client_cluster_members_count', 7, 'pod="a"'),
      gauge('tempo_memberlist_client_cluster_members_count', 4, 'pod="b"'),
    ],
  },
  TempoOverridesNotLoaded: {
    series: [gauge('tempo_runtime_config_last_reload_successful', 0, 'job="n/distributor"')],
    labels: { job: 'n/distributor' },
  },
  TempoUserConfigurableOverridesNotLoaded: {
    series: [counter('tempo_overrides_user_configurable_overrides_reload_failed_total', 1)],
  },
  TempoOverridesDiffer: {
    series: [
      gauge('tempo_runtime_config_hash', 1, 'sha256="x",pod="a"'),
      gauge('tempo_runtime_config_hash', 1, 'sha256="y",pod="b"'),
    ],
  },
  TempoIngesterReplayErrors: {
    // Counted once, at the start.
    series: [{ series: `tempo_ingester_replay_errors_total{${TEMPO},${A}}`, values: '0x50 2x20' }],
    labels: { tenant: 'a' },
  },
  TempoUsageTrackerErrors: {
    series: [counter('tempo_distributor_usage_tracker_errors_total', 1, `${A},reason="r"`)],
    labels: { tenant: 'a', reason: 'r' },
  },
  TempoGeneratorProcessorsNotUpdated: {
    series: [counter('tempo_metrics_generator_active_processors_update_failed_total', 1, A)],
    labels: { tenant: 'a' },
  },
  TempoObjectStorageFailing: {
    series: [
      counter('tempodb_backend_request_duration_seconds_count', 90, 'status_code="200"'),
      counter('tempodb_backend_request_duration_seconds_count', 10, 'status_code="503"'),
    ],
  },
  TempoCacheFailing: {
    series: [
      counter('tempo_memcache_request_duration_seconds_count', 50, 'name="bloom",status_code="200"'),
      counter('tempo_memcache_request_duration_seconds_count', 50, 'name="bloom",status_code="500"'),
    ],
    labels: { name: 'bloom' },
  },
  TempoSpansDiscarded: {
    series: [
      counter('tempo_distributor_spans_received_total', 100, A),
      counter('tempo_discarded_spans_total', 10, `${A},reason="trace_too_large"`),
    ],
    labels: { tenant: 'a' },
  },
  // Nothing was ever accepted: the other counter is not there.
  TempoSpansRefused: { series: [counter('tempo_receiver_refused_spans', 20)] },
  TempoWritesSlow: { series: histogram('tempo_distributor_push_duration_seconds', [5, 10]) },
  TempoIngesterWritesFailing: {
    series: [
      counter('tempo_distributor_ingester_appends_total', 100, 'ingester="i"'),
      counter('tempo_distributor_ingester_append_failures_total', 50, 'ingester="i"'),
    ],
  },
  TempoKafkaWritesFailing: {
    series: [counter('tempo_distributor_produce_failures_total', 1, 'reason="timeout"')],
    labels: { reason: 'timeout' },
  },
  // Two counters of one process, which have the same labels.
  TempoFlushesFailing: {
    series: [
      counter('tempo_live_store_failed_completions_total', 1),
      counter('tempo_live_store_local_failed_flushes_total', 1),
    ],
  },
  TempoFlushRetriesFailing: { series: [counter('tempo_ingester_flush_failed_retries_total', 1)] },
  TempoIngestersOverloaded: {
    series: [counter('tempo_ingester_bytes_received_total', 60 * 40e6, `${A},instance="i"`)],
  },
  TempoBlockBuilderBehind: { series: [lag('block-builder', 250)], labels: { partition: '1' } },
  TempoBlockBuilderFarBehind: { series: [lag('block-builder', 350)], labels: { partition: '1' } },
  TempoGeneratorBehind: { series: [lag('metrics-generator', 1000)], labels: { partition: '1' } },
  TempoLiveStoreBehind: {
    series: [lag('live-store-zone-a', 250), lag('live-store-zone-b', 1)],
    labels: { partition: '1', group: 'live-store-zone-a' },
  },
  TempoLiveStoreFarBehind: {
    series: [lag('live-store-zone-a', 1300), lag('live-store-zone-b', 1)],
    labels: { partition: '1', group: 'live-store-zone-a' },
  },
  TempoAllLiveStoresBehind: {
    series: [lag('live-store-zone-a', 400), lag('live-store-zone-b', 500)],
    labels: { partition: '1' },
  },
  TempoPartitionsWithoutBlockBuilder: {
    series: [
      partitions('Active', 2),
      partitions('Inactive', 1),
      ...['0', '1'].map((one) => gauge('tempo_block_builder_owned_partitions', 1, `partition="${one}",state="Active"`)),
    ],
  },
  TempoPartitionsWithoutLiveStore: { series: [partitions('Active', 2), owned('0', 'a'), owned('0', 'b')] },
  TempoLiveStoreZoneDegraded: {
    series: [owned('0', 'a'), owned('1', 'a'), owned('2', 'a'), owned('0', 'b')],
    labels: { zone: 'b' },
  },
  TempoGeneratorSeriesLimited: {
    series: [counter('tempo_metrics_generator_registry_series_limited_total', 1, A)],
    labels: { tenant: 'a' },
  },
  TempoGeneratorCollectionsFailing: {
    series: [counter('tempo_metrics_generator_registry_collections_failed_total', 1, `${A},instance="g"`)],
    labels: { tenant: 'a', instance: 'g' },
  },
  TempoServiceGraphsDroppingSpans: {
    series: [
      counter('tempo_metrics_generator_processor_service_graphs_dropped_spans', 1, A),
      counter('tempo_metrics_generator_spans_received_total', 100, A),
    ],
    labels: { tenant: 'a' },
  },
  TempoGeneratorRemoteWriteFailing: {
    series: [
      counter('prometheus_remote_storage_samples_total', 100, A),
      counter('prometheus_remote_storage_samples_failed_total', 50, A),
    ],
    labels: { tenant: 'a' },
  },
  TempoGeneratorRemoteWriteBehind: {
    series: [
      gauge('prometheus_remote_storage_highest_timestamp_in_seconds', 2000, A),
      gauge('prometheus_remote_storage_queue_highest_sent_timestamp_seconds', 1000, `${A},remote_name="r",url="u"`),
    ],
    labels: { tenant: 'a' },
  },
  TempoBlocklistRising: {
    series: [{ series: `tempodb_blocklist_length{${TEMPO},${A}}`, values: '200x336 400x24' }],
    afterMinutes: 7 * DAY + 8 * 60,
    labels: { tenant: 'a' },
  },
  TempoPollsFailing: { series: [counter('tempodb_blocklist_poll_errors_total', 1, A)] },
  TempoTenantIndexTooOld: {
    series: [gauge('tempodb_blocklist_tenant_index_age_seconds', 700, A)],
    labels: { tenant: 'a' },
  },
  TempoTenantIndexFailing: {
    series: [counter('tempodb_blocklist_tenant_index_errors_total', 1, A)],
    labels: { tenant: 'a' },
  },
  TempoNoTenantIndexBuilder: {
    series: [gauge('tempodb_blocklist_tenant_index_builder', 0, A), gauge('tempodb_blocklist_length', 5, A)],
    labels: { tenant: 'a' },
  },
  TempoCompactionBehind: {
    series: [gauge('tempodb_compaction_outstanding_blocks', 300, A), ...workers],
    afterMinutes: 420,
    labels: { tenant: 'a' },
  },
  TempoCompactionFarBehind: {
    // One process that does all, and a scrape that does not say what it is.
    series: [
      { series: 'tempodb_compaction_outstanding_blocks{tenant="a"}', values: '300x100' },
      { series: 'tempo_build_info{job="tempo"}', values: '1x100' },
    ],
    afterMinutes: 1500,
    labels: { tenant: 'a', cluster: '', namespace: '' },
  },
  TempoCompactionsFailing: {
    series: [{ series: `tempodb_compaction_errors_total{${TEMPO}}`, values: '0+1x100' }],
    afterMinutes: 90,
  },
  TempoBackendWorkerBadJobs: {
    series: [counter('tempo_backend_worker_bad_jobs_received_total', 1, 'status="no_tenant"')],
  },
  TempoBackendWorkerCallsRetried: {
    series: [
      counter('tempo_backend_worker_call_retries_total', 10),
      gauge('tempodb_compaction_outstanding_blocks', 4, A),
    ],
  },
  TempoBackendJobsFailing: {
    series: [
      counter('tempo_backend_scheduler_jobs_created_total', 10, A),
      counter('tempo_backend_scheduler_jobs_failed_total', 1, A),
    ],
  },
  TempoBackendJobsRetried: { series: [counter('tempo_backend_scheduler_jobs_retry_total', 30, A)] },
  TempoBackendSchedulerFindsNoJobs: {
    series: [counter('tempo_backend_scheduler_compaction_tenant_empty_job_total', 20)],
  },
  TempoRetentionFailing: { series: [counter('tempodb_retention_errors_total', 1)] },
  TracedServiceFailing: {
    series: [
      counter('traces_spanmetrics_calls_total', 540, `${served},status_code="STATUS_CODE_UNSET"`),
      counter('traces_spanmetrics_calls_total', 60, `${served},status_code="STATUS_CODE_ERROR"`),
    ],
    labels: { service: 'shop', cluster: '', namespace: '' },
  },
  TracedServiceSlow: {
    series: [
      ...histogram('traces_spanmetrics_latency', [2.048, 4.096], served),
      counter('traces_spanmetrics_calls_total', 60, served),
    ],
    labels: { service: 'shop', cluster: '', namespace: '' },
  },
};

/** The same alerts where things are worst: what they compare is not there at all. */
export const WORST_CASES: Record<string, AlertCase> = {
  TempoPartitionsWithoutBlockBuilder: {
    series: [
      partitions('Active', 2),
      { series: `tempo_block_builder_owned_partitions{${TEMPO},partition="0",state="Active"}`, values: '1x10 stale' },
    ],
  },
  TempoPartitionsWithoutLiveStore: {
    series: [
      partitions('Active', 2),
      { series: `tempo_live_store_partition_owned{${TEMPO},partition="0",zone="a"}`, values: '1x10 stale' },
    ],
  },
  TempoLiveStoreZoneDegraded: {
    series: [
      owned('0', 'a'),
      { series: `tempo_live_store_partition_owned{${TEMPO},partition="0",zone="b"}`, values: '1x10 stale' },
    ],
    labels: { zone: 'b' },
  },
  // A rate limit of 0: none of its spans was ever received.
  TempoSpansDiscarded: {
    series: [
      counter('tempo_distributor_spans_received_total', 100, 'tenant="b"'),
      counter('tempo_discarded_spans_total', 10, `${A},reason="rate_limited"`),
    ],
    labels: { tenant: 'a' },
  },
  TempoRestartingOften: {
    series: [
      { series: `process_start_time_seconds{${TEMPO},${process}}`, values: '100+60x55 stale' },
      { series: `tempo_build_info{${TEMPO},${process}}`, values: '1x55 stale' },
    ],
    labels: { job: 'n/querier', instance: 'q:3200' },
  },
  TempoCacheFailing: {
    series: [
      counter('tempo_rediscache_request_duration_seconds_count', 50, 'name="c",status_code="200"'),
      counter('tempo_rediscache_request_duration_seconds_count', 50, 'name="c",status_code="500"'),
    ],
    labels: { name: 'c' },
  },
};

/** What must not alert, though it looks like it. */
export const SILENT_CASES: Record<string, InputSeries[]> = {
  'failures that ended half an hour ago': [
    { series: `tempodb_compaction_errors_total{${TEMPO}}`, values: '0+1x20 20x60' },
  ],
  'a worker that asks while there is nothing to do': [
    counter('tempo_backend_worker_call_retries_total', 10),
    gauge('tempodb_compaction_outstanding_blocks', 0, A),
  ],
  'objects that are not there while polling': [
    counter('tempodb_backend_request_duration_seconds_count', 50, 'status_code="200"'),
    counter('tempodb_backend_request_duration_seconds_count', 50, 'status_code="404"'),
  ],
  'a Prometheus whose own remote write fails': [
    counter('prometheus_remote_storage_samples_total', 100),
    counter('prometheus_remote_storage_samples_failed_total', 50),
  ],
  'another program that is down': [{ series: `up{${TEMPO},job="grafana",instance="g"}`, values: '0x60' }],
  'one zone of two that lags a little': [lag('live-store-zone-a', 100), lag('live-store-zone-b', 1)],
  'a block-builder between two cycles': [
    {
      series: `tempo_ingest_group_partition_lag_seconds{${TEMPO},group="block-builder",partition="1"}`,
      values: '0 60 120 180 240 300 0 60 120 180 240 300 0 60 120 180 240 300 0 60 120 180 240 300',
    },
  ],
  'partitions that all have owners': [
    partitions('Active', 2),
    partitions('Pending', 1),
    owned('0', 'a'),
    owned('1', 'a'),
    owned('0', 'b'),
    owned('1', 'b'),
  ],
  'cancelled queries': [
    counter('tempo_query_frontend_queries_total', 100, 'op="search",result="completed"'),
    counter('tempo_query_frontend_queries_within_slo_total', 100, 'op="search",result="completed"'),
    counter('tempo_query_frontend_queries_total', 100, 'op="search",result="canceled"'),
  ],
  'a service with one failed request in a while': [
    counter('traces_spanmetrics_calls_total', 1, `${served},status_code="STATUS_CODE_ERROR"`),
  ],
  'a stream between components that lasts for hours': histogram(
    'tempo_request_duration_seconds',
    [50, 100],
    'route="/frontend.Frontend/Process"'
  ),
};
