import { orZero, rateSum, select } from '../promql';
import { BLOCKS } from '../ingestion/blocks';
import { DISCARDED_SPANS } from '../ingestion/discarded';
import { GENERATOR } from '../ingestion/generator';
import { RECEIVED } from '../ingestion/received';
import { REMOTE_WRITE } from '../ingestion/remoteWrite';
import { SERIES } from '../ingestion/series';
import { WRITE_LATENCY } from '../ingestion/writeLatency';
import { reuse } from '../reuse';
import type { Section } from '../signal';
import { PROCESSOR_UPDATES_FAILING, REPLAY_ERRORS, USAGE_TRACKER_ERRORS } from './lossAlerts';

/** Spans that are lost, in order of the way they go. Most are signals of the Ingestion page too. */
export const LOSSES: Section = {
  id: 'losses',
  title: 'Lost on the way in',
  question: 'Are spans refused, thrown away, or not written?',
  signals: [
    ...reuse([RECEIVED, DISCARDED_SPANS, WRITE_LATENCY, BLOCKS], {
      'ingestion.refused-by-receiver': 'errors.refused',
      'ingestion.discarded-by-reason': 'errors.discarded',
      'ingestion.ingester-append-failures': 'errors.ingester-appends',
      'ingestion.kafka-write-failures': 'errors.kafka-writes',
      'ingestion.block-failures': 'errors.blocks',
    }),
    {
      id: 'errors.replay',
      title: 'Errors while ingesters read their disk',
      description: {
        shows: 'Blocks that an ingester (2.x) could not read from its disk when it started, by tenant, in ten minutes.',
        good: 'A line at 0.',
        remedy:
          'The block is damaged and its spans are lost unless a replica has them. The log names it: move it away.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', stack: true, min: 0 },
      requires: { generation: '2.x', metrics: ['tempo_ingester_live_traces'] },
      queries: (context) => [
        {
          refId: 'A',
          expr: orZero(
            context,
            `sum by (tenant) (increase(${select('tempo_ingester_replay_errors_total', context.matchers(context.tenant))}[10m]))`,
            { label: 'tenant', value: 'none' }
          ),
          legend: '{{tenant}}',
        },
      ],
      alerts: [REPLAY_ERRORS],
    },
    {
      id: 'errors.forwarders',
      title: 'Queues of forwarders that are full',
      description: {
        shows:
          'Batches per second that a distributor did not pass on because the queue was full, by forwarder and tenant. In 2.x the metrics-generator is one.',
        good: 'A line at 0.',
        remedy: 'The receiver is too slow or away; traces in Tempo are complete. Raise "queue_size" of the forwarder.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', stack: true, min: 0 },
      requires: { metrics: ['tempo_distributor_spans_received_total'] },
      queries: (context) => [
        {
          refId: 'A',
          expr: orZero(
            context,
            rateSum('tempo_distributor_queue_pushes_failures_total', context.matchers(context.tenant), [
              'name',
              'tenant',
            ]),
            { label: 'name', value: 'none' }
          ),
          legend: '{{name}} {{tenant}}',
        },
      ],
    },
    {
      id: 'errors.usage-tracker',
      title: 'Errors of cost attribution per second',
      description: {
        shows: 'Spans that "distributor.usage.cost_attribution" could not attribute, by tenant and reason.',
        good: 'A line at 0.',
        remedy: 'The traces are kept; only the bill is wrong. Check the dimensions in the overrides of the tenant.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', stack: true, min: 0 },
      requires: { since: '2.10', metrics: ['tempo_distributor_spans_received_total'] },
      queries: (context) => [
        {
          refId: 'A',
          expr: orZero(
            context,
            rateSum('tempo_distributor_usage_tracker_errors_total', context.matchers(context.tenant), [
              'tenant',
              'reason',
            ]),
            { label: 'tenant', value: 'none' }
          ),
          legend: '{{tenant}} {{reason}}',
        },
      ],
      alerts: [USAGE_TRACKER_ERRORS],
    },
    {
      id: 'errors.data-warnings',
      title: 'Warnings about traces per second',
      description: {
        shows:
          'What Tempo finds wrong with traces it keeps: outside_ingestion_time_slack (late, or a wrong clock), rootless_trace (no root span came), disconnected_trace (parents are missing).',
        good: 'Few.',
        remedy:
          'Late: look for clocks and for buffers in collectors. Rootless and disconnected: spans are sampled or lost before Tempo, or a trace is longer than "trace_idle_period".',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', stack: true, min: 0 },
      requires: { metrics: ['tempo_distributor_spans_received_total'] },
      queries: (context) => [
        {
          refId: 'A',
          expr: orZero(context, rateSum('tempo_warnings_total', context.matchers(context.tenant), ['reason']), {
            label: 'reason',
            value: 'none',
          }),
          legend: '{{reason}}',
        },
      ],
    },
  ],
};

/** What is lost of the generated metrics; the traces are not affected. */
export const GENERATOR_ERRORS: Section = {
  id: 'generator-errors',
  title: 'Metrics-generator',
  question: 'Are metrics lost or wrong?',
  signals: [
    ...reuse([GENERATOR, SERIES, REMOTE_WRITE], {
      'ingestion.remote-write-samples': 'errors.remote-write',
      'ingestion.generator-discarded': 'errors.generator-spans',
      'ingestion.generator-series-changes': 'errors.generator-series',
      'ingestion.service-graph-edges': 'errors.service-graphs',
      'ingestion.generator-collections-failed': 'errors.generator-collections',
    }),
    {
      id: 'errors.processor-updates',
      title: 'Processors that could not be set up',
      description: {
        shows: 'Failed changes of the processors of a tenant in ten minutes.',
        good: 'A line at 0.',
        remedy:
          'Unknown names or wrong settings in "metrics_generator.processors" of the overrides; the log names them.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', stack: true, min: 0 },
      requires: { metrics: ['tempo_metrics_generator_active_processors'] },
      queries: (context) => [
        {
          refId: 'A',
          expr: orZero(
            context,
            `sum by (tenant) (increase(${select('tempo_metrics_generator_active_processors_update_failed_total', context.matchers(context.tenant))}[10m]))`,
            { label: 'tenant', value: 'none' }
          ),
          legend: '{{tenant}}',
        },
      ],
      alerts: [PROCESSOR_UPDATES_FAILING],
    },
  ],
};
