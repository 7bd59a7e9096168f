import type { MetricsAnswer } from '../../../../tempo';
import type { Query } from '../../../../traceql';
import { compareCsv, seriesCsv } from '../export/exportTable';
import { compareRows } from './compareRows';
import { metricsKind } from './metricsKind';
import { summariseSeries } from './seriesSummary';

/** A metrics answer as CSV: the ranked values of a comparison, else a column a series. */
export function renderMetricsCsv(answer: MetricsAnswer, query: Query): string {
  const kind = metricsKind(answer, query);
  return kind === 'compare'
    ? compareCsv(compareRows(answer.series).rows)
    : seriesCsv(summariseSeries(answer.series, { isQuantile: kind === 'quantiles', bucketUnit: '' }));
}
