import type { DataFrame, Labels } from '@grafana/data';
import type { UPlotConfigBuilder } from '@grafana/ui';

export interface VisibleSeries {
  labels: Labels[];
  /** None is hidden by the legend. */
  isAll: boolean;
}

export function findVisibleSeries(config: UPlotConfigBuilder, frames: DataFrame[]): VisibleSeries {
  const all = config.getSeries();
  const shown = all.filter(({ props }) => props.show);
  const labels = shown.map(({ props: { dataFrameFieldIndex: place } }) =>
    place ? (frames[place.frameIndex]?.fields[place.fieldIndex]?.labels ?? {}) : {}
  );
  return { labels, isAll: shown.length === all.length };
}

/**
 * An exemplar is shown with its series: it has a field of the same value for every label.
 * Source: Grafana 12.3, public/app/plugins/panel/timeseries/plugins/ExemplarsPlugin.tsx.
 */
export function isExemplarVisible(exemplar: Labels, { labels, isAll }: VisibleSeries): boolean {
  const isOf = (series: Labels) => Object.entries(series).every(([name, value]) => exemplar[name] === value);
  return isAll || labels.some(isOf);
}
