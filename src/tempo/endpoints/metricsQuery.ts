import * as v from 'valibot';
import type { TempoClient } from '../client';
import { decodeJson } from '../decode';
import type { MetricsAnswer, MetricsExemplar, MetricsSample, MetricsSeries } from '../queryAnswers';
import { wireAttributes } from './attributeValues';
import { exemplarValue } from './exemplarValue';
import { queryCost } from './queryCost';
import { positiveCount, rangeParameters, type SecondsRange } from './requestRange';
import { wireNumber, wireText } from './wireNumbers';

const RANGE_PATH = '/api/metrics/query_range';
const INSTANT_PATH = '/api/metrics/query';

interface MetricsInstantRequest {
  /** TraceQL with a metrics stage. */
  readonly query: string;
  readonly range: SecondsRange;
}

export interface MetricsRangeRequest extends MetricsInstantRequest {
  /** Undefined lets Tempo choose: some 240 points. */
  readonly stepSeconds: number | undefined;
  /** Most exemplars; undefined leaves it to Tempo. To have none, the query needs `with(exemplars=false)` (2.10). */
  readonly exemplars: number | undefined;
}

/** Zero is left out; NaN and the infinities come as text. */
const sampleValue = v.pipe(v.nullish(v.union([v.number(), v.string()]), 0), v.transform(numberOrNull));

const sample = v.pipe(
  v.object({ timestampMs: wireNumber, value: sampleValue }),
  v.transform(({ timestampMs, value }): MetricsSample => ({ timeMs: timestampMs, value }))
);

const exemplar = v.object({
  timestampMs: wireNumber,
  value: v.nullish(v.union([v.number(), v.string()])),
  labels: wireAttributes,
});

const seriesOfRange = v.pipe(
  v.object({
    labels: wireAttributes,
    samples: v.nullish(v.array(sample), []),
    exemplars: v.nullish(v.array(exemplar), []),
  }),
  v.transform(({ labels, samples, exemplars }): MetricsSeries => ({
    labels,
    samples,
    exemplars: exemplars.map((sent) => exemplarOf(sent, samples)),
  }))
);

const envelope = { metrics: queryCost, status: v.nullish(v.unknown()), message: wireText };

const rangeSchema = v.object({ series: v.nullish(v.array(seriesOfRange), []), ...envelope });

const instantSchema = v.object({
  series: v.nullish(v.array(v.object({ labels: wireAttributes, value: sampleValue })), []),
  ...envelope,
});

/**
 * Time series of a metrics query. Series as Tempo sends them, in no order; samples by time. 2.x begins with the start of
 * the range, 3.0 aligns to the step.
 *
 * Durations are seconds. `compare()` marks its series by `__meta_type`, `histogram_over_time` by `__bucket` (seconds).
 * Source: modules/frontend/metrics_query_range_handler.go, pkg/tempopb/tempo.proto (2.6.1 to 3.0.3),
 * https://grafana.com/docs/tempo/latest/api_docs/#traceql-metrics
 *
 * @throws TempoRequestError as the client; 2.6 answers nearly every error, a wrong query too, with 500 (`failed`)
 */
export async function fetchMetricsRange(
  client: TempoClient,
  { query, range, stepSeconds, exemplars }: MetricsRangeRequest,
  signal?: AbortSignal
): Promise<MetricsAnswer> {
  const parameters = {
    q: query,
    ...rangeParameters(range),
    ...(stepSeconds === undefined ? {} : { step: stepText(stepSeconds) }),
    ...(exemplars === undefined ? {} : { exemplars: positiveCount(exemplars) }),
  };
  const answer = await client.get(RANGE_PATH, { query: parameters, signal });
  const { series, metrics, status, message } = decodeJson(RANGE_PATH, answer, rangeSchema);
  return { series, cost: metrics, partial: partialMessage(status, message) };
}

/**
 * One value for each series over the whole range, as a sample at its end. Of no use for `compare()` and histograms.
 *
 * Source: modules/frontend/metrics_query_handler.go, https://grafana.com/docs/tempo/latest/api_docs/#traceql-metrics
 */
export async function fetchMetricsInstant(
  client: TempoClient,
  { query, range }: MetricsInstantRequest,
  signal?: AbortSignal
): Promise<MetricsAnswer> {
  const { start, end } = rangeParameters(range);
  const answer = await client.get(INSTANT_PATH, { query: { q: query, start, end }, signal });
  const { series, metrics, status, message } = decodeJson(INSTANT_PATH, answer, instantSchema);
  return {
    series: series.map(({ labels, value }) => ({ labels, samples: [{ timeMs: end * 1000, value }], exemplars: [] })),
    cost: metrics,
    partial: partialMessage(status, message),
  };
}

/** A Go duration, to the millisecond: below that Tempo refuses every step. */
function stepText(stepSeconds: number): string {
  return `${Math.max(1, Math.round(stepSeconds * 1000)) / 1000}s`;
}

function numberOrNull(value: number | string): number | null {
  const number = Number(value);
  return Number.isNaN(number) ? null : number;
}

function exemplarOf(
  { timestampMs, value, labels }: v.InferOutput<typeof exemplar>,
  samples: readonly MetricsSample[]
): MetricsExemplar {
  const id = labels.find(({ key }) => key === 'trace:id')?.value;
  const sent = value === undefined || value === null ? undefined : numberOrNull(value);
  return {
    timeMs: timestampMs,
    value: exemplarValue(sent, timestampMs, labels, samples),
    labels,
    traceId: typeof id === 'string' ? padTraceId(id) : '',
  };
}

/** `status` is left out where the answer is complete; 1 is the number of PARTIAL. */
function partialMessage(status: unknown, message: string): string {
  return status === 'PARTIAL' || status === 1 ? message || 'The answer is not complete' : '';
}

function padTraceId(id: string): string {
  return id.toLowerCase().padStart(32, '0');
}
