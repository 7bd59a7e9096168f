import { css } from '@emotion/css';
import { dateTime, LoadingState, type DataFrame, type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { PanelBuilders, SceneDataNode, SceneTimeRange, type VizPanel } from '@grafana/scenes';
import { LegendDisplayMode, SortOrder, TooltipDisplayMode } from '@grafana/schema';
import { useStyles2 } from '@grafana/ui';
import React, { useLayoutEffect, useMemo } from 'react';
import type { MsRange, RedOverTime } from '../../../data';
import { durationFrames, rateFrames } from './redFrames';

interface RedChartsProps {
  red: RedOverTime;
  range: MsRange;
  isLoading: boolean;
}

/** Requests with the failed ones among them, and the quantiles of their durations. */
export function RedCharts({ red, range, isLoading }: RedChartsProps) {
  const styles = useStyles2(getStyles);
  const rates = useMemo(() => rateFrames(red), [red]);
  const durations = useMemo(() => durationFrames(red), [red]);
  return (
    <div className={styles.charts} aria-busy={isLoading}>
      <Chart title={t('services.chart-rate', 'Requests and errors per second')} frames={rates} range={range} />
      {durations.length > 0 ? (
        <Chart title={t('services.chart-duration', 'Duration of requests')} frames={durations} range={range} />
      ) : (
        <p>{t('services.no-durations', 'There are no durations in these metrics.')}</p>
      )}
    </div>
  );
}

function Chart({ title, frames, range }: { title: string; frames: DataFrame[]; range: MsRange }) {
  const scene = useMemo(() => buildChart(title), [title]);
  useLayoutEffect(() => {
    const [from, to] = [dateTime(range.fromMs), dateTime(range.toMs)];
    const timeRange = { from, to, raw: { from, to } };
    scene.timeRange.setState({ from: from.toISOString(), to: to.toISOString(), value: timeRange });
    scene.data.setState({ data: { state: LoadingState.Done, series: frames, timeRange } });
  }, [scene, frames, range]);
  return (
    <div style={{ height: CHART_PX, position: 'relative' }}>
      <scene.panel.Component model={scene.panel} />
    </div>
  );
}

const CHART_PX = 310;

function buildChart(title: string): { panel: VizPanel; data: SceneDataNode; timeRange: SceneTimeRange } {
  const data = new SceneDataNode();
  const timeRange = new SceneTimeRange();
  const panel = PanelBuilders.timeseries()
    .setTitle(title)
    .setMin(0)
    .setOption('legend', {
      displayMode: LegendDisplayMode.Table,
      placement: 'bottom',
      calcs: ['mean', 'max', 'lastNotNull'],
      showLegend: true,
    })
    .setOption('tooltip', { mode: TooltipDisplayMode.Multi, sort: SortOrder.Descending })
    .setCustomFieldConfig('fillOpacity', 8)
    .build();
  panel.setState({ $data: data, $timeRange: timeRange });
  return { panel, data, timeRange };
}

const getStyles = (theme: GrafanaTheme2) => ({
  charts: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 420px), 1fr))',
    gap: theme.spacing(2),
  }),
});
