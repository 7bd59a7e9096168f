import { select, orZero, quantile, rateSum, sumBy } from '../promql';
import type { Section } from '../signal';
import { discardedShare } from './discarded';
import { recentStore, storeMetric } from './writePath';

/** The numbers that say at a glance whether spans arrive and stay. */
export const SUMMARY: Section = {
  id: 'summary',
  title: 'At a glance',
  question: 'Do spans arrive, and does Tempo keep them?',
  signals: [
    {
      id: 'ingestion.spans-now',
      title: 'Spans in',
      description: {
        shows: 'Spans that all distributors took in. Spans over the rate limit are not counted here.',
        good: 'It follows the traffic of the traced services, without sudden drops.',
        remedy: 'On a drop look at refused and discarded spans; with none of them, the senders stopped sending.',
      },
      unit: 'short',
      visualization: { kind: 'stat' },
      requires: { metrics: ['tempo_distributor_spans_received_total'] },
      queries: ({ matchers, tenant }) => [
        { refId: 'A', expr: rateSum('tempo_distributor_spans_received_total', matchers(tenant)), legend: 'Spans' },
      ],
    },
    {
      id: 'ingestion.bytes-now',
      title: 'Data in',
      description: {
        shows: 'Bytes of spans that all distributors took in, in OTLP encoding, after the rate limit.',
        good: 'It moves with the number of spans. Bytes per span stay about the same.',
        remedy: 'When it grows faster than the spans, some service attaches larger attributes: see bytes by tenant.',
      },
      unit: 'Bps',
      visualization: { kind: 'stat' },
      requires: { metrics: ['tempo_distributor_bytes_received_total'] },
      queries: ({ matchers, tenant }) => [
        { refId: 'A', expr: rateSum('tempo_distributor_bytes_received_total', matchers(tenant)), legend: 'Bytes' },
      ],
    },
    {
      id: 'ingestion.discarded-share-now',
      title: 'Discarded',
      description: {
        shows:
          'Share of all spans that reached Tempo and were thrown away: over a limit, or not stored because of an error.',
        good: '0 %. Every discarded span is a hole in a trace.',
        remedy:
          'The row "Refused and discarded" shows the reason and the tenant, and which limit each reason stands for.',
      },
      unit: 'percentunit',
      visualization: {
        kind: 'stat',
        thresholds: [{ level: 'ok' }, { from: 0.0001, level: 'warning' }, { from: 0.01, level: 'critical' }],
      },
      requires: { metrics: ['tempo_distributor_spans_received_total'] },
      queries: (context) => [
        {
          refId: 'A',
          expr: orZero(context, discardedShare(context)),
          legend: 'Discarded',
        },
      ],
    },
    {
      id: 'ingestion.refused-now',
      title: 'Refused',
      description: {
        shows: 'Spans for which a receiver answered its client with an error, for all tenants.',
        good: '0. Most clients send again, then give up and lose the spans.',
        remedy: 'See "Spans refused by receiver" for the protocol, and discarded spans for the reason.',
      },
      unit: 'short',
      visualization: { kind: 'stat', thresholds: [{ level: 'ok' }, { from: 0.01, level: 'warning' }] },
      requires: { anyMetric: ['tempo_receiver_accepted_spans', 'tempo_receiver_refused_spans'] },
      queries: (context) => [
        {
          refId: 'A',
          expr: orZero(context, rateSum('tempo_receiver_refused_spans', context.matchers())),
          legend: 'Refused',
        },
      ],
    },
    {
      id: 'ingestion.push-p99-now',
      title: 'Write p99',
      description: {
        shows: 'Time within which a distributor finished 99 of 100 batches of spans.',
        good: 'Well below a second. Collectors give up after 5 seconds unless told otherwise.',
        remedy: 'See the row "Write latency": it tells the distributor from what it waits for.',
      },
      unit: 's',
      visualization: {
        kind: 'stat',
        thresholds: [{ level: 'ok' }, { from: 1, level: 'warning' }, { from: 5, level: 'critical' }],
      },
      requires: { metrics: ['tempo_distributor_push_duration_seconds'], components: ['distributor'] },
      queries: (context) => [
        {
          refId: 'A',
          expr: quantile(context, 0.99, 'tempo_distributor_push_duration_seconds', context.matchers()),
          legend: 'p99',
        },
      ],
    },
    {
      id: 'ingestion.live-traces-now',
      title: 'Live traces',
      description: {
        shows:
          'Traces that still take spans and are held in memory, by ingesters (2.x) or live-stores (3.x), replicas included.',
        good: 'Steady for steady traffic.',
        remedy: 'When it climbs, traces stay open too long: see the row "Recent data".',
      },
      unit: 'short',
      visualization: { kind: 'stat' },
      requires: { anyMetric: storeMetric('live_traces') },
      queries: (context) => [
        {
          refId: 'A',
          expr: sumBy([], select(`${recentStore(context)}_live_traces`, context.matchers(context.tenant))),
          legend: 'Live traces',
        },
      ],
    },
    {
      id: 'ingestion.freshness-now',
      title: 'Lag',
      description: {
        shows: 'How old the records are that the slowest consumer of any Kafka partition reads now.',
        good: 'A few seconds for live-stores. Block-builders read in cycles, so theirs goes up and down.',
        remedy:
          'See the row "Kafka and freshness" for the consumer. While live-stores lag, searches of recent data fail.',
      },
      unit: 's',
      visualization: {
        kind: 'stat',
        // TempoLiveStorePartitionLagWarning and TempoBlockBuilderPartitionLagCritical, tempo-mixin of 3.0.3.
        thresholds: [{ level: 'ok' }, { from: 200, level: 'warning' }, { from: 300, level: 'critical' }],
      },
      requires: { topology: 'microservices', since: '2.8', metrics: ['tempo_ingest_group_partition_lag_seconds'] },
      queries: ({ matchers }) => [
        { refId: 'A', expr: `max(${select('tempo_ingest_group_partition_lag_seconds', matchers())})`, legend: 'Lag' },
      ],
    },
  ],
};
