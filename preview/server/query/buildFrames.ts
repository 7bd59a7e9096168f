import { renderGoDuration } from './goDuration';
import type { PrometheusAnswer, PrometheusResult } from './prometheusAnswer';
import type { PrometheusQuery } from './prometheusQuery';
import { renderSeriesName } from './seriesName';

/** A data frame in the JSON form of `/api/ds/query`. */
export interface Frame {
  schema: { name?: string; refId: string; meta: FrameMeta; fields: FrameField[] };
  data: { values: unknown[][]; entities?: Array<Entities | null> };
}

interface FrameMeta {
  type?: string;
  typeVersion: [number, number];
  custom?: Record<string, unknown>;
  notices?: Array<{ severity: 'warning' | 'info'; text: string }>;
  executedQueryString?: string;
}

interface FrameField {
  name: string;
  type: 'time' | 'number' | 'string';
  typeInfo: { frame: string };
  labels?: Record<string, string>;
  config?: { interval?: number; displayNameFromDS?: string };
}

/** Rows whose value JSON cannot carry; the value itself is null there. */
type Entities = Partial<Record<'NaN' | 'Inf' | 'NegInf', number[]>>;

interface Series {
  labels: Record<string, string>;
  samples: Array<[timeSeconds: number, value: string]>;
}

/**
 * The frames that Grafana's Prometheus backend makes: a series a frame, time and value.
 * Source: Grafana 12.3, pkg/promlib/converter/prom.go and querydata/response.go.
 */
export function buildFrames(query: PrometheusQuery, answer: PrometheusAnswer): Frame[] {
  const frames = answer.status === 'success' ? buildResultFrames(query, answer.data) : [];
  if (frames.length === 0) {
    // A query without series still tells how it was run.
    frames.push({ schema: { refId: query.refId, meta: { typeVersion: [0, 0] }, fields: [] }, data: { values: [] } });
  }
  const first = frames[0];
  if (first) {
    first.schema.meta.executedQueryString = `Expr: ${query.expr}\nStep: ${renderGoDuration(query.stepMs)}`;
    first.schema.meta.custom = { ...first.schema.meta.custom, calculatedMinStep: query.stepMs };
  }
  if (answer.status === 'success') {
    addNotices(frames, answer);
  }
  return frames;
}

function buildResultFrames(query: PrometheusQuery, data: PrometheusResult): Frame[] {
  switch (data.resultType) {
    case 'matrix':
      return data.result.map(({ metric, values }) =>
        buildFrame(query, 'matrix', { labels: metric, samples: requireSamples(values) })
      );
    case 'vector':
      return data.result.map(({ metric, value }) =>
        buildFrame(query, 'vector', { labels: metric, samples: requireSamples(value && [value]) })
      );
    case 'scalar':
      return [buildFrame(query, 'scalar', { labels: {}, samples: [data.result] })];
    case 'string':
      return [buildStringFrame(query, data.result)];
  }
}

function requireSamples<T>(samples: T[] | undefined): T[] {
  if (!samples) {
    throw new Error('the preview does not turn native histograms into frames: query their buckets or quantiles');
  }
  return samples;
}

function buildFrame(query: PrometheusQuery, resultType: string, { labels, samples }: Series): Frame {
  const entities: Entities = {};
  const values = samples.map(([, text], row) => decodeValue(text, row, entities));
  const displayName = renderSeriesName(labels, query);
  const frame: Frame = {
    schema: {
      refId: query.refId,
      meta: {
        type: resultType === 'matrix' ? 'timeseries-multi' : 'numeric-multi',
        typeVersion: [0, 1],
        custom: { resultType },
      },
      fields: [
        { name: 'Time', type: 'time', typeInfo: { frame: 'time.Time' }, config: { interval: query.stepMs } },
        {
          name: labels.__name__ ?? 'Value',
          type: 'number',
          typeInfo: { frame: 'float64' },
          labels,
          ...(displayName === '' ? {} : { config: { displayNameFromDS: displayName } }),
        },
      ],
    },
    data: { values: [samples.map(([seconds]) => toMilliseconds(seconds)), values] },
  };
  if (Object.keys(entities).length > 0) {
    frame.data.entities = [null, entities];
  }
  return frame;
}

function buildStringFrame(query: PrometheusQuery, [seconds, text]: [number, string]): Frame {
  return {
    schema: {
      refId: query.refId,
      meta: { type: 'timeseries-multi', typeVersion: [0, 0], custom: { resultType: 'string' } },
      fields: [
        { name: 'Time', type: 'time', typeInfo: { frame: 'time.Time' }, config: { interval: query.stepMs } },
        { name: 'Value', type: 'string', typeInfo: { frame: 'string' }, labels: {} },
      ],
    },
    data: { values: [[toMilliseconds(seconds)], [text]] },
  };
}

function decodeValue(text: string, row: number, entities: Entities): number | null {
  const entity = text === 'NaN' ? 'NaN' : text === '+Inf' ? 'Inf' : text === '-Inf' ? 'NegInf' : undefined;
  if (entity) {
    (entities[entity] ??= []).push(row);
    return null;
  }
  return Number(text);
}

function toMilliseconds(seconds: number): number {
  // Rounded: 1795338033.094 * 1000 is a little less than the time it stands for.
  return Math.round(seconds * 1000);
}

function addNotices(frames: Frame[], { warnings = [], infos = [] }: { warnings?: string[]; infos?: string[] }): void {
  const notices = [
    ...warnings.map((text) => ({ severity: 'warning' as const, text })),
    ...infos.map((text) => ({ severity: 'info' as const, text })),
  ];
  if (notices.length > 0) {
    frames.forEach((frame) => (frame.schema.meta.notices = notices));
  }
}
