import type { Version } from '../parseVersion';

export interface GrafanaSettings {
  version: Version | null;
  port: number;
  /** All absolute. */
  folders: { data: string; logs: string; plugins: string; provisioning: string };
  pluginId: string;
}

/**
 * Grafana's settings as variables (`GF_<section>_<key>`, see `conf/defaults.ini`): reachable from this machine only,
 * everybody is Admin, and nothing is sent or fetched elsewhere.
 */
export function listGrafanaVariables({ version, port, folders, pluginId }: GrafanaSettings): Record<string, string> {
  return {
    GF_PATHS_DATA: folders.data,
    GF_PATHS_LOGS: folders.logs,
    GF_PATHS_PLUGINS: folders.plugins,
    GF_PATHS_PROVISIONING: folders.provisioning,
    GF_SERVER_PROTOCOL: 'http',
    GF_SERVER_HTTP_ADDR: '127.0.0.1',
    GF_SERVER_HTTP_PORT: String(port),
    GF_SERVER_DOMAIN: '127.0.0.1',
    GF_SERVER_ROOT_URL: `http://127.0.0.1:${port}/`,
    GF_LOG_MODE: 'console',
    GF_AUTH_ANONYMOUS_ENABLED: 'true',
    GF_AUTH_ANONYMOUS_ORG_ROLE: 'Admin',
    GF_USERS_HOME_PAGE: `/a/${pluginId}`,
    GF_PLUGINS_ALLOW_LOADING_UNSIGNED_PLUGINS: pluginId,
    // Since 13 Grafana gets its Tempo data source as a plugin that it installs at the start.
    ...(version !== null && version.major < 13 ? { GF_PLUGINS_PREINSTALL_DISABLED: 'true' } : {}),
    GF_PLUGINS_PUBLIC_KEY_RETRIEVAL_DISABLED: 'true',
    GF_ANALYTICS_REPORTING_ENABLED: 'false',
    GF_ANALYTICS_CHECK_FOR_UPDATES: 'false',
    GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: 'false',
    GF_ANALYTICS_FEEDBACK_LINKS_ENABLED: 'false',
    GF_NEWS_NEWS_FEED_ENABLED: 'false',
    GF_SECURITY_DISABLE_GRAVATAR: 'true',
    GF_SNAPSHOTS_EXTERNAL_ENABLED: 'false',
  };
}

/** The environment without the settings of another Grafana, whose database this one must not open. */
export function withoutGrafanaVariables(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('GF_')));
}
