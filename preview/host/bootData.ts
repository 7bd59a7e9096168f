import type { DataSourceInstanceSettings, NavModelItem } from '@grafana/data';

export type OrgRole = 'Admin' | 'Editor' | 'Viewer';
export type ThemeName = 'dark' | 'light';

/** What the preview's server puts into the page: the part of Grafana's boot data that the host reads. */
export interface BootData {
  user: {
    isSignedIn: boolean;
    login: string;
    name: string;
    orgId: number;
    orgRole: OrgRole;
    theme: ThemeName;
    permissions: Record<string, boolean>;
    timezone: string;
    locale: string;
    language?: string;
    weekStart?: string;
  };
  settings: {
    buildInfo: { version: string };
    datasources: Record<string, DataSourceInstanceSettings>;
    defaultDatasource: string;
    appSubUrl: string;
  };
  navTree: NavModelItem[];
}

/** Boot data of this page load. Set by an inline script before any module is evaluated. */
export function readBootData(): BootData {
  const bootData = window.grafanaBootData;
  if (!bootData) {
    throw new Error('window.grafanaBootData is missing: the page was not rendered by the preview server.');
  }
  return bootData;
}
