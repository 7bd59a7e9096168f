import { type AppPlugin, type NavModelItem, PluginContextProvider, type UrlQueryMap } from '@grafana/data';
import { locationSearchToObject } from '@grafana/runtime';
import { Alert } from '@grafana/ui';
import { useLocation, useParams } from 'react-router-dom-v5-compat';
import React from 'react';
import { findNavPath } from '../chrome/navigation.ts';
import { Page } from '../chrome/Page.tsx';
import { SectionNavContext } from '../chrome/SectionNavContext.ts';
import { PluginLoader } from './PluginLoader.tsx';

/** `/a/<plugin id>/…`: the app's root page in the contexts that Grafana gives it. */
export function PluginRootPage() {
  const { pluginId = '' } = useParams();
  return <PluginLoader pluginId={pluginId}>{(plugin) => <PluginRoot plugin={plugin} />}</PluginLoader>;
}

function PluginRoot({ plugin }: { plugin: AppPlugin }) {
  const { pathname, search } = useLocation();
  const section = findSection(plugin.meta.id, pathname);
  const Root = plugin.root;
  if (!plugin.meta.enabled || !Root) {
    return (
      <Page section={section}>
        <Alert severity="warning" title={Root ? 'The app is not enabled' : 'The app has no root page'}>
          {Root && <a href={`/plugins/${plugin.meta.id}`}>Open its configuration</a>}
        </Alert>
      </Page>
    );
  }
  return (
    <SectionNavContext.Provider value={section}>
      <PluginContextProvider meta={plugin.meta}>
        <Root
          meta={plugin.meta}
          basename={`/a/${plugin.meta.id}`}
          onNavChanged={() => undefined}
          query={locationSearchToObject(search) as UrlQueryMap}
          path={pathname}
        />
      </PluginContextProvider>
    </SectionNavContext.Provider>
  );
}

/** The navigation item of the page in view, or that of the plugin itself. */
function findSection(pluginId: string, pathname: string): NavModelItem {
  const path = findNavPath(pathname);
  return path[path.length - 1] ?? { text: pluginId, url: `/a/${pluginId}` };
}
