import { maxBy, orZero, rateSum, select } from '../promql';
import type { Section, SignalContext, SignalQuery } from '../signal';
import { SERIES_LIMITED } from './generatorAlerts';

const REGISTRY = 'tempo_metrics_generator_registry';

/** How many series the metrics-generator makes: what the generated metrics cost. */
export const SERIES: Section = {
  id: 'generator-series',
  title: 'Metrics-generator: cardinality',
  question: 'How many series are made of the spans, whose, and by which labels?',
  signals: [
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
      alerts: [SERIES_LIMITED],
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
      id: 'ingestion.generator-limit-use',
      title: 'Use of the limit on series',
      description: {
        shows:
          'Series in the fullest metrics-generator as a share of "metrics_generator.max_active_series" of the tenant. Tenants without that limit are left out.',
        good: 'Below 80 %.',
        remedy:
          'At 100 % new series are refused, or from 2.10 counted in one with metric_overflow="true". Raise the limit, drop dimensions, or add generators: it holds for each of them.',
      },
      unit: 'percentunit',
      visualization: {
        kind: 'timeseries',
        min: 0,
        thresholds: [{ level: 'ok' }, { from: 0.8, level: 'warning' }, { from: 1, level: 'critical' }],
      },
      requires: { metrics: [`${REGISTRY}_active_series`, `${REGISTRY}_max_active_series`] },
      queries: ({ matchers, tenant }) => {
        const used = select(`${REGISTRY}_active_series`, matchers(tenant));
        const limit = select(`${REGISTRY}_max_active_series`, matchers(tenant));
        return [{ refId: 'A', expr: maxBy(['tenant'], `${used} / (${limit} > 0)`), legend: '{{tenant}}' }];
      },
    },
    {
      id: 'ingestion.generator-entities',
      title: 'Active entities and their limit',
      description: {
        shows:
          'Sets of labels (one for all metrics of a service and span name) in the fullest metrics-generator by tenant, "metrics_generator.max_active_entities" where it is set, and the estimate without it.',
        good: 'Well below the limit.',
        remedy: 'As for series: fewer dimensions or values, or a higher limit.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { since: '2.10', metrics: [`${REGISTRY}_entity_demand_estimate`] },
      queries: ({ matchers, tenant }) => {
        const fullest = (suffix: string) => maxBy(['tenant'], select(`${REGISTRY}_${suffix}`, matchers(tenant)));
        return [
          { refId: 'A', expr: fullest('active_entities'), legend: '{{tenant}}' },
          { refId: 'B', expr: `${fullest('max_active_entities')} > 0`, legend: 'Limit of {{tenant}}', role: 'limit' },
          { refId: 'C', expr: fullest('entity_demand_estimate'), legend: 'Without a limit: {{tenant}}' },
        ];
      },
    },
    {
      id: 'ingestion.generator-labels-limited',
      title: 'Label values replaced per second',
      description: {
        shows:
          'Values of labels that had more different ones than "metrics_generator.max_cardinality_per_label" allows, by tenant and label. They are written as one value.',
        good: 'A line at 0.',
        remedy: 'Take the attribute out of the dimensions, or make its values coarser where they are set.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', stack: true, min: 0 },
      requires: { generation: '3.x', metrics: [`${REGISTRY}_active_series`] },
      queries: (context) => [
        {
          refId: 'A',
          expr: orZero(
            context,
            rateSum(`${REGISTRY}_label_values_limited_total`, context.matchers(context.tenant), [
              'tenant',
              'label_name',
            ]),
            { label: 'tenant', value: 'none' }
          ),
          legend: '{{tenant}} {{label_name}}',
        },
      ],
    },
    {
      id: 'ingestion.generator-sanitizing',
      title: 'What shorter span names would save',
      description: {
        shows:
          'Estimated series with the span names as they are, and with IDs and numbers in them replaced ("metrics_generator.span_name_sanitization").',
        good: 'Both lines lie on each other.',
        remedy:
          'A gap means span names with IDs in them: name spans by route in the code, or switch the replacement on.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', min: 0 },
      requires: { generation: '3.x', metrics: [`${REGISTRY}_post_sanitization_demand_estimate`] },
      queries: ({ matchers, tenant }) => {
        const fullest = (suffix: string) => maxBy(['tenant'], select(`${REGISTRY}_${suffix}`, matchers(tenant)));
        return [
          { refId: 'A', expr: fullest('active_series_demand_estimate'), legend: 'As they are: {{tenant}}' },
          { refId: 'B', expr: fullest('post_sanitization_demand_estimate'), legend: 'Replaced: {{tenant}}' },
        ];
      },
    },
  ],
};

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
