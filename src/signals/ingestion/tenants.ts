import { rateSum, select, sumBy } from '../promql';
import type { Section, SignalContext, SignalQuery } from '../signal';
import { discardedShare, triedSpans } from './discarded';
import { recentStore } from './writePath';

const ROWS = 50;

/** Who sends the most, and who loses the most. */
export const TENANTS: Section = {
  id: 'tenants',
  title: 'Tenants',
  question: 'Which tenants send the most, and which lose spans?',
  signals: [
    {
      id: 'ingestion.tenants',
      title: 'Tenants with the most spans',
      description: {
        shows: `The ${ROWS} tenants that send the most spans, as of the end of the time range; spans turned away by the rate limit count as sent.`,
        good: 'Nothing discarded.',
        remedy: 'Choose a tenant above to see all of this page for it alone.',
      },
      unit: 'short',
      visualization: {
        kind: 'table',
        columns: [
          { field: 'tenant', title: 'Tenant' },
          { field: 'A', title: 'Spans/s', unit: 'short' },
          { field: 'B', title: 'Data/s', unit: 'Bps' },
          { field: 'C', title: 'Discarded/s', unit: 'short' },
          {
            field: 'D',
            title: 'Discarded',
            unit: 'percentunit',
            thresholds: [{ level: 'ok' }, { from: 0.0001, level: 'warning' }, { from: 0.01, level: 'critical' }],
          },
          { field: 'E', title: 'Live traces', unit: 'short' },
          { field: 'F', title: 'Generated series', unit: 'short' },
        ],
        sortBy: 'A',
      },
      requires: { metrics: ['tempo_distributor_spans_received_total'] },
      queries: (context) => columns(context),
    },
  ],
};

function columns(context: SignalContext): SignalQuery[] {
  const matchers = context.matchers(context.tenant);
  const spans = rateSum('tempo_distributor_spans_received_total', matchers, ['tenant']);
  const discarded = rateSum('tempo_discarded_spans_total', matchers, ['tenant']);
  const top = `topk(${ROWS}, ${triedSpans(context, ['tenant'])})`;
  const column = (refId: string, expr: string): SignalQuery => ({
    refId,
    expr: `(${expr}) and on (tenant) ${top}`,
    legend: '',
    instant: true,
  });
  return [
    column('A', spans),
    column('B', rateSum('tempo_distributor_bytes_received_total', matchers, ['tenant'])),
    column('C', `${discarded} or 0 * ${spans}`),
    column('D', discardedShare(context, ['tenant'])),
    column('E', sumBy(['tenant'], select(`${recentStore(context)}_live_traces`, matchers))),
    column('F', sumBy(['tenant'], select('tempo_metrics_generator_registry_active_series', matchers))),
  ];
}
