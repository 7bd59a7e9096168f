import { css } from '@emotion/css';
import {
  buildHistogram,
  type DataFrame,
  FieldType,
  formattedValueToString,
  getDisplayProcessor,
  type GrafanaTheme2,
  type PanelProps,
} from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React, { useMemo } from 'react';
import type { PanelDefinition } from './buildPanelPlugin.ts';
import { PanelDataErrorView } from './PanelDataErrorView.tsx';

interface HistogramOptions {
  bucketCount?: number;
  bucketSize?: number;
  bucketOffset?: number;
}

interface Bucket {
  from: number;
  to: number;
  count: number;
}

const LABEL_HEIGHT_PX = 20;

export const histogramDefinition: PanelDefinition = {
  id: 'histogram',
  name: 'Histogram',
  component: HistogramPanel as PanelDefinition['component'],
  options: { bucketCount: 30, bucketSize: undefined, bucketOffset: 0 },
};

/** Stands for Grafana's histogram: its own buckets, all fields together, as bars. */
function HistogramPanel({ data, options, width, height, id, fieldConfig }: PanelProps<HistogramOptions>) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const buckets = useMemo(() => countBuckets(data.series, options, theme), [data.series, options, theme]);
  if (buckets.length === 0) {
    return <PanelDataErrorView panelId={id} data={data} fieldConfig={fieldConfig} needsNumberField />;
  }
  const most = Math.max(...buckets.map(({ count }) => count));
  const field = data.series.flatMap(({ fields }) => fields).find(({ type }) => type === FieldType.number);
  const display = field?.display ?? getDisplayProcessor({ field: field ?? { config: {} }, theme });
  const format = (value: number) => formattedValueToString(display(value));
  const barWidth = width / buckets.length;
  return (
    <figure className={styles.figure} data-testid="histogram">
      <svg
        width={width}
        height={Math.max(height - LABEL_HEIGHT_PX, 0)}
        role="img"
        aria-label={`${buckets.length} buckets`}
      >
        {buckets.map(({ from, to, count }, index) => {
          const barHeight = (count / (most || 1)) * (height - LABEL_HEIGHT_PX);
          return (
            <rect
              key={from}
              className={styles.bar}
              x={index * barWidth}
              y={height - LABEL_HEIGHT_PX - barHeight}
              width={Math.max(barWidth - 1, 1)}
              height={barHeight}
            >
              <title>{`${format(from)} to ${format(to)}: ${count}`}</title>
            </rect>
          );
        })}
      </svg>
      <figcaption className={styles.labels}>
        <span>{format(buckets[0]!.from)}</span>
        <span>{format(buckets.at(-1)!.to)}</span>
      </figcaption>
    </figure>
  );
}

function countBuckets(series: DataFrame[], options: HistogramOptions, theme: GrafanaTheme2): Bucket[] {
  const histogram = buildHistogram(series, options, theme);
  const { xMin, xMax, counts = [] } = histogram ?? {};
  return (xMin?.values ?? []).map((from: number, index: number) => ({
    from,
    to: Number(xMax?.values[index]),
    count: counts.reduce((sum, { values }) => sum + Number(values[index] ?? 0), 0),
  }));
}

const getStyles = (theme: GrafanaTheme2) => ({
  figure: css({ margin: 0 }),
  bar: css({ fill: theme.visualization.getColorByName('blue') }),
  labels: css({
    display: 'flex',
    justifyContent: 'space-between',
    fontSize: theme.typography.bodySmall.fontSize,
    color: theme.colors.text.secondary,
  }),
});
