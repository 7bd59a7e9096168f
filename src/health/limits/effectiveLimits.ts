import {
  configAt,
  configNumber,
  configText,
  parseGoDuration,
  type ConfigMap,
  type Generation,
  type RuntimeConfig,
} from '../../tempo';
import { TENANT_LIMITS, type TenantLimit } from './limitCatalogue';

/** Where the value of a limit comes from. `absent` is a block of the tenant that leaves it out: then it is 0. */
export type LimitSource = 'user-configurable' | 'tenant' | 'wildcard' | 'defaults' | 'code' | 'absent';

/** A limit of a tenant, as Tempo works with it. */
export interface EffectiveLimit {
  readonly limit: TenantLimit;
  /** In the unit of the limit; 0 has a meaning of its own: `limit.zeroMeans`. */
  readonly value: number;
  readonly source: LimitSource;
  /** In the unit of the limit; undefined where it is not known or cannot be measured. */
  readonly use: number | undefined;
  /** Part of the limit that is left, from 0 to 1; undefined without a limit or a use. */
  readonly headroom: number | undefined;
}

/** What is in force for a tenant. */
interface LimitBlocks {
  readonly defaults: ConfigMap;
  /** The block `*`, for tenants without one of their own. */
  readonly wildcard?: ConfigMap;
  readonly tenant?: ConfigMap;
  readonly userConfigurable?: ConfigMap;
}

/**
 * The limits of a tenant.
 *
 * A block of the tenant, or else the block `*`, takes the place of the defaults as a whole: what it leaves out is 0, not the
 * default. Only what tenants set by the API is merged key by key.
 * Source: modules/overrides/runtime_config_overrides.go getOverridesForUser, user_configurable_overrides.go (2.6.1 and 3.0.3)
 *
 * @param use - present use by path of the limit, in its unit
 */
export function effectiveLimits(
  { defaults, wildcard, tenant, userConfigurable }: LimitBlocks,
  generation: Generation = '3.x',
  use: Readonly<Record<string, number>> = {}
): EffectiveLimit[] {
  const block = tenant ?? wildcard;
  return TENANT_LIMITS.map((limit): EffectiveLimit => {
    const own = valueAt(userConfigurable, limit);
    const { value, source } =
      own === undefined
        ? fromBlocks(limit, block, tenant === undefined ? 'wildcard' : 'tenant', defaults, generation)
        : { value: own, source: 'user-configurable' as const };
    const used = use[limit.path];
    return { limit, value, source, use: used, headroom: headroomOf(value, used) };
  });
}

/** The same for a tenant of a runtime configuration as one process shows it. */
export function limitsOfTenant(
  { defaults, tenants, userConfigurable }: RuntimeConfig,
  tenant: string,
  generation?: Generation,
  use?: Readonly<Record<string, number>>
): EffectiveLimit[] {
  const blocks = {
    defaults,
    wildcard: tenants.get('*'),
    tenant: tenants.get(tenant),
    userConfigurable: userConfigurable.get(tenant),
  };
  return effectiveLimits(blocks, generation, use);
}

function fromBlocks(
  limit: TenantLimit,
  block: ConfigMap | undefined,
  blockSource: 'tenant' | 'wildcard',
  defaults: ConfigMap,
  generation: Generation
): { value: number; source: LimitSource } {
  if (block) {
    const value = valueAt(block, limit);
    return value === undefined ? { value: 0, source: 'absent' } : { value, source: blockSource };
  }
  const value = valueAt(defaults, limit);
  return value === undefined
    ? { value: limit.defaults[generation] ?? 0, source: 'code' }
    : { value, source: 'defaults' };
}

/** Also from the flat format: 2.x shows overrides in the scoped one, but the file may be read as it is. */
function valueAt(block: ConfigMap | undefined, { path, legacyKey, unit }: TenantLimit): number | undefined {
  const at = configAt(block, path) === undefined ? legacyKey : path;
  return unit === 'seconds' ? parseGoDuration(configText(block, at) ?? '') : configNumber(block, at);
}

function headroomOf(value: number, use: number | undefined): number | undefined {
  return value <= 0 || use === undefined ? undefined : Math.max(0, 1 - use / value);
}
