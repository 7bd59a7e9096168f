import { getTimeZone, type PanelMenuItem, type PluginExtensionLink, PluginExtensionPoints } from '@grafana/data';
import { sceneGraph, SceneQueryRunner, VizPanel, VizPanelMenu } from '@grafana/scenes';
import { buildLinks } from '../../extensions/buildLinks.ts';
import { getExtensions } from '../../extensions/extensionRegistry.ts';

export interface DashboardIdentity {
  uid: string;
  title: string;
  tags: string[];
}

const LINKS_PER_PLUGIN = 3;
const LONGEST_TITLE = 25;

/** A panel menu with what plugins add to it, made anew each time it is opened. */
export function buildExtensionMenu(dashboard: DashboardIdentity): VizPanelMenu {
  return new VizPanelMenu({ items: [], $behaviors: [(menu: VizPanelMenu) => fillMenu(menu, dashboard)] });
}

/** Source: Grafana 12.3, public/app/features/dashboard-scene/scene/PanelMenuBehavior.tsx. */
function fillMenu(menu: VizPanelMenu, dashboard: DashboardIdentity): void {
  const panel = menu.parent;
  if (!(panel instanceof VizPanel)) {
    return;
  }
  const links = buildLinks(getExtensions(), {
    extensionPointId: PluginExtensionPoints.DashboardPanelMenu,
    context: buildContext(panel, dashboard),
    limitPerPlugin: LINKS_PER_PLUGIN,
  });
  const items: PanelMenuItem[] = [{ text: 'View', iconClassName: 'eye' }];
  if (links.length > 0) {
    items.push({ text: 'Extensions', iconClassName: 'plug', type: 'submenu', subMenu: links.map(buildItem) });
  }
  menu.setState({ items });
}

function buildContext(panel: VizPanel, dashboard: DashboardIdentity) {
  const timeRange = sceneGraph.getTimeRange(panel);
  const runner = panel.state.$data instanceof SceneQueryRunner ? panel.state.$data : undefined;
  return {
    id: Number(panel.state.key?.replace('panel-', '')),
    pluginId: panel.state.pluginId,
    title: panel.state.title,
    timeRange: timeRange.state.value.raw,
    timeZone: getTimeZone({ timeZone: timeRange.getTimeZone() }),
    dashboard,
    targets: runner?.state.queries,
    scopedVars: {},
    data: runner?.state.data,
  };
}

function buildItem({ title, path, onClick }: PluginExtensionLink): PanelMenuItem {
  const text = title.length < LONGEST_TITLE ? title : `${title.slice(0, LONGEST_TITLE - 3).trimEnd()}...`;
  return { text, href: path, onClick: onClick as PanelMenuItem['onClick'] };
}
