import type { DataLink } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useTheme2 } from '@grafana/ui';
import React, { useMemo, type ReactNode } from 'react';
import { TOOLBAR_HEIGHT_PX } from '../resultsHeights';
import { countsSpans } from './metricsKind';
import { MetricsPanel } from './MetricsPanel';
import type { MetricsResultsProps } from './metricsResultsProps';
import { MetricsToolbar } from './MetricsToolbar';
import { seriesColors } from './seriesColor';
import { exemplarFrame, seriesFrames } from './seriesFrames';
import { SeriesNotice } from './SeriesNotice';
import { highestSeries, summariseSeries } from './seriesSummary';
import { SeriesTable } from './SeriesTable';

/** More lines than this no eye can follow, and drawing them takes seconds. */
const MOST_LINES = 100;
/** More names than this would leave no room for the lines; the table has them all. */
const MOST_LEGEND_NAMES = 20;
const PANEL_SHARE = 0.52;

interface SeriesResultsProps extends MetricsResultsProps {
  isQuantile: boolean;
  /** Grafana's unit of the values. */
  unit: string;
  /** Of the buckets where the series are those of a histogram, else empty. */
  bucketUnit: string;
  /** What else the line of buttons begins with. */
  children?: ReactNode;
}

/** Lines over time, and the figures of all series below. */
export function SeriesResults(props: SeriesResultsProps) {
  const { answer, query, question, children, isQuantile, unit, bucketUnit, heightPx, onOpenTrace, onZoom } = props;
  const theme = useTheme2();
  const summaries = useMemo(
    () => summariseSeries(answer.series, { isQuantile, bucketUnit }),
    [answer, isQuantile, bucketUnit]
  );
  const colors = useMemo(() => seriesColors(theme, summaries, isQuantile), [theme, summaries, isQuantile]);
  const drawn = useMemo(() => highestSeries(summaries, MOST_LINES), [summaries]);
  const frames = useMemo(
    () => seriesFrames(drawn, { unit, colorOf: ({ key }) => colors.get(key) ?? 'gray' }),
    [drawn, unit, colors]
  );
  const exemplars = useMemo(
    () => exemplarFrame(drawn, { countsSpans: countsSpans(query), isDuration: unit === 's' }, traceLink(onOpenTrace)),
    [drawn, query, unit, onOpenTrace]
  );
  const panelHeightPx = Math.round((heightPx - TOOLBAR_HEIGHT_PX) * PANEL_SHARE);
  return (
    <div>
      <MetricsToolbar actions={props.actions}>
        {children}
        <SeriesNotice seriesCount={summaries.length} drawnCount={drawn.length} />
      </MetricsToolbar>
      <MetricsPanel
        kind="timeseries"
        title={t('query.results.over-time', 'Over time')}
        frames={frames}
        exemplars={exemplars}
        hasLegend={drawn.length <= MOST_LEGEND_NAMES}
        fromMs={question.fromMs}
        toMs={question.toMs}
        heightPx={panelHeightPx}
        onZoom={onZoom}
      />
      <SeriesTable
        summaries={summaries}
        colors={colors}
        unit={unit}
        heightPx={heightPx - TOOLBAR_HEIGHT_PX - panelHeightPx}
        onOpenTrace={onOpenTrace}
      />
    </div>
  );
}

/** Opens the trace whose ID is the value of the field. */
function traceLink(onOpenTrace: (traceId: string) => void): DataLink {
  return {
    title: t('query.results.open-trace', 'Open trace'),
    url: '',
    onClick: ({ replaceVariables }) => {
      const traceId = replaceVariables?.('${__value.raw}');
      if (traceId) {
        onOpenTrace(traceId);
      }
    },
  };
}
