import { maxBy, select, type SignalContext } from '../../signals';
import { RECENT } from '../expressions';

/**
 * PromQL for the present use of limits by path, each with a series for each tenant (label `tenant`), in the unit of the limit.
 *
 * Limits count per process, so the use is that of the fullest one. How large traces are Tempo does not measure.
 */
export function limitUseQueries({ matchers, tenant }: SignalContext): Readonly<Record<string, string>> {
  const by = ['tenant'];
  const fullest = (name: string) => maxBy(by, select(name, matchers(tenant)));
  return {
    'ingestion.rate_limit_bytes': maxBy(
      by,
      `rate(${select('tempo_distributor_bytes_received_total', matchers(tenant))}[${RECENT}])`
    ),
    'ingestion.max_traces_per_user': `${fullest('tempo_ingester_live_traces')} or ${fullest('tempo_live_store_live_traces')}`,
    'metrics_generator.max_active_series': fullest('tempo_metrics_generator_registry_active_series'),
  };
}
