import { orZero, rateSum } from '../promql';
import type { Section, SignalContext } from '../signal';
import { SPANS_DISCARDED } from './alerts';

const DISCARDED = 'tempo_discarded_spans_total';

/**
 * What is thrown away.
 *
 * No query here selects a component: 2.x counts in the distributor (and compactor), 3.x also in live-store,
 * block-builder and backend-worker (modules/overrides/discarded_spans.go and its callers, 2.6.1 and 3.0.3).
 */
export const DISCARDED_SPANS: Section = {
  id: 'discarded',
  title: 'Refused and discarded',
  question: 'Which spans does Tempo throw away, whose, and by which limit?',
  signals: [
    {
      id: 'ingestion.discarded-by-reason',
      title: 'Discarded spans per second by reason',
      description: {
        shows:
          'rate_limited: more bytes than "ingestion.rate_limit_bytes" with "burst_size_bytes". live_traces_exceeded: more live traces than "ingestion.max_traces_per_user". trace_too_large: a trace over "global.max_bytes_per_trace". internal_error (to 2.7), unknown_error: ingesters failed. invalid_trace_id, invalid_span_id (3.x): malformed spans. trace_too_large_to_compact: cut while compacting.',
        good: 'Lines at 0; "none" until the first one.',
        remedy:
          "Raise the limit named above in the overrides of the tenant, or send less. A tenant's block in the runtime overrides replaces the defaults whole: a limit left out of it counts as 0, and a rate limit of 0 rejects everything.",
      },
      unit: 'short',
      visualization: { kind: 'timeseries', stack: true, min: 0 },
      requires: { metrics: ['tempo_distributor_spans_received_total'] },
      queries: (context) => [
        {
          refId: 'A',
          expr: orZero(context, rateSum(DISCARDED, context.matchers(context.tenant), ['reason']), {
            label: 'reason',
            value: 'none',
          }),
          legend: '{{reason}}',
        },
      ],
    },
    {
      id: 'ingestion.discarded-by-tenant',
      title: 'Discarded spans per second by tenant',
      description: {
        shows:
          'Spans thrown away for any reason. In 3.x with replicated live-stores each of them counts a discarded span.',
        good: 'Lines at 0; "none" until the first one.',
        remedy:
          'Choose the tenant above to see its reasons; then raise its limit in the overrides or let it send less.',
      },
      unit: 'short',
      visualization: { kind: 'timeseries', stack: true, min: 0 },
      requires: { metrics: ['tempo_distributor_spans_received_total'] },
      queries: (context) => [
        {
          refId: 'A',
          expr: orZero(context, rateSum(DISCARDED, context.matchers(context.tenant), ['tenant']), {
            label: 'tenant',
            value: 'none',
          }),
          legend: '{{tenant}}',
        },
      ],
    },
    {
      id: 'ingestion.discarded-share-by-tenant',
      title: 'Share of spans discarded by tenant',
      description: {
        shows: 'Discarded spans as a share of all that the tenant sent (received, and refused by the rate limit).',
        good: '0 %.',
        remedy: 'A tenant near 100 % has lost all its traces: its rate limit is most likely 0. Look at its reasons.',
      },
      unit: 'percentunit',
      visualization: {
        kind: 'timeseries',
        min: 0,
        thresholds: [{ level: 'ok' }, { from: 0.0001, level: 'warning' }, { from: 0.01, level: 'critical' }],
      },
      requires: { metrics: ['tempo_distributor_spans_received_total'] },
      queries: (context) => [{ refId: 'A', expr: discardedShare(context, ['tenant']), legend: '{{tenant}}' }],
      alerts: [SPANS_DISCARDED],
    },
  ],
};

/**
 * All spans that reached the distributors, per second: `spans_received` leaves out what the rate limit turned away
 * (PushTraces in modules/distributor/distributor.go, 2.6.1 and 3.0.3). Of a tenant that was only ever turned away there is
 * no such series at all.
 */
export function triedSpans({ matchers, tenant }: SignalContext, by: readonly string[] = []): string {
  const received = rateSum('tempo_distributor_spans_received_total', matchers(tenant), by);
  const limited = rateSum(DISCARDED, matchers(tenant, 'reason="rate_limited"'), by);
  return `((${received} or 0 * ${limited}) + (${limited} or 0 * ${received}))`;
}

/**
 * Discarded spans as a share of {@link triedSpans}, 0 where there are none discarded.
 *
 * At most 1: a batch may be discarded long after it was counted as received (time-outs towards ingesters), and in 3.x
 * by several live-stores.
 */
export function discardedShare(context: SignalContext, by: readonly string[] = []): string {
  const discarded = rateSum(DISCARDED, context.matchers(context.tenant), by);
  const tried = triedSpans(context, by);
  return `clamp_max((${discarded} or 0 * ${tried}) / (${tried} > 0), 1)`;
}
