import { maxBy, select, sumBy, type SignalContext } from '../signals';

/** Long enough for a client that sends now and then, short enough to forget one that was moved. */
const LATELY = '1h';

/**
 * PromQL for the parts of a `DeploymentSituation` that Prometheus knows, besides `limitUseQueries` of health: `receivers` has
 * the labels `receiver` and `transport`, `processors` the label `processor`; all series have a value above 0.
 */
export function deploymentQueries({ matchers }: SignalContext): Readonly<Record<'receivers' | 'processors', string>> {
  const accepted = select('tempo_receiver_accepted_spans', matchers());
  const active = select('tempo_metrics_generator_active_processors', matchers());
  return {
    receivers: `${sumBy(['receiver', 'transport'], `increase(${accepted}[${LATELY}])`)} > 0`,
    processors: `${maxBy(['processor'], active)} > 0`,
  };
}
