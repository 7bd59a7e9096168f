import { readFileSync } from 'node:fs';

import type { PluginRole, PluginRoute } from '../pluginProxy/pluginRoute';

/** The built plugin.json of the app, as far as the server reads it. */
export interface AppPlugin {
  id: string;
  name: string;
  type: string;
  info: { version: string; description?: string; logos: { small: string; large: string } };
  includes?: AppInclude[];
  dependencies: Record<string, unknown>;
  extensions?: Record<string, unknown>;
  preload?: boolean;
  autoEnabled?: boolean;
  routes?: PluginRoute[];
  roles?: PluginRole[];
}

export interface AppInclude {
  type: string;
  name: string;
  path?: string;
  role?: string;
  action?: string;
  addToNav?: boolean;
  defaultNav?: boolean;
  icon?: string;
}

/** Reads `dist/plugin.json` anew, so that a rebuild shows after a reload. */
export function readAppPlugin(file: string): AppPlugin {
  const plugin = JSON.parse(readFileSync(file, 'utf8')) as AppPlugin;
  const fill = (path?: string) => path?.replaceAll('%PLUGIN_ID%', plugin.id);
  return { ...plugin, includes: plugin.includes?.map((include) => ({ ...include, path: fill(include.path) })) };
}

/** Where the browser finds a file that plugin.json names. */
export function assetPath(plugin: AppPlugin, file: string): string {
  return `public/plugins/${plugin.id}/${file}`;
}
