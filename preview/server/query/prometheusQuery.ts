import { interpolate } from './interpolate';
import { alignToStep, calculateStep } from './step';

/** A query of `/api/ds/query` for a Prometheus data source, as the frontend sends it: every field may be missing. */
export interface QueryModel {
  refId?: string;
  datasource?: { uid?: string; type?: string } | string;
  expr?: string;
  range?: boolean;
  instant?: boolean;
  legendFormat?: string;
  /** Minimum step. */
  interval?: string;
  intervalMs?: number;
  intervalFactor?: number;
  maxDataPoints?: number;
  utcOffsetSec?: number;
}

/** The same, ready to be sent. */
export interface PrometheusQuery {
  refId: string;
  expr: string;
  legendFormat: string;
  stepMs: number;
  range?: { startMs: number; endMs: number };
  instant?: { timeMs: number };
}

export interface TimeRangeMs {
  fromMs: number;
  toMs: number;
}

/** Calculates the step, aligns the range and fills in the variables. Throws on intervals that make no sense. */
export function buildPrometheusQuery(
  model: QueryModel,
  { fromMs, toMs }: TimeRangeMs,
  scrapeInterval: string
): PrometheusQuery {
  const minStep = model.interval ?? '';
  const stepMs = calculateStep({
    fromMs,
    toMs,
    maxDataPoints: model.maxDataPoints ?? 100,
    intervalMs: model.intervalMs ?? 0,
    minStep,
    scrapeInterval,
    intervalFactor: model.intervalFactor ?? 1,
  });
  const expr = interpolate(model.expr ?? '', {
    stepMs,
    intervalMs: model.intervalMs ?? 1000,
    minStep,
    scrapeInterval,
    rangeMs: toMs - fromMs,
  });
  const offset = model.utcOffsetSec ?? 0;
  // Old dashboards say neither, and mean a range.
  const isRange = model.range === true || model.instant !== true;
  return {
    refId: model.refId ?? 'A',
    expr,
    legendFormat: model.legendFormat ?? '',
    stepMs,
    ...(isRange
      ? { range: { startMs: alignToStep(fromMs, stepMs, offset), endMs: alignToStep(toMs, stepMs, offset) } }
      : {}),
    ...(model.instant === true ? { instant: { timeMs: toMs } } : {}),
  };
}
