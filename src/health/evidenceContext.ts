import { signalContext, type SignalContext } from '../signals';
import { NO_INVENTORY, type SelectingLabel } from '../tempo';
import type { SystemEvidence } from './evidence';

/**
 * The surroundings for the queries of checks: like those of panels, but with values in place of the variables of a page, and
 * for all tenants.
 *
 * @param selected - the labels that tell this Tempo from others in the same Prometheus; empty where it has only one
 */
export function evidenceContext(
  { generation, topology, inventory = NO_INVENTORY }: Omit<SystemEvidence, 'version'>,
  selected: Readonly<Partial<Record<SelectingLabel, string>>> = {}
): SignalContext {
  const own = Object.entries(selected).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  // Without labels to select by there are no variables.
  const bare = signalContext({ generation, topology, inventory: { ...inventory, labels: {} } });
  return {
    ...bare,
    inventory,
    tenant: '',
    matchers: (...more) => bare.matchers(...own, ...more),
    componentMatchers: (components, ...more) => bare.componentMatchers(components, ...own, ...more),
  };
}
