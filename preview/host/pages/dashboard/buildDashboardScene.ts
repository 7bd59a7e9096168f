import {
  EmbeddedScene,
  SceneCSSGridLayout,
  SceneQueryRunner,
  SceneTimePicker,
  SceneTimeRange,
  VizPanel,
} from '@grafana/scenes';
import type { TempoQuery } from '../../dataSources/tempo/tempoQuery.ts';
import { buildExtensionMenu, type DashboardIdentity } from './buildExtensionMenu.ts';

interface PanelOfDashboard {
  title: string;
  pluginId: string;
  query: Omit<TempoQuery, 'refId'>;
}

const PANELS: PanelOfDashboard[] = [
  { title: 'Slow traces', pluginId: 'table', query: { query: '{ duration > 100ms }', tableType: 'traces' } },
  {
    title: 'Spans per second',
    pluginId: 'timeseries',
    query: { query: '{ } | rate() by (resource.service.name)', exemplars: 50 },
  },
  { title: 'Durations over time', pluginId: 'heatmap', query: { query: '{ } | histogram_over_time(duration)' } },
  { title: 'Durations', pluginId: 'histogram', query: { query: '{ }', tableType: 'spans', limit: 200 } },
];

/** A dashboard of Tempo panels; with a trace ID, of that trace alone. */
export function buildDashboardScene(tempoUid: string, dashboard: DashboardIdentity, traceId?: string): EmbeddedScene {
  const panels = traceId
    ? [{ title: 'Trace', pluginId: 'traces', query: { query: traceId, queryType: 'traceql' as const } }]
    : PANELS;
  return new EmbeddedScene({
    $timeRange: new SceneTimeRange({ from: 'now-1h', to: 'now' }),
    controls: [new SceneTimePicker({})],
    body: new SceneCSSGridLayout({
      templateColumns: panels.length > 1 ? 'repeat(auto-fit, minmax(480px, 1fr))' : '1fr',
      autoRows: panels.length > 1 ? '340px' : '75vh',
      children: panels.map((panel, index) => buildPanel(panel, index + 1, tempoUid, dashboard)),
    }),
  });
}

function buildPanel(
  { title, pluginId, query }: PanelOfDashboard,
  id: number,
  tempoUid: string,
  dashboard: DashboardIdentity
): VizPanel {
  const datasource = { type: 'tempo', uid: tempoUid };
  const queries = [{ refId: 'A', datasource, queryType: 'traceql', ...query }];
  return new VizPanel({
    key: `panel-${id}`,
    title,
    pluginId,
    $data: new SceneQueryRunner({ datasource, queries }),
    menu: buildExtensionMenu(dashboard),
  });
}
