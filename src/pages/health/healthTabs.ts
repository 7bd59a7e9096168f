import { t } from '@grafana/i18n';

export const HEALTH_TABS = [
  'checks',
  'components',
  'rings',
  'jobs',
  'limits',
  'configuration',
  'missing-trace',
  'quality',
] as const;
export type HealthTab = (typeof HEALTH_TABS)[number];

/** The parameter of the URL that says which tab is open. */
export const TAB_PARAMETER = 'tab';

/** The tab that a URL names; the checks where it names none. */
export function readTab(search: string): HealthTab {
  const name = new URLSearchParams(search).get(TAB_PARAMETER);
  return HEALTH_TABS.find((tab) => tab === name) ?? 'checks';
}

export function labelOfTab(tab: HealthTab): string {
  switch (tab) {
    case 'checks':
      return t('health.tab.checks', 'Checks');
    case 'components':
      return t('health.tab.components', 'Components');
    case 'rings':
      return t('health.tab.rings', 'Rings');
    case 'jobs':
      return t('health.tab.jobs', 'Backend jobs');
    case 'limits':
      return t('health.tab.limits', 'Limits');
    case 'configuration':
      return t('health.tab.configuration', 'Configuration');
    case 'missing-trace':
      return t('health.tab.missing-trace', 'Missing trace');
    case 'quality':
      return t('health.tab.quality', 'Trace quality');
  }
}
