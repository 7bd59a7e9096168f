import { assetPath, type AppPlugin } from './appPlugin';
import { renderInstanceSettings, type DataSource } from './dataSource';
import { buildNavTree } from './navTree';
import type { Role } from './permissions';
import type { Visitor } from './visitor';

export type GrafanaMajor = '12' | '13';

/** The version that the preview says it is, by major version. */
export const GRAFANA_VERSIONS: Record<GrafanaMajor, string> = { '12': '12.3.0', '13': '13.2.2' };

/** Of the organisation, in paths of Grafana's newer APIs. */
const NAMESPACE = 'default';

export interface BootInput {
  grafana: GrafanaMajor;
  plugin: AppPlugin;
  /** Whether the app is enabled. */
  enabled: boolean;
  dataSources: DataSource[];
  visitor: Visitor;
  /** Base URL of the preview, with a slash at the end. */
  appUrl: string;
}

/** `window.grafanaBootData`. */
export function buildBootData(input: BootInput) {
  return {
    user: buildUser(input.visitor),
    settings: buildFrontendSettings(input),
    navTree: buildNavTree(input.plugin, input.enabled, input.visitor),
    preview: { streamingFailures: listStreamingFailures(input.dataSources) },
  };
}

function listStreamingFailures(dataSources: DataSource[]): Record<string, string> {
  return Object.fromEntries(
    dataSources.flatMap(({ uid, streamingFailure }) => (streamingFailure ? [[uid, streamingFailure]] : []))
  );
}

/** Each role is a user of its own. */
export function userUid(role: Role): string {
  return `preview-${role.toLowerCase()}`;
}

/** What Grafana tells the upstream of an app's route in `X-Grafana-Context`. Source: 12.3, pkg/services/user/identity.go. */
export function describeSignedInUser({ role }: Pick<Visitor, 'role'>): Record<string, unknown> {
  const login = role.toLowerCase();
  return {
    UserID: 1,
    UserUID: userUid(role),
    OrgID: 1,
    OrgName: 'Main Org.',
    OrgRole: role,
    Login: login,
    Name: `Preview ${role}`,
    Email: `${login}@localhost`,
    IsGrafanaAdmin: role === 'Admin',
    IsAnonymous: false,
    Namespace: NAMESPACE,
  };
}

function buildUser({ role, theme, permissions }: Visitor) {
  const login = role.toLowerCase();
  return {
    isSignedIn: true,
    id: 1,
    uid: userUid(role),
    login,
    email: `${login}@localhost`,
    name: `Preview ${role}`,
    orgId: 1,
    orgName: 'Main Org.',
    orgCount: 1,
    orgRole: role,
    isGrafanaAdmin: role === 'Admin',
    theme,
    lightTheme: theme === 'light',
    timezone: 'browser',
    weekStart: '',
    locale: 'en-US',
    language: 'en-US',
    regionalFormat: 'en-US',
    permissions,
  };
}

/** `GET /api/frontend/settings`. Source: Grafana 12.3, pkg/api/frontendsettings.go; only what is read here. */
export function buildFrontendSettings({ grafana, plugin, enabled, dataSources, visitor, appUrl }: BootInput) {
  const version = GRAFANA_VERSIONS[grafana];
  const defaultDatasource = (dataSources.find(({ isDefault }) => isDefault) ?? dataSources[0])?.name ?? '';
  return {
    appUrl,
    appSubUrl: '',
    buildInfo: {
      version,
      versionString: `Grafana v${version}`,
      commit: 'preview',
      commitShort: 'preview',
      buildstamp: 0,
      edition: 'Open Source',
      env: 'production',
      hideVersion: false,
      latestVersion: version,
      hasUpdate: false,
    },
    datasources: Object.fromEntries(
      dataSources.map((dataSource) => [dataSource.name, renderInstanceSettings(dataSource)])
    ),
    defaultDatasource,
    featureToggles: {},
    minRefreshInterval: '5s',
    exploreEnabled: true,
    rbacEnabled: true,
    // The preview has no Grafana Live; the host imitates what a data source would stream.
    liveEnabled: visitor.scenarios.has('streaming') || visitor.scenarios.has('correlation-streaming'),
    namespace: NAMESPACE,
    apps: enabled ? { [plugin.id]: renderAppConfig(plugin) } : {},
  };
}

/** Grafana fills in what plugin.json leaves out. */
const NO_EXTENSIONS = {
  addedLinks: [],
  addedComponents: [],
  addedFunctions: [],
  exposedComponents: [],
  extensionPoints: [],
};

function renderAppConfig(plugin: AppPlugin) {
  return {
    id: plugin.id,
    path: assetPath(plugin, 'module.js'),
    version: plugin.info.version,
    preload: plugin.preload === true,
    angular: { detected: false, hideDeprecation: false },
    loadingStrategy: 'script',
    extensions: { ...NO_EXTENSIONS, ...plugin.extensions },
    dependencies: { extensions: { exposedComponents: [] }, ...plugin.dependencies },
  };
}
