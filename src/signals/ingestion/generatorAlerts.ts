import { maxByTempo, sumByTempo } from '../alertExpressions';
import type { AlertRule } from '../alertRule';

const STORAGE = 'prometheus_remote_storage';

export const SERIES_LIMITED: AlertRule = {
  name: 'TempoGeneratorSeriesLimited',
  severity: 'warning',
  for: '10m',
  expr: sumByTempo('rate(tempo_metrics_generator_registry_series_limited_total[5m])', 'tenant'),
  operator: '>',
  threshold: 0,
  format: 'number',
  summary: 'Generated metrics of {tenant} are incomplete',
  description:
    'The metrics-generator refuses {value} series per second of {tenant}: "max_active_series" is reached. Services and service map lack some of them.',
  steps: [
    'Which labels have the most values ("Labels with the most values", 3.x)? Span names with IDs in them are typical.',
    'Take such dimensions away, or name spans by route. From 3.0 "span_name_sanitization" does it for you.',
    'Or raise "metrics_generator.max_active_series" in the overrides; Prometheus must bear the series.',
  ],
};

export const COLLECTIONS_FAILING: AlertRule = {
  name: 'TempoGeneratorCollectionsFailing',
  severity: 'critical',
  for: '5m',
  expr: sumByTempo(
    'increase(tempo_metrics_generator_registry_collections_failed_total[5m])',
    'tenant',
    'pod',
    'instance'
  ),
  operator: '>',
  threshold: 2,
  format: 'number',
  summary: 'The metrics-generator loses metrics of {tenant}',
  description: '{value} collections of {instance} failed in five minutes: the samples of {tenant} are lost.',
  steps: [
    'Its log says "collecting metrics failed" and why. Disk full? Write-ahead log damaged?',
    'Move the folder of the tenant below "metrics_generator.storage.path" away, and restart it.',
  ],
  mixin: ['TempoMetricsGeneratorCollectionsFailing'],
};

export const SERVICE_GRAPHS_DROPPING: AlertRule = {
  name: 'TempoServiceGraphsDroppingSpans',
  severity: 'warning',
  for: '15m',
  expr: `${sumByTempo('increase(tempo_metrics_generator_processor_service_graphs_dropped_spans[1h])', 'tenant')} / (${sumByTempo('increase(tempo_metrics_generator_spans_received_total[1h])', 'tenant')} > 0)`,
  operator: '>',
  threshold: 0.005,
  format: 'percentage',
  summary: 'The service map of {tenant} is incomplete',
  description: '{value} of the spans of {tenant} found no place in the store of the service-graphs processor.',
  steps: [
    'Raise "metrics_generator.processor.service_graphs.max_items" (10000 unless set) and "workers".',
    'Do the two sides of requests arrive far apart? A shorter "wait" frees places sooner.',
  ],
  mixin: ['TempoMetricsGeneratorServiceGraphsDroppingSpans'],
};

/** By `tenant`, which the generator's metrics have and those of a Prometheus under the same names lack. */
export const REMOTE_WRITE_FAILING: AlertRule = {
  name: 'TempoGeneratorRemoteWriteFailing',
  severity: 'critical',
  for: '10m',
  expr: `${sumByTempo(`rate(${STORAGE}_samples_failed_total{tenant!=""}[5m])`, 'tenant')} / (${sumByTempo(`rate(${STORAGE}_samples_total{tenant!=""}[5m])`, 'tenant')} > 0)`,
  operator: '>',
  threshold: 0.01,
  format: 'percentage',
  summary: 'Generated metrics of {tenant} do not reach Prometheus',
  description: 'Prometheus refuses {value} of the samples that the metrics-generator writes for {tenant}.',
  steps: [
    'The log of the metrics-generator has the answer of Prometheus: no permission, too many series, out of order?',
    'Two generators with the same labels write out of order: each needs its own "__metrics_gen_instance" (hostname).',
    'Is the receiver for remote write switched on (--web.enable-remote-write-receiver)?',
  ],
};

export const REMOTE_WRITE_BEHIND: AlertRule = {
  name: 'TempoGeneratorRemoteWriteBehind',
  severity: 'warning',
  for: '15m',
  expr: maxByTempo(
    `${STORAGE}_highest_timestamp_in_seconds{tenant!=""} - ignoring (remote_name, url) group_right () (${STORAGE}_queue_highest_sent_timestamp_seconds{tenant!=""} > 0)`,
    'tenant'
  ),
  operator: '>',
  threshold: 300,
  format: 'duration',
  summary: 'Generated metrics of {tenant} arrive late',
  description: 'The newest sample of {tenant} in Prometheus is {value} behind the metrics-generator.',
  steps: [
    'Is Prometheus away or overloaded? Does "Samples sent per second" show samples that are tried again?',
    'Are all shards in use ("Shards of remote write")? Raise "max_shards".',
  ],
};
