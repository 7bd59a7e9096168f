import { join } from 'node:path';

import { projectPath } from '../projectPaths';
import type { RequestLog } from '../recordedTempo/requestLog';
import type { TempoVersion } from '../recording/recording';
import type { GrafanaMajor } from './bootData';
import { createDataSourceStore } from './dataSourceStore';
import type { Role } from './permissions';
import { createPluginSettingsStore } from './pluginSettings';
import type { PreviewState } from './previewState';
import { readDataSources, readProvisionedApp } from './readProvisioning';

export const PLUGIN_ID = 'tempo-companion-app';

export interface StateInput {
  grafana: GrafanaMajor;
  role: Role;
  /** With a slash at the end. */
  appUrl: string;
  /** For the file of the plugin's settings. */
  runFolder: string;
  pluginFolder: string;
  hostFolder: string;
  tempo: TempoVersion;
  prometheusUrl: string;
  lokiUrl: string;
  tempoUrl: string;
  /** By component. */
  componentUrls: Record<string, string>;
  requests: RequestLog;
}

/** The state as the project's provisioning files describe it, with the URLs of this run. */
export function buildState(input: StateInput): PreviewState {
  const { grafana, role, appUrl, tempo, runFolder, pluginFolder, hostFolder } = input;
  const env = {
    ...process.env,
    ...listComponentVariables(input.componentUrls),
    PROMETHEUS_URL: input.prometheusUrl,
    LOKI_URL: input.lokiUrl,
    TEMPO_URL: input.tempoUrl,
  };
  const app = readProvisionedApp(projectPath('provisioning/plugins'), PLUGIN_ID, env);
  const images = 'node_modules/@grafana/ui/dist/public/img';
  return {
    grafana,
    appUrl,
    defaultRole: role,
    tempo,
    requests: input.requests,
    dataSources: createDataSourceStore(readDataSources(projectPath('provisioning/datasources'), env)),
    settings: createPluginSettingsStore(join(runFolder, 'plugin-settings.json'), app),
    pluginFolder,
    hostFolder,
    imageFolders: [projectPath('preview', `grafana-${grafana}`, images), projectPath(images)],
  };
}

/** `TEMPO_QUERY_FRONTEND_URL` and so on, as `provisioning/plugins/app.yaml` names them. */
function listComponentVariables(componentUrls: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(componentUrls).map(([component, url]) => [
      `TEMPO_${component.toUpperCase().replaceAll('-', '_')}_URL`,
      url,
    ])
  );
}
