import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Button, useStyles2 } from '@grafana/ui';
import React, { useId, useMemo, useState } from 'react';
import type { QueryQuestion } from '../../../../data';
import { formatCount } from '../formatValues';
import type { BrushChange } from '../resultChanges';
import type { ResultsView } from '../resultsView';
import type { SearchRow } from '../search/searchRows';
import { BrushForm } from './BrushForm';
import { durationPoints, extentOf, type DurationPoint } from './durationPoints';
import { HeatmapChart } from './HeatmapChart';
import { HistogramChart } from './HistogramChart';
import { ScatterChart } from './ScatterChart';

/** From so many points on, a scatter chart is more ink than picture. */
const HEATMAP_OFFER = 2000;
export const CHART_HEADER_HEIGHT_PX = 32;

interface SearchChartProps {
  chart: Exclude<ResultsView['chart'], 'none'>;
  rows: readonly SearchRow[];
  question: QueryQuestion;
  heightPx: number;
  onChart(chart: ResultsView['chart']): void;
  onBrush(change: BrushChange): void;
  onOpen(target: Pick<DurationPoint, 'traceId' | 'spanId'>): void;
}

/** Durations of what was found. Every chart narrows the query, by mouse or by the form. */
export function SearchChart({ chart, rows, question, heightPx, onChart, onBrush, onOpen }: SearchChartProps) {
  const styles = useStyles2(getStyles);
  const formId = useId();
  const points = useMemo(() => durationPoints(rows), [rows]);
  const extent = useMemo(() => extentOf(points), [points]);
  const [isFormOpen, setIsFormOpen] = useState(false);
  const plotHeightPx = heightPx - CHART_HEADER_HEIGHT_PX;
  return (
    <div>
      <div className={styles.header} style={{ minHeight: CHART_HEADER_HEIGHT_PX }}>
        <ChartLegend chart={chart} />
        {chart === 'scatter' && points.length > HEATMAP_OFFER && (
          <Button size="sm" variant="secondary" icon="gf-grid" onClick={() => onChart('heatmap')}>
            {t('query.results.offer-heatmap', '{{count}} points: show as heatmap', {
              count: formatCount(points.length),
            })}
          </Button>
        )}
        <Button
          size="sm"
          fill="text"
          variant="secondary"
          className={styles.formToggle}
          aria-expanded={isFormOpen}
          aria-controls={formId}
          onClick={() => setIsFormOpen(!isFormOpen)}
        >
          <Trans i18nKey="query.results.select-by-numbers">Select by numbers</Trans>
        </Button>
      </div>
      <div id={formId}>
        {isFormOpen && extent && <BrushForm key={Object.values(extent).join()} extent={extent} onApply={onBrush} />}
      </div>
      {chart === 'scatter' && (
        <ScatterChart points={points} heightPx={plotHeightPx} onBrush={onBrush} onOpen={onOpen} />
      )}
      {chart === 'histogram' && (
        <HistogramChart
          points={points}
          heightPx={plotHeightPx}
          onChoose={({ fromNs, toNs }) =>
            onBrush({
              fromMs: question.fromMs,
              toMs: question.toMs,
              minDurationNs: fromNs,
              maxDurationNs: toNs,
            })
          }
        />
      )}
      {chart === 'heatmap' && <HeatmapChart points={points} heightPx={plotHeightPx} onBrush={onBrush} />}
    </div>
  );
}

function ChartLegend({ chart }: Pick<SearchChartProps, 'chart'>) {
  const styles = useStyles2(getStyles);
  switch (chart) {
    case 'scatter':
      return (
        <span className={styles.legend}>
          <Trans i18nKey="query.results.scatter-legend">
            Duration over time: ● without errors, <span className={styles.error}>✕ with errors</span>. Drag to select.
          </Trans>
        </span>
      );
    case 'histogram':
      return (
        <span className={styles.legend}>
          <Trans i18nKey="query.results.histogram-legend">
            Durations: a bar narrows the search to it; the striped part has errors.
          </Trans>
        </span>
      );
    case 'heatmap':
      return (
        <span className={styles.legend}>
          <Trans i18nKey="query.results.heatmap-legend">
            Duration over time: the stronger the colour the more; <span className={styles.error}>red</span> has errors.
            A cell narrows the search to it.
          </Trans>
        </span>
      );
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  header: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1) }),
  legend: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
  error: css({ color: theme.colors.error.text }),
  formToggle: css({ marginLeft: 'auto' }),
});
