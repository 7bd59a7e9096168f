import type { Discard, TenantNumbers } from '../../../data';
import { limitsOfTenant, type EffectiveLimit, type HealthEvidence, type ProcessName } from '../../../health';
import { configText, type Generation, type RuntimeConfig } from '../../../tempo';
import { limitsFromMetrics } from './limitsFromMetrics';

/** What Tempo calls the tenant of an installation without tenants (pkg/util/usertracker, dskit/tenant). */
const SINGLE_TENANT = 'single-tenant';
const WILDCARD = '*';
const RATE_PATH = 'ingestion.rate_limit_bytes';

/** Limits, and whose word they are: a process's, or that of Prometheus. */
export interface KnownLimits {
  readonly config: RuntimeConfig;
  readonly from: ProcessName | 'prometheus';
}

/** The limits as the first process shows them; where none does, as Prometheus has them. */
export function knownLimits(
  { processes }: HealthEvidence,
  numbers: TenantNumbers | undefined
): KnownLimits | undefined {
  const shown = processes.flatMap(({ name, runtimeConfig }): KnownLimits[] =>
    runtimeConfig?.ok ? [{ config: runtimeConfig.value, from: name }] : []
  );
  const config = shown.length === 0 && numbers ? limitsFromMetrics(numbers.defaults, numbers.overrides) : undefined;
  return shown[0] ?? (config && { config, from: 'prometheus' });
}

/** All tenants that anybody knows of, sorted; the one that is meant where there are none. */
export function listTenants(
  config: RuntimeConfig | undefined,
  { dataSource }: HealthEvidence,
  numbers: TenantNumbers | undefined
): readonly string[] {
  const names = new Set([
    ...(config?.tenants.keys() ?? []),
    ...(config?.userConfigurable.keys() ?? []),
    ...dataSource.tenants,
    ...(numbers?.use.keys() ?? []),
    ...(numbers?.discards.map(({ tenant }) => tenant) ?? []),
  ]);
  names.delete(WILDCARD);
  names.delete('');
  return names.size === 0 ? [SINGLE_TENANT] : [...names].sort((a, b) => a.localeCompare(b));
}

/** The tenant to begin with: that of which most is thrown away, or else the first. */
export function firstTenant(tenants: readonly string[], discards: readonly Discard[]): string {
  const lost = (tenant: string) =>
    discards.filter((discard) => discard.tenant === tenant).reduce((sum, { spans }) => sum + spans, 0);
  const worst = [...tenants].sort((a, b) => lost(b) - lost(a))[0];
  return worst ?? SINGLE_TENANT;
}

/** The limits of a tenant beside its use. */
export function limitsWithUse(
  config: RuntimeConfig,
  tenant: string,
  generation: Generation | undefined,
  numbers: TenantNumbers | undefined
): EffectiveLimit[] {
  const use = numbers?.use.get(tenant) ?? {};
  const received = numbers?.receivedBytesPerSecond.get(tenant);
  // With the global strategy the rate is shared by all distributors.
  const own = received !== undefined && isGlobalRate(config) ? { ...use, [RATE_PATH]: received } : use;
  return limitsOfTenant(config, tenant, generation, own);
}

/** The strategy is one for all: of the blocks of tenants it is not read (modules/overrides IngestionRateStrategy, 2.6.1 and 3.0.3). */
export function isGlobalRate({ defaults }: RuntimeConfig): boolean {
  return configText(defaults, 'ingestion.rate_strategy') === 'global';
}
