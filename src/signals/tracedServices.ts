import type { AlertRule } from './alertRule';

/** Metrics made of spans as an alert needs them, which cannot look at what there is and so asks for all. */
interface SpanMetricsNames {
  readonly calls: string;
  /** Histograms, classic or native; a source has one of them. */
  readonly durations: ReadonlyArray<{ readonly name: string; readonly isMilliseconds: boolean }>;
  readonly serviceLabel: 'service' | 'service_name';
}

/**
 * Tempo's metrics-generator (2.6.1 to 3.0.3), and OpenTelemetry's spanmetrics connector from 0.109 on and before. The
 * connector's unit is milliseconds unless it is configured to be seconds.
 */
const SOURCES: readonly SpanMetricsNames[] = [
  {
    calls: 'traces_spanmetrics_calls_total',
    durations: [{ name: 'traces_spanmetrics_latency', isMilliseconds: false }],
    serviceLabel: 'service',
  },
  ...['traces_span_metrics_', ''].map((prefix) => ({
    calls: `${prefix}calls_total`,
    durations: [
      { name: `${prefix}duration_milliseconds`, isMilliseconds: true },
      { name: `${prefix}duration_seconds`, isMilliseconds: false },
    ],
    serviceLabel: 'service_name' as const,
  })),
];

/** What others ask of a service: not the spans inside of it, and not its own calls, which count at the other side. */
const SERVED = 'span_kind=~"SPAN_KIND_(SERVER|CONSUMER)"';

/** Counted together above the limit on series (Tempo from 2.10, and the collector), so that it stands for no service. */
const NO_OVERFLOW = 'metric_overflow!="true",otel_metric_overflow!="true"';

/** Below this a single failed request is a large share. */
const BUSY = 0.1;

/** Per second and service, whatever the label is called. Generators write series each for themselves: all are summed. */
function rateByService({ serviceLabel }: SpanMetricsNames, metric: string, more: string[] = [], by: string[] = []) {
  const rate = `rate(${metric}{${[SERVED, NO_OVERFLOW, ...more].join(',')}}[5m])`;
  const sum = `sum by (${[serviceLabel, ...by].join(', ')}) (${rate})`;
  return serviceLabel === 'service'
    ? sum
    : `sum by (${['service', ...by].join(', ')}) (label_join(${sum}, "service", "", "${serviceLabel}"))`;
}

/** Of every source; a service that several measure is taken from the first. */
function ofAnySource(expr: (source: SpanMetricsNames) => string[]): string {
  return SOURCES.flatMap(expr).join(' or ');
}

function errorShare(source: SpanMetricsNames): string[] {
  const failed = rateByService(source, source.calls, ['status_code="STATUS_CODE_ERROR"']);
  return [`${failed} / (${rateByService(source, source.calls)} > ${BUSY})`];
}

/** p99 in seconds. */
function slowness(source: SpanMetricsNames): string[] {
  const isBusy = `and on (service) ${rateByService(source, source.calls)} > ${BUSY}`;
  return source.durations.map(({ name, isMilliseconds }) => {
    const classic = `histogram_quantile(0.99, ${rateByService(source, `${name}_bucket`, [], ['le'])})`;
    const p99 = `(${classic} or histogram_quantile(0.99, ${rateByService(source, name)}))`;
    return `(${isMilliseconds ? `${p99} / 1000` : p99} ${isBusy})`;
  });
}

/** Alerts about the services that are traced, from metrics that are made of their spans. */
export const TRACED_SERVICES: { id: string; title: string; alerts: AlertRule[] } = {
  id: 'traced-services',
  title: 'Traced services',
  alerts: [
    {
      name: 'TracedServiceFailing',
      severity: 'warning',
      for: '10m',
      expr: ofAnySource(errorShare),
      operator: '>',
      threshold: 0.05,
      format: 'percentage',
      summary: '{service} fails',
      description: '{value} of the requests that {service} serves end with an error.',
      steps: [
        'Open Errors, Services in Tempo Companion and choose the service: which operation fails, and by which exceptions?',
        'Query { resource.service.name = "…" && status = error } and look at a trace: which span failed first?',
        'Do the services that it calls fail, too? Then start at the last one of the chain.',
        'Was it rolled out just before? Compare versions: { resource.service.name = "…" } | compare({ status = error }).',
      ],
    },
    {
      name: 'TracedServiceSlow',
      severity: 'warning',
      for: '15m',
      expr: ofAnySource(slowness),
      operator: '>',
      threshold: 2,
      format: 'duration',
      summary: '{service} is slow',
      description: 'One of a hundred requests to {service} takes longer than {value}.',
      steps: [
        'Open Latency, Services in Tempo Companion, choose the service and compare with a day earlier: which operation changed?',
        'Query { resource.service.name = "…" && kind = server && duration > 2s } and look at the longest span of a trace.',
        'Slow by itself or waiting for others? Compare the duration of its own spans with those of its calls.',
        'Is two seconds the right limit for this service? Change the threshold of the rule, or add a matcher on span_name.',
      ],
    },
  ],
};
