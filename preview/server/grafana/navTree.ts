import { assetPath, type AppInclude, type AppPlugin } from './appPlugin';
import { includesRole, parseRole } from './permissions';
import type { Visitor } from './visitor';

export interface NavLink {
  id?: string;
  text: string;
  subTitle?: string;
  icon?: string;
  img?: string;
  url?: string;
  isSection?: boolean;
  pluginId?: string;
  sortWeight?: number;
  children?: NavLink[];
}

/** The side menu. Source of the order and of the app's node: Grafana 12.3, pkg/services/navtree/navtreeimpl. */
export function buildNavTree(plugin: AppPlugin, enabled: boolean, visitor: Visitor): NavLink[] {
  const app = enabled ? buildAppNode(plugin, visitor) : undefined;
  return [
    { id: 'home', text: 'Home', icon: 'home-alt', url: '/', sortWeight: -2000 },
    { id: 'dashboards/browse', text: 'Dashboards', icon: 'apps', url: '/dashboards', sortWeight: -1700 },
    ...(visitor.permissions['datasources:explore']
      ? [{ id: 'explore', text: 'Explore', icon: 'compass', url: '/explore', sortWeight: -1600 }]
      : []),
    ...(app ? [buildAppsSection(app)] : []),
    ...(visitor.permissions['datasources:create']
      ? [{ id: 'connections', text: 'Connections', icon: 'adjust-circle', url: '/connections', sortWeight: -700 }]
      : []),
  ];
}

function buildAppsSection(app: NavLink): NavLink {
  return {
    id: 'apps',
    text: 'More apps',
    icon: 'layer-group',
    subTitle: 'App plugins that extend the Grafana experience',
    url: '/apps',
    sortWeight: -1000,
    children: [app],
  };
}

/** The default page is the node itself, so it is not among the children; an app without pages has no node. */
function buildAppNode(plugin: AppPlugin, visitor: Visitor): NavLink | undefined {
  const pages = (plugin.includes ?? []).filter(
    (include) => include.type === 'page' && include.addToNav && hasAccess(include, visitor)
  );
  if (pages.length === 0) {
    return undefined;
  }
  const url = pages.find(({ defaultNav }) => defaultNav)?.path ?? `/a/${plugin.id}`;
  return {
    id: `plugin-page-${plugin.id}`,
    text: plugin.name,
    subTitle: plugin.info.description,
    img: assetPath(plugin, plugin.info.logos.small),
    url,
    isSection: true,
    pluginId: plugin.id,
    sortWeight: 0,
    children: pages
      .filter(({ path }) => path !== url)
      .map(({ name, path, icon }) => ({ text: name, url: path, icon, pluginId: plugin.id })),
  };
}

/** An action decides alone; else the role does. */
function hasAccess({ action, role }: AppInclude, visitor: Visitor): boolean {
  return action ? visitor.permissions[action] === true : includesRole(visitor.role, parseRole(role) ?? 'Viewer');
}
