import { maxByTempo, minByTempo } from '../alertExpressions';
import type { AlertRule } from '../alertRule';
import { TEMPO_LABELS } from '../promql';

const LAG = 'tempo_ingest_group_partition_lag_seconds';
const BY = TEMPO_LABELS.join(', ');

/**
 * Consumers are told apart by their group, which every scrape has, and not by container: block-builders and
 * metrics-generators have groups of these names, and live-stores one for each zone (pkg/ingest, 3.0.3).
 */
const BLOCK_BUILDER = 'group="block-builder"';
const GENERATOR = 'group=~"metrics-generator.*"';
const LIVE_STORE = 'group!~"block-builder|metrics-generator.*"';

/** Block-builders read in cycles, so their lag is a saw: an average over more than a cycle shows a trend. */
const steady = (matchers: string) => `avg_over_time(${LAG}{${matchers}}[6m])`;

const LAG_STEPS = [
  'One partition or all ("Delay of consumers")? One: look at the pod that owns it; restart it when it is stuck.',
  'All: is Kafka slow or rebalancing? Are the consumers short of CPU? Add instances; block-builders must match the partitions.',
  'How long does the topic keep records? What is not read by then is lost.',
];

export const BLOCK_BUILDER_LAG: AlertRule = {
  name: 'TempoBlockBuilderBehind',
  severity: 'warning',
  for: '5m',
  expr: maxByTempo(steady(BLOCK_BUILDER), 'partition'),
  operator: '>',
  threshold: 200,
  format: 'duration',
  summary: 'Block-builders are behind on partition {partition}',
  description: 'Partition {partition} is {value} behind: its spans reach object storage late.',
  steps: LAG_STEPS,
  mixin: ['TempoBlockBuilderPartitionLagWarning'],
};

export const BLOCK_BUILDER_LAG_CRITICAL: AlertRule = {
  ...BLOCK_BUILDER_LAG,
  name: 'TempoBlockBuilderFarBehind',
  severity: 'critical',
  threshold: 300,
  summary: 'Block-builders are far behind on partition {partition}',
  mixin: ['TempoBlockBuilderPartitionLagCritical'],
};

export const GENERATOR_LAG: AlertRule = {
  name: 'TempoGeneratorBehind',
  severity: 'critical',
  for: '5m',
  expr: maxByTempo(`${LAG}{${GENERATOR}}`, 'partition'),
  operator: '>',
  threshold: 900,
  format: 'duration',
  summary: 'The metrics-generator is behind on partition {partition}',
  description:
    'Partition {partition} is {value} behind. Spans older than "metrics_ingestion_time_range_slack" are left out of metrics.',
  steps: LAG_STEPS,
  mixin: ['TempoMetricsGeneratorPartitionLagCritical'],
};

export const LIVE_STORE_LAG: AlertRule = {
  name: 'TempoLiveStoreBehind',
  severity: 'warning',
  for: '5m',
  expr: maxByTempo(steady(LIVE_STORE), 'partition', 'group'),
  operator: '>',
  threshold: 200,
  format: 'duration',
  summary: 'A live-store is behind on partition {partition}',
  description:
    'The owner of partition {partition} in {group} is {value} behind: its recent spans cannot be found there.',
  steps: LAG_STEPS,
  mixin: ['TempoLiveStorePartitionLagWarning'],
};

export const LIVE_STORE_LAG_CRITICAL: AlertRule = {
  ...LIVE_STORE_LAG,
  name: 'TempoLiveStoreFarBehind',
  severity: 'critical',
  threshold: 1200,
  summary: 'A live-store is far behind on partition {partition}',
  mixin: ['TempoLiveStoreSingleMemberLagHigh'],
};

export const ALL_LIVE_STORES_LAG: AlertRule = {
  name: 'TempoAllLiveStoresBehind',
  severity: 'critical',
  for: '2m',
  expr: minByTempo(steady(LIVE_STORE), 'partition'),
  operator: '>',
  threshold: 300,
  format: 'duration',
  summary: 'No live-store has the recent data of partition {partition}',
  description:
    'All owners of partition {partition} are at least {value} behind: searches of recent data fail or miss it.',
  steps: LAG_STEPS,
  mixin: ['TempoLiveStoreAllMembersLagging'],
};

/** Pending partitions take no data yet. Every process that watches the ring reports all of them. */
const PARTITIONS = `sum by (${BY}) (max by (${BY}, state) (tempo_partition_ring_partitions{name="livestore-partitions",state=~"Active|Inactive"}))`;
/**
 * Gauges of a partition that a process gave up may stay at 0: only what is owned counts. Where nobody owns any there is
 * nothing to count, which is the worst case: then it is 0 as long as there was somebody within a day.
 */
const owned = (gauge: string) =>
  `(count by (${BY}) (sum by (${BY}, partition) (${gauge}) > 0) or 0 * count by (${BY}) (last_over_time(${gauge}[1d])))`;

const UNOWNED_STEPS = [
  'Which partition ("/partition-ring" on a distributor, or the Health page)? Which pod should own it?',
  'Does that pod run? Is it catching up after a start, or crashing?',
  'Was the number of live-stores or block-builders changed without the other? Were they scaled to none?',
];

export const BLOCK_BUILDER_PARTITIONS: AlertRule = {
  name: 'TempoPartitionsWithoutBlockBuilder',
  severity: 'critical',
  for: '10m',
  expr: `${PARTITIONS} - ${owned('tempo_block_builder_owned_partitions')}`,
  operator: '>',
  threshold: 0,
  format: 'number',
  summary: 'Partitions have no block-builder',
  description: '{value} partitions are read by no block-builder: their spans never become blocks.',
  steps: [
    ...UNOWNED_STEPS,
    '"block_builder.partitions_per_instance" times the block-builders must cover all partitions.',
  ],
  mixin: ['TempoBlockBuildersPartitionsMismatch'],
};

export const LIVE_STORE_PARTITIONS: AlertRule = {
  name: 'TempoPartitionsWithoutLiveStore',
  severity: 'critical',
  for: '10m',
  expr: `${PARTITIONS} - ${owned('tempo_live_store_partition_owned')}`,
  operator: '>',
  threshold: 0,
  format: 'number',
  summary: 'Partitions have no live-store',
  description: '{value} partitions are owned by no live-store: their recent spans cannot be found.',
  steps: UNOWNED_STEPS,
  mixin: ['TempoLiveStoresPartitionsUnowned'],
};

const OWNED_BY_ZONE = `count by (${BY}, zone) (tempo_live_store_partition_owned > 0)`;
const ZONES_OF_LATE = `count by (${BY}, zone) (last_over_time(tempo_live_store_partition_owned[1d]))`;

export const ZONE_DEGRADED: AlertRule = {
  name: 'TempoLiveStoreZoneDegraded',
  severity: 'critical',
  for: '10m',
  expr: `1 - (${OWNED_BY_ZONE} or 0 * ${ZONES_OF_LATE}) / on (${BY}) group_left () max by (${BY}) (${OWNED_BY_ZONE})`,
  operator: '>',
  threshold: 0.6,
  format: 'percentage',
  summary: 'Live-stores of {zone} own far too few partitions',
  description:
    'Live-stores of {zone} own {value} fewer partitions than the best zone: one more failure, and recent data is gone.',
  steps: [
    'Which live-stores of the zone do not run, or are not ready?',
    'Is a rollout of the zone stuck?',
    'Was the zone given up on purpose? The alert ends within a day.',
  ],
  mixin: ['TempoLiveStoreZoneSeverelyDegraded'],
};
