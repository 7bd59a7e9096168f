import { renderConfigYaml } from '../../../components/config-tree';
import { renderOverride, type TenantLimit } from '../../../health';
import {
  configEntries,
  EMPTY_CONFIG,
  isConfigMap,
  MASK,
  type ConfigMap,
  type ConfigNode,
  type Generation,
  type RuntimeConfig,
} from '../../../tempo';

/** A change of one limit of a tenant. */
export interface LimitChange {
  readonly tenant: string;
  readonly limit: TenantLimit;
  /** In the unit of the limit. */
  readonly value: number;
}

/** The change in every form that people keep overrides in. */
export interface WrittenOverride {
  /** The runtime overrides. */
  readonly file: string;
  /** Values of the helm chart. */
  readonly helm: string;
  /** For all tenants without a block of their own, in tempo.yaml. */
  readonly defaults: string;
  /** The flat format of the one limit; only 2.x reads it. */
  readonly flat: string | undefined;
  /** Secrets in the block, which are masked and must be put back. */
  readonly maskedPaths: readonly string[];
}

/**
 * The YAML that changes a limit of a tenant and nothing else.
 *
 * A block of a tenant takes the place of the defaults as a whole, so the new one begins with all
 * that is in force: the block of the tenant, or `*`, or the defaults.
 */
export function overrideFor(
  { defaults, tenants }: RuntimeConfig,
  { tenant, limit, value }: LimitChange,
  generation: Generation | undefined
): WrittenOverride {
  const rendered = renderOverride(tenant, [[limit, value]], generation);
  const inForce = tenants.get(tenant) ?? tenants.get('*') ?? defaults;
  const block = withValue(inForce, limit.path.split('.'), writeValue(limit, value));
  const below = (key: string) => renderConfigYaml(new Map([[key, new Map([[tenant, block]])]]));
  return {
    file: below('overrides'),
    helm: below('per_tenant_overrides'),
    defaults: rendered.defaults,
    flat: rendered.legacy,
    maskedPaths: configEntries(block)
      .filter(({ text }) => text.includes(MASK))
      .map(({ path }) => path),
  };
}

/** A copy with another value at a path; what stands in its way gives way. */
function withValue(config: ConfigNode | undefined, [key = '', ...rest]: readonly string[], value: string): ConfigMap {
  const map = isConfigMap(config) ? config : EMPTY_CONFIG;
  return new Map([...map, [key, rest.length === 0 ? value : withValue(map.get(key), rest, value)]]);
}

const SECONDS_PER_HOUR = 3600;

function writeValue({ unit }: TenantLimit, value: number): string {
  if (unit !== 'seconds') {
    return String(Math.round(value));
  }
  return value % SECONDS_PER_HOUR === 0 ? `${value / SECONDS_PER_HOUR}h` : `${Math.round(value)}s`;
}

/** A value to begin with: twice the limit, or half as much again as is used. Two digits are enough. */
export function suggestValue(value: number, use: number | undefined): number {
  const wanted = Math.max(value * 2, (use ?? 0) * 1.5);
  return Number(wanted.toPrecision(2));
}
