import { average, observations, orZero, quantile, rate, rateSum, sumBy } from '../promql';
import type { Section, SignalContext, SignalQuery } from '../signal';
import { SPANS_REFUSED } from './alerts';

const BATCH = 'tempo_distributor_traces_per_batch';
const LATE = 'tempo_spans_distance_in_past_seconds';
const EARLY = 'tempo_spans_distance_in_future_seconds';

/** What arrives: from whom, by which protocol, in which shape. */
export const RECEIVED: Section = {
  id: 'received',
  title: 'Received',
  question: 'Who sends how much, by which protocol, and in good shape?',
  signals: [
    {
      id: 'ingestion.spans-by-tenant',
      title: 'Spans received per second by tenant',
      description: {
        shows: 'Spans that distributors took in, after the rate limit and before the limits on traces.',
        good: 'Each tenant follows the traffic of its services.',
        remedy:
          'For a tenant that fell, look at its discarded spans; for one that rose, at its live traces and limits.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', stack: true, min: 0 },
      requires: { metrics: ['tempo_distributor_spans_received_total'] },
      queries: (context) => byTenant(context, 'tempo_distributor_spans_received_total'),
    },
    {
      id: 'ingestion.bytes-by-tenant',
      title: 'Data received by tenant',
      description: {
        shows: 'Bytes of spans in OTLP encoding that distributors took in, after the rate limit.',
        good: 'Below the tenant\'s "ingestion.rate_limit_bytes" (15 MB/s in 2.x, 30 MB/s in 3.x unless set).',
        remedy:
          'Before a tenant reaches its limit, raise "ingestion.rate_limit_bytes" and "burst_size_bytes" in its overrides, or let its collectors sample.',
      },
      unit: 'Bps',
      visualization: { kind: 'timeseries', stack: true, min: 0 },
      requires: { metrics: ['tempo_distributor_bytes_received_total'] },
      queries: (context) => byTenant(context, 'tempo_distributor_bytes_received_total'),
    },
    {
      id: 'ingestion.bytes-offered',
      title: 'Data offered and taken in',
      description: {
        shows: 'Bytes that clients sent, counted before the rate limit, beside the bytes that passed it.',
        good: 'Both lines lie on each other.',
        remedy: 'The gap is what the rate limit cost: raise "ingestion.rate_limit_bytes" by that much, or send less.',
      },
      unit: 'Bps',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { since: '2.9', metrics: ['tempo_distributor_ingress_bytes_total'] },
      queries: ({ matchers, tenant }) => [
        { refId: 'A', expr: rateSum('tempo_distributor_ingress_bytes_total', matchers(tenant)), legend: 'Offered' },
        { refId: 'B', expr: rateSum('tempo_distributor_bytes_received_total', matchers(tenant)), legend: 'Taken in' },
      ],
    },
    {
      id: 'ingestion.accepted-by-receiver',
      title: 'Spans accepted per second by receiver',
      description: {
        shows: 'Spans by protocol (OTLP, Jaeger, Zipkin) and transport, for all tenants.',
        good: 'Only the protocols and transports that you expect, each steady.',
        remedy:
          'When a protocol vanished, check that its port is reachable: from 2.7 receivers listen on localhost unless "endpoint" is set.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', stack: true, min: 0 },
      requires: { metrics: ['tempo_receiver_accepted_spans'] },
      queries: ({ matchers }) => [
        {
          refId: 'A',
          expr: byReceiver(rate('tempo_receiver_accepted_spans', matchers())),
          legend: '{{receiver}} {{transport}}',
        },
      ],
    },
    {
      id: 'ingestion.refused-by-receiver',
      title: 'Spans refused per second by receiver',
      description: {
        shows: 'Spans for which a receiver answered its client with an error, by protocol and transport.',
        good: 'A line at 0.',
        remedy:
          'Over the rate limit, clients see HTTP 429 or gRPC ResourceExhausted. Other errors mean that nobody took the write: ingesters (2.x) or Kafka (3.x). Tempo 3.x refuses nothing for limits on traces: those spans are discarded later.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', stack: true, min: 0 },
      requires: { anyMetric: ['tempo_receiver_accepted_spans', 'tempo_receiver_refused_spans'] },
      queries: (context) => [
        {
          refId: 'A',
          expr: orZero(context, byReceiver(rate('tempo_receiver_refused_spans', context.matchers())), {
            label: 'receiver',
            value: 'none',
          }),
          legend: '{{receiver}} {{transport}}',
        },
      ],
      alerts: [SPANS_REFUSED],
    },
    {
      id: 'ingestion.traces-per-batch',
      title: 'Traces per batch',
      description: {
        shows: 'Number of different traces in one batch, after the distributor has grouped its spans by trace.',
        good: 'Higher than 1: spans arrive in batches.',
        remedy:
          'Close to 1 means many small writes: put a collector with the batch processor between services and Tempo.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { metrics: [BATCH], components: ['distributor'] },
      queries: (context) => [
        { refId: 'A', expr: average(context, BATCH, context.matchers()), legend: 'Average' },
        { refId: 'B', expr: quantile(context, 0.95, BATCH, context.matchers()), legend: 'p95' },
      ],
    },
    {
      id: 'ingestion.attributes-truncated',
      title: 'Attributes cut off per second',
      description: {
        shows: 'Attribute keys and values that were longer than allowed, of which only the beginning is kept.',
        good: 'A line at 0.',
        remedy:
          'Shorten the attribute where it is set, or raise "distributor.max_attribute_bytes" (2048 unless set; "max_span_attr_byte" in 2.7), from 2.8 also "ingestion.max_attribute_bytes" of a tenant.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { since: '2.7', metrics: ['tempo_distributor_spans_received_total'] },
      queries: (context) => [
        {
          refId: 'A',
          // The label `scope` (resource, span, event…) came with 3.0; before, it is empty.
          expr: orZero(
            context,
            rateSum('tempo_distributor_attributes_truncated_total', context.matchers(context.tenant), [
              'tenant',
              'scope',
            ]),
            { label: 'tenant', value: 'none' }
          ),
          legend: '{{tenant}} {{scope}}',
        },
      ],
    },
    {
      id: 'ingestion.span-delay',
      title: 'Age of spans on arrival',
      description: {
        shows: 'Average time between the end of a span and its arrival at a distributor.',
        good: 'Seconds. The metrics-generator leaves out spans older than 30 seconds unless "metrics_generator.metrics_ingestion_time_range_slack" says otherwise.',
        remedy:
          'Old spans waited in the queue of an SDK or collector (sending queue, tail sampling), or were stamped by a slow clock.',
      },
      unit: 's',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { since: '2.9', metrics: [LATE] },
      // No quantiles: its buckets are 5, 30 and 60 minutes (pkg/dataquality/warnings.go, 3.0.3).
      queries: (context) => [
        {
          refId: 'A',
          expr: average(context, LATE, context.matchers(context.tenant), ['tenant']),
          legend: '{{tenant}}',
        },
      ],
    },
    {
      id: 'ingestion.spans-from-future',
      title: 'Spans from the future',
      description: {
        shows: 'Share of spans that end later than the clock of the distributor says.',
        good: 'Close to 0 %.',
        remedy: "Synchronise the clocks (NTP) of the hosts that send, and of Tempo's.",
      },
      unit: 'percentunit',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { since: '2.9', anyMetric: [EARLY, LATE] },
      queries: (context) => {
        const count = (histogram: string) => observations(context, histogram, context.matchers(context.tenant));
        const early = orZero(context, count(EARLY));
        return [{ refId: 'A', expr: `(${early}) / ((${count(LATE)}) + (${early}) > 0)`, legend: 'From the future' }];
      },
    },
  ],
};

function byTenant({ matchers, tenant }: SignalContext, counter: string): SignalQuery[] {
  return [{ refId: 'A', expr: rateSum(counter, matchers(tenant), ['tenant']), legend: '{{tenant}}' }];
}

/**
 * Summed by protocol and transport. The label is `tempo/otlp_receiver` up to 2.7 and `otlp/otlp_receiver` from 2.8;
 * only `otlp` is kept of either.
 */
function byReceiver(expr: string): string {
  return sumBy(
    ['receiver', 'transport'],
    `label_replace(${expr}, "receiver", "$1", "receiver", "(?:.*/)?(.+)_receiver")`
  );
}
