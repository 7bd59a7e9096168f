import { DataTopic, FieldColorModeId, FieldType, type DataFrame, type DataLink, type Labels } from '@grafana/data';
import { attributeText } from '../search/searchRows';
import { exemplarValue, type ExemplarMeaning } from './exemplarValue';
import { FUNCTION_LABEL } from './metricsKind';
import type { SeriesSummary } from './seriesSummary';

interface SeriesFrameOptions {
  readonly unit: string;
  /** A colour of Grafana's palette or a CSS colour. */
  colorOf(summary: SeriesSummary): string;
}

/** One frame a series, as the time series panel takes them. */
export function seriesFrames(summaries: readonly SeriesSummary[], { unit, colorOf }: SeriesFrameOptions): DataFrame[] {
  return summaries.map((summary) => {
    const { samples } = summary.series;
    return {
      refId: 'A',
      name: summary.name,
      length: samples.length,
      fields: [
        { name: 'Time', type: FieldType.time, config: {}, values: samples.map(({ timeMs }) => timeMs) },
        {
          name: 'Value',
          type: FieldType.number,
          config: {
            displayNameFromDS: summary.name,
            unit,
            color: { mode: FieldColorModeId.Fixed, fixedColor: colorOf(summary) },
          },
          labels: frameLabels(summary),
          values: samples.map(({ value }) => value),
        },
      ],
    };
  });
}

/**
 * The exemplars of the series as one frame, as Grafana's panels take them: it must be called `exemplar`, and its fields that
 * are called like labels tell to which series a point belongs. Undefined where there are none.
 *
 * @param link - what opens the trace of an exemplar
 */
export function exemplarFrame(
  summaries: readonly SeriesSummary[],
  meaning: ExemplarMeaning,
  link: DataLink
): DataFrame | undefined {
  const points = listExemplars(summaries, meaning).map(({ summary, ...point }) => ({
    ...point,
    labels: frameLabels(summary),
  }));
  if (points.length === 0) {
    return undefined;
  }
  const labelKeys = [...new Set(points.flatMap(({ labels }) => Object.keys(labels)))];
  return {
    refId: 'A',
    name: 'exemplar',
    length: points.length,
    meta: { dataTopic: DataTopic.Annotations, custom: { resultType: 'exemplar' } },
    fields: [
      { name: 'Time', type: FieldType.time, config: {}, values: points.map(({ timeMs }) => timeMs) },
      { name: 'Value', type: FieldType.number, config: {}, values: points.map(({ value }) => value) },
      { name: 'traceId', type: FieldType.string, config: { links: [link] }, values: points.map((p) => p.traceId) },
      ...labelKeys.map((key) => ({
        name: key,
        type: FieldType.string,
        config: {},
        values: points.map(({ labels }) => labels[key] ?? ''),
      })),
    ],
  };
}

/** A trace that stands for a point of a series. */
export interface ExemplarPoint {
  readonly summary: SeriesSummary;
  readonly timeMs: number;
  readonly value: number | null;
  readonly traceId: string;
}

/** All exemplars that name a trace, by time. */
export function listExemplars(summaries: readonly SeriesSummary[], meaning: ExemplarMeaning): ExemplarPoint[] {
  return summaries
    .flatMap((summary) =>
      summary.series.exemplars
        .filter(({ traceId }) => traceId !== '')
        .map((exemplar) => ({
          summary,
          timeMs: exemplar.timeMs,
          value: exemplarValue(exemplar, summary.series, meaning),
          traceId: exemplar.traceId,
        }))
    )
    .sort((a, b) => a.timeMs - b.timeMs);
}

function frameLabels({ series }: SeriesSummary): Labels {
  const labels = series.labels.filter(({ key }) => key !== FUNCTION_LABEL);
  return Object.fromEntries(labels.map(({ key, value }) => [key, attributeText(value)]));
}
