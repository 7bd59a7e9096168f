import { type AppPlugin, PluginContextProvider } from '@grafana/data';
import { ErrorBoundaryAlert } from '@grafana/ui';
import { cloneDeep } from 'lodash';
import React, { type ComponentType, type PropsWithChildren, useEffect, useState } from 'react';
import { loadPlugin } from '../loadPlugin.ts';

/** What a plugin shows outside of its own pages: in the context of the plugin and within an error boundary. */
export function InPluginContext({ pluginId, children }: PropsWithChildren<{ pluginId: string }>) {
  const [plugin, setPlugin] = useState<AppPlugin>();
  useEffect(() => {
    let isCurrent = true;
    loadPlugin(pluginId).then(
      (loaded) => isCurrent && setPlugin(loaded),
      () => undefined
    );
    return () => {
      isCurrent = false;
    };
  }, [pluginId]);
  if (!plugin) {
    return null;
  }
  return (
    <PluginContextProvider meta={plugin.meta}>
      <ErrorBoundaryAlert>{children}</ErrorBoundaryAlert>
    </PluginContextProvider>
  );
}

/**
 * A component of a plugin for use elsewhere. It gets copies of its properties, new ones on each render as in Grafana.
 * Source: 12.3, public/app/features/plugins/extensions/utils.tsx, `wrapWithPluginContext`.
 */
export function withPluginContext<Props extends object>(
  pluginId: string,
  Component: ComponentType<Props>
): ComponentType<Props> {
  return function WithPluginContext(props: Props) {
    return (
      <InPluginContext pluginId={pluginId}>
        <Component {...cloneDeep(props)} />
      </InPluginContext>
    );
  };
}
