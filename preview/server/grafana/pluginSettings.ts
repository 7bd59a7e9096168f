import { readFileSync, renameSync, writeFileSync } from 'node:fs';

import { assetPath, type AppPlugin } from './appPlugin';
import type { ProvisionedApp } from './readProvisioning';

interface StoredSettings extends ProvisionedApp {
  pinned: boolean;
}

/** The saved settings of the app, in a JSON file that is always whole. */
export interface PluginSettingsStore {
  read(): StoredSettings;
  /** Body of `POST /api/plugins/:id/settings`. Secure values that are not sent are kept. */
  update(body: Record<string, unknown>): void;
}

export function createPluginSettingsStore(file: string, initial: ProvisionedApp): PluginSettingsStore {
  const write = (settings: StoredSettings) => {
    writeFileSync(`${file}.new`, JSON.stringify(settings, null, 2));
    renameSync(`${file}.new`, file);
  };
  const read = () => JSON.parse(readFileSync(file, 'utf8')) as StoredSettings;
  // A provisioned app is pinned.
  write({ ...initial, pinned: initial.enabled });
  return {
    read,
    update: (body) =>
      write({
        enabled: body.enabled === true,
        pinned: body.pinned === true,
        jsonData: asObject(body.jsonData),
        secureJsonData: { ...read().secureJsonData, ...(asObject(body.secureJsonData) as Record<string, string>) },
      }),
  };
}

/** As `GET /api/plugins/:id/settings` answers. Source: Grafana 12.3, pkg/api/dtos/plugins.go. */
export function renderPluginSettings(plugin: AppPlugin, { enabled, pinned, jsonData, secureJsonData }: StoredSettings) {
  return {
    name: plugin.name,
    type: plugin.type,
    id: plugin.id,
    enabled,
    pinned,
    autoEnabled: plugin.autoEnabled === true,
    module: assetPath(plugin, 'module.js'),
    baseUrl: `public/plugins/${plugin.id}`,
    info: { ...plugin.info, logos: renderLogos(plugin) },
    includes: plugin.includes ?? [],
    dependencies: plugin.dependencies,
    extensions: plugin.extensions ?? {},
    jsonData,
    // A value that was emptied counts as not set.
    secureJsonFields: Object.fromEntries(
      Object.entries(secureJsonData)
        .filter(([, value]) => value !== '')
        .map(([key]) => [key, true])
    ),
    defaultNavUrl: plugin.includes?.find(({ defaultNav }) => defaultNav)?.path ?? `/plugins/${plugin.id}`,
    latestVersion: '',
    hasUpdate: false,
    state: '',
    signature: 'unsigned',
    signatureType: '',
    signatureOrg: '',
    angularDetected: false,
    loadingStrategy: 'script',
  };
}

function renderLogos(plugin: AppPlugin) {
  const { small, large } = plugin.info.logos;
  return { small: assetPath(plugin, small), large: assetPath(plugin, large) };
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
