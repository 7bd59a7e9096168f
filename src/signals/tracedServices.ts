import type { AlertRule } from './alertRule';

const CALLS = 'traces_spanmetrics_calls_total';
const LATENCY = 'traces_spanmetrics_latency';

/** What others ask of a service: not the spans inside of it, and not its own calls, which count at the other side. */
const SERVED = 'span_kind=~"SPAN_KIND_(SERVER|CONSUMER)"';

/** Counted together above the limit on series (from 2.10), so that it stands for no service. */
const NO_OVERFLOW = 'metric_overflow!="true"';

/** Below this a single failed request is a large share. */
const BUSY = 0.1;

const of = (metric: string, ...more: string[]) => `rate(${metric}{${[SERVED, NO_OVERFLOW, ...more].join(',')}}[5m])`;
const byService = (expr: string, ...more: string[]) => `sum by (${['service', ...more].join(', ')}) (${expr})`;

/**
 * Alerts about the services that are traced, from the span metrics that the metrics-generator makes of their spans (names of
 * 2.6.1 and 3.0.3). Generators write the series of a service each for themselves, so all of them are summed.
 */
export const TRACED_SERVICES: { id: string; title: string; alerts: AlertRule[] } = {
  id: 'traced-services',
  title: 'Traced services',
  alerts: [
    {
      name: 'TracedServiceFailing',
      severity: 'warning',
      for: '10m',
      expr: `${byService(of(CALLS, 'status_code="STATUS_CODE_ERROR"'))} / (${byService(of(CALLS))} > ${BUSY})`,
      operator: '>',
      threshold: 0.05,
      format: 'percentage',
      summary: '{service} fails',
      description: '{value} of the requests that {service} serves end with an error.',
      steps: [
        'Query { resource.service.name = "…" && status = error } and look at a trace: which span failed first?',
        'Do the services that it calls fail, too? Then start at the last one of the chain.',
        'Was it rolled out just before? Compare versions: { resource.service.name = "…" } | compare({ status = error }).',
      ],
    },
    {
      name: 'TracedServiceSlow',
      severity: 'warning',
      for: '15m',
      expr: `histogram_quantile(0.99, ${byService(of(`${LATENCY}_bucket`), 'le')}) and on (service) ${byService(of(CALLS))} > ${BUSY}`,
      operator: '>',
      threshold: 2,
      format: 'duration',
      summary: '{service} is slow',
      description: 'One of a hundred requests to {service} takes longer than {value}.',
      steps: [
        'Query { resource.service.name = "…" && kind = server && duration > 2s } and look at the longest span of a trace.',
        'Slow by itself or waiting for others? Compare the duration of its own spans with those of its calls.',
        'Is two seconds the right limit for this service? Change the threshold of the rule, or add a matcher on span_name.',
      ],
    },
  ],
};
