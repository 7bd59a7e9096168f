import { t } from '@grafana/i18n';
import { Icon } from '@grafana/ui';
import React from 'react';
import { formatCount } from '../formatValues';

/** Says that the chart does not show all series. */
export function SeriesNotice({ seriesCount, drawnCount }: { seriesCount: number; drawnCount: number }) {
  return drawnCount < seriesCount ? (
    <>
      <Icon name="info-circle" />
      {t(
        'query.results.series-cut',
        '{{all}} series. The chart shows the {{drawn}} with the highest maximum, the table all. Fewer labels in by(…) or topk() make less.',
        { all: formatCount(seriesCount), drawn: formatCount(drawnCount) }
      )}
    </>
  ) : null;
}
