import { average, maxBy, orZero, perProcess, quantile, rateSum, select } from '../promql';
import type { Section, SignalContext, SignalQuery } from '../signal';
import { blockWriter, recentStore } from './writePath';
import { FLUSHES_FAILING, FLUSH_RETRIES_FAILING } from './alerts';

const CONSUME_CYCLE = 'tempo_block_builder_consume_cycle_duration_seconds';

/**
 * From memory to object storage. Who writes differs: ingesters in 2.x; in 3.x block-builders, and in a single binary
 * the live-store (modules/ingester/flush.go, 2.6.1; modules/livestore/complete_block_lifecycle.go, 3.0.3).
 */
export const BLOCKS: Section = {
  id: 'blocks',
  title: 'Blocks written',
  question: 'Does what was received reach object storage?',
  signals: [
    {
      id: 'ingestion.blocks-written',
      title: 'Blocks written per minute',
      description: {
        shows:
          'Blocks written to object storage, by ingesters (2.x), block-builders (3.x) or the live-store of a single binary (3.x).',
        good: 'Steady while spans arrive.',
        remedy:
          'None for longer than "max_block_duration" (2.x: "ingester", 30 minutes unless set; 3.x: "live_store", 30 seconds) or a cycle of the block-builders while spans arrive: look at failures and the log.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', min: 0 },
      requires: {
        components: ['ingester', 'live-store', 'block-builder'],
        anyMetric: [
          'tempo_ingester_blocks_flushed_total',
          'tempo_live_store_local_blocks_flushed_total',
          'tempo_block_builder_flushed_blocks',
        ],
      },
      queries: (context) => [{ refId: 'A', expr: `60 * ${blocksWritten(context)}`, legend: 'Blocks' }],
    },
    {
      id: 'ingestion.block-failures',
      title: 'Failed block writes per minute',
      description: {
        shows:
          'Attempts that failed: to complete a block on disk, to write it to object storage, or to read from Kafka for it.',
        good: 'Lines at 0. Until a block is written its data exists only on the disk or in Kafka.',
        remedy:
          'Check access, quota and reachability of object storage, and the free space of the disk. Retries that fail mean that the trouble lasts: act before a restart.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', min: 0 },
      requires: {
        components: ['ingester', 'live-store', 'block-builder'],
        anyMetric: ['tempo_ingester_failed_flushes_total', 'tempo_live_store_failed_completions_total'],
      },
      queries: (context) => failures(context),
      alerts: [FLUSHES_FAILING, FLUSH_RETRIES_FAILING],
    },
    {
      id: 'ingestion.blocks-waiting',
      title: 'Blocks waiting to be written',
      description: {
        shows: 'Length of the queue of each ingester (2.x: to object storage) or live-store (3.x: to be completed).',
        good: '0, with short peaks.',
        remedy:
          'A queue that grows: object storage or disk is too slow, or too few workers: "ingester.concurrent_flushes" (2.x), "live_store.complete_block_concurrency" (3.x).',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', min: 0 },
      requires: {
        components: ['ingester', 'live-store'],
        anyMetric: ['tempo_ingester_flush_queue_length', 'tempo_live_store_complete_queue_length'],
      },
      queries: (context) => {
        const { by, legend } = perProcess(context);
        const ingester = recentStore(context) === 'tempo_ingester';
        const queue = ingester ? 'tempo_ingester_flush_queue_length' : 'tempo_live_store_complete_queue_length';
        const matchers = context.componentMatchers([ingester ? 'ingester' : 'live-store']);
        return [{ refId: 'A', expr: maxBy(by, select(queue, matchers)), legend }];
      },
    },
    {
      id: 'ingestion.block-duration',
      title: 'Duration of writing a block',
      description: {
        shows:
          'Time to write a block to object storage (flush), and in 3.x to complete it on the disk before. The p99 is there from a second on: its buckets tell no smaller ones apart.',
        good: 'Steady, and far below the time between two blocks. Without writes there is no line.',
        remedy: 'Slow flushes: look at the latency of object storage. Slow completion: more CPU, or a faster disk.',
      },
      unit: 's',
      visualization: { kind: 'timeseries', min: 0 },
      requires: {
        components: ['ingester', 'live-store'],
        anyMetric: ['tempo_ingester_flush_duration_seconds', 'tempo_live_store_completion_duration_seconds'],
      },
      queries: (context) =>
        recentStore(context) === 'tempo_ingester'
          ? durations(context, 'tempo_ingester_flush_duration_seconds', 'Flush', ['A', 'B'])
          : [
              ...durations(context, 'tempo_live_store_completion_duration_seconds', 'Complete', ['A', 'B']),
              ...(blockWriter(context) === 'live-store'
                ? durations(context, 'tempo_live_store_local_flush_duration_seconds', 'Flush', ['C', 'D'])
                : []),
            ],
    },
    {
      id: 'ingestion.block-size',
      title: 'Size of blocks',
      description: {
        shows:
          'Average size of the blocks written: to object storage by ingesters (2.x) and single binaries, to the disk by live-stores (3.x).',
        good: 'Megabytes and more. Without writes there is no line.',
        remedy:
          'Many small blocks cost compaction and queries: raise "max_block_duration" and "max_block_bytes" ("ingester" in 2.x, "live_store" in 3.x), or run fewer, larger instances.',
      },
      unit: 'bytes',
      visualization: { kind: 'timeseries', min: 0 },
      requires: {
        components: ['ingester', 'live-store'],
        anyMetric: ['tempo_ingester_flush_size_bytes', 'tempo_live_store_completion_size_bytes'],
      },
      queries: (context) => [
        { refId: 'A', expr: average(context, sizeMetric(context), context.matchers()), legend: 'Average' },
      ],
    },
    {
      id: 'ingestion.local-blocks',
      title: 'Blocks on local disks per minute',
      description: {
        shows:
          'Blocks that live-stores cut and completed (3.x), and blocks removed from the disk after they were written and "complete_block_timeout" had passed.',
        good: 'In the long run as many are cleared as are cut or written.',
        remedy: 'When blocks are no longer cleared, disks fill: look at failures.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', min: 0 },
      requires: {
        components: ['ingester', 'live-store'],
        anyMetric: ['tempo_ingester_blocks_cleared_total', 'tempo_live_store_blocks_completed_total'],
      },
      queries: (context) => localBlocks(context),
    },
    {
      id: 'ingestion.block-builder-cycle',
      title: 'Cycle of block-builders',
      description: {
        shows: 'Average time that a block-builder takes to read its partitions and to write the blocks.',
        good: 'Below "block_builder.consume_cycle_duration".',
        remedy:
          'Above it the builders fall behind: add some and lower "partitions_per_instance", or give them more CPU.',
      },
      unit: 's',
      visualization: { kind: 'timeseries', min: 0 },
      // A process that builds no blocks has the histogram too, empty; it owns no partitions.
      requires: {
        topology: 'microservices',
        since: '2.8',
        components: ['block-builder'],
        metrics: [CONSUME_CYCLE, 'tempo_block_builder_fetch_records_total'],
      },
      // No quantiles: it is a native histogram only, and a scrape without those keeps just its sum and count.
      queries: (context) => [
        { refId: 'A', expr: average(context, CONSUME_CYCLE, context.matchers()), legend: 'Average' },
      ],
    },
    {
      id: 'ingestion.block-builder-records',
      title: 'Records read by block-builders per second',
      description: {
        shows: 'Kafka records that each block-builder fetched.',
        good: 'In cycles, about the same for each.',
        remedy:
          'One that reads nothing for long has no partition or fails: look at its log, and at "Partitions and their owners".',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', min: 0 },
      // Until 2.10 the metric is a gauge in spite of its name, and has no rate.
      requires: {
        generation: '3.x',
        topology: 'microservices',
        components: ['block-builder'],
        metrics: ['tempo_block_builder_fetch_records_total'],
      },
      queries: (context) => {
        const { by, legend } = perProcess(context);
        return [
          { refId: 'A', expr: rateSum('tempo_block_builder_fetch_records_total', context.matchers(), by), legend },
        ];
      },
    },
  ],
};

function blocksWritten(context: SignalContext): string {
  switch (blockWriter(context)) {
    case 'ingester':
      return rateSum('tempo_ingester_blocks_flushed_total', context.matchers());
    case 'live-store':
      return rateSum('tempo_live_store_local_blocks_flushed_total', context.matchers());
    case 'block-builder':
      return rateSum('tempo_block_builder_flushed_blocks', context.matchers(context.tenant));
  }
}

function failures(context: SignalContext): SignalQuery[] {
  const perMinute = (refId: string, counter: string, legend: string): SignalQuery => ({
    refId,
    expr: orZero(context, `60 * ${rateSum(counter, context.matchers())}`),
    legend,
  });
  if (recentStore(context) === 'tempo_ingester') {
    return [
      perMinute('A', 'tempo_ingester_failed_flushes_total', 'Flush failed'),
      perMinute('B', 'tempo_ingester_flush_retries_total', 'Flush tried again'),
      perMinute('C', 'tempo_ingester_flush_failed_retries_total', 'Flush failed again'),
    ];
  }
  const completion = [
    perMinute('A', 'tempo_live_store_failed_completions_total', 'Completion failed'),
    perMinute('B', 'tempo_live_store_completion_failed_retries_total', 'Completion failed again'),
  ];
  return blockWriter(context) === 'live-store'
    ? [
        ...completion,
        perMinute('C', 'tempo_live_store_local_failed_flushes_total', 'Flush failed'),
        perMinute('D', 'tempo_live_store_local_flush_failed_retries_total', 'Flush failed again'),
      ]
    : [...completion, perMinute('C', 'tempo_block_builder_fetch_errors_total', 'Reading Kafka failed')];
}

function durations(context: SignalContext, histogram: string, what: string, refIds: [string, string]): SignalQuery[] {
  return [
    { refId: refIds[0], expr: average(context, histogram, context.matchers()), legend: `${what}, average` },
    {
      refId: refIds[1],
      // Its first bucket ends at a second (modules/ingester/flush.go, 2.6.1): what is below is made up.
      expr: `${quantile(context, 0.99, histogram, context.matchers())} > 1`,
      legend: `${what}, p99`,
    },
  ];
}

function sizeMetric(context: SignalContext): string {
  switch (blockWriter(context)) {
    case 'ingester':
      return 'tempo_ingester_flush_size_bytes';
    case 'live-store':
      return 'tempo_live_store_local_flush_size_bytes';
    case 'block-builder':
      return 'tempo_live_store_completion_size_bytes';
  }
}

function localBlocks(context: SignalContext): SignalQuery[] {
  const perMinute = (counter: string, by: string[] = []) => `60 * ${rateSum(counter, context.matchers(), by)}`;
  if (recentStore(context) === 'tempo_ingester') {
    return [{ refId: 'A', expr: perMinute('tempo_ingester_blocks_cleared_total'), legend: 'Cleared' }];
  }
  return [
    { refId: 'A', expr: perMinute('tempo_live_store_blocks_cut_total', ['reason']), legend: 'Cut: {{reason}}' },
    { refId: 'B', expr: perMinute('tempo_live_store_blocks_completed_total'), legend: 'Completed' },
    {
      refId: 'C',
      expr: perMinute('tempo_live_store_blocks_cleared_total', ['block_type']),
      legend: 'Cleared: {{block_type}}',
    },
  ];
}
