import React, { useMemo } from 'react';
import { compareRows } from './compareRows';
import { CompareTable } from './CompareTable';
import { HistogramResults } from './HistogramResults';
import { metricsKind, metricsUnit } from './metricsKind';
import type { MetricsResultsProps } from './metricsResultsProps';
import { SeriesResults } from './SeriesResults';

/** The answer of a metrics query, as its kind asks for. */
export function MetricsResults(props: MetricsResultsProps) {
  const { answer, query } = props;
  const kind = useMemo(() => metricsKind(answer, query), [answer, query]);
  switch (kind) {
    case 'compare':
      return <CompareResults {...props} />;
    case 'histogram':
      return <HistogramResults {...props} />;
    default:
      return <SeriesResults {...props} isQuantile={kind === 'quantiles'} bucketUnit="" unit={metricsUnit(query)} />;
  }
}

function CompareResults({ answer, heightPx, actions }: MetricsResultsProps) {
  const comparison = useMemo(() => compareRows(answer.series), [answer]);
  return <CompareTable comparison={comparison} heightPx={heightPx} actions={actions} />;
}
