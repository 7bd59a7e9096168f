import { t } from '@grafana/i18n';
import { PanelBuilders, SceneQueryRunner, type SceneDataProvider, type VizPanel } from '@grafana/scenes';
import { AxisPlacement, LegendDisplayMode, SortOrder, TooltipDisplayMode, VisibilityMode } from '@grafana/schema';
import { SHARE_AXIS_MAX } from '../../signals';
import { buildPanelMenu } from '../buildPanelMenu';
import { buildTracedRunner, type TracedQuestion } from './buildTracedRunner';
import { TRACEQL_DATA_SOURCE } from './TraceqlDataSource';

/** Of Grafana's palette, so that both themes have their own shade. The same for a quantile now and at an earlier time. */
const QUANTILE_COLOURS = { p50: 'blue', p90: 'orange', p99: 'red' } as const;

/** p50, p90 and p99 of the selection over time, with exemplars. */
export function buildQuantilesPanel(key: string, question: TracedQuestion): VizPanel {
  const data = buildTracedRunner(question, 'quantiles');
  const panel = timeseries(data)
    .setTitle(t('traced.quantiles.title', 'Duration of requests'))
    .setDescription(
      t(
        'traced.quantiles.description',
        'Half, nine of ten and 99 of 100 requests took no longer than this, as the service itself saw it. The points are single requests: open one to see its trace.'
      )
    )
    .setUnit('s')
    .setOverrides((overrides) => {
      for (const [name, colour] of Object.entries(QUANTILE_COLOURS)) {
        overrides.matchFieldsWithNameByRegex(`/^${name}( |$)/`).overrideColor({ mode: 'fixed', fixedColor: colour });
      }
    })
    .build();
  return finish(key, data, panel);
}

/** How many requests took how long, over time. */
export function buildDurationHeatmap(key: string, question: TracedQuestion): VizPanel {
  const { source } = question;
  const unit = source.kind === 'span-metrics' && source.duration?.unit === 'ms' ? 'ms' : 's';
  const data = buildTracedRunner(question, 'heatmap');
  const panel = PanelBuilders.heatmap()
    .setTitle(t('traced.heatmap.title', 'Requests by duration'))
    .setDescription(
      t(
        'traced.heatmap.description',
        'Each cell is a span of time and of durations; the stronger its colour, the more requests. Two bands mean two kinds of requests, which a quantile hides.'
      )
    )
    .setData(data)
    .setOption('calculate', false)
    .setOption('yAxis', { axisPlacement: AxisPlacement.Left, unit, reverse: false })
    .setOption('tooltip', { mode: TooltipDisplayMode.Single, yHistogram: true, showColorScale: true })
    .build();
  return finish(key, data, panel);
}

/** Requests per second of the selection. */
export function buildRatePanel(key: string, question: TracedQuestion): VizPanel {
  const data = buildTracedRunner(question, 'rate');
  const panel = timeseries(data)
    .setTitle(t('traced.rate.title', 'Requests per second'))
    .setDescription(
      t(
        'traced.rate.description',
        'Requests and messages that the services took (span kinds server and consumer). Durations of few requests jump about.'
      )
    )
    .setUnit('reqps')
    .setColor({ mode: 'fixed', fixedColor: 'blue' })
    .build();
  return finish(key, data, panel);
}

/** The share of requests that failed. */
export function buildErrorSharePanel(key: string, question: TracedQuestion): VizPanel {
  const data = buildTracedRunner(question, 'error-share');
  const panel = timeseries(data)
    .setTitle(t('traced.error-share.title', 'Requests that failed'))
    .setDescription(
      t(
        'traced.error-share.description',
        'Share of the requests whose span has the status error. By OpenTelemetry’s rules a server sets it for its own failures (5xx), not for mistakes of its clients (4xx).'
      )
    )
    .setUnit('percentunit')
    .setCustomFieldConfig('axisSoftMax', SHARE_AXIS_MAX)
    .setColor({ mode: 'fixed', fixedColor: 'red' })
    .build();
  return finish(key, data, panel);
}

/** Failed requests per second by service, or by operation of the one service chosen. */
export function buildFailedByGroupPanel(key: string, question: TracedQuestion): VizPanel {
  const title = question.selection.service
    ? t('traced.failed-by-operation.title', 'Failed requests by operation')
    : t('traced.failed-by-service.title', 'Failed requests by service');
  const data = buildTracedRunner(question, 'failed-by-group');
  const panel = timeseries(data)
    .setTitle(title)
    .setDescription(
      t('traced.failed-by-group.description', 'Failed requests per second. Nothing is drawn for what did not fail.')
    )
    .setUnit('reqps')
    .build();
  return finish(key, data, panel);
}

/** A graph over time of the data; title and unit are up to the caller. */
export function timeseries(data: SceneDataProvider) {
  return PanelBuilders.timeseries()
    .setData(data)
    .setMin(0)
    .setOption('legend', { displayMode: LegendDisplayMode.List, placement: 'bottom', calcs: [], showLegend: true })
    .setOption('tooltip', { mode: TooltipDisplayMode.Multi, sort: SortOrder.Descending })
    .setCustomFieldConfig('fillOpacity', 8)
    .setCustomFieldConfig('showPoints', VisibilityMode.Never);
}

/** Names the panel, and gives it the way to Explore, which has nothing to show of our own data source. */
export function finish(key: string, data: SceneDataProvider, panel: VizPanel): VizPanel {
  const runner = data instanceof SceneQueryRunner ? data : data.state.$data;
  const isTraceql = runner instanceof SceneQueryRunner && runner.state.datasource?.uid === TRACEQL_DATA_SOURCE.uid;
  panel.setState({ key, ...(isTraceql ? {} : { menu: buildPanelMenu() }) });
  return panel;
}
