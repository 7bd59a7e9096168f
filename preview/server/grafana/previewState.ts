import type { GrafanaMajor } from './bootData';
import type { DataSourceStore } from './dataSourceStore';
import type { Role } from './permissions';
import type { RequestLog } from '../recordedTempo/requestLog';
import type { TempoVersion } from '../recording/recording';
import type { PluginSettingsStore } from './pluginSettings';

/** What the HTTP server shows; set once everything runs. */
export interface PreviewState {
  grafana: GrafanaMajor;
  appUrl: string;
  defaultRole: Role;
  /** The release behind the Tempo data source. */
  tempo: TempoVersion;
  dataSources: DataSourceStore;
  /** What was asked of Tempo. */
  requests: RequestLog;
  settings: PluginSettingsStore;
  /** Folder of the built plugin. */
  pluginFolder: string;
  /** Folder of the bundled host. */
  hostFolder: string;
  /** Folders of images that stand for `public/img`, best first. */
  imageFolders: string[];
}
