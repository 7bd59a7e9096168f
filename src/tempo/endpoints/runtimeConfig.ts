import type { TempoClient } from '../client';
import { type ConfigMap, type ConfigNode, configAt, isConfigMap } from '../configuration/configNode';
import { maskSecrets } from '../configuration/maskSecrets';
import { malformed } from '../decode';
import { readYamlPage } from './statusConfig';

const PATH = '/status/runtime_config';

/** The limits that hold for tenants, and those of single tenants as the overrides file has them. */
export interface RuntimeConfig {
  readonly defaults: ConfigMap;
  /** By tenant; `*` stands for all that have none of their own. */
  readonly tenants: ReadonlyMap<string, ConfigMap>;
  /** What tenants have set by the API for it, by tenant: wins over the others. Empty where that API is off. */
  readonly userConfigurable: ReadonlyMap<string, ConfigMap>;
  /** Paths of what Tempo shows in clear though it looks secret, such as `overrides.team-a.forwarders.0.…`; masked here. */
  readonly exposed: readonly string[];
}

/**
 * The overrides that the process that answers works with: reloaded every `overrides.per_tenant_override_period` (10 s).
 *
 * Source: modules/overrides WriteStatusRuntimeConfig (2.6.1 and 3.0.3)
 *
 * @throws TempoRequestError `malformed` where the process has no overrides; all kinds as the client
 */
export async function fetchRuntimeConfig(client: TempoClient, signal?: AbortSignal): Promise<RuntimeConfig> {
  const answer = await client.get(PATH, { accept: 'text/plain', signal });
  const { config, exposed } = maskSecrets(readYamlPage(PATH, answer));
  const defaults = configAt(config, 'defaults');
  if (!isConfigMap(defaults)) {
    throw malformed(PATH, { ...answer, body: '' }, 'there are no default limits in it');
  }
  return {
    defaults,
    tenants: byTenant(configAt(config, 'overrides')),
    userConfigurable: byTenant(configAt(config, 'user_configurable_overrides')),
    exposed,
  };
}

function byTenant(node: ConfigNode | undefined): Map<string, ConfigMap> {
  const tenants = isConfigMap(node) ? [...node] : [];
  // A name without a block (null) has none: the defaults hold, as if it were not there (forUser).
  return new Map(
    tenants.flatMap(([tenant, limits]): Array<[string, ConfigMap]> => (isConfigMap(limits) ? [[tenant, limits]] : []))
  );
}
