export { absoluteUrl } from './absoluteUrl';
export { askLoki, type LokiPath } from './askLoki';
export {
  mayWriteDataSources,
  readDataSource,
  reloadDataSources,
  writeJsonData,
  type StoredDataSource,
} from './dataSourceApi';
export { listDataSourceSettings } from './dataSourceSettings';
export { fetchExemplars, fetchInstant, type InstantSeries } from './fetchFromPrometheus';
export { listMetricsDataSources, listTempoDataSources, type DataSource } from './dataSources';
export { fetchErrorMessage, isForbidden } from './fetchErrorMessage';
export { COMPONENT_URL_KEYS, READ_COMPONENTS } from './componentRoutes';
export {
  problemOfComponentUrl,
  readPluginSettings,
  savePluginSettings,
  type ComponentUrls,
  type PluginSettings,
} from './pluginSettings';
export { fetchLabelNames, fetchLabelValues, fetchSeries, type Listed, type TimeWindow } from './prometheusMetadata';
export { componentTransport, proxyTransport } from './proxyTransport';
export { askPrometheus, queryPrometheus } from './queryPrometheus';
export { useUserStore, type UserStore } from './userStorage';
export { canStreamSearch, InexactStreamError, streamSearch, type StreamedSearchRequest } from './streamSearch';
