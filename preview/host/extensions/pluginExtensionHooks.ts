import {
  type ComponentTypeWithExtensionMeta,
  type PluginExtensionComponent,
  type PluginExtensionLink,
  PluginExtensionTypes,
} from '@grafana/data';
import { type ComponentType, useMemo } from 'react';
import { from, map, Observable, switchMap } from 'rxjs';
import { loadPlugin } from '../loadPlugin.ts';
import { buildLinks, type LinksWanted } from './buildLinks.ts';
import { type Extensions, getExtensions, subscribeToExtensions } from './extensionRegistry.ts';
import { listExposingPlugins, listExtendingPlugins, useExtensionsOf } from './useExtensionsOf.ts';
import { withPluginContext } from './InPluginContext.tsx';

/** The hook behind `usePluginLinks` of @grafana/runtime. */
export function usePluginLinks(wanted: LinksWanted): { isLoading: boolean; links: PluginExtensionLink[] } {
  const { extensionPointId, context, limitPerPlugin } = wanted;
  const { extensions, isLoading } = useExtensionsOf(listExtendingPlugins(extensionPointId));
  return useMemo(
    () => ({
      isLoading,
      links: isLoading ? [] : buildLinks(extensions, { extensionPointId, context, limitPerPlugin }),
    }),
    [extensions, isLoading, extensionPointId, context, limitPerPlugin]
  );
}

/** The hook behind `usePluginComponent`. */
export function usePluginComponent<Props extends object = {}>(
  id: string
): { isLoading: boolean; component: ComponentType<Props> | null } {
  const { extensions, isLoading } = useExtensionsOf(listExposingPlugins(id));
  const found = extensions.exposed.get(id);
  const component = useMemo(
    () => (found ? withPluginContext(found.pluginId, found.config.component as ComponentType<Props>) : null),
    [found]
  );
  return { isLoading, component: isLoading ? null : component };
}

/** The hook behind `usePluginComponents`. */
export function usePluginComponents<Props extends object = {}>({
  extensionPointId,
  limitPerPlugin,
}: LinksWanted): { isLoading: boolean; components: Array<ComponentTypeWithExtensionMeta<Props>> } {
  const { extensions, isLoading } = useExtensionsOf(listExtendingPlugins(extensionPointId));
  const components = useMemo(
    () => buildComponents(extensions, extensionPointId, limitPerPlugin) as Array<ComponentTypeWithExtensionMeta<Props>>,
    [extensions, extensionPointId, limitPerPlugin]
  );
  return { isLoading, components: isLoading ? [] : components };
}

/** Behind `getObservablePluginLinks`. */
export function observePluginLinks(wanted: LinksWanted): Observable<PluginExtensionLink[]> {
  return observeExtensions(wanted.extensionPointId).pipe(map((extensions) => buildLinks(extensions, wanted)));
}

/** Behind `getObservablePluginComponents`. */
export function observePluginComponents(wanted: LinksWanted): Observable<PluginExtensionComponent[]> {
  const { extensionPointId, limitPerPlugin } = wanted;
  return observeExtensions(extensionPointId).pipe(
    map((extensions) =>
      buildComponents(extensions, extensionPointId, limitPerPlugin).map((component) => ({
        ...component.meta,
        component: component as ComponentType,
      }))
    )
  );
}

function observeExtensions(extensionPointId: string): Observable<Extensions> {
  const loaded = Promise.allSettled(listExtendingPlugins(extensionPointId).map(loadPlugin));
  const changes = new Observable<Extensions>((subscriber) => {
    subscriber.next(getExtensions());
    return subscribeToExtensions(() => subscriber.next(getExtensions()));
  });
  return from(loaded).pipe(switchMap(() => changes));
}

function buildComponents({ components }: Extensions, extensionPointId: string, limitPerPlugin = Infinity) {
  const counts = new Map<string, number>();
  return (components.get(extensionPointId) ?? []).flatMap(({ pluginId, config }) => {
    const count = counts.get(pluginId) ?? 0;
    counts.set(pluginId, count + 1);
    const { title, description = '' } = config;
    const id = `${pluginId}:${extensionPointId}:${title}`;
    const meta = { id, type: PluginExtensionTypes.component as const, pluginId, title, description };
    const component = Object.assign(withPluginContext(pluginId, config.component), { meta });
    return count < limitPerPlugin ? [component] : [];
  });
}
