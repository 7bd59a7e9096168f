import type {
  Signal,
  SignalQuery,
  TableVisualization,
  Threshold,
  TimeseriesVisualization,
  Visualization,
} from '../signal';
import { panelPath } from './paths';
import { SHARE_AXIS_MAX } from '../shareAxis';
import { portableQueries } from './portableQueries';
import { requirementText } from './requirementText';

interface PanelPlace {
  id: number;
  gridPos: { x: number; y: number; w: number; h: number };
  /** Whether it links to the live panel in the app. */
  linked: boolean;
}

const DATASOURCE = { type: 'prometheus', uid: '${datasource}' };
const COLOURS = { ok: 'green', warning: 'orange', critical: 'red' } as const;

/** A signal as a panel of a dashboard: the same titles, words, queries, units and thresholds as the app's pages. */
export function buildDashboardPanel(signal: Signal, { id, gridPos, linked }: PanelPlace): Record<string, unknown> {
  const queries = portableQueries(signal);
  return {
    id,
    gridPos,
    title: signal.title,
    description: describe(signal),
    datasource: DATASOURCE,
    targets: queries.map((query) => target(query, signal.visualization)),
    ...(linked
      ? {
          links: [
            { title: 'Tempo Companion', url: `${panelPath(signal.id)}&\${__url_time_range}`, targetBlank: false },
          ],
        }
      : {}),
    ...drawing(signal, queries),
  };
}

function target({ refId, expr, legend, instant = false }: SignalQuery, { kind }: Visualization) {
  return {
    refId,
    datasource: DATASOURCE,
    editorMode: 'code',
    expr,
    legendFormat: legend === '' ? '__auto' : legend,
    range: !instant,
    instant,
    format: kind === 'table' || kind === 'heatmap' ? kind : 'time_series',
  };
}

function drawing({ unit, visualization }: Signal, queries: SignalQuery[]): Record<string, unknown> {
  switch (visualization.kind) {
    case 'timeseries':
      return timeseriesDrawing(unit, visualization, queries);
    case 'stat':
      return {
        type: 'stat',
        fieldConfig: { defaults: { unit, ...thresholdsOf(visualization.thresholds, true) }, overrides: [] },
        options: {
          graphMode: 'area',
          colorMode: visualization.thresholds ? 'value' : 'none',
          reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false },
        },
      };
    case 'bargauge':
      return {
        type: 'bargauge',
        fieldConfig: {
          defaults: { unit, min: visualization.min ?? 0, ...thresholdsOf(visualization.thresholds) },
          overrides: [],
        },
        options: { reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false } },
      };
    case 'heatmap':
      return {
        type: 'heatmap',
        fieldConfig: { defaults: { unit: 'cps' }, overrides: [] },
        options: {
          calculate: false,
          yAxis: { axisPlacement: 'left', unit },
          color: { mode: 'scheme', scheme: 'Oranges' },
        },
      };
    case 'table':
      return { type: 'table', ...tableDrawing(unit, visualization, queries) };
  }
}

function timeseriesDrawing(
  unit: string,
  { stack = false, thresholds, min = 0, max }: TimeseriesVisualization,
  queries: SignalQuery[]
): Record<string, unknown> {
  return {
    type: 'timeseries',
    fieldConfig: {
      defaults: {
        unit,
        min,
        ...(max === undefined ? {} : { max }),
        ...thresholdsOf(thresholds),
        custom: {
          fillOpacity: stack ? 40 : 8,
          showPoints: 'never',
          stacking: { mode: stack ? 'normal' : 'none', group: 'A' },
          ...(max === undefined && unit === 'percentunit' ? { axisSoftMax: SHARE_AXIS_MAX } : {}),
          ...(thresholds ? { thresholdsStyle: { mode: 'dashed' } } : {}),
        },
      },
      overrides: queries.filter(({ role }) => role === 'limit').map(({ refId }) => limitOverride(refId)),
    },
    options: {
      legend: {
        displayMode: 'table',
        placement: 'bottom',
        showLegend: true,
        calcs: ['mean', 'max', 'lastNotNull'],
      },
      tooltip: { mode: 'multi', sort: 'desc' },
    },
  };
}

function tableDrawing(unit: string, { columns, sortBy }: TableVisualization, queries: SignalQuery[]) {
  const sourceField = (field: string) =>
    queries.some(({ refId }) => refId === field) ? (queries.length > 1 ? `Value #${field}` : 'Value') : field;
  return {
    fieldConfig: {
      defaults: { unit },
      overrides: columns
        .filter((column) => column.unit ?? column.thresholds)
        .map((column) => ({
          matcher: { id: 'byName', options: column.title },
          properties: [
            ...(column.unit ? [{ id: 'unit', value: column.unit }] : []),
            ...(column.thresholds
              ? [
                  { id: 'thresholds', value: steps(column.thresholds) },
                  { id: 'custom.cellOptions', value: { type: 'color-text' } },
                ]
              : []),
          ],
        })),
    },
    options: {
      sortBy: columns.filter(({ field }) => field === sortBy).map(({ title }) => ({ displayName: title, desc: true })),
    },
    transformations: [
      { id: 'merge', options: {} },
      {
        id: 'organize',
        options: {
          excludeByName: { Time: true },
          indexByName: Object.fromEntries(columns.map(({ field }, index) => [sourceField(field), index])),
          renameByName: Object.fromEntries(columns.map(({ field, title }) => [sourceField(field), title])),
        },
      },
    ],
  };
}

/** A limit is no part of the whole: a dashed red line that is neither filled nor added up. */
function limitOverride(refId: string) {
  return {
    matcher: { id: 'byFrameRefID', options: refId },
    properties: [
      { id: 'custom.lineStyle', value: { fill: 'dash', dash: [8, 6] } },
      { id: 'custom.fillOpacity', value: 0 },
      { id: 'custom.stacking', value: { mode: 'none' } },
      { id: 'color', value: { mode: 'fixed', fixedColor: COLOURS.critical } },
    ],
  };
}

/** @param plain - whether to draw in one colour where there are no thresholds: Grafana's own turn red at 80 */
function thresholdsOf(thresholds: Threshold[] | undefined, plain = false): Record<string, unknown> {
  if (thresholds) {
    return { thresholds: steps(thresholds) };
  }
  return plain ? { color: { mode: 'fixed', fixedColor: 'blue' } } : {};
}

function steps(thresholds: Threshold[]) {
  return {
    mode: 'absolute',
    steps: thresholds.map(({ from = null, level }) => ({ value: from, color: COLOURS[level] })),
  };
}

/** Markdown, as on the app's pages. */
function describe({ description: { shows, good, remedy }, requires }: Signal): string {
  return [shows, `**What good looks like:** ${good}`, `**When it is bad:** ${remedy}`, requirementText(requires)]
    .filter((part) => part !== '')
    .join('\n\n');
}
