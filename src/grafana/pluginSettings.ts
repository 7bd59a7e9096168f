import { getBackendSrv } from '@grafana/runtime';
import { lastValueFrom } from 'rxjs';
import { PLUGIN_ID } from '../constants';
import { COMPONENTS, type Component } from '../tempo';
import { COMPONENT_URL_KEYS } from './componentRoutes';

/** `jsonData` of the app: what an administrator chose for everybody. */
export interface PluginSettings {
  /** Data source the pages open with. */
  tempoUid?: string;
  /** Prometheus data source the pages open with. */
  metricsUid?: string;
  /** Base URLs of components, for their own routes. */
  componentUrls?: ComponentUrls;
  /** Tenant that the routes to components send as `X-Scope-OrgID`. */
  tenant?: string;
  /** How long traces should be kept, for the health checks. */
  wantedRetentionSeconds?: number;
}

export type ComponentUrls = Readonly<Partial<Record<Component, string>>>;

/** Reads the app's `jsonData`, whatever stands in it. */
export function readPluginSettings(jsonData: unknown): PluginSettings {
  const settings = typeof jsonData === 'object' && jsonData !== null ? { ...jsonData } : {};
  const text = (key: string) => {
    const value: unknown = Reflect.get(settings, key);
    // Provisioning turns `30` into a number.
    const written = typeof value === 'number' ? String(value) : value;
    return typeof written === 'string' && written.trim() !== '' ? written.trim() : undefined;
  };
  const componentUrls: Partial<Record<Component, string>> = {};
  for (const component of COMPONENTS) {
    const url = text(COMPONENT_URL_KEYS[component]);
    if (url !== undefined) {
      componentUrls[component] = url;
    }
  }
  const days = Number(text('wantedRetentionDays'));
  return {
    tempoUid: text('tempoUid'),
    metricsUid: text('metricsUid'),
    tenant: text('tenant'),
    componentUrls,
    wantedRetentionSeconds: days > 0 && Number.isFinite(days) ? days * SECONDS_PER_DAY : undefined,
  };
}

const SECONDS_PER_DAY = 86_400;

/** The `jsonData` of settings, as the templates of the routes want it: flat, without a slash at the end of a URL. */
export function toJsonData({
  componentUrls = {},
  wantedRetentionSeconds,
  ...settings
}: PluginSettings): Record<string, string | undefined> {
  const urls = COMPONENTS.map((component) => {
    const url = componentUrls[component]?.trim().replace(/\/+$/, '');
    return [COMPONENT_URL_KEYS[component], url === '' ? undefined : url];
  });
  const wantedRetentionDays =
    wantedRetentionSeconds === undefined ? undefined : String(wantedRetentionSeconds / SECONDS_PER_DAY);
  return { ...settings, wantedRetentionDays, ...Object.fromEntries(urls) };
}

/**
 * What is wrong with the URL of a component, if anything. Grafana takes only scheme, host and path of it, and would drop
 * the rest without a word (pkg/api/pluginproxy/pluginproxy.go, 12.3).
 */
export function problemOfComponentUrl(text: string): 'no-url' | 'scheme' | 'has-more' | undefined {
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    return 'no-url';
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return 'scheme';
  }
  const hasMore = url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '';
  return hasMore ? 'has-more' : undefined;
}

/**
 * Stores the settings of the app. Needs the right to write plugin settings. `authorization` is the value of the header
 * that the routes to components send: only written, never read; undefined keeps what is stored, an empty text ends it.
 *
 * @throws FetchError as Grafana's backend service gives it
 */
export async function savePluginSettings(
  settings: PluginSettings,
  { enabled, pinned, authorization }: { enabled: boolean; pinned: boolean; authorization?: string }
): Promise<void> {
  const secureJsonData = authorization === undefined ? undefined : { authorization };
  await lastValueFrom(
    getBackendSrv().fetch({
      url: `/api/plugins/${PLUGIN_ID}/settings`,
      method: 'POST',
      data: { enabled, pinned, jsonData: toJsonData(settings), secureJsonData },
      showErrorAlert: false,
      showSuccessAlert: false,
    })
  );
}
