import { TENANT_LIMITS, type Sample, type TenantLimit } from '../../../health';
import type { ConfigMap, ConfigNode, RuntimeConfig } from '../../../tempo';

const NANOSECONDS_PER_SECOND = 1e9;

/**
 * The limits as Tempo exports them to Prometheus, in the form of its runtime configuration: for a Tempo whose status pages
 * cannot be reached. Only limits that have a metric are in it; a block of a tenant is known by what it sets.
 *
 * @param defaults - `tempo_limits_defaults` by `limit_name`
 * @param overrides - `tempo_limits_overrides` by `limit_name` and `user`
 * @returns undefined where there are none
 */
export function limitsFromMetrics(
  defaults: readonly Sample[],
  overrides: readonly Sample[]
): RuntimeConfig | undefined {
  if (defaults.length === 0) {
    return undefined;
  }
  const users = new Set(overrides.map(({ labels }) => labels.user ?? ''));
  return {
    defaults: toConfig(defaults),
    tenants: new Map(
      [...users].map((user) => [user, toConfig(overrides.filter(({ labels }) => labels.user === user))])
    ),
    userConfigurable: new Map(),
    exposed: [],
  };
}

function toConfig(samples: readonly Sample[]): ConfigMap {
  const config = new Map<string, Map<string, ConfigNode>>();
  for (const limit of TENANT_LIMITS) {
    const sample = samples.find(({ labels }) => limit.metric !== undefined && labels.limit_name === limit.metric);
    if (sample) {
      const [section = '', key = ''] = limit.path.split('.');
      config.set(section, (config.get(section) ?? new Map<string, ConfigNode>()).set(key, textOf(limit, sample.value)));
    }
  }
  return config;
}

function textOf({ unit }: TenantLimit, value: number): string {
  return unit === 'seconds' ? `${value / NANOSECONDS_PER_SECOND}s` : String(value);
}
