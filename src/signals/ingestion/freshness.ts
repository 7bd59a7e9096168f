import { maxBy, orZero, perProcess, rateSum, select, sumBy, sumOfTempos, TEMPO_LABELS } from '../promql';
import type { Section, SignalContext } from '../signal';
import {
  ALL_LIVE_STORES_LAG,
  BLOCK_BUILDER_LAG,
  BLOCK_BUILDER_LAG_CRITICAL,
  BLOCK_BUILDER_PARTITIONS,
  GENERATOR_LAG,
  LIVE_STORE_LAG,
  LIVE_STORE_LAG_CRITICAL,
  LIVE_STORE_PARTITIONS,
  ZONE_DEGRADED,
} from './freshnessAlerts';

const LAG_SECONDS = 'tempo_ingest_group_partition_lag_seconds';
const LAG_RECORDS = 'tempo_ingest_group_partition_lag';

/**
 * How far what can be searched is behind what has arrived: the write path of 3.x, of which 2.8 to 2.10 have parts. A
 * single binary has no Kafka, but the live-store.
 */
export const FRESHNESS: Section = {
  id: 'freshness',
  title: 'Kafka and freshness',
  question: 'How far behind the newest spans are those that can be searched?',
  signals: [
    {
      id: 'ingestion.lag-seconds',
      title: 'Delay of consumers',
      description: {
        shows: 'Age of the records that each consumer group reads now, on its slowest partition.',
        good: 'Live-stores and metrics-generators: seconds. Block-builders: up to "block_builder.consume_cycle_duration".',
        remedy:
          'When one partition lags, look at its owner; when all do, add instances or CPU. A live-store that lags makes searches of recent data fail ("live_store.fail_on_high_lag").',
      },
      unit: 's',
      visualization: {
        kind: 'timeseries',
        min: 0,
        // TempoLiveStorePartitionLagWarning and TempoBlockBuilderPartitionLagCritical, tempo-mixin of 3.0.3.
        thresholds: [{ level: 'ok' }, { from: 200, level: 'warning' }, { from: 300, level: 'critical' }],
      },
      requires: { topology: 'microservices', since: '2.8', metrics: [LAG_SECONDS] },
      queries: ({ matchers }) => [
        { refId: 'A', expr: maxBy(['group'], select(LAG_SECONDS, matchers())), legend: '{{group}}' },
      ],
      alerts: [
        BLOCK_BUILDER_LAG,
        BLOCK_BUILDER_LAG_CRITICAL,
        GENERATOR_LAG,
        LIVE_STORE_LAG,
        LIVE_STORE_LAG_CRITICAL,
        ALL_LIVE_STORES_LAG,
      ],
    },
    {
      id: 'ingestion.lag-records',
      title: 'Records not yet read',
      description: {
        shows: 'Records in Kafka that each consumer group has not read yet, over all partitions.',
        good: 'Small and steady; that of block-builders is a saw.',
        remedy: 'A line that only rises will reach the retention of the topic, and then data is lost: add consumers.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { topology: 'microservices', since: '2.8', metrics: [LAG_RECORDS] },
      queries: ({ matchers }) => [
        {
          refId: 'A',
          // A partition may have been reported by its old and its new owner.
          expr: sumOfTempos(['group'], ['group', 'partition'], select(LAG_RECORDS, matchers())),
          legend: '{{group}}',
        },
      ],
    },
    {
      id: 'ingestion.live-store-records',
      title: 'Records read by live-stores per second',
      description: {
        shows: 'Kafka records that live-stores took in, and those that they dropped, by reason.',
        good: 'No dropped records.',
        remedy:
          'too_old: the live-store was behind by more than it keeps; it will be missing from searches of recent data, not from blocks. decoding_failed: producers and live-stores run different releases.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', min: 0 },
      requires: {
        topology: 'microservices',
        since: '2.9',
        components: ['live-store'],
        metrics: ['tempo_live_store_records_processed_total'],
      },
      queries: ({ matchers, tenant }) => [
        { refId: 'A', expr: rateSum('tempo_live_store_records_processed_total', matchers(tenant)), legend: 'Read' },
        {
          refId: 'B',
          expr: rateSum('tempo_live_store_records_dropped_total', matchers(tenant), ['reason']),
          legend: 'Dropped: {{reason}}',
        },
      ],
    },
    {
      id: 'ingestion.partitions-owned',
      title: 'Partitions and their owners',
      description: {
        shows: 'Partitions in the ring that hold data, and how many of them a live-store and a block-builder owns.',
        good: 'All lines lie on each other.',
        remedy:
          'Partitions without a live-store are missing from recent searches; without a block-builder they never become blocks. Check that all instances run, and "block_builder.partitions_per_instance".',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', min: 0 },
      requires: {
        topology: 'microservices',
        since: '2.10',
        metrics: ['tempo_partition_ring_partitions', 'tempo_live_store_partition_owned'],
      },
      queries: (context) => [
        {
          refId: 'A',
          expr: sumOfTempos(
            [],
            ['state'],
            select('tempo_partition_ring_partitions', context.matchers('state=~"Active|Inactive"'))
          ),
          legend: 'In the ring',
        },
        {
          refId: 'B',
          expr: ownedPartitions(context, 'tempo_live_store_partition_owned'),
          legend: 'Owned by a live-store',
        },
        {
          refId: 'C',
          expr: ownedPartitions(context, 'tempo_block_builder_owned_partitions'),
          legend: 'Owned by a block-builder',
        },
      ],
      alerts: [BLOCK_BUILDER_PARTITIONS, LIVE_STORE_PARTITIONS, ZONE_DEGRADED],
    },
    {
      id: 'ingestion.back-pressure',
      title: 'Live-stores held back',
      description: {
        shows: 'Waits of one second each, per second and by reason, that live-stores make when they cannot take more.',
        good: 'Lines at 0; "none" until the first one.',
        remedy:
          'waiting_for_live_traces: "live_store.max_live_traces_bytes" is reached. waiting_for_wal: blocks are completed too slowly: raise "live_store.complete_block_concurrency" or give it more CPU.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', stack: true, min: 0 },
      requires: { since: '2.9', components: ['live-store'], metrics: ['tempo_live_store_live_traces'] },
      queries: (context) => [
        {
          refId: 'A',
          // Counts waits, not seconds, whatever its name says; each wait takes a second (modules/livestore/instance.go).
          expr: orZero(
            context,
            rateSum('tempo_live_store_back_pressure_seconds_total', context.matchers(), ['reason']),
            {
              label: 'reason',
              value: 'none',
            }
          ),
          legend: '{{reason}}',
        },
      ],
    },
    {
      id: 'ingestion.live-store-ready',
      title: 'Live-stores ready',
      description: {
        shows: 'Live-stores that answer queries, and those that run.',
        good: 'Both lines lie on each other, but for the time after a start.',
        remedy:
          'One that stays behind is catching up with Kafka, for at most "live_store.readiness_max_wait" (30 minutes unless set).',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { generation: '3.x', components: ['live-store'], metrics: ['tempo_live_store_ready'] },
      queries: ({ componentMatchers }) => {
        const ready = select('tempo_live_store_ready', componentMatchers(['live-store']));
        return [
          { refId: 'A', expr: sumBy([], ready), legend: 'Ready' },
          { refId: 'B', expr: `count(${ready})`, legend: 'Running' },
        ];
      },
    },
    {
      id: 'ingestion.live-store-catch-up',
      title: 'Catching up after a start',
      description: {
        shows: 'Time that each live-store took at its last start until it had read what it had missed.',
        good: 'Below a few minutes; 0 where it does not wait ("live_store.readiness_target_lag" is 0).',
        remedy: 'When it nears "live_store.readiness_max_wait", roll out more slowly or give live-stores more CPU.',
      },
      unit: 's',
      visualization: { kind: 'timeseries', min: 0 },
      requires: {
        generation: '3.x',
        topology: 'microservices',
        components: ['live-store'],
        metrics: ['tempo_live_store_catch_up_duration_seconds'],
      },
      queries: (context) => {
        const { by, legend } = perProcess(context);
        const matchers = context.componentMatchers(['live-store']);
        return [
          { refId: 'A', expr: maxBy(by, select('tempo_live_store_catch_up_duration_seconds', matchers)), legend },
        ];
      },
    },
  ],
};

/** Gauges of a partition that a process gave up may stay at 0: only what is owned counts. */
function ownedPartitions({ matchers }: SignalContext, gauge: string): string {
  return `count(${sumBy([...TEMPO_LABELS, 'partition'], select(gauge, matchers()))} > 0)`;
}
