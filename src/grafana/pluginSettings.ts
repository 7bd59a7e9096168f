import { getBackendSrv } from '@grafana/runtime';
import { lastValueFrom } from 'rxjs';
import { PLUGIN_ID } from '../constants';

/** `jsonData` of the app: what an administrator chose for everybody. */
export interface PluginSettings {
  /** Data source the pages open with. */
  tempoUid?: string;
  /** Prometheus data source the pages open with. */
  metricsUid?: string;
}

/** Reads the app's `jsonData`, whatever stands in it. */
export function readPluginSettings(jsonData: unknown): PluginSettings {
  const settings = typeof jsonData === 'object' && jsonData !== null ? { ...jsonData } : {};
  const text = (key: keyof PluginSettings) => {
    const value: unknown = Reflect.get(settings, key);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  return { tempoUid: text('tempoUid'), metricsUid: text('metricsUid') };
}

/**
 * Stores the settings of the app. Needs the right to write plugin settings.
 *
 * @throws FetchError as Grafana's backend service gives it
 */
export async function savePluginSettings(
  settings: PluginSettings,
  { enabled, pinned }: { enabled: boolean; pinned: boolean }
): Promise<void> {
  await lastValueFrom(
    getBackendSrv().fetch({
      url: `/api/plugins/${PLUGIN_ID}/settings`,
      method: 'POST',
      data: { enabled, pinned, jsonData: settings },
      showErrorAlert: false,
      showSuccessAlert: false,
    })
  );
}
