import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { findPrometheus } from '../server/prometheus/findPrometheus';
import { startPrometheus } from '../server/prometheus/startPrometheus';
import { createRunFolder, removeRunFolder } from '../server/run/runFolder';

/**
 * Made-up series of a Tempo 3.0 that runs as microservices with Kafka, of which there is no recording: only what the
 * single binary does not send. Names and labels are those of the source, 3.0.3: pkg/ingest/metrics.go,
 * modules/livestore, modules/blockbuilder, modules/distributor.
 */
interface MadeUpSeries {
  component: string;
  name: string;
  labels?: Record<string, string>;
  /** The value at the start, and how much it grows in a second. */
  from: number;
  perSecond?: number;
}

const SPAN_SECONDS = 600;
const SCRAPE_SECONDS = 15;

const COMPONENTS = [
  'distributor',
  'live-store',
  'block-builder',
  'metrics-generator',
  'querier',
  'backend-scheduler',
  'backend-worker',
];

const SERIES: MadeUpSeries[] = [
  // Programs of other people, with metrics of the same names.
  { component: 'grafana', name: 'process_cpu_seconds_total', from: 0, perSecond: 1 },
  { component: 'distributor', name: 'process_cpu_seconds_total', from: 0, perSecond: 0.5 },
  { component: 'prometheus', name: 'prometheus_remote_storage_samples_total', from: 0, perSecond: 1000 },
  {
    component: 'metrics-generator',
    name: 'prometheus_remote_storage_samples_total',
    labels: { tenant: 'a' },
    from: 0,
    perSecond: 10,
  },
  ...COMPONENTS.flatMap((component): MadeUpSeries[] => [
    { component, name: 'tempo_build_info', labels: { version: '3.0.3' }, from: 1 },
    // Every process sends these, whatever it is.
    { component, name: 'tempo_live_store_ready', from: component === 'live-store' ? 1 : 0 },
    { component, name: 'tempo_live_store_catch_up_duration_seconds', from: component === 'live-store' ? 42 : 0 },
    { component, name: 'tempo_live_store_failed_completions_total', from: 0 },
    { component, name: 'tempo_live_store_local_blocks_flushed_total', from: 0 },
    { component, name: 'tempo_live_store_complete_queue_length', from: component === 'live-store' ? 3 : 0 },
    ...histogram(
      component,
      'tempo_block_builder_consume_cycle_duration_seconds',
      component === 'block-builder' ? 20 : 0
    ),
    ...histogram(component, 'tempo_distributor_kafka_write_latency_seconds', component === 'distributor' ? 0.04 : 0),
  ]),
  {
    component: 'distributor',
    name: 'tempo_distributor_kafka_write_bytes_total',
    labels: { partition: '0' },
    from: 0,
    perSecond: 1000,
  },
  {
    component: 'distributor',
    name: 'tempo_distributor_produce_failures_total',
    labels: { reason: 'timeout' },
    from: 0,
    perSecond: 2,
  },
  // Two zones of live-stores, which are two consumer groups, and two partitions.
  ...['0', '1'].flatMap((partition): MadeUpSeries[] => [
    lag('live-store', 'live-store-zone-a', partition, 5),
    lag('live-store', 'live-store-zone-b', partition, partition === '1' ? 250 : 5),
    lag('block-builder', 'block-builder', partition, 60),
    records('live-store', 'live-store-zone-a', partition, 10),
    records('block-builder', 'block-builder', partition, 100),
    { component: 'live-store', name: 'tempo_live_store_partition_owned', labels: { partition, zone: 'a' }, from: 1 },
    { component: 'live-store', name: 'tempo_live_store_partition_owned', labels: { partition, zone: 'b' }, from: 1 },
  ]),
  ...['live-store', 'block-builder'].flatMap((component) =>
    Object.entries({ Active: 2, Inactive: 1, Pending: 1 }).map(([state, from]): MadeUpSeries => ({
      component,
      name: 'tempo_partition_ring_partitions',
      labels: { name: 'livestore-partitions', state },
      from,
    }))
  ),
  {
    component: 'block-builder',
    name: 'tempo_block_builder_owned_partitions',
    labels: { partition: '0', state: 'Active' },
    from: 1,
  },
  {
    component: 'block-builder',
    name: 'tempo_block_builder_flushed_blocks',
    labels: { tenant: 'a' },
    from: 0,
    perSecond: 0.1,
  },
  {
    component: 'block-builder',
    name: 'tempo_block_builder_fetch_records_total',
    labels: { partition: '0' },
    from: 0,
    perSecond: 7,
  },
  { component: 'live-store', name: 'tempo_live_store_live_traces', labels: { tenant: 'a' }, from: 500 },
  {
    component: 'live-store',
    name: 'tempo_live_store_records_processed_total',
    labels: { tenant: 'a' },
    from: 0,
    perSecond: 9,
  },
  {
    component: 'live-store',
    name: 'tempo_live_store_records_dropped_total',
    labels: { tenant: 'a', reason: 'too_old' },
    from: 0,
    perSecond: 1,
  },
  {
    component: 'live-store',
    name: 'tempo_live_store_back_pressure_seconds_total',
    labels: { reason: 'waiting_for_wal' },
    from: 0,
    perSecond: 0.5,
  },
];

