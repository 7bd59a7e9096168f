import { dateTime, LoadingState, type DataFrame, type TimeRange } from '@grafana/data';
import { PanelBuilders, SceneDataNode, SceneTimeRange, type VizPanel } from '@grafana/scenes';
import { HeatmapCellLayout, LegendDisplayMode, SortOrder, TooltipDisplayMode, VisibilityMode } from '@grafana/schema';

export type MetricsPanelKind = 'timeseries' | 'heatmap';

export interface MetricsPanelScene {
  readonly panel: VizPanel;
  readonly data: SceneDataNode;
  readonly timeRange: SceneTimeRange;
}

interface MetricsPanelOptions {
  readonly title: string;
  readonly hasLegend: boolean;
}

/** A panel without data; `updateMetricsPanel` gives it some. Units and colours come with the frames. */
export function buildMetricsPanel(kind: MetricsPanelKind, options: MetricsPanelOptions): MetricsPanelScene {
  const panel = kind === 'timeseries' ? timeSeriesPanel(options) : heatmapPanel(options);
  const data = new SceneDataNode();
  const timeRange = new SceneTimeRange();
  panel.setState({ $data: data, $timeRange: timeRange });
  return { panel, data, timeRange };
}

function timeSeriesPanel({ title, hasLegend }: MetricsPanelOptions): VizPanel {
  return PanelBuilders.timeseries()
    .setTitle(title)
    .setOption('legend', {
      displayMode: LegendDisplayMode.List,
      placement: 'bottom',
      calcs: [],
      showLegend: hasLegend,
    })
    .setOption('tooltip', { mode: TooltipDisplayMode.Multi, sort: SortOrder.Descending })
    .setCustomFieldConfig('fillOpacity', 8)
    .setCustomFieldConfig('showPoints', VisibilityMode.Auto)
    .build();
}

function heatmapPanel({ title }: MetricsPanelOptions): VizPanel {
  return PanelBuilders.heatmap()
    .setTitle(title)
    .setOption('calculate', false)
    .setOption('rowsFrame', { layout: HeatmapCellLayout.le })
    .build();
}

interface MetricsPanelContent {
  readonly frames: readonly DataFrame[];
  readonly exemplars: DataFrame | undefined;
  readonly fromMs: number;
  readonly toMs: number;
}

export function updateMetricsPanel({ data, timeRange }: MetricsPanelScene, content: MetricsPanelContent): void {
  const range = absoluteRange(content.fromMs, content.toMs);
  timeRange.setState({ from: range.from.toISOString(), to: range.to.toISOString(), value: range });
  data.setState({
    data: {
      state: LoadingState.Done,
      series: [...content.frames],
      annotations: content.exemplars ? [content.exemplars] : [],
      timeRange: range,
    },
  });
}

function absoluteRange(fromMs: number, toMs: number): TimeRange {
  const from = dateTime(fromMs);
  const to = dateTime(toMs);
  return { from, to, raw: { from, to } };
}
