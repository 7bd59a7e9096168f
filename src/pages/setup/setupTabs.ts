import { t } from '@grafana/i18n';
import { PLUGIN_BASE_URL } from '../../constants';

/** The tabs, by what stands behind `/setup/` in the address; the first is `/setup` itself. */
export const SETUP_TABS = ['correlation', 'provisioning', 'deployment'] as const;
export type SetupTab = (typeof SETUP_TABS)[number];

/** The tab of a path below `/setup/`; the first where it names none. */
export function readTab(path: string | undefined): SetupTab {
  const name = (path ?? '').replace(/\/+$/, '');
  return SETUP_TABS.find((tab) => tab === name) ?? 'correlation';
}

/** Where a tab is, with the data sources and the trace of the page. */
export function tabPath(tab: SetupTab, search: string): string {
  return `${PLUGIN_BASE_URL}/setup${tab === 'correlation' ? '' : `/${tab}`}${search}`;
}

export function labelOfTab(tab: SetupTab): string {
  switch (tab) {
    case 'correlation':
      return t('setup.tab.correlation', 'Correlation');
    case 'provisioning':
      return t('setup.tab.provisioning', 'Provisioning');
    case 'deployment':
      return t('setup.tab.deployment', 'Deployment');
  }
}
