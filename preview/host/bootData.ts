import type { DataSourceInstanceSettings, NavModelItem } from '@grafana/data';

export type OrgRole = 'Admin' | 'Editor' | 'Viewer';
export type ThemeName = 'dark' | 'light';

interface EnabledApp {
  id: string;
  extensions: { addedLinks: Array<{ targets: string[] }>; addedComponents: Array<{ targets: string[] }> };
}

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
    /** The enabled apps, by ID. */
    apps: Record<string, EnabledApp>;
  };
  navTree: NavModelItem[];
  /** What only the preview says: why streaming fails, by the uid of the data source. */
  preview?: { streamingFailures: Record<string, string> };
}

/** Boot data of this page load. Set by an inline script before any module is evaluated. */
export function readBootData(): BootData {
  const bootData = window.grafanaBootData;
  if (!bootData) {
    throw new Error('window.grafanaBootData is missing: the page was not rendered by the preview server.');
  }
  return bootData;
}
