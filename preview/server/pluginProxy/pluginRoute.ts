/** A route of plugin.json, as far as Grafana reads it for apps. Source: Grafana 12.3, pkg/plugins/models.go. */
export interface PluginRoute {
  path: string;
  /** Empty or `*` for any; else exactly one. */
  method?: string;
  /** Template. */
  url: string;
  /** Template for each value. */
  headers?: ReadonlyArray<{ name: string; content: string }>;
  /** The right it takes; with it the role does not count. */
  reqAction?: string;
  /** The role it takes. */
  reqRole?: string;
}

/** A role that plugin.json declares, with the basic roles that get it. */
export interface PluginRole {
  role: { name: string; description?: string; permissions: ReadonlyArray<{ action: string; scope?: string }> };
  grants: readonly string[];
}
