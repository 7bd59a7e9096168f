import { FieldColorModeId, type FieldConfigSource, ThresholdsMode, type ThresholdsConfig } from '@grafana/data';
import { t } from '@grafana/i18n';
import {
  PanelBuilders,
  SceneDataTransformer,
  SceneQueryRunner,
  type FieldConfigOverridesBuilder,
  type SceneDataProvider,
  type VizPanel,
} from '@grafana/scenes';
import {
  AxisPlacement,
  BigValueColorMode,
  BigValueGraphMode,
  type GraphFieldConfig,
  GraphThresholdsStyleMode,
  LegendDisplayMode,
  SortOrder,
  StackingMode,
  TooltipDisplayMode,
  VisibilityMode,
} from '@grafana/schema';
import {
  SHARE_AXIS_MAX,
  type BarGaugeVisualization,
  type Signal,
  type SignalContext,
  type SignalQuery,
  type StatVisualization,
  type TableVisualization,
  type Threshold,
  type TimeseriesVisualization,
} from '../signals';
import { buildPanelMenu } from './buildPanelMenu';

/** A query as a Prometheus data source of Grafana takes it. */
interface PrometheusQuery {
  refId: string;
  expr: string;
  legendFormat: string;
  range: boolean;
  instant: boolean;
  format: 'time_series' | 'table' | 'heatmap';
}

/** Colours by level; names of Grafana's palette, so that both themes have their own shade. */
const LEVEL_COLOURS = { ok: 'green', warning: 'orange', critical: 'red' } as const;

/**
 * One signal as a panel: its queries in the discovered surroundings, its unit, thresholds and description, and a link
 * to Explore.
 *
 * @param metricsUid - the Prometheus data source to ask
 */
export function buildPanel(signal: Signal, context: SignalContext, metricsUid: string): VizPanel {
  const panel = buildVisualization(signal, signal.queries(context), metricsUid);
  panel.setState({ key: signal.id });
  return panel;
}

function buildVisualization(signal: Signal, queries: SignalQuery[], metricsUid: string): VizPanel {
  const { visualization } = signal;
  switch (visualization.kind) {
    case 'timeseries':
      return buildTimeseries(signal, visualization, queries, metricsUid);
    case 'stat':
      return buildStat(signal, visualization, runQueries(queries, metricsUid));
    case 'bargauge':
      return buildBarGauge(signal, visualization, runQueries(queries, metricsUid));
    case 'table':
      return buildTable(signal, visualization, queries, metricsUid);
    case 'heatmap':
      return buildHeatmap(signal, runQueries(queries, metricsUid, 'heatmap'));
  }
}

/** The queries of a signal for a Prometheus data source. Exported for tests, which need no rendering. */
export function prometheusQueries(queries: SignalQuery[], format: PrometheusQuery['format']): PrometheusQuery[] {
  return queries.map(({ refId, expr, legend, instant = false }) => ({
    refId,
    expr,
    // Without a template Grafana shows `{tenant="a"}`; with an empty one the data source's automatic name.
    legendFormat: legend === '' ? '__auto' : legend,
    range: !instant,
    instant,
    format,
  }));
}

function runQueries(
  queries: SignalQuery[],
  metricsUid: string,
  format: PrometheusQuery['format'] = 'time_series'
): SceneQueryRunner {
  return new SceneQueryRunner({
    datasource: { uid: metricsUid },
    queries: prometheusQueries(queries, format),
  });
}

function buildTimeseries(
  signal: Signal,
  visualization: TimeseriesVisualization,
  queries: SignalQuery[],
  metricsUid: string
): VizPanel {
  const { stack = false, thresholds, min = 0, max } = visualization;
  const builder = PanelBuilders.timeseries()
    .setTitle(titleOf(signal))
    .setDescription(describe(signal))
    .setUnit(signal.unit)
    .setData(runQueries(queries, metricsUid))
    .setMin(min)
    .setMenu(buildPanelMenu())
    .setOption('legend', {
      displayMode: LegendDisplayMode.Table,
      placement: 'bottom',
      calcs: ['mean', 'max', 'lastNotNull'],
      showLegend: true,
    })
    .setOption('tooltip', { mode: TooltipDisplayMode.Multi, sort: SortOrder.Descending })
    .setCustomFieldConfig('fillOpacity', stack ? 40 : 8)
    .setCustomFieldConfig('showPoints', VisibilityMode.Never)
    .setCustomFieldConfig('stacking', { mode: stack ? StackingMode.Normal : StackingMode.None });
  if (max !== undefined) {
    builder.setMax(max);
  } else if (signal.unit === 'percentunit') {
    builder.setCustomFieldConfig('axisSoftMax', SHARE_AXIS_MAX);
  }
  if (thresholds) {
    builder
      .setThresholds(thresholdsConfig(thresholds))
      .setCustomFieldConfig('thresholdsStyle', { mode: GraphThresholdsStyleMode.Dashed });
  }
  const limits = queries.filter(({ role }) => role === 'limit');
  if (limits.length > 0) {
    builder.setOverrides((overrides) => limits.forEach(({ refId }) => drawAsLimit(overrides, refId)));
  }
  return builder.build();
}

/** A limit is no part of the whole: a dashed line that is neither filled nor added up. */
function drawAsLimit(overrides: FieldConfigOverridesBuilder<GraphFieldConfig>, refId: string): void {
  overrides
    .matchFieldsByQuery(refId)
    .overrideCustomFieldConfig('lineStyle', { fill: 'dash', dash: [8, 6] })
    .overrideCustomFieldConfig('fillOpacity', 0)
    .overrideCustomFieldConfig('stacking', { mode: StackingMode.None })
    .overrideColor({ mode: FieldColorModeId.Fixed, fixedColor: LEVEL_COLOURS.critical });
}

