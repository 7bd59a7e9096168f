import { initializeI18n } from '@grafana/i18n/dist/esm/i18n.mjs';
import * as dataSourceLoader from '@grafana/runtime/dist/esm/services/dataSource/dataSource.mjs';
import * as dataSourceSettings from '@grafana/runtime/dist/esm/services/dataSource/settings.mjs';
import { setGetObservablePluginComponents } from '@grafana/runtime/dist/esm/services/pluginExtensions/getObservablePluginComponents.mjs';
import { setGetObservablePluginLinks } from '@grafana/runtime/dist/esm/services/pluginExtensions/getObservablePluginLinks.mjs';
import { initializeLoggersRegistry } from '@grafana/runtime/unstable';
import { readBootData } from '../bootData.ts';
import { findDataSourceClass } from '../dataSources/buildDataSource.ts';
import { observePluginComponents, observePluginLinks } from '../extensions/pluginExtensionHooks.ts';

/** What Grafana's core sets through entry points of the packages that are not published. */
export async function initialiseInternals(): Promise<void> {
  const { settings, user } = readBootData();
  initializeLoggersRegistry();
  setGetObservablePluginLinks(observePluginLinks);
  setGetObservablePluginComponents(observePluginComponents);
  dataSourceSettings.initDataSourceInstanceSettings(settings.datasources, settings.defaultDatasource);
  dataSourceLoader.setDataSourcePluginImporter(async ({ id }) => ({
    DataSourceClass: findDataSourceClass(id),
    components: {},
  }));
  await initializeI18n({ language: user.language ?? 'en-US', ns: ['grafana'] });
}
