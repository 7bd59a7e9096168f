export { chooseDataSources, type DataSourceChoice } from './chooseDataSources';
export { type Discovery, type MetricsProblem } from './discover';
export { PluginSettingsContext, usePluginSettings } from './PluginSettingsContext';
export { SurroundingsContext, useSurroundings, type Surroundings } from './SurroundingsContext';
export { useDataSourceChoice } from './useDataSourceChoice';
export { useDiscovery } from './useDiscovery';
export type * from './suggestions/traceqlSuggestions';
