import { maxBy, orZero, rateSum, select } from '../promql';
import type { Section, SignalContext, SignalQuery } from '../signal';

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
      id: 'ingestion.generator-active-series',
      title: 'Active series and their limit',
      description: {
        shows:
          'Series in the fullest metrics-generator by tenant, and "metrics_generator.max_active_series" where it is set; it holds for each generator. From 2.10 also the estimate of what there would be without it.',
        good: 'Well below the limit.',
        remedy:
          'At the limit new series are left out: raise it, or drop dimensions with many values. Instances that churn (pods, hosts) leave series behind for "registry.stale_duration".',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { metrics: [`${REGISTRY}_active_series`] },
      queries: (context) => activeSeries(context),
    },
    {
      id: 'ingestion.generator-series-changes',
      title: 'Series added, removed and refused per second',
      description: {
        shows:
          'Series that the metrics-generators began, gave up after "registry.stale_duration", and refused because of the limit.',
        good: 'Nothing refused; as many removed as added in the long run.',
        remedy:
          'Refused: raise "metrics_generator.max_active_series" or lower the cardinality. From 2.10 refused series are counted together in one with the label metric_overflow="true".',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { metrics: [`${REGISTRY}_series_added_total`] },
      queries: (context) => [
        total(context, 'A', `${REGISTRY}_series_added_total`, 'Added'),
        total(context, 'B', `${REGISTRY}_series_removed_total`, 'Removed'),
        total(context, 'C', `${REGISTRY}_series_limited_total`, 'Refused by the limit'),
      ],
    },
    {
      id: 'ingestion.generator-label-demand',
      title: 'Labels with the most values',
      description: {
        shows:
          'Estimated number of different values of the ten labels that have the most, where "metrics_generator.max_cardinality_per_label" is set.',
        good: 'Each below that limit.',
        remedy: 'Take the attribute out of the dimensions, or make its values coarser where they are set.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { generation: '3.x', metrics: [`${REGISTRY}_label_cardinality_demand_estimate`] },
      queries: ({ matchers, tenant }) => [
        {
          refId: 'A',
          expr: `topk(10, ${maxBy(['tenant', 'label_name'], select(`${REGISTRY}_label_cardinality_demand_estimate`, matchers(tenant)))})`,
          legend: '{{tenant}} {{label_name}}',
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

function activeSeries({ matchers, tenant, inventory }: SignalContext): SignalQuery[] {
  const fullest = (suffix: string) => maxBy(['tenant'], select(`${REGISTRY}_${suffix}`, matchers(tenant)));
  const demand = 'active_series_demand_estimate';
  return [
    { refId: 'A', expr: fullest('active_series'), legend: '{{tenant}}' },
    // 0 stands for no limit.
    { refId: 'B', expr: `${fullest('max_active_series')} > 0`, legend: 'Limit of {{tenant}}', role: 'limit' },
    ...(inventory.names.has(`${REGISTRY}_${demand}`)
      ? [{ refId: 'C', expr: fullest(demand), legend: 'Without a limit: {{tenant}}' }]
      : []),
  ];
}
