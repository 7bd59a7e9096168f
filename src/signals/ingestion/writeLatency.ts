import { orZero, quantiles, rateSum } from '../promql';
import type { Section, SignalContext, SignalQuery } from '../signal';
import { INGESTER_WRITES_FAILING, KAFKA_WRITES_FAILING, WRITES_SLOW } from './alerts';

const PUSH = 'tempo_distributor_push_duration_seconds';
const KAFKA_WRITE = 'tempo_distributor_kafka_write_latency_seconds';
const REQUEST = 'tempo_request_duration_seconds';
const TO_INGESTER = 'route="/tempopb.Pusher/PushBytesV2"';

/** How long a write takes, and the parts of it that may fail. */
export const WRITE_LATENCY: Section = {
  id: 'write-latency',
  title: 'Write latency',
  question: 'How long do clients wait, and for which part of the write?',
  signals: [
    {
      id: 'ingestion.push-latency',
      title: 'Duration of writes',
      description: {
        shows: 'Time that distributors took for a whole batch, from decoded to written, refused batches included.',
        good: 'p99 well below a second. Collectors give up after 5 seconds unless told otherwise.',
        remedy:
          'When ingesters (2.x) or Kafka (3.x) below are slow too, start there; when they are not, give the distributors more CPU or add some.',
      },
      unit: 's',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { metrics: [PUSH], components: ['distributor'] },
      queries: (context) => quantiles(context, PUSH, context.matchers(), [0.5, 0.9, 0.99]),
      alerts: [WRITES_SLOW],
    },
    {
      id: 'ingestion.kafka-write-latency',
      title: 'Duration of writes to Kafka',
      description: {
        shows: 'Time until Kafka confirmed the records of a write. In 3.x this is most of what a client waits for.',
        good: 'p99 below a quarter of a second.',
        remedy:
          'Check the Kafka brokers (disk, replication, throttling) and the network; "ingest.kafka.write_timeout" ends a write.',
      },
      unit: 's',
      visualization: { kind: 'timeseries', min: 0 },
      // A process without Kafka has the histogram too, empty; it writes no bytes to a partition.
      requires: {
        topology: 'microservices',
        since: '2.8',
        metrics: [KAFKA_WRITE, 'tempo_distributor_kafka_write_bytes_total'],
      },
      queries: (context) => quantiles(context, KAFKA_WRITE, context.matchers(), [0.5, 0.99]),
    },
    {
      id: 'ingestion.kafka-write-failures',
      title: 'Failed writes to Kafka per second',
      description: {
        shows: 'Produce requests that failed, by reason. Their clients got an error.',
        good: 'Lines at 0; "none" until the first one.',
        remedy:
          'timeout, canceled: Kafka is slow or away. buffer-full: raise "ingest.kafka.producer_max_buffered_bytes". record-too-large: batches exceed "ingest.kafka.producer_max_record_size_bytes".',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', stack: true, min: 0 },
      requires: { topology: 'microservices', since: '2.8', metrics: ['tempo_distributor_kafka_write_bytes_total'] },
      queries: (context) => [
        {
          refId: 'A',
          expr: orZero(context, rateSum('tempo_distributor_produce_failures_total', context.matchers(), ['reason']), {
            label: 'reason',
            value: 'none',
          }),
          legend: '{{reason}}',
        },
      ],
      alerts: [KAFKA_WRITES_FAILING],
    },
    {
      id: 'ingestion.ingester-appends',
      title: 'Writes to ingesters per second',
      description: {
        shows:
          'Batches that distributors sent to each ingester; one batch goes to as many as the replication factor says.',
        good: 'About the same for every ingester.',
        remedy: 'An ingester that gets much less is leaving the ring or was just added; check the ingester ring.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { generation: '2.x', metrics: ['tempo_distributor_ingester_appends_total'] },
      queries: ({ matchers }) => [
        {
          refId: 'A',
          expr: rateSum('tempo_distributor_ingester_appends_total', matchers(), ['ingester']),
          legend: '{{ingester}}',
        },
      ],
    },
    {
      id: 'ingestion.ingester-append-failures',
      title: 'Failed writes to ingesters per second',
      description: {
        shows: 'Batches that an ingester did not take: it was away, timed out, or refused.',
        good: 'Lines at 0; "none" until the first one.',
        remedy:
          'When one ingester fails, look at it and at the ring; clients notice nothing while a quorum is left. When all fail, writes are refused: restart or add ingesters.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', stack: true, min: 0 },
      requires: { generation: '2.x', metrics: ['tempo_distributor_ingester_appends_total'] },
      queries: (context) => [
        {
          refId: 'A',
          expr: orZero(
            context,
            rateSum('tempo_distributor_ingester_append_failures_total', context.matchers(), ['ingester']),
            { label: 'ingester', value: 'none' }
          ),
          legend: '{{ingester}}',
        },
      ],
      alerts: [INGESTER_WRITES_FAILING],
    },
    {
      id: 'ingestion.ingester-push-latency',
      title: 'Duration of writes in ingesters',
      description: {
        shows: 'Time that ingesters took for a batch (gRPC call PushBytesV2), as they measured it.',
        good: 'p99 in the range of milliseconds.',
        remedy: 'Slow ingesters are short of CPU or wait for their disk: give them more of it, or add ingesters.',
      },
      unit: 's',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { generation: '2.x', components: ['ingester'], metrics: [REQUEST, 'tempo_ingester_live_traces'] },
      queries: (context) => quantiles(context, REQUEST, context.matchers(TO_INGESTER), [0.5, 0.99]),
    },
    {
      id: 'ingestion.generator-handover',
      title: 'Hand-over to the metrics-generator',
      description: {
        shows:
          'Batches per second that distributors passed on to the metrics-generator, that it did not take, and that were dropped because the queue was full.',
        good: 'No failed and no dropped batches. Neither costs traces, only metrics.',
        remedy:
          'Failed: check the metrics-generator. Queue full: raise "metrics_generator.forwarder.queue_size" and "workers" in the overrides, or add generators.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { metrics: ['tempo_distributor_metrics_generator_pushes_total'] },
      queries: (context) => [
        handover(context, 'A', 'tempo_distributor_metrics_generator_pushes_total', 'Passed on'),
        handover(context, 'B', 'tempo_distributor_metrics_generator_pushes_failures_total', 'Failed'),
        handover(context, 'C', 'tempo_distributor_queue_pushes_failures_total', 'Queue full'),
      ],
    },
  ],
};

function handover(context: SignalContext, refId: string, counter: string, legend: string): SignalQuery {
  return { refId, expr: orZero(context, rateSum(counter, context.matchers())), legend };
}
