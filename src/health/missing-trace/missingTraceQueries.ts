import { select, type SignalContext } from '../../signals';

/**
 * PromQL for the steps, as instant queries at the time of the trace, by step and field of `MissingTraceEvidence`.
 *
 * @param windowSeconds - how long around that time counts; at least some scrapes
 */
export function missingTraceQueries({ matchers }: SignalContext, windowSeconds = 600) {
  const window = `[${Math.round(windowSeconds)}s]`;
  const rate = (name: string) => `rate(${select(name, matchers())}${window})`;
  // Releases and layouts have some of them only; one that has no series was never counted up.
  const sumOf = (...sums: string[]) => sums.map((sum) => `(${sum} or vector(0))`).join(' + ');
  const increase = (name: string) => `sum(increase(${select(name, matchers())}${window}))`;
  return {
    arrival: {
      accepted: `sum(${rate('tempo_receiver_accepted_spans')})`,
      refused: `sum(${rate('tempo_receiver_refused_spans')})`,
    },
    limits: { discarded: `sum by (tenant, reason) (${rate('tempo_discarded_spans_total')})` },
    'recent-data': {
      failedWrites: `sum(${rate('tempo_distributor_ingester_append_failures_total')})`,
      failedProduces: `sum(${rate('tempo_distributor_produce_failures_total')})`,
      lagSeconds: `max(max_over_time(${select('tempo_ingest_group_partition_lag_seconds', matchers('group=~".*live.*"'))}${window}))`,
    },
    blocks: {
      failedFlushes: sumOf(
        increase('tempo_ingester_failed_flushes_total'),
        increase('tempo_live_store_failed_completions_total'),
        increase('tempo_live_store_local_failed_flushes_total')
      ),
      failedPolls: increase('tempodb_blocklist_poll_errors_total'),
      indexAgeSeconds: `max(${select('tempodb_blocklist_tenant_index_age_seconds', matchers())})`,
    },
  } as const;
}
