import { isConfigList, isConfigMap, type ConfigNode, type RuntimeConfig } from '../../tempo';
import type { ProcessEvidence, ProcessName } from '../evidence';

/** Processes that answered the same limits. */
interface OverridesGroup {
  readonly processes: readonly ProcessName[];
  readonly config: RuntimeConfig;
}

/**
 * The processes by the limits that they work with, the largest group first; one group where all agree, none where nobody answered.
 *
 * Each process reads the file of overrides by itself, every 10 seconds (`overrides.per_tenant_override_period`), so that for some
 * seconds after a change they differ without a fault.
 */
export function groupByOverrides(processes: readonly ProcessEvidence[]): OverridesGroup[] {
  const groups = new Map<string, { processes: ProcessName[]; config: RuntimeConfig }>();
  for (const { name, runtimeConfig } of processes) {
    if (runtimeConfig?.ok) {
      const { defaults, tenants, userConfigurable } = runtimeConfig.value;
      const key = JSON.stringify([defaults, tenants, userConfigurable].map(toSorted));
      const group = groups.get(key) ?? { processes: [], config: runtimeConfig.value };
      group.processes.push(name);
      groups.set(key, group);
    }
  }
  return [...groups.values()].sort((a, b) => b.processes.length - a.processes.length);
}

/**
 * The same for the same content. In whatever order: Go writes the processors of the metrics-generator, which are a set, in another
 * one each time (modules/overrides, ListToMap).
 */
function toSorted(node: ConfigNode): unknown {
  if (isConfigMap(node)) {
    return [...node]
      .map(([key, value]): [string, unknown] => [key, toSorted(value)])
      .sort(([a], [b]) => (a < b ? -1 : 1));
  }
  return isConfigList(node) ? node.map((item) => JSON.stringify(toSorted(item))).sort() : node;
}
