import type { PanelPlugin } from '@grafana/data';
import { barGaugeDefinition } from './BarGaugePanel.tsx';
import { buildPanelPlugin, type PanelDefinition } from './buildPanelPlugin.ts';
import { gaugeDefinition } from './GaugePanel.tsx';
import { heatmapDefinition } from './heatmap/HeatmapPanel.tsx';
import { histogramDefinition } from './HistogramPanel.tsx';
import { nodeGraphDefinition } from './NodeGraphPanel.tsx';
import { buildPlaceholderDefinition } from './PlaceholderPanel.tsx';
import { statDefinition } from './StatPanel.tsx';
import { tableDefinition } from './TablePanel.tsx';
import { textDefinition } from './TextPanel.tsx';
import { timeSeriesDefinition } from './TimeSeriesPanel.tsx';
import { tracesDefinition } from './TracesPanel.tsx';

const DEFINITIONS: PanelDefinition[] = [
  timeSeriesDefinition,
  statDefinition,
  tableDefinition,
  barGaugeDefinition,
  gaugeDefinition,
  textDefinition,
  tracesDefinition,
  heatmapDefinition,
  histogramDefinition,
  nodeGraphDefinition,
];

const plugins = new Map<string, PanelPlugin>();

/** The panel plugin of this id; a placeholder for the types that the preview does not draw. */
export async function loadPanelPlugin(id: string): Promise<PanelPlugin> {
  return getPanelPlugin(id);
}

export function getCachedPanelPlugin(id: string): PanelPlugin | undefined {
  return getPanelPlugin(id);
}

function getPanelPlugin(id: string): PanelPlugin {
  const known = plugins.get(id);
  if (known) {
    return known;
  }
  const definition = DEFINITIONS.find((one) => one.id === id) ?? buildPlaceholderDefinition(id);
  const plugin = buildPanelPlugin(definition);
  plugins.set(id, plugin);
  return plugin;
}
