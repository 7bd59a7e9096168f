import { sumByTempo } from '../alertExpressions';
import type { AlertRule } from '../alertRule';

export const REPLAY_ERRORS: AlertRule = {
  name: 'TempoIngesterReplayErrors',
  severity: 'critical',
  for: '5m',
  expr: sumByTempo('increase(tempo_ingester_replay_errors_total[15m])', 'tenant'),
  operator: '>',
  threshold: 0,
  format: 'number',
  summary: 'Ingesters cannot read blocks of {tenant} from their disk',
  description: 'An ingester started and could not read {value} blocks of {tenant} that were not in object storage yet.',
  steps: [
    'The log of the ingester names the block and the reason.',
    'Move the folder of the block away (do not delete it) so that the ingester starts clean; replicas may still have the spans.',
    'Was the disk full, or the process killed while it wrote? Mend that, or it happens again.',
  ],
  mixin: ['TempoIngesterReplayErrors'],
};

export const USAGE_TRACKER_ERRORS: AlertRule = {
  name: 'TempoUsageTrackerErrors',
  severity: 'warning',
  for: '30m',
  expr: sumByTempo('rate(tempo_distributor_usage_tracker_errors_total[5m])', 'tenant', 'reason'),
  operator: '>',
  threshold: 0,
  format: 'number',
  summary: 'Usage of {tenant} cannot be attributed: {reason}',
  description:
    '{value} errors per second while the usage of {tenant} is attributed ({reason}). Traces are not affected.',
  steps: [
    'Compare the dimensions of "cost_attribution" in the overrides of the tenant with attributes that its spans really have.',
    'Too many series: raise "max_cardinality" of the usage tracker, or use fewer dimensions.',
  ],
  mixin: ['TempoDistributorUsageTrackerErrors'],
};

export const PROCESSOR_UPDATES_FAILING: AlertRule = {
  name: 'TempoGeneratorProcessorsNotUpdated',
  severity: 'critical',
  for: '15m',
  expr: sumByTempo('increase(tempo_metrics_generator_active_processors_update_failed_total[5m])', 'tenant'),
  operator: '>',
  threshold: 0,
  format: 'number',
  summary: 'Processors of the metrics-generator cannot be set up for {tenant}',
  description: 'The metrics-generator cannot change the processors of {tenant}: it makes no metrics, or old ones.',
  steps: [
    'The log of the metrics-generator names the processor or setting.',
    'Typical: a misspelt name in "metrics_generator.processors", or dimensions that become the same label.',
  ],
  mixin: ['TempoMetricsGeneratorProcessorUpdatesFailing'],
};
