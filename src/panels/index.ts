export { DiscoveredChapterPage } from './DiscoveredChapterPage';
export { buildSelectorVariables } from './buildSelectorVariables';
export { PANEL_PARAMETER } from './showPanel';
export { PanelGrid } from './PanelGrid';
export type { ChangeRow } from './comparison/changeRows';
export { buildChangesTable } from './traced/buildChangesTable';
export {
  buildDurationHeatmap,
  buildErrorSharePanel,
  buildFailedByGroupPanel,
  buildQuantilesPanel,
  buildRatePanel,
} from './traced/buildTracedPanels';
export { buildHttpAnswersPanel } from './traced/buildHttpAnswersPanel';
export { buildTracedScene } from './traced/buildTracedScene';
export { ChapterTabs } from './traced/ChapterTabs';
export { queryPageUrl } from './traced/queryPageUrl';
export { TracedTab, type TracedTabContext } from './traced/TracedTab';
export { useTracedState } from './traced/useTracedState';
export { chapterPath, panelPath, queryPath, tracePath } from './pagePaths';
