import { listComponentPaths, type Component } from '../tempo';

/** The right that the routes to components ask for; declared, with its grants, in plugin.json. */
export const READ_COMPONENTS = 'tempo-companion-app.components:read';

/** Keys of `jsonData`: the URL of each component, without a path behind it unless a proxy needs one. */
export const COMPONENT_URL_KEYS = {
  distributor: 'distributorUrl',
  ingester: 'ingesterUrl',
  'live-store': 'liveStoreUrl',
  'block-builder': 'blockBuilderUrl',
  'metrics-generator': 'metricsGeneratorUrl',
  querier: 'querierUrl',
  'query-frontend': 'queryFrontendUrl',
  compactor: 'compactorUrl',
  'backend-scheduler': 'backendSchedulerUrl',
  'backend-worker': 'backendWorkerUrl',
} as const satisfies Readonly<Record<Component, string>>;

/** A route of plugin.json. Source: Grafana 12.3, pkg/plugins/plugins.go (Route). */
export interface PluginRoute {
  path: string;
  method: 'GET';
  url: string;
  reqAction: string;
  headers: ReadonlyArray<{ name: string; content: string }>;
}

/** Path of a component's route below `/api/plugin-proxy/<plugin id>/`. */
export function componentRoutePath(component: Component, path: string): string {
  return `components/${component}${path}`;
}

/**
 * The routes that plugin.json declares: one for each component and path, GET alone. None ends in `*`: what is not listed
 * cannot be reached through the app, whatever a component answers elsewhere. `orEmpty`, because a Go template writes
 * `<no value>` for a setting that is not there.
 */
export function listComponentRoutes(component: Component): PluginRoute[] {
  return listComponentPaths(component).map((path) => ({
    path: componentRoutePath(component, path),
    method: 'GET',
    url: `{{ orEmpty .JsonData.${COMPONENT_URL_KEYS[component]} }}${path}`,
    reqAction: READ_COMPONENTS,
    headers: [
      { name: 'X-Scope-OrgID', content: '{{ orEmpty .JsonData.tenant }}' },
      { name: 'Authorization', content: '{{ orEmpty .SecureJsonData.authorization }}' },
    ],
  }));
}
