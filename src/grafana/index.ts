export { absoluteUrl } from './absoluteUrl';
export { listMetricsDataSources, listTempoDataSources, type DataSource } from './dataSources';
export { fetchErrorMessage, isForbidden } from './fetchErrorMessage';
export { readPluginSettings, savePluginSettings, type PluginSettings } from './pluginSettings';
export { fetchLabelValues, fetchSeries, type Listed, type TimeWindow } from './prometheusMetadata';
export { proxyTransport } from './proxyTransport';
export { useUserStore, type UserStore } from './userStorage';
export { canStreamSearch, streamSearch, type StreamedSearchRequest } from './streamSearch';
