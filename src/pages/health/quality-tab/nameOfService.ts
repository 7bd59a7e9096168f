import { t } from '@grafana/i18n';

/** A service as it is shown; spans without `service.name` have the empty name. */
export function nameOfService(service: string): string {
  return service === '' ? t('health.quality.no-name', '(no name)') : service;
}
