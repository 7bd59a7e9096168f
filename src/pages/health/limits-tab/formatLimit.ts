import { formattedValueToString, getValueFormat } from '@grafana/data';
import { t } from '@grafana/i18n';
import type { EffectiveLimit, LimitSource, TenantLimit } from '../../../health';

const FORMATS: Readonly<Record<TenantLimit['unit'], string>> = {
  'bytes/s': 'Bps',
  bytes: 'decbytes',
  count: 'locale',
  seconds: 's',
};

const SECONDS_PER_HOUR = 3600;
const HOURS_PER_DAY = 24;

/** A value of a limit with its unit. */
export function formatLimitValue({ unit }: Pick<TenantLimit, 'unit'>, value: number): string {
  const hours = value / SECONDS_PER_HOUR;
  if (unit === 'seconds' && hours >= HOURS_PER_DAY && Number.isInteger(hours)) {
    // As configurations have it: 30 days, not 4.29 weeks.
    return Number.isInteger(hours / HOURS_PER_DAY) && hours > HOURS_PER_DAY
      ? t('health.limits.days', '{{days}} days', { days: hours / HOURS_PER_DAY })
      : t('health.limits.hours', '{{hours}} hours', { hours });
  }
  return formattedValueToString(getValueFormat(FORMATS[unit])(value));
}

/** The limit in force; 0 in the words that it means. */
export function limitText({ limit, value }: EffectiveLimit): string {
  if (value > 0) {
    return formatLimitValue(limit, value);
  }
  switch (limit.zeroMeans) {
    case 'nothing is taken in':
      return t('health.limits.nothing', '0: nothing is taken in');
    case 'no limit':
      return t('health.limits.no-limit', 'no limit');
    case 'the limit of all tenants':
      return t('health.limits.of-all', 'that of all tenants');
  }
}

/** Where a limit comes from. */
export function sourceText(source: LimitSource): string {
  switch (source) {
    case 'user-configurable':
      return t('health.limits.source.user', 'set by the tenant through the API');
    case 'tenant':
      return t('health.limits.source.tenant', 'the block of the tenant');
    case 'wildcard':
      return t('health.limits.source.wildcard', 'the block of all tenants (*)');
    case 'defaults':
      return t('health.limits.source.defaults', 'the defaults of this Tempo');
    case 'code':
      return t('health.limits.source.code', 'the default of the release');
    case 'absent':
      return t('health.limits.source.absent', 'left out of the block in force, which replaces the defaults');
  }
}

/** Each of what has the limit for itself. */
export function countsPerText({ countsPer }: TenantLimit): string {
  switch (countsPer) {
    case 'distributor':
      return t('health.limits.per.distributor', 'in the busiest distributor');
    case 'ingester or live-store':
      return t('health.limits.per.store', 'in the fullest ingester or live-store');
    case 'metrics-generator':
      return t('health.limits.per.generator', 'in the fullest metrics-generator');
    default:
      return '';
  }
}
