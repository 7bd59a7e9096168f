import { maxBy, orZero, rateSum, select } from '../promql';
import type { Section, SignalContext, SignalQuery } from '../signal';
import { COLLECTIONS_FAILING, SERVICE_GRAPHS_DROPPING } from './generatorAlerts';

const REGISTRY = 'tempo_metrics_generator_registry';
const SERVICE_GRAPHS = 'tempo_metrics_generator_processor_service_graphs';

/** Spans made into metrics: span metrics and service graphs. Every metric here has the tenant as a label. */
export const GENERATOR: Section = {
  id: 'generator',
  title: 'Metrics-generator',
  question: 'Are metrics made of all spans, within the limit on series?',
  signals: [
    {
      id: 'ingestion.generator-spans',
      title: 'Spans read per second by tenant',
      description: {
        shows: 'Spans that the metrics-generator got: from distributors, or in 3.x microservices from Kafka.',
        good: 'The same as the spans received, for tenants with processors.',
        remedy:
          'Less than received: see the hand-over under "Write latency" (2.x, single binary) or the delay of consumers (3.x).',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', stack: true, min: 0 },
      requires: { metrics: ['tempo_metrics_generator_spans_received_total'] },
      queries: (context) => [byTenant(context, 'A', 'tempo_metrics_generator_spans_received_total')],
    },
    {
      id: 'ingestion.generator-bytes',
      title: 'Data read by tenant',
      description: {
        shows: 'Bytes of spans that the metrics-generator got.',
        good: 'Close to the data received, for tenants with processors.',
        remedy: 'As for the spans read.',
      },
      unit: 'Bps',
      visualization: { kind: 'timeseries', stack: true, min: 0 },
      requires: { metrics: ['tempo_metrics_generator_bytes_received_total'] },
      queries: (context) => [byTenant(context, 'A', 'tempo_metrics_generator_bytes_received_total')],
    },
    {
      id: 'ingestion.generator-discarded',
      title: 'Spans left out of metrics per second',
      description: {
        shows: 'Spans that the metrics-generator did not use, by reason. The traces are not affected.',
        good: 'Lines at 0, but for filters that you set yourself.',
        remedy:
          'outside_metrics_ingestion_slack: spans arrive late; raise "metrics_generator.metrics_ingestion_time_range_slack" or find what holds them up. span_metrics_filtered, service_graphs_filtered: by your filter policies. invalid_utf8: by malformed attributes.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', stack: true, min: 0 },
      requires: { metrics: ['tempo_metrics_generator_spans_received_total'] },
      queries: (context) => [
        {
          refId: 'A',
          expr: orZero(
            context,
            rateSum('tempo_metrics_generator_spans_discarded_total', context.matchers(context.tenant), ['reason']),
            { label: 'reason', value: 'none' }
          ),
          legend: '{{reason}}',
        },
      ],
    },
    {
      id: 'ingestion.service-graph-edges',
      title: 'Service graph edges per second',
      description: {
        shows:
          'Requests between services: completed, expired because one half did not come in time, and spans dropped because the store was full.',
        good: 'Few expired ones, none dropped.',
        remedy:
          'Expired: one side is not traced, or its spans come after "processor.service_graphs.wait" (10 s). Dropped: raise "processor.service_graphs.max_items" (10000).',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { metrics: [`${SERVICE_GRAPHS}_edges`] },
      queries: (context) => [
        total(context, 'A', `${SERVICE_GRAPHS}_edges`, 'Completed'),
        total(context, 'B', `${SERVICE_GRAPHS}_expired_edges`, 'Expired'),
        total(context, 'C', `${SERVICE_GRAPHS}_dropped_spans`, 'Dropped spans'),
      ],
      alerts: [SERVICE_GRAPHS_DROPPING],
    },
    {
      id: 'ingestion.generator-collections-failed',
      title: 'Failed collections per minute',
      description: {
        shows:
          'Times that a metrics-generator could not write its metrics to its own log; it does so every 15 seconds unless "registry.collection_interval" says otherwise.',
        good: 'A line at 0.',
        remedy:
          'The samples of that interval are lost. Check the disk of the generator: full, or its write-ahead log damaged.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { metrics: [`${REGISTRY}_collections_total`] },
      queries: (context) => [
        {
          refId: 'A',
          expr: orZero(
            context,
            `60 * ${rateSum(`${REGISTRY}_collections_failed_total`, context.matchers(context.tenant), ['tenant'])}`,
            { label: 'tenant', value: 'none' }
          ),
          legend: '{{tenant}}',
        },
      ],
      alerts: [COLLECTIONS_FAILING],
    },
    {
      id: 'ingestion.generator-processors',
      title: 'Tenants by active processor',
      description: {
        shows: 'For how many tenants each processor runs.',
        good: 'As configured in "metrics_generator.processors" of the overrides.',
        remedy:
          'No tenants: processors must be switched on in the overrides, for all in "overrides.defaults". TraceQL metrics over recent data need local-blocks in 2.x; 3.x has none.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { metrics: ['tempo_metrics_generator_active_processors'] },
      queries: ({ matchers, tenant }) => [
        {
          refId: 'A',
          expr: `sum by (processor) (${maxBy(['tenant', 'processor'], select('tempo_metrics_generator_active_processors', matchers(tenant)))})`,
          legend: '{{processor}}',
        },
      ],
    },
  ],
};

function byTenant({ matchers, tenant }: SignalContext, refId: string, counter: string): SignalQuery {
  return { refId, expr: rateSum(counter, matchers(tenant), ['tenant']), legend: '{{tenant}}' };
}

function total(context: SignalContext, refId: string, counter: string, legend: string): SignalQuery {
  return { refId, expr: orZero(context, rateSum(counter, context.matchers(context.tenant))), legend };
}
