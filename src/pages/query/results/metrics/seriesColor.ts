import type { GrafanaTheme2 } from '@grafana/data';
import { attributeText } from '../search/searchRows';
import { serviceColor } from '../search/serviceColor';
import { labelOf, QUANTILE_LABEL } from './metricsKind';
import type { SeriesSummary } from './seriesSummary';

/** From calm to alarming, for quantiles in ascending order. */
const QUANTILE_COLORS = ['green', 'yellow', 'orange', 'red', 'purple'];

/**
 * Gives each series its colour: quantiles by their number where there is more than one, services their own, all others by
 * their place in the answer.
 */
export function seriesColors(
  theme: GrafanaTheme2,
  summaries: readonly SeriesSummary[],
  isQuantile: boolean
): ReadonlyMap<string, string> {
  const quantileOf = ({ series }: SeriesSummary) => Number(labelOf(series, QUANTILE_LABEL)?.value ?? NaN);
  const quantiles = isQuantile ? [...new Set(summaries.map(quantileOf))].sort((a, b) => a - b) : [];
  const { palette } = theme.visualization;
  return new Map(
    summaries.map((summary, index) => {
      if (quantiles.length > 1) {
        const name = QUANTILE_COLORS[quantiles.indexOf(quantileOf(summary)) % QUANTILE_COLORS.length] ?? 'gray';
        return [summary.key, theme.visualization.getColorByName(name)];
      }
      const service = labelOf(summary.series, 'resource.service.name');
      const color =
        service && summary.series.labels.length <= 2
          ? serviceColor(theme, attributeText(service.value))
          : theme.visualization.getColorByName(palette[index % palette.length] ?? 'gray');
      return [summary.key, color];
    })
  );
}