/** What only a Tempo with object storage, memcached and the canary sends. Names as in the source of 3.0.3. */
const SERVICES_AROUND: MadeUpSeries[] = [
  ...storageRequests('GET', '200', 9),
  ...storageRequests('GET', '404', 3),
  ...storageRequests('PUT', '503', 1),
  ...cacheRequests('200', 6),
  ...cacheRequests('404', 2),
  ...cacheRequests('500', 2),
  { component: 'querier', name: 'tempo_cache_background_queue_length', from: 5 },
  {
    component: 'querier',
    name: 'tempo_memcache_client_set_skip_total',
    labels: { name: 'bloom' },
    from: 0,
    perSecond: 1,
  },
  { component: 'vulture', name: 'tempo_vulture_trace_total', from: 0, perSecond: 4 },
  {
    component: 'vulture',
    name: 'tempo_vulture_trace_error_total',
    labels: { error: 'notfound_byid' },
    from: 0,
    perSecond: 1,
  },
  { component: 'backend-scheduler', name: 'tempodb_compaction_outstanding_blocks', labels: { tenant: 'a' }, from: 120 },
  { component: 'querier', name: 'tempo_memberlist_client_cluster_members_count', from: 7 },
  { component: 'distributor', name: 'tempo_memberlist_client_cluster_members_count', from: 4 },
  {
    component: 'live-store',
    name: 'tempo_live_store_lagged_requests_total',
    labels: { route: 'x' },
    from: 0,
    perSecond: 1,
  },
];

/** Requests to object storage, each of 0.2 s. */
function storageRequests(operation: string, status: string, perSecond: number): MadeUpSeries[] {
  const name = 'tempodb_backend_request_duration_seconds';
  return observed('querier', name, { operation, status_code: status }, perSecond, [0.08, 0.32]);
}

function cacheRequests(status: string, perSecond: number): MadeUpSeries[] {
  const name = 'tempo_memcache_request_duration_seconds';
  const labels = { name: 'bloom', method: 'Memcache.Get', status_code: status };
  return observed('querier', name, labels, perSecond, [0.001, 0.004]);
}

/** A classic histogram, all of whose values are between the two bounds. */
function observed(
  component: string,
  name: string,
  labels: Record<string, string>,
  perSecond: number,
  [below, above]: [number, number]
): MadeUpSeries[] {
  const bucket = (le: string, rate: number): MadeUpSeries => ({
    component,
    name: `${name}_bucket`,
    labels: { ...labels, le },
    from: 0,
    perSecond: rate,
  });
  return [
    bucket(String(below), 0),
    bucket(String(above), perSecond),
    bucket('+Inf', perSecond),
    { component, name: `${name}_sum`, labels, from: 0, perSecond: perSecond * above },
    { component, name: `${name}_count`, labels, from: 0, perSecond },
  ];
}

export interface RunningKafkaSystem {
  url: string;
  /** Seconds since 1970. */
  start: number;
  end: number;
  stop(): Promise<void>;
}

/** A Prometheus that has ten minutes of it, ending now. */
export async function startPrometheusWithKafkaSystem(): Promise<RunningKafkaSystem> {
  const runFolder = createRunFolder();
  try {
    const { prometheus, promtool } = await findPrometheus(() => undefined);
    const end = Math.floor(Date.now() / 1000);
    const start = end - SPAN_SECONDS;
    await mkdir(join(runFolder, 'data'), { recursive: true });
    const history = join(runFolder, 'history.openmetrics');
    await writeFile(
      history,
      `${[...SERIES, ...SERVICES_AROUND].map((series) => renderSeries(series, start)).join('')}# EOF\n`
    );
    const arguments_ = ['tsdb', 'create-blocks-from', 'openmetrics', '--quiet', history, join(runFolder, 'data')];
    await promisify(execFile)(promtool, arguments_);
    const running = await startPrometheus({ binary: prometheus, runFolder, config: 'scrape_configs: []\n' });
    const stop = () => running.stop().finally(() => removeRunFolder(runFolder));
    return { url: running.url, start, end, stop };
  } catch (error) {
    removeRunFolder(runFolder);
    throw error;
  }
}

function renderSeries({ component, name, labels = {}, from, perSecond = 0 }: MadeUpSeries, start: number): string {
  const all = {
    ...labels,
    cluster: 'made-up',
    container: component,
    instance: `${component}:3200`,
    job: `tracing/${component}`,
    namespace: 'tracing',
    pod: `tempo-${component}-0`,
  };
  const rendered = Object.entries(all).map(([label, value]) => `${label}="${value}"`);
  let text = '';
  for (let passed = 0; passed <= SPAN_SECONDS; passed += SCRAPE_SECONDS) {
    text += `${name}{${rendered.join(',')}} ${from + perSecond * passed} ${start + passed}\n`;
  }
  return text;
}

/** A native histogram as a scrape without those keeps it: one bucket. Observes `mean` once a second, if not 0. */
function histogram(component: string, name: string, mean: number): MadeUpSeries[] {
  const perSecond = mean > 0 ? 1 : 0;
  return [
    { component, name: `${name}_bucket`, labels: { le: '0.1' }, from: 0, perSecond: mean < 0.1 ? perSecond : 0 },
    { component, name: `${name}_bucket`, labels: { le: '+Inf' }, from: 0, perSecond },
    { component, name: `${name}_sum`, from: 0, perSecond: mean },
    { component, name: `${name}_count`, from: 0, perSecond },
  ];
}

function lag(component: string, group: string, partition: string, from: number): MadeUpSeries {
  return { component, name: 'tempo_ingest_group_partition_lag_seconds', labels: { group, partition }, from };
}

function records(component: string, group: string, partition: string, from: number): MadeUpSeries {
  return { component, name: 'tempo_ingest_group_partition_lag', labels: { group, partition }, from };
}
