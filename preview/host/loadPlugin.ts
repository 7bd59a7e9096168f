import type { AppPlugin, AppPluginMeta } from '@grafana/data';
import { getBackendSrv } from '@grafana/runtime';
import { registerExtensions } from './extensions/extensionRegistry.ts';

interface PluginModule {
  plugin?: AppPlugin;
}

const plugins = new Map<string, Promise<AppPlugin>>();

/** Settings and code of an app plugin, loaded once. The code is the unmodified `dist/module.js`. */
export function loadPlugin(pluginId: string): Promise<AppPlugin> {
  const known = plugins.get(pluginId);
  if (known) {
    return known;
  }
  const loading = importPlugin(pluginId);
  plugins.set(pluginId, loading);
  loading.catch(() => plugins.delete(pluginId));
  return loading;
}

async function importPlugin(pluginId: string): Promise<AppPlugin> {
  const meta: AppPluginMeta = await getBackendSrv().get(`/api/plugins/${pluginId}/settings`);
  const module = await readModule(`/public/plugins/${pluginId}/module.js`);
  if (!module.plugin) {
    throw new Error(`module.js of ${pluginId} exports no "plugin".`);
  }
  module.plugin.init(meta);
  module.plugin.meta = meta;
  module.plugin.setComponentsFromLegacyExports(module as never);
  if (meta.enabled) {
    registerExtensions(module.plugin);
  }
  return module.plugin;
}

/** A bundle with top-level await has a promise of its exports as its only export. */
async function readModule(url: string): Promise<PluginModule> {
  const namespace: PluginModule & { default?: PluginModule | Promise<PluginModule> } = await System.import(url);
  return namespace.plugin ? namespace : ((await namespace.default) ?? {});
}
