import { FieldColorModeId, FieldType, type DataFrame } from '@grafana/data';
import { t } from '@grafana/i18n';
import type { RedOverTime } from '../../../data';
import type { LabelledSeries } from '../../../signals/traced';

/** Colours of Grafana's palette, so that both themes have their own shade. */
const QUANTILE_COLOURS: Readonly<Record<number, string>> = { 0.5: 'blue', 0.9: 'orange', 0.99: 'purple' };

/** All requests, and the failed ones. */
export function rateFrames({ requests, errors }: RedOverTime): DataFrame[] {
  return [
    ...requests.map((series) => seriesFrame(series, t('services.all-requests', 'Requests'), 'reqps', 'green')),
    ...errors.map((series) => seriesFrame(series, t('services.failed-requests', 'Failed'), 'reqps', 'red')),
  ];
}

/** The quantiles, `p50` and so on. */
export function durationFrames({ quantiles }: RedOverTime): DataFrame[] {
  return quantiles.map(({ quantile, series }) =>
    seriesFrame(series, `p${Math.round(quantile * 100)}`, 's', QUANTILE_COLOURS[quantile] ?? 'gray')
  );
}

function seriesFrame({ timesMs, values }: LabelledSeries, name: string, unit: string, color: string): DataFrame {
  return {
    refId: name,
    name,
    length: timesMs.length,
    fields: [
      { name: 'Time', type: FieldType.time, config: intervalOf(timesMs), values: [...timesMs] },
      {
        name: 'Value',
        type: FieldType.number,
        config: {
          displayNameFromDS: name,
          unit,
          color: { mode: FieldColorModeId.Fixed, fixedColor: color },
        },
        values: [...values],
      },
    ],
  };
}

/** The distance of the points: where one is missing the line is broken, and not drawn from one end of a gap to the other. */
function intervalOf(timesMs: readonly number[]): { interval?: number } {
  const distances = timesMs.slice(1).map((time, index) => time - (timesMs[index] ?? time));
  return distances.length > 0 ? { interval: Math.min(...distances) } : {};
}