function buildStat(signal: Signal, { thresholds }: StatVisualization, data: SceneDataProvider): VizPanel {
  const builder = PanelBuilders.stat()
    .setTitle(titleOf(signal))
    .setDescription(describe(signal))
    .setUnit(signal.unit)
    .setData(data)
    .setMenu(buildPanelMenu())
    .setOption('graphMode', BigValueGraphMode.Area)
    .setOption('colorMode', thresholds ? BigValueColorMode.Value : BigValueColorMode.None)
    .setOption('reduceOptions', { calcs: ['lastNotNull'], fields: '', values: false });
  if (thresholds) {
    builder.setThresholds(thresholdsConfig(thresholds));
  } else {
    // Grafana's default thresholds would turn every number above 80 red.
    builder.setColor({ mode: FieldColorModeId.Fixed, fixedColor: 'blue' });
  }
  return builder.build();
}

function buildBarGauge(signal: Signal, visualization: BarGaugeVisualization, data: SceneDataProvider): VizPanel {
  const { thresholds, min = 0, max } = visualization;
  const builder = PanelBuilders.bargauge()
    .setTitle(titleOf(signal))
    .setDescription(describe(signal))
    .setUnit(signal.unit)
    .setData(data)
    .setMin(min)
    .setMenu(buildPanelMenu())
    .setOption('reduceOptions', { calcs: ['lastNotNull'], fields: '', values: false });
  if (max !== undefined) {
    builder.setMax(max);
  }
  if (thresholds) {
    builder.setThresholds(thresholdsConfig(thresholds));
  }
  return builder.build();
}

/**
 * Prometheus' buckets count upwards (`le`); the data source takes them apart because of the query's format. What is counted
 * has a unit of its own: the signal's is that of the buckets.
 */
function buildHeatmap(signal: Signal, data: SceneDataProvider): VizPanel {
  return PanelBuilders.heatmap()
    .setTitle(titleOf(signal))
    .setDescription(describe(signal))
    .setUnit('cps')
    .setData(data)
    .setMenu(buildPanelMenu())
    .setOption('yAxis', { axisPlacement: AxisPlacement.Left, unit: signal.unit, reverse: false })
    .setOption('tooltip', { mode: TooltipDisplayMode.Single, yHistogram: true, showColorScale: true })
    .build();
}

/**
 * A table of instant values: one row a label set, one column a query. The queries are merged on the labels they share, so
 * all of a table's queries must aggregate by the same labels.
 */
function buildTable(
  signal: Signal,
  { columns, sortBy }: TableVisualization,
  queries: SignalQuery[],
  metricsUid: string
): VizPanel {
  const names = new Map(columns.map((column) => [column.field, column.title]));
  const sourceField = (field: string) => {
    const isValue = queries.some((query) => query.refId === field);
    return isValue ? (queries.length > 1 ? `Value #${field}` : 'Value') : field;
  };
  const data = new SceneDataTransformer({
    $data: runQueries(queries, metricsUid, 'table'),
    transformations: [
      { id: 'merge', options: {} },
      {
        id: 'organize',
        options: {
          excludeByName: { Time: true },
          indexByName: Object.fromEntries(columns.map((column, index) => [sourceField(column.field), index])),
          renameByName: Object.fromEntries(columns.map((column) => [sourceField(column.field), column.title])),
        },
      },
    ],
  });
  const sortTitle = sortBy === undefined ? undefined : names.get(sortBy);
  const panel = PanelBuilders.table()
    .setTitle(titleOf(signal))
    .setDescription(describe(signal))
    .setUnit(signal.unit)
    .setData(data)
    .setMenu(buildPanelMenu())
    .setOption('sortBy', sortTitle === undefined ? [] : [{ displayName: sortTitle, desc: true }])
    .build();
  panel.setState({ fieldConfig: withColumnConfig(panel.state.fieldConfig, columns) });
  return panel;
}

function withColumnConfig(fieldConfig: FieldConfigSource, columns: TableVisualization['columns']): FieldConfigSource {
  const overrides = columns.map(({ title, unit, thresholds }) => ({
    matcher: { id: 'byName', options: title },
    properties: [
      ...(unit ? [{ id: 'unit', value: unit }] : []),
      ...(thresholds
        ? [
            { id: 'thresholds', value: thresholdsConfig(thresholds) },
            { id: 'color', value: { mode: FieldColorModeId.Thresholds } },
            { id: 'custom.cellOptions', value: { type: 'color-text' } },
          ]
        : []),
    ],
  }));
  return { ...fieldConfig, overrides: overrides.filter(({ properties }) => properties.length > 0) };
}

function thresholdsConfig(thresholds: Threshold[]): ThresholdsConfig {
  return {
    mode: ThresholdsMode.Absolute,
    steps: thresholds.map(({ from = -Infinity, level }) => ({ value: from, color: LEVEL_COLOURS[level] })),
  };
}

function titleOf(signal: Signal): string {
  return t(`signals.${signal.id}.title`, signal.title);
}

/** Markdown for the tooltip beside the title. */
function describe({ id, description }: Signal): string {
  const shows = t(`signals.${id}.shows`, description.shows);
  const good = t(`signals.${id}.good`, description.good);
  const remedy = t(`signals.${id}.remedy`, description.remedy);
  return [
    shows,
    `**${t('panels.good', 'What good looks like')}:** ${good}`,
    `**${t('panels.remedy', 'When it is bad')}:** ${remedy}`,
  ].join('\n\n');
}
