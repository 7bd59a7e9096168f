export { listMetricsDataSources, listTempoDataSources, type DataSource } from './dataSources';
export { fetchErrorMessage, isForbidden } from './fetchErrorMessage';
export { readPluginSettings, savePluginSettings, type PluginSettings } from './pluginSettings';
export { fetchLabelValues, fetchSeries, type Listed, type TimeWindow } from './prometheusMetadata';
export { proxyTransport } from './proxyTransport';
