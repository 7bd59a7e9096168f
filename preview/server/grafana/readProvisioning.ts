import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

import type { DataSource } from './dataSource';
import { expandVariables } from './expandVariables';

type Environment = Record<string, string | undefined>;
type Entry = Record<string, unknown>;

/** The data sources of all YAML files of a folder, in the order of the file names. */
export function readDataSources(folder: string, env: Environment): DataSource[] {
  return readEntries(folder, 'datasources', env).map((entry, index) => {
    const name = readText(entry.name);
    return {
      id: index + 1,
      uid: readText(entry.uid) || name.toLowerCase(),
      name,
      type: readText(entry.type),
      url: readText(entry.url),
      isDefault: entry.isDefault === true,
      jsonData: readObject(entry.jsonData),
      secureJsonData: readObject(entry.secureJsonData) as Record<string, string>,
      basicAuth: entry.basicAuth === true,
      basicAuthUser: readText(entry.basicAuthUser),
      readOnly: entry.editable !== true,
      version: Number(entry.version) || 1,
    };
  });
}

/** What a provisioning file says about an app plugin. */
export interface ProvisionedApp {
  enabled: boolean;
  jsonData: Record<string, unknown>;
  secureJsonData: Record<string, string>;
}

/** The app as the YAML files of a folder provision it; one that none names is installed and not enabled. */
export function readProvisionedApp(folder: string, pluginId: string, env: Environment): ProvisionedApp {
  const entry = readEntries(folder, 'apps', env).find(({ type }) => type === pluginId);
  return {
    enabled: entry !== undefined && entry.disabled !== true,
    jsonData: readObject(entry?.jsonData),
    secureJsonData: readObject(entry?.secureJsonData) as Record<string, string>,
  };
}

function readEntries(folder: string, list: string, env: Environment): Entry[] {
  const files = readdirSync(folder)
    .filter((file) => /\.ya?ml$/.test(file))
    .sort();
  return files.flatMap((file) => {
    const content = readObject(parse(readFileSync(join(folder, file), 'utf8')));
    const entries = Array.isArray(content[list]) ? content[list] : [];
    return entries.map((entry) => expandVariables(entry, env) as Entry);
  });
}

function readText(value: unknown): string {
  return value === undefined || value === null ? '' : String(value);
}

function readObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
