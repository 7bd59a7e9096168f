import pluginJson from './plugin.json';

export const PLUGIN_ID = pluginJson.id;

/** Where the pages of the app live; Grafana puts its own sub-path before it. */
export const PLUGIN_BASE_URL = `/a/${PLUGIN_ID}`;
