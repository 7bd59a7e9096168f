import { useEffect, useState, useSyncExternalStore } from 'react';
import { readBootData } from '../bootData.ts';
import { loadPlugin } from '../loadPlugin.ts';
import { type Extensions, getExtensions, subscribeToExtensions } from './extensionRegistry.ts';

/** The enabled apps whose plugin.json declares a link or component for this extension point. */
export function listExtendingPlugins(extensionPointId: string): string[] {
  return Object.values(readBootData().settings.apps)
    .filter(({ extensions: { addedLinks, addedComponents } }) =>
      [...addedLinks, ...addedComponents].some(({ targets }) => targets.includes(extensionPointId))
    )
    .map(({ id }) => id);
}

/** The app that exposes this component, if it is enabled. */
export function listExposingPlugins(componentId: string): string[] {
  const pluginId = componentId.split('/')[0] ?? '';
  return readBootData().settings.apps[pluginId] ? [pluginId] : [];
}

/** Loads the plugins when they are needed first, as Grafana does, and gives what all loaded ones extend. */
export function useExtensionsOf(pluginIds: string[]): { extensions: Extensions; isLoading: boolean } {
  const extensions = useSyncExternalStore(subscribeToExtensions, getExtensions);
  const [loaded, setLoaded] = useState<string>();
  const wanted = pluginIds.join();
  useEffect(() => {
    let isCurrent = true;
    const ids = wanted === '' ? [] : wanted.split(',');
    void Promise.allSettled(ids.map(loadPlugin)).then(() => isCurrent && setLoaded(wanted));
    return () => {
      isCurrent = false;
    };
  }, [wanted]);
  return { extensions, isLoading: loaded !== wanted };
}
