import { select, sumBy } from '../../signals';
import type { Check } from '../check';
import { HEALTH_DOCS } from '../documentation';
import { formatCount } from '../formatValue';
import { increase, rateOf } from '../expressions';
import { numberCheck } from '../numberCheck';
import { advice, replicas, setting } from '../remedy';

/** The way of spans through Kafka to live-stores and block-builders, 3.x in microservices mode. */
export const KAFKA_CHECKS: readonly Check[] = [
  numberCheck({
    id: 'writes.kafka-failures',
    title: 'Writes to Kafka fail',
    looksAt: 'Records that distributors could not write to Kafka in the last minutes.',
    cause: 'Without Kafka no span is taken in: clients are told to try again. Kafka is down, full, or refuses.',
    severity: 'critical',
    confidence: 'certain',
    requires: { generation: '3.x', topology: 'microservices' },
    expr: (context) => sumBy(['reason'], rateOf(context, 'tempo_distributor_produce_failures_total')),
    threshold: 0,
    unit: 'per second',
    subject: ['reason'],
    says: (worst, reason) => `${worst} writes fail (${reason}).`,
    otherwise: 'All writes to Kafka succeed.',
    remedies: [
      advice('Are the brokers up, and can distributors reach them (ingest.kafka.address)?'),
      advice('record-too-large: raise message.max.bytes of the topic; buffer-full: Kafka is too slow.'),
    ],
    panel: 'ingestion.kafka-write-failures',
    doc: HEALTH_DOCS.architecture,
  }),
  numberCheck({
    id: 'writes.partition-lag',
    title: 'Readers of Kafka are behind',
    looksAt: 'How old the spans are that live-stores, block-builders and metrics-generators read now.',
    cause:
      'What a live-store has not read yet no query finds; 3.0 then refuses such queries ("cannot guarantee complete results"). A block-builder that is behind for longer than Kafka keeps records loses spans.',
    severity: 'warning',
    confidence: 'likely',
    requires: { generation: '3.x', metrics: ['tempo_ingest_group_partition_lag_seconds'] },
    expr: ({ matchers }) =>
      `max by (group) (avg_over_time(${select('tempo_ingest_group_partition_lag_seconds', matchers())}[5m]))`,
    threshold: 200,
    critical: 900,
    unit: 'seconds',
    subject: ['group'],
    says: (worst, group) => `${group} is ${worst} behind.`,
    otherwise: 'All readers are less than 200 seconds behind.',
    remedies: [
      replicas('More live-stores (with as many partitions).', 'live-store', 4, { generation: '3.x' }),
      replicas('More block-builders.', 'block-builder', 4, { generation: '3.x' }),
      advice('One of several is stuck: restart it. All of them are: look at Kafka and at object storage.'),
    ],
    panel: 'ingestion.lag-seconds',
    doc: HEALTH_DOCS.architecture,
  }),
  numberCheck({
    id: 'writes.live-store-dropped',
    title: 'Live-stores throw records away',
    looksAt: 'Records that live-stores dropped in the last hour.',
    cause: 'too_old: the live-store came back too late to hold them; blocks have them. Other reasons are faults.',
    severity: 'warning',
    confidence: 'likely',
    requires: { generation: '3.x' },
    expr: (context) => sumBy(['reason'], increase(context, 'tempo_live_store_records_dropped_total', '1h')),
    threshold: 0,
    unit: 'events',
    subject: ['reason'],
    says: (worst, reason) => `About ${worst} records were dropped (${reason}).`,
    otherwise: 'No record was dropped.',
    remedies: [
      advice(
        'After a restart this is normal once. If it goes on, the live-store is too slow: see the lag of its partitions.'
      ),
    ],
    panel: 'ingestion.live-store-records',
    doc: HEALTH_DOCS.architecture,
  }),
  numberCheck({
    id: 'writes.block-builder-errors',
    title: 'Block-builders cannot read Kafka',
    looksAt: 'Failed fetches of block-builders in the last minutes.',
    cause: 'Nothing is written into blocks until they can: recent traces are there, older ones will be missing.',
    severity: 'critical',
    confidence: 'likely',
    requires: { generation: '3.x', components: ['block-builder'] },
    expr: (context) => sumBy(['partition'], rateOf(context, 'tempo_block_builder_fetch_errors_total')),
    threshold: 0,
    unit: 'per second',
    subject: ['partition'],
    says: (worst, partition) => `Partition ${partition}: ${worst} fetches fail.`,
    otherwise: 'All fetches succeed.',
    remedies: [advice('The log of the block-builder has the error. Are the brokers up?')],
    panel: 'ingestion.block-builder-records',
    doc: HEALTH_DOCS.architecture,
  }),
  numberCheck({
    id: 'writes.partitions-unowned',
    title: 'Block-builders do not cover all partitions',
    looksAt: 'Partitions that take spans against those that block-builders own.',
    cause: 'Spans of the others are never written into blocks, and are lost when Kafka forgets them.',
    severity: 'critical',
    confidence: 'likely',
    requires: { generation: '3.x', components: ['block-builder'], metrics: ['tempo_block_builder_owned_partitions'] },
    expr: ({ matchers }) =>
      `max(sum by (pod, instance) (${select('tempo_partition_ring_partitions', matchers('state=~"Active|Inactive"'))})) - count(count by (partition) (${select('tempo_block_builder_owned_partitions', matchers())} > 0))`,
    threshold: 0,
    unit: 'count',
    says: (worst) => `${formatCount(worst, 'partition has', 'partitions have')} no block-builder.`,
    otherwise: 'Block-builders own all partitions.',
    remedies: [
      replicas('Run as many block-builders as there are partitions …', 'block-builder', 3, { generation: '3.x' }),
      setting('… divided by how many each takes.', 'block_builder.partitions_per_instance', 1, { generation: '3.x' }),
    ],
    panel: 'ingestion.partitions-owned',
    doc: HEALTH_DOCS.architecture,
  }),
];
