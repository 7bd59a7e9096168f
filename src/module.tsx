import { AppPlugin, type AppPluginMeta, type AppRootProps, type PluginConfigPageProps } from '@grafana/data';
import { initPluginTranslations, type ResourceLoader } from '@grafana/i18n';
import { LoadingPlaceholder } from '@grafana/ui';
import React, { lazy, Suspense } from 'react';
import { PLUGIN_ID } from './constants';
import { registerExtensions } from './extensions/registerExtensions';

/** Scenes has translations of its own; English is in its code, so only other languages need them (and Scenes) here. */
const loadScenesTranslations: ResourceLoader = async (language) =>
  language.startsWith('en') ? {} : (await import('@grafana/scenes')).loadResources(language);

await initPluginTranslations(PLUGIN_ID, [loadScenesTranslations]);

const LazyApp = lazy(() => import('./app/App'));
const LazyConfigurationPage = lazy(() => import('./pages/configuration/ConfigurationPage'));

function App(props: AppRootProps) {
  return (
    <Suspense fallback={<LoadingPlaceholder text="" />}>
      <LazyApp {...props} />
    </Suspense>
  );
}

function Configuration(props: PluginConfigPageProps<AppPluginMeta>) {
  return (
    <Suspense fallback={<LoadingPlaceholder text="" />}>
      <LazyConfigurationPage {...props} />
    </Suspense>
  );
}

export const plugin = registerExtensions(
  new AppPlugin<{}>().setRootPage(App).addConfigPage({
    title: 'Configuration',
    icon: 'cog',
    body: Configuration,
    id: 'configuration',
  })
);
