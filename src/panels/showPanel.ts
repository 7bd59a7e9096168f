import { sceneGraph, type SceneObject } from '@grafana/scenes';
import { panelElementId } from './panelElementId';
import { PanelGrid } from './PanelGrid';
import { SectionRow } from './SectionRow';

/** The parameter of a page's URL that names the panel to show: alerts and dashboards link so. */
export const PANEL_PARAMETER = 'panel';

/** How long to wait for the panel: the scene is rendered only once its state is read from the URL. */
const MAX_FRAMES = 120;

/**
 * Opens the row of a panel, brings it into view, and moves the focus to it. Does nothing where the page has no such panel.
 *
 * @returns what ends the waiting for it
 */
export function showPanel(scene: SceneObject, key: string): () => void {
  const row = findRow(scene, key);
  let frame = 0;
  let left = row ? MAX_FRAMES : 0;
  const look = () => {
    // Reading the URL may fold it again.
    if (row && !row.state.isOpen) {
      row.onToggle(true);
    }
    const element = document.getElementById(panelElementId(key));
    if (element) {
      element.scrollIntoView({ block: 'center' });
      element.focus({ preventScroll: true });
    } else if (--left > 0) {
      frame = requestAnimationFrame(look);
    }
  };
  if (left > 0) {
    frame = requestAnimationFrame(look);
  }
  return () => cancelAnimationFrame(frame);
}

function findRow(scene: SceneObject, key: string): SectionRow | undefined {
  const found = sceneGraph.findObject(
    scene,
    (object) =>
      object instanceof SectionRow &&
      object.state.body instanceof PanelGrid &&
      object.state.body.state.panels.some((panel) => panel.state.key === key)
  );
  return found instanceof SectionRow ? found : undefined;
}
