import { t } from '@grafana/i18n';
import { getExploreURL, sceneGraph, VizPanel, VizPanelMenu } from '@grafana/scenes';

/**
 * The menu of a panel: its queries in Explore, as they stand now, with variables and time range filled in. The entries
 * are made when the menu opens.
 */
export function buildPanelMenu(): VizPanelMenu {
  return new VizPanelMenu({ items: [], $behaviors: [addExploreItem] });
}

function addExploreItem(menu: VizPanelMenu): void {
  const panel = menu.parent;
  const data = panel && sceneGraph.getData(panel).state.data;
  if (!(panel instanceof VizPanel) || !data) {
    return;
  }
  void getExploreURL(data, panel, sceneGraph.getTimeRange(panel).state.value.raw).then((href) => {
    if (href !== '') {
      menu.setItems([{ text: t('panels.explore', 'Explore'), iconClassName: 'compass', href }]);
    }
  });
}
