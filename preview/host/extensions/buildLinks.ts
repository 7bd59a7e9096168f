import {
  type PluginExtensionEventHelpers,
  type PluginExtensionLink,
  PluginExtensionTypes,
  urlUtil,
} from '@grafana/data';
import { type Extensions, type RegisteredLink } from './extensionRegistry.ts';
import { openExtensionModal } from './extensionModalState.ts';
import { toReadOnly } from './toReadOnly.ts';

export interface LinksWanted {
  extensionPointId: string;
  context?: object;
  limitPerPlugin?: number;
}

/**
 * The links of an extension point for a context. One is left out where its `configure` returns nothing or throws.
 * Source: Grafana 12.3, public/app/features/plugins/extensions/usePluginLinks.tsx and utils.tsx.
 */
export function buildLinks(
  { links }: Extensions,
  { extensionPointId, context, limitPerPlugin = Infinity }: LinksWanted
): PluginExtensionLink[] {
  const seenContext = context ? toReadOnly(context) : {};
  const counts = new Map<string, number>();
  return (links.get(extensionPointId) ?? []).flatMap((registered) => {
    const count = counts.get(registered.pluginId) ?? 0;
    const link = count < limitPerPlugin ? buildLink(registered, extensionPointId, seenContext) : undefined;
    if (!link) {
      return [];
    }
    counts.set(registered.pluginId, count + 1);
    return [link];
  });
}

function buildLink(
  { pluginId, config }: RegisteredLink,
  extensionPointId: string,
  context: object
): PluginExtensionLink | undefined {
  const overrides = config.configure ? callConfigure(config, context) : {};
  if (!overrides) {
    return undefined;
  }
  const path = overrides.path || config.path;
  return {
    id: `${pluginId}:${extensionPointId}:${config.title}`,
    type: PluginExtensionTypes.link,
    pluginId,
    title: overrides.title || config.title,
    description: overrides.description || config.description || '',
    icon: overrides.icon || config.icon,
    category: overrides.category || config.category,
    path: path ? addOrigin(path, pluginId, extensionPointId) : undefined,
    onClick: config.onClick && ((event) => config.onClick?.(event, buildHelpers(pluginId, extensionPointId, context))),
  };
}

function callConfigure(config: RegisteredLink['config'], context: object) {
  try {
    return config.configure?.(context);
  } catch (error) {
    console.error(`configure() of the link "${config.title}" failed, so it is not shown.`, error);
    return undefined;
  }
}

/** Grafana tells the page where it was come from. */
function addOrigin(path: string, pluginId: string, extensionPointId: string): string {
  return urlUtil.appendQueryToUrl(path, urlUtil.toUrlParams({ uel_pid: pluginId, uel_epid: extensionPointId }));
}

function buildHelpers(pluginId: string, extensionPointId: string, context: object): PluginExtensionEventHelpers {
  const missing = () => console.warn('The preview has no extension sidebar.');
  return {
    context,
    extensionPointId,
    openModal: (options) => openExtensionModal({ ...options, pluginId }),
    openSidebar: missing,
    closeSidebar: missing,
    toggleSidebar: missing,
  };
}
